"""Forms that bring a file along (RFC 7578): the fields as text, the file as bytes, nothing of it believed."""

import re
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote

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


def boundary(content_type: str) -> bytes:
    """The boundary of a form's parts; ValueError where the type is no such form's."""
    message = Message()
    message["content-type"] = content_type
    found = message.get_boundary("")
    if message.get_content_type() != "multipart/form-data" or not found:
        raise ValueError(f"no form that brings a file: {content_type}")
    return b"--" + found.encode()


def parse(body: bytes, content_type: str) -> UploadForm:
    """The form in a request's body; ValueError where it is none."""
    mark = boundary(content_type)
    begun, *parts = (b"\r\n" + body).split(b"\r\n" + mark, _MOST_PARTS + 1)
    if begun.strip() or not parts or not parts.pop().startswith(b"--"):
        raise ValueError("not closed")
    fields, file_name, data = {}, "", b""
    for part in parts:
        head, blank, content = part.partition(b"\r\n\r\n")
        found = _DISPOSITION.search(head.decode())
        if not blank or found is None:
            raise ValueError("no field")
        if found["file"] is None:
            fields[found["name"]] = content.decode()
        elif found["file"]:
            file_name, data = _base(found["file"]), content
    return UploadForm(fields, file_name, data)


def _base(name: str) -> str:
    """The name of a file without its folders: a browser writes quotes and line ends of it as %22, %0D and %0A."""
    plain = re.sub(r"%(?:22|0D|0A)", lambda found: unquote(found[0]), name)
    return re.split(r"[/\\]", plain)[-1][-_LONGEST_NAME:].strip() or "file"
