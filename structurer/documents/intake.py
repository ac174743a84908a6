"""Bytes, a path or stdin to a Source. What cannot be a sheet is refused here, with the reason and the way out.

A document (PDF, web page, workbook, Word) is read and split into its sheets by the layers below; a text is decoded and,
where it is one sheet, kept to the character.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from structurer.documents import Document, Told, bounded, document, limits, may_be_document, separated, text_document
from structurer.documents import split as splitting
from structurer.documents.sniff import HEAD
from structurer.errors import (
    InputError,
    SourceBinary,
    SourceEmpty,
    SourceNotAFile,
    SourceNotFound,
    SourceTooLarge,
    SourceUnreadable,
    SourceWithoutFigures,
)
from structurer.language import say
from structurer.text import lazy_re as re
from structurer.text.encoding import JIS, WIDE, decoded, written_name
from structurer.text.scan import Kind
from structurer.text.source import Source

LIMIT = 5 * 1024 * 1024
"""More bytes than this are no single sheet; the largest published ones have some ten thousand."""

_LEAST_BARE = 1_000
"""In a text without any unit of money, what is taken for an amount; smaller numbers count anything."""

STDIN, TEXT, BYTES = "stdin", "text", "bytes"
"""The names of sources that came through `-`, as a text and as bytes without a name."""

PASTED = ("貼り付け", "pasted")
"""The name of a text that was pasted on the page, in the language of who did."""

NAMELESS = frozenset({STDIN, TEXT, BYTES, *PASTED})
"""The names that many sources have: two of them are no two readings of one."""

SheetInput = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO | Source
"""What a caller may hand in: a text (a `str` with a line break), a path, bytes, a file opened in binary mode, a source."""

_BINARY = {
    b"%PDF-": "PDF", b"PK\x03\x04": "ZIP/Office", b"PK\x05\x06": "ZIP", b"\xd0\xcf\x11\xe0": "Office",
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF",
    b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"SQLite format 3": "SQLite",
}  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # not tab, line ends, VT, FF, nor DOS's end of file
_CONTROL_SHARE = 100  # bytes for each control character: a text has hardly any; of random bytes one in ten is one


def read_source(path_or_dash: str, *, stdin: BinaryIO | None = None) -> Source:
    """The one sheet at a path, or on stdin for `-`, a text or a document; SplitUnconfirmed where several stand in it."""
    (source,) = read_sources(path_or_dash, stdin=stdin)
    return source


def read_sources(path_or_dash: str, split: str | None = None, *, stdin: BinaryIO | None = None) -> tuple[Source, ...]:
    """The sheets at a path, or on stdin for `-`; the size is looked at before the bytes are.

    Args:
        path_or_dash: a path, or `-`.
        stdin: what `-` reads; None is the process's own.
        split: None where one sheet is expected; `auto` takes the bounds that the rules find, `none` takes all as one, and ranges
            (`1-3,4`; pages, worksheets by number or name, lines of a text) name them.

    Raises:
        SplitUnconfirmed: several sheets seem to stand there, and `split` is None.
        InputError: it cannot be read, or not with certainty; one class per case.
        ExtraMissing: it is a document, and the part that reads documents is not installed.
    """
    return sheets(read_document(path_or_dash, stdin=stdin), split)


def source_given(given: SheetInput) -> Source:
    """Return the one sheet in what a caller hands in: a source, a text (a `str` with a line break), bytes, a file or a path."""
    if isinstance(given, Source):
        return given
    if _is_text(given):
        return decode(TEXT, str(given).encode("utf-8", "surrogatepass"))
    (source,) = sheets(_document_given(given))
    return source


def sources_given(given: SheetInput, split: str | None = None) -> tuple[Source | InputError, ...]:
    """Return every sheet in what a caller hands in; only a document holds several. In the place of a bad one stands why."""
    if isinstance(given, Source) or _is_text(given):
        return (source_given(given),)
    return attempted(_document_given(given), split)


def name_given(given: SheetInput) -> str:
    """Return a name for what a caller hands in, where no source could be made of it."""
    if isinstance(given, Source):
        return given.name
    if isinstance(given, str | os.PathLike):
        return TEXT if _is_text(given) else os.fspath(given)
    called = getattr(given, "name", None)
    return called if isinstance(called, str) else BYTES


def _document_given(given: object) -> Document:
    """Return the document at a path, in bytes or in a binary file; a TypeError names the type of anything else, never its content."""
    if isinstance(given, str | os.PathLike):
        return read_document(os.fspath(given))
    if isinstance(given, bytes | bytearray | memoryview):
        return opened(BYTES, bytes(given))
    read = getattr(given, "read", None)
    if callable(read) and isinstance(read(0), bytes):
        called = getattr(given, "name", None)
        name = called if isinstance(called, str) else BYTES
        return opened(name, _bounded(name, cast("BinaryIO", given)))
    kind = type(given).__name__
    raise TypeError(
        say(
            f"{kind} は受け取れません。本文(改行を含む str)、パス、bytes、バイナリーで開いたファイル、Source のどれかを渡してください。",
            f"cannot take {kind}: hand in a text (a str with a line break), a path, bytes, a file opened in binary mode, or a Source.",
        )
    )


def sources_in(name: str, data: bytes, split: str | None = None) -> tuple[Source | InputError, ...]:
    """Return the sheets in the bytes of a document, by whatever name a caller has for it; in the place of a bad one why."""
    return attempted(opened(name, data), split)


def _is_text(given: object) -> bool:
    return isinstance(given, str) and ("\n" in given or "\r" in given)


def read_document(path_or_dash: str, *, stdin: BinaryIO | None = None, told: Told | None = None) -> Document:
    """Return the document at a path, a text too: for a look at the sheets in it before they are read."""
    found = opened(*_read(path_or_dash, stdin), told)
    return found if path_or_dash == "-" else replace(found, file=written_name(str(Path(path_or_dash).resolve())))


def opened(name: str, data: bytes, told: Told | None = None) -> Document:
    """Return the document that some bytes are, a text too; `told` hears how many pages of how many are read."""
    written = written_name(name)
    return document(written, data, told) or _text_document(written, data)


def _text_document(name: str, data: bytes) -> Document:
    source = decode(name, data)
    records = separated.page(source)
    if records is None:
        return text_document(name, data, source.text)
    return Document(name, hashlib.sha256(data).hexdigest(), "csv", (records,))


def sheets(found: Document, split: str | None = None) -> tuple[Source, ...]:
    """The sheets of a document, as `read_sources` gives them."""
    made = attempted(found, split)
    for one in made:
        if isinstance(one, InputError):
            raise one
    return tuple(one for one in made if isinstance(one, Source))


def attempted(found: Document, split: str | None = None) -> tuple[Source | InputError, ...]:
    """The sheets of a document, at least one; in the place of one that cannot be read stands why: the others can be."""
    made = tuple(_checked(one) for one in splitting.sources(found, split))
    if not made:
        raise SourceWithoutFigures(found.name, len(found.lines))
    return made


def _checked(source: Source | InputError) -> Source | InputError:
    """A sheet of a document: no longer than a text may be, and not without amounts."""
    if isinstance(source, InputError):
        return source
    size = len(source.text.encode("utf-8", "surrogatepass"))
    if size > LIMIT:
        return SourceTooLarge(source.name, size, LIMIT)
    return source if _has_amount(source) else SourceWithoutFigures(source.name, len(source.lines))


def _read(path_or_dash: str, stdin: BinaryIO | None) -> tuple[str, bytes]:
    if path_or_dash == "-":
        return STDIN, _bounded(STDIN, sys.stdin.buffer if stdin is None else stdin)
    try:
        return path_or_dash, _file(path_or_dash)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the path
        raise SourceNotFound(path_or_dash) from error
    except OSError as error:
        raise SourceUnreadable(path_or_dash, error.strerror or str(error)) from error


def decode(name: str, data: bytes) -> Source:
    """The source that stands in some bytes, to the character; a byte order mark is no part of it."""
    if len(data) > LIMIT:
        raise SourceTooLarge(name, len(data), LIMIT)
    _refuse_binary(name, data)
    source = Source(name, bounded(name, decoded(name, data)))
    if not source.text.strip("\x1a \t\r\n\v\f\u3000"):
        raise SourceEmpty(name)
    if not _has_amount(source):
        raise SourceWithoutFigures(name, len(source.lines))
    return source


def _file(name: str) -> bytes:
    path = Path(name)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # checked before opening: opening a FIFO waits for its writer
        raise SourceNotAFile(name)
    with path.open("rb") as stream:
        if status.st_size > LIMIT and status.st_size > _limit(stream.peek(HEAD)[:HEAD]):
            raise SourceTooLarge(name, status.st_size, _limit(stream.peek(HEAD)[:HEAD]))
        return _bounded(name, stream)


def _limit(head: bytes) -> int:
    """Return the most bytes that a file with this beginning may have."""
    return limits.BYTES if may_be_document(head) else LIMIT


def _bounded(name: str, stream: BinaryIO) -> bytes:
    """All that a stream holds, given up at the first byte too many."""
    try:
        data = b"".join(_chunks(stream, LIMIT + 1))
        limit = _limit(data[:HEAD])
        if len(data) > LIMIT and limit > LIMIT:
            data += b"".join(_chunks(stream, limit + 1 - len(data)))
    except OSError as error:
        raise SourceUnreadable(name, error.strerror or str(error)) from error
    if len(data) > limit:
        raise SourceTooLarge(name, None, limit)
    return data


def _chunks(stream: BinaryIO, left: int) -> Iterator[bytes]:
    typed = (
        stream is getattr(sys.stdin, "buffer", None) and stream.isatty()
    )  # there Ctrl-D ends one read, and would be asked for again
    while left > 0 and (chunk := stream.read(left)):
        left = 0 if typed else left - len(chunk)
        yield chunk


def _has_amount(source: Source) -> bool:
    """True where an amount stands, a bare number beside a unit of money, or one as large as an amount that has lost its unit.

    Some sheets print the unit below their table, and a table cut out of its page has none: a person is told so.
    """
    least = 0 if "円" in source.text else _LEAST_BARE
    return any(
        figure.is_money or (figure.kind is Kind.PLAIN and figure.number is not None and abs(figure.number) >= least)
        for figure in source.figures
    )


def _refuse_binary(name: str, data: bytes) -> None:
    if data.startswith(WIDE) or JIS in data:
        return
    head = data.lstrip()
    for magic, kind in _BINARY.items():
        if head.startswith(magic):
            raise SourceBinary(name, 0, kind)
    control = _CONTROL.findall(data)
    if b"\x00" in control or len(control) * _CONTROL_SHARE > len(data):
        offset = data.find(b"\x00") if b"\x00" in control else data.find(control[0])
        raise SourceBinary(name, offset)
