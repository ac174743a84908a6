"""Bytes to text: encodings recognised, and everything that is no sheet refused with its own sentence."""

import errno
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer import errors
from structurer.documents.intake import LIMIT, decode, read_source

FIXTURES = Path(__file__).parents[2] / "fixtures"
SHEET = "令和8年度 予算要求書\n(単位:千円)\n①会計年度任用職員 ㈱髙山 ▲1,234\n期間 4月～6月 －\n"
NAMED_BY_ENCODING = ("utf-8", "utf-8-sig", "cp932", "euc", "utf-16")

_NOBODY = 65534
_EUC_VENDOR = {"髙": b"\xfc\xe2", "﨑": b"\xfa\xf1"}
"""Where CP51932 keeps the IBM characters, which `cp932` encodes at their second place, outside EUC-JP."""


def euc(text: str) -> bytes:
    """Text in EUC-JP as Windows writes it, renumbered from Shift_JIS; written apart from the code it tests."""
    return b"".join(_euc_character(character) for character in text)


def _euc_character(character: str) -> bytes:
    encoded = _EUC_VENDOR.get(character) or character.encode("cp932")
    if character in _EUC_VENDOR or encoded < b"\x80":
        return encoded
    if len(encoded) == 1:
        return b"\x8e" + encoded
    lead, trail = encoded
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + (1 if trail < 0x9F else 2)
    cell = trail - 0x9E if trail >= 0x9F else trail - (0x3F if trail < 0x7F else 0x40)
    return bytes([row + 0xA0, cell + 0xA0])


def encode(text: str, encoding: str) -> bytes:
    """Text in an encoding named as in these tests."""
    return euc(text) if encoding == "euc" else text.encode(encoding)


def _sheet_lines() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/source.txt"))]
    lines = {line for text in [SHEET, *texts] for line in text.splitlines()}
    return sorted(line for line in lines if _fits_everywhere(line))


def _fits_everywhere(line: str) -> bool:
    try:
        return bool(euc(line)) and line.encode("cp932").decode("cp932") == line
    except (UnicodeEncodeError, ValueError):  # ↗ is in no Japanese encoding, ⅰ not in this EUC-JP
        return False


@pytest.mark.parametrize("encoding", NAMED_BY_ENCODING)
def test_a_sheet_reads_the_same_in_every_encoding(encoding: str) -> None:
    """①, ▲, ～, －, ㈱ and 髙 arrive as they were typed."""
    assert decode("sheet", encode(SHEET, encoding)).text == SHEET


@given(
    lines=st.lists(st.sampled_from(_sheet_lines()), max_size=12),
    encoding=st.sampled_from(NAMED_BY_ENCODING),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_real_lines_read_the_same_in_every_encoding(lines: list[str], encoding: str, newline: str) -> None:
    """Whatever lines of real sheets stand together, the encoding is found, and the text is kept to the character."""
    text = newline.join([*lines, "計 1,000千円"])
    assert decode("sheet", encode(text, encoding)).text == text


@given(name=st.text("ｱｲｳｴｵｶｷｸｹｺｻｼｽﾃﾑﾝﾞ", max_size=12), encoding=st.sampled_from(NAMED_BY_ENCODING))
def test_half_width_kana(name: str, encoding: str) -> None:
    """Half-width kana, which a wrong decoding is full of, are no reason to doubt a right one."""
    text = f"{name}運用経費(うち一般財源) 1,000千円"
    assert decode("sheet", encode(text, encoding)).text == text


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_source_or_a_named_error(data: bytes) -> None:
    """No bytes end in anything but a source or an error with a sentence."""
    with suppress(errors.InputError):
        assert decode("sheet", data).figures


def test_rare_characters_of_euc() -> None:
    """The three-byte characters of EUC-JP are read too."""
    assert decode("sheet", "丂 1,000円".encode("euc_jp")).text == "丂 1,000円"


def test_a_unit_below_the_table_is_enough() -> None:
    """Bare numbers beside a unit that stands after them are amounts."""
    assert decode("sheet", "要求額 | 10,168 |\n(単位:千円)".encode()).figures


def test_amounts_without_any_unit() -> None:
    """A table cut out of its page is read, and a finding says that its unit is missing; small numbers make no sheet."""
    assert decode("sheet", "要求額 | 10,168 |\n".encode()).figures
    with pytest.raises(errors.SourceWithoutFigures):
        decode("sheet", "1 位 | 168 |\n".encode())


CASES = {
    "empty": (b"", "空です。シートの本文を渡してください。", "empty. Give the text of a sheet."),
    "blank": (b"\xef\xbb\xbf \r\n\x1a", "空です。シートの本文を渡してください。", "empty. Give the text of a sheet."),
    "pdf": (
        b"%PDF-1.7\n1 0 obj",
        "テキストではありません(PDFです)。シートをテキストとして保存し直して渡してください。",
        "not text (it is PDF). Give the sheet saved as text.",
    ),
    "workbook": (
        b"PK\x03\x04\x14\x00",
        "テキストではありません(ZIP/Officeです)。シートをテキストとして保存し直して渡してください。",
        "not text (it is ZIP/Office). Give the sheet saved as text.",
    ),
    "nul": (
        "要求額 1,000円\x00".encode(),
        "テキストではありません(19バイト目に制御文字があります)。シートをテキストとして保存し直して渡してください。",
        "not text (control character at byte 19). Give the sheet saved as text.",
    ),
    "control": (
        b"a\x01\x02\x03\x04 1",
        "テキストではありません(2バイト目に制御文字があります)。シートをテキストとして保存し直して渡してください。",
        "not text (control character at byte 2). Give the sheet saved as text.",
    ),
    "truncated utf-16": (
        SHEET.encode("utf-16")[:-1],
        "文字コードが不明です(105バイト目)。UTF-8、Shift_JIS、EUC-JPで保存してください。",
        "unknown text encoding (byte 105). Save it as UTF-8, Shift_JIS or EUC-JP.",
    ),
    "jis": (
        "円 予算".encode("iso2022_jp"),
        "文字コードが不明です(1バイト目)。UTF-8、Shift_JIS、EUC-JPで保存してください。",
        "unknown text encoding (byte 1). Save it as UTF-8, Shift_JIS or EUC-JP.",
    ),
    "broken utf-8": (
        SHEET.encode()[:-4] + b"\xff\n",
        "文字コードが不明です(113バイト目)。UTF-8、Shift_JIS、EUC-JPで保存してください。",
        "unknown text encoding (byte 113). Save it as UTF-8, Shift_JIS or EUC-JP.",
    ),
    "truncated shift_jis": (
        SHEET.encode("cp932") + b"\x89",
        "文字コードが不明です(85バイト目)。UTF-8、Shift_JIS、EUC-JPで保存してください。",
        "unknown text encoding (byte 85). Save it as UTF-8, Shift_JIS or EUC-JP.",
    ),
    "no figures": (
        "予算の考え方\n第1章\n".encode(),
        "金額が一つもありません(2行)。予算のシートかどうか確かめてください。",
        "no amount in its 2 lines. Check that it is a budget sheet.",
    ),
    "too large": (
        b"1" * (LIMIT + 1),
        "大きすぎます(5,242,881バイト、上限5,242,880バイト)。1件ずつのシートに分けてください。",
        "too large (5,242,881 bytes, limit 5,242,880 bytes). Split it into single sheets.",
    ),
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("case", CASES)
def test_refused_bytes(case: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of bytes that is no sheet has its own sentence, in both languages."""
    monkeypatch.setenv("STRUCTURER_LANG", language)
    data, ja, en = CASES[case]
    with pytest.raises(errors.InputError) as caught:
        decode("sheet", data)
    assert str(caught.value) == f"sheet: {ja if language == 'ja' else en}"


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_a_damaged_byte_is_never_read_over(position: int) -> None:
    """One wrong byte in EUC-JP or UTF-8 is refused rather than read as another encoding's characters."""
    for data in (euc(SHEET), SHEET.encode()):
        with pytest.raises(errors.SourceUndecodable):
            decode("sheet", data[:position] + b"\xff" + data[position:])


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def unreadable(folder: Path) -> Iterator[Path]:
    """A file that may not be read. Root may read everything, so the test is somebody else for a while."""
    path, user = folder / "sheet.txt", os.geteuid()
    path.touch(0)
    if user == 0:
        os.seteuid(_NOBODY)
    yield path
    if user == 0:
        os.seteuid(0)


def test_a_file(folder: Path) -> None:
    """A file is read under the name that was given."""
    path = folder / "sheet.txt"
    path.write_bytes(SHEET.encode("cp932"))
    source = read_source(str(path))
    assert (source.name, source.text) == (str(path), SHEET)


def test_stdin() -> None:
    """`-` is stdin."""
    source = read_source("-", stdin=io.BytesIO(SHEET.encode()))
    assert (source.name, source.text) == ("stdin", SHEET)


def refused(path: Path | str, kind: type[errors.InputError]) -> tuple[str, str]:
    """The two sentences that reading a path ends in, without the path."""
    with pytest.raises(kind) as caught:
        read_source(str(path))
    return caught.value.ja.removeprefix(f"{path}: "), caught.value.en.removeprefix(f"{path}: ")


@pytest.mark.parametrize("name", ["nothing.txt", "sheet.txt/below", "nul\x00"])
def test_missing(folder: Path, name: str) -> None:
    """No such file, in each way in which there may be none."""
    (folder / "sheet.txt").touch()
    assert refused(folder / name, errors.SourceNotFound) == (
        "ファイルがありません。パスを確かめてください。",
        "no such file. Check the path.",
    )


@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_not_a_file(folder: Path, kind: str) -> None:
    """A folder, a pipe and a device are refused without waiting for what they may give."""
    path = Path(os.devnull) if kind == "device" else folder if kind == "folder" else folder / "pipe"
    if kind == "fifo":
        os.mkfifo(path)
    assert refused(path, errors.SourceNotAFile) == (
        "通常のファイルではありません。シートのファイルを指定するか、- として標準入力に渡してください。",
        "not a regular file. Name the file of one sheet, or pipe it into -.",
    )


def test_no_permission(unreadable: Path) -> None:
    """A file that may not be read says so."""
    assert refused(unreadable, errors.SourceUnreadable) == (
        "読み取れません(Permission denied)。読み取り権限を確かめてください。",
        "cannot be read (Permission denied). Check its permissions.",
    )


def test_a_huge_file_is_not_read(folder: Path) -> None:
    """The size is checked first: a terabyte of nothing is refused at once."""
    path = folder / "sheet.txt"
    with path.open("wb") as stream:
        stream.truncate(2**40)
    assert refused(path, errors.SourceTooLarge) == (
        "大きすぎます(1,099,511,627,776バイト、上限5,242,880バイト)。1件ずつのシートに分けてください。",
        "too large (1,099,511,627,776 bytes, limit 5,242,880 bytes). Split it into single sheets.",
    )


class Endless(io.RawIOBase):
    """A stream without an end, which counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return a part of the bytes that were asked for, as pipes do."""
        assert 0 < size <= LIMIT + 1
        self.taken += (part := min(size, 65536))
        return b"1" * part


def test_endless_stdin_is_given_up() -> None:
    """Stdin is read to the first byte too many and no further."""
    endless = Endless()
    with pytest.raises(errors.SourceTooLarge) as caught:
        read_source("-", stdin=endless)  # type: ignore[arg-type]  # a raw stream, as a pipe is
    assert endless.taken == LIMIT + 1
    assert caught.value.ja == "stdin: 大きすぎます(上限5,242,880バイト)。1件ずつのシートに分けてください。"
    assert caught.value.en == "stdin: too large (limit 5,242,880 bytes). Split it into single sheets."


class Broken(io.BytesIO):
    """A stream on a drive that is gone."""

    def read(self, _size: int | None = -1, /) -> bytes:
        """Raise the error in which a read of such a drive ends."""
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_read_error() -> None:
    """A file that breaks off while it is read says so."""
    with pytest.raises(errors.SourceUnreadable) as caught:
        read_source("-", stdin=Broken())
    assert caught.value.en == "stdin: cannot be read (Input/output error). Check its permissions."
