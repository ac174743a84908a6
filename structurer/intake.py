"""Bytes, a path or stdin to a Source. What cannot be a sheet is refused here, with the reason and the way out.

Three encodings are told apart the same way every time: UTF-8 where the bytes are UTF-8, else the one of EUC-JP and
Shift_JIS (as Windows writes them) that decodes strictly and reads as Japanese. Nothing is ever replaced or dropped.
"""

import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from structurer.errors import (
    SourceBinary,
    SourceEmpty,
    SourceNotAFile,
    SourceNotFound,
    SourceTooLarge,
    SourceUndecodable,
    SourceUnreadable,
    SourceWithoutFigures,
)
from structurer.scan import Kind
from structurer.source import Source

LIMIT = 5 * 1024 * 1024
"""More bytes than this are no single sheet; the largest published ones have some ten thousand."""

STDIN = "stdin"
"""The name of a source that came through `-`."""

_BINARY = {
    b"%PDF-": "PDF", b"PK\x03\x04": "ZIP/Office", b"PK\x05\x06": "ZIP", b"\xd0\xcf\x11\xe0": "Office",
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF",
    b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"SQLite format 3": "SQLite",
}  # fmt: skip
_OTHER_TEXT = re.compile(rb"\A(?:\xff\xfe|\xfe\xff)|\x1b\$")  # UTF-16, ISO-2022-JP
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # not tab, line ends, VT, FF, nor DOS's end of file
_CONTROL_SHARE = 100
_JAPANESE = re.compile(r"[\u3000-\u30ff\u3220-\u33ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u2460-\u24ff\u25a0-\u25ff]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
_FOREIGN = re.compile(r"[\x80-\u02ff\ue000-\uf8ff]")
_EUC = re.compile(
    rb"(?P<ascii>[\x00-\x7f]+)|(?P<wide>(?:[\xa1-\xfe]{2})+)|(?P<half>(?:\x8e[\xa1-\xdf])+)"
    rb"|(?P<rare>(?:\x8f[\xa1-\xfe]{2})+)"
)
_EUC_CODEC = "euc_jp"
_LEADS_BEFORE_KANA = 31  # 0x81 to 0x9F; the lead bytes go on at 0xE0, above the half-width kana
_TRAILS_BEFORE_DELETE = 63  # 0x40 to 0x7E; 0x7F is left out
_BEYOND_ACCIDENT = re.compile(r"[\u0800-\U0010ffff]")
_KANJI_WEIGHT = 3  # real sheets mix half-width kana in; a misread one is little else
_BROKEN_UTF8 = 10


def read_source(path_or_dash: str, *, stdin: BinaryIO | None = None) -> Source:
    """The sheet at a path, or on stdin for `-`; the size is looked at before the bytes are."""
    if path_or_dash == "-":
        return decode(STDIN, _bounded(STDIN, sys.stdin.buffer if stdin is None else stdin))
    try:
        data = _file(path_or_dash)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the path
        raise SourceNotFound(path_or_dash) from error
    except OSError as error:
        raise SourceUnreadable(path_or_dash, error.strerror or str(error)) from error
    return decode(path_or_dash, data)


def decode(name: str, data: bytes) -> Source:
    """The source that stands in some bytes, to the character; a byte order mark is no part of it."""
    if len(data) > LIMIT:
        raise SourceTooLarge(name, len(data), LIMIT)
    _refuse_binary(name, data)
    source = Source(name, _text(name, data).removeprefix("\ufeff"))
    if not source.text.strip("\x1a \t\r\n\v\f\u3000"):
        raise SourceEmpty(name)
    if not _has_amount(source):
        raise SourceWithoutFigures(name, len(source.lines))
    return source


def _file(name: str) -> bytes:
    path = Path(name)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # asked before opening: opening a FIFO waits for its writer
        raise SourceNotAFile(name)
    if status.st_size > LIMIT:
        raise SourceTooLarge(name, status.st_size, LIMIT)
    with path.open("rb") as stream:
        return _bounded(name, stream)


def _bounded(name: str, stream: BinaryIO) -> bytes:
    """All that a stream holds, given up at the first byte too many."""
    try:
        data = b"".join(_chunks(stream))
    except OSError as error:
        raise SourceUnreadable(name, error.strerror or str(error)) from error
    if len(data) > LIMIT:
        raise SourceTooLarge(name, None, LIMIT)
    return data


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    left = LIMIT + 1
    while left > 0 and (chunk := stream.read(left)):
        left -= len(chunk)
        yield chunk


def _has_amount(source: Source) -> bool:
    """True where an amount stands, or a bare number beside a unit of money: some sheets print it below their table."""
    bare = "円" in source.text
    return any(figure.is_money or (bare and figure.kind is Kind.PLAIN) for figure in source.figures)


def _refuse_binary(name: str, data: bytes) -> None:
    head = data.lstrip()
    for magic, kind in _BINARY.items():
        if head.startswith(magic):
            raise SourceBinary(name, 0, kind)
    other = _OTHER_TEXT.search(data)
    if other is not None:
        raise SourceUndecodable(name, other.start())
    control = _CONTROL.findall(data)
    if b"\x00" in control or len(control) * _CONTROL_SHARE > len(data):
        offset = data.find(b"\x00") if b"\x00" in control else data.find(control[0])
        raise SourceBinary(name, offset)


def _text(name: str, data: bytes) -> str:
    """The one reading of the bytes.

    UTF-8 first: a text in another encoding may hold its two-byte sequences by accident, hardly its longer ones.
    """
    utf8, failure = _attempt(data, _from_utf8)
    if utf8 is not None and (data.isascii() or _BEYOND_ACCIDENT.search(utf8)):
        return utf8
    if _is_broken_utf8(data):
        raise SourceUndecodable(name, failure)
    euc, euc_failure = _attempt(data, _from_euc)
    sjis, sjis_failure = _attempt(data, _from_sjis)
    readings = [text for text in (euc, sjis) if text is not None and _likeness(text) > 0]
    if readings:
        return max(readings, key=_likeness)
    if utf8 is not None:
        return utf8
    raise SourceUndecodable(name, max(failure, euc_failure, sjis_failure))


def _attempt(data: bytes, decoder: Callable[[bytes], str]) -> tuple[str | None, int]:
    try:
        return decoder(data), 0
    except UnicodeDecodeError as error:
        return None, error.start


def _from_utf8(data: bytes) -> str:
    return data.decode("utf-8")


def _from_sjis(data: bytes) -> str:
    return data.decode("cp932")


def _from_euc(data: bytes) -> str:
    """EUC-JP as Windows and eucJP-ms write it.

    The codec `euc_jp` knows neither ① nor ㈱ nor 髙, which sheets are full of. Shift_JIS and EUC-JP number the same
    94 × 94 table, so the two-byte characters are renumbered and read by `cp932`, which has them.
    """
    pieces, position = [], 0
    for run in _EUC.finditer(data):
        if run.start() != position:
            break
        pieces.append(_euc_run(data, run))
        position = run.end()
    if position != len(data):
        raise UnicodeDecodeError(_EUC_CODEC, data, position, position + 1, "no EUC-JP character")
    return "".join(pieces)


def _euc_run(data: bytes, run: re.Match[bytes]) -> str:
    try:
        if run.lastgroup == "wide":
            return _renumbered(run[0]).decode("cp932")
        return run[0].decode(_EUC_CODEC)
    except UnicodeDecodeError as error:
        start, end = run.start() + error.start, run.start() + error.end
        raise UnicodeDecodeError(_EUC_CODEC, data, start, end, error.reason) from error


def _renumbered(wide: bytes) -> bytes:
    """Pairs of EUC-JP as pairs of Shift_JIS, which packs two rows of 94 cells into one lead byte."""
    pairs = bytearray()
    for first, second in zip(wide[::2], wide[1::2], strict=True):
        lead, odd = divmod(first - 0xA1, 2)
        trail = odd * 94 + second - 0xA1
        pairs.append(lead + (0x81 if lead < _LEADS_BEFORE_KANA else 0xC1))
        pairs.append(trail + (0x40 if trail < _TRAILS_BEFORE_DELETE else 0x41))
    return bytes(pairs)


def _likeness(text: str) -> int:
    """Japanese characters against the ones that a wrong decoding yields: half-width kana, accents, private use."""
    strange = len(_HALF_WIDTH.findall(text)) + len(_FOREIGN.findall(text))
    return len(_JAPANESE.findall(text)) * _KANJI_WEIGHT - strange


def _is_broken_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few damaged bytes: as Shift_JIS it may well decode, into other characters."""
    mended = data.decode("utf-8", "replace")
    return 0 < mended.count("\ufffd") * _BROKEN_UTF8 < len(_JAPANESE.findall(mended))
