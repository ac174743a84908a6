"""Decoding: bytes to text, in an encoding found the same way every time. Nothing is ever replaced or dropped.

UTF-16 where a byte order mark says so; UTF-8 where the bytes are UTF-8; else the one of EUC-JP and Shift_JIS (as Windows
writes them) that decodes strictly and reads as Japanese.
"""

import os
from collections.abc import Callable
from pathlib import Path

from structurer.errors import SourceUndecodable
from structurer.text import lazy_re as re

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins."""

JIS = b"\x1b$"
"""What a text in ISO-2022-JP holds; as plain text it is not read."""

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
_BEYOND_ACCIDENT = (
    "\u0800"  # from here on UTF-8 takes three bytes for a letter; a pattern of all those is slow to compile
)
_KANJI_WEIGHT = 3  # real sheets mix half-width kana in; a misread one is little else
_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")  # a byte that is no part of UTF-8, as Python escapes it
_BROKEN_UTF8 = 10  # with more Japanese characters than this for each damaged byte, bytes are UTF-8 all the same


def decoded(name: str, data: bytes) -> str:
    """The text that stands in some bytes, without its byte order mark; SourceUndecodable says where it breaks off."""
    if data.startswith(WIDE):
        return _wide(name, data)
    if JIS in data:
        raise SourceUndecodable(name, data.index(JIS))
    return _text(name, data).removeprefix("\ufeff")


def _wide(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise SourceUndecodable(name, error.start) from None


def _text(name: str, data: bytes) -> str:
    """UTF-8 first: a text in another encoding may hold its two-byte sequences by accident, hardly its longer ones."""
    utf8, failure = _attempt(data, _from_utf8)
    if utf8 is not None and (data.isascii() or max(utf8) >= _BEYOND_ACCIDENT):
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


def written_name(name: str) -> str:
    r"""A file's name as a text: bytes that are no UTF-8 as escapes (`\xff.txt`), which any database and terminal takes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_file_named(written: str) -> bool:
    r"""Return whether a file has this name as `written_name` writes it; a `\xff` in it may be a byte, or these four letters."""
    return Path(written).exists() or Path(os.fsdecode(_ESCAPED.sub(_byte, written.encode()))).exists()


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode())
