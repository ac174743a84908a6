"""Forms that bring a file along (RFC 7578): the fields as text, the file as bytes, nothing of it believed."""

from dataclasses import dataclass
from urllib.parse import unquote

from python_multipart.multipart import MultipartParser, MultipartState, parse_options_header

from structurer.text import lazy_re as re

_MOST_PARTS = 20
"""Parts of a form; ours have five."""
_DISPOSITION = re.compile(r'form-data;\s*name="(?P<name>[^"\r\n]*)"(?:;\s*filename="(?P<file>[^"\r\n]*)")?')
_LONGEST_NAME = 120
"""Characters of a file's name that are kept: what comes first may be cut, the ending says what it is."""


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form that may bring a file; `file_name` is empty where none was chosen."""

    fields: dict[str, str]
    file_name: str = ""
    data: bytes = b""


def parse(body: bytes, content_type: str) -> UploadForm:
    """The form in a request's body; ValueError where it is none."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary or body.count(boundary) > _MOST_PARTS + 1:
        raise ValueError(f"no form that brings a file: {content_type}")
    parts: list[tuple[bytearray, bytearray]] = []
    parser = MultipartParser(boundary, {
        "on_part_begin": lambda: parts.append((bytearray(), bytearray())),
        "on_header_value": lambda data, start, end: parts[-1][0].extend(data[start:end]),
        "on_part_data": lambda data, start, end: parts[-1][1].extend(data[start:end]),
    })  # fmt: skip
    parser.write(body)
    found = [(_DISPOSITION.search(head.decode()), content) for head, content in parts]
    if parser.state is not MultipartState.END or not all(head for head, _ in found):
        raise ValueError("not closed, or no field")
    fields = {head["name"]: content.decode() for head, content in found if head and head["file"] is None}
    files = [(_base(head["file"]), bytes(content)) for head, content in found if head and head["file"]]
    return UploadForm(fields, *(files[-1] if files else ()))


def _base(name: str) -> str:
    """The name of a file without its folders: a browser writes quotes and line ends of it as %22, %0D and %0A."""
    plain = re.sub(r"%(?:22|0D|0A)", lambda found: unquote(found[0]), name)
    return re.split(r"[/\\]", plain)[-1][-_LONGEST_NAME:].strip() or "file"
