"""Forms that bring a file: what a browser sends is taken apart, anything else is refused."""

import pytest

pytest.importorskip(
    "python_multipart", reason="forms are taken apart with python-multipart: pip install 'structurer[web]'"
)

from structurer.web.multipart import UploadForm, parse

KIND = 'multipart/form-data; boundary="x y"'


def body(*parts: bytes, end: bytes = b"--x y--\r\n") -> bytes:
    """A body of these parts."""
    return b"".join(b"--x y\r\n" + part + b"\r\n" for part in parts) + end


def field(name: str, content: bytes) -> bytes:
    """A field."""
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content


def file(name: str, content: bytes) -> bytes:
    """A file."""
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    return head.encode() + content


def test_fields_and_a_file() -> None:
    """Texts as texts; the file to the byte, line ends and its own dashes included."""
    data = b"a\r\n--x\r\n\r\nb\x00\xff\r\n"
    made = parse(body(field("csrf", b"t"), field("text", "予算".encode()), file("書類.pdf", data)), KIND)
    assert made == UploadForm({"csrf": "t", "text": "予算"}, "書類.pdf", data)


def test_no_file_was_chosen() -> None:
    """A browser sends an empty part then."""
    assert parse(body(field("text", b"x"), file("", b"")), KIND) == UploadForm({"text": "x"})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (r"C:\folder\a.xlsx", "a.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a%22b%0D%0A.txt", 'a"b\r\n.txt'),
        ("/", "file"),
        ("長" * 300 + ".pdf", "長" * 116 + ".pdf"),
    ],
)
def test_the_name_of_a_file(sent: str, kept: str) -> None:
    """Only its last part, and no longer than a name is."""
    assert parse(body(file(sent, b"x")), KIND).file_name == kept


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"--x y",
        body(field("text", b"x"), end=b""),
        body(b"no head"),
        body(b'Content-Disposition: attachment; name="a"\r\n\r\nx'),
        body(*[field("a", b"x")] * 40),
        body(field("text", b"\xff")),
        b"before" + body(field("text", b"x")),
    ],
)
def test_what_is_no_form(wrong: bytes) -> None:
    """It is refused as a whole."""
    with pytest.raises(ValueError):  # noqa: PT011  # decoding fails with one, too
        parse(wrong, KIND)


@pytest.mark.parametrize("kind", ["", "multipart/form-data", "text/plain; boundary=x", "multipart/mixed; boundary=x"])
def test_what_is_no_such_type(kind: str) -> None:
    """A form with a file says so, and names its boundary."""
    with pytest.raises(ValueError, match="no form"):
        parse(body(field("text", b"x")), kind)
