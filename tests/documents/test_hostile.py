"""Documents that are broken, or made to break a reader: each ends in one sentence, in bounded time and memory."""

import io
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer import errors
from structurer.checks.outcome import Verdict
from structurer.documents import document, limits, parsing
from structurer.documents.document import Page
from structurer.documents.intake import decode, read_sources
from structurer.documents.intake import sheets as sources
from structurer.documents.pdf import pages
from structurer.documents.sniff import is_html, kind_of
from structurer.errors import InputError, UsageError
from tests.documents.test_pdf import drawn, raw, sheet
from tests.support.document_facts import checked, differing, opened
from tests.support.fixture_blocks import blocks
from tests.support.printing import PRINTERS

KINDS = ("ruled", "html", "xlsx", "docx")
PRINTED = {kind: PRINTERS[kind]([blocks("stages-as-rows")]) for kind in KINDS}


def packed(parts: dict[str, bytes], level: int = 9) -> bytes:
    """A ZIP of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def repacked(data: bytes, name: str, new: bytes) -> bytes:
    """An Office document with one part exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return packed({part: new if part == name else held.read(part) for part in {*held.namelist(), name}})


BOMB = b'<!DOCTYPE x [<!ENTITY a "9">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]><x>&j;</x>"  # fmt: skip
PARTS = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}


@pytest.mark.parametrize("kind", PARTS)
def test_entities_that_grow(kind: str) -> None:
    """XML that declares entities is no Office document's: it is refused before it is parsed."""
    with pytest.raises(errors.DocumentDamaged) as caught:
        opened(repacked(PRINTED[kind], PARTS[kind], BOMB))
    assert "DTD" in caught.value.ja


@pytest.mark.parametrize("kind", PARTS)
def test_a_bomb_in_a_zip(kind: str) -> None:
    """What would unpack to more than a document has is not unpacked."""
    with pytest.raises(errors.DocumentTooLarge):
        opened(repacked(PRINTED[kind], PARTS[kind], b" " * (limits.UNPACKED + 1)))


@pytest.mark.parametrize("kind", PARTS)
def test_xml_too_deep(kind: str) -> None:
    """XML of a hundred thousand levels ends in a sentence."""
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    with pytest.raises(InputError):
        document("deep", repacked(PRINTED[kind], PARTS[kind], deep))


def test_a_bomb_in_a_pdf() -> None:
    """A stream that unpacks to gigabytes ends the process that reads it, and nothing else."""
    stream = zlib.compress(b" " * (1 << 28), 9)
    stream = zlib.compress(stream, 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream) + stream + b"\nendstream"
    data = raw(b"X", b"").replace(b"<</Length 1>>stream\nX\nendstream", content)
    started = time.monotonic()
    with pytest.raises(InputError):
        document("bomb", data)
    assert time.monotonic() - started < 60


def test_a_page_that_draws_itself() -> None:
    """A form that draws itself ends."""
    loop = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 5>>stream\n/A Do\nendstream"
    data = raw(b"/A Do", b"").replace(b"<</Font<</F1 5 0 R>>>>", b"<</XObject<</A 5 0 R>>>>")
    data = data.replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>", loop)
    with pytest.raises(InputError):
        document("loop", data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_document_that_breaks_off(kind: str, share: float) -> None:
    """A document cut short is a sentence, or a record that is not verified wrongly."""
    judged(PRINTED[kind][: int(len(PRINTED[kind]) * share)])


def judged(data: bytes) -> None:
    """A document ends in one sentence, or in a record of which no figure is wrongly verified."""
    try:
        found = document("damaged", data)
        sheets = () if found is None else sources(found, "none")
    except (InputError, UsageError):
        return
    for one in sheets:
        outcome = checked(one)
        assert outcome.verdict is Verdict.NEEDS_REVIEW or differing(outcome, "stages-as-rows") == []


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(
    kind=st.sampled_from(KINDS),
    changes=st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_document_with_bytes_exchanged(kind: str, changes: list[tuple[float, int]]) -> None:
    """No damage ends in a crash, nor in a wrong figure that is verified."""
    data = bytearray(PRINTED[kind])
    for place, value in changes:
        data[int(place * len(data))] = value
    judged(bytes(data))


@pytest.mark.parametrize(("program", "said"), [("/bin/false", "exit 1"), ("/nowhere/python", "No such file")])
def test_a_process_that_dies(program: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends without an answer, or cannot begin, is a sentence."""
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(errors.DocumentUnparsed) as caught:
        document("dead", PRINTED["html"])
    assert said in caught.value.en


def test_a_process_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process that does not get on is ended."""
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(limits, "WAITED", 1)
    started = time.monotonic()
    with pytest.raises(errors.DocumentTimeout):
        document("slow", PRINTED["html"])
    assert time.monotonic() - started < 20


def test_a_document_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the processor's time for a page, not how busy the machine is."""
    monkeypatch.setattr(limits, "STALLED", 1)
    monkeypatch.setattr(limits, "WAITED", 100)
    with pytest.raises(errors.DocumentTimeout):
        document("slow", b"<html>" + b"<p>1,000</p>" * 400_000)


DYING = """
import os

from structurer.documents import child
from structurer.documents.pdf import pages

own = pages._page
pages._page = lambda page, drawn, number: os._exit(3) if number == 2 else own(page, drawn, number)
child.main()
"""
"""A process that ends on the second page."""


@pytest.fixture
def dying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each process that reads a document end on its second page."""
    program = tmp_path / "python"
    (tmp_path / "dying.py").write_text(DYING, "utf-8")
    program.write_text(f'#!/bin/sh\nshift 3\nexec {sys.executable} {tmp_path}/dying.py "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.mark.usefixtures("dying")
def test_a_bad_page_costs_itself() -> None:
    """Where the process ends on a page, another reads on behind it; how far it is is told."""
    told: list[tuple[int, int]] = []
    found = document("three", drawn(sheet, sheet, sheet), lambda done, of: told.append((done, of)))
    assert found is not None
    assert [[trouble.kind for trouble in page.troubles] for page in found.pages] == [[], ["broken"], []]
    assert [len(page.lines) for page in found.pages] == [2, 0, 2]
    assert told == [(0, 3), (1, 3), (2, 3), (2, 3), (3, 3)]


@pytest.mark.usefixtures("dying")
def test_pages_that_processes_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long document each reads every second page; they come in order, and a bad one costs itself."""
    monkeypatch.setattr(parsing, "processors", lambda: 2)
    count = 2 * limits.SHARED + 1
    told: list[tuple[int, int]] = []
    found = document("long", drawn(*[sheet] * count), lambda done, of: told.append((done, of)))
    assert found is not None
    assert [page.number for page in found.pages] == list(range(1, count + 1))
    assert [page.number for page in found.pages if page.troubles] == [2]
    assert sorted({done for done, _ in told}) == list(range(count + 1))


@pytest.mark.usefixtures("dying")
def test_what_ends_one_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of several processes cannot go on, its reason is the document's, and none of them is left."""
    monkeypatch.setattr(parsing, "processors", lambda: 2)
    monkeypatch.setattr(limits, "BROKEN", 0)
    with pytest.raises(errors.DocumentUnparsed, match="exit 3"):
        document("long", drawn(*[sheet] * (2 * limits.SHARED)))


def test_a_page_that_the_parser_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error on one of several pages is that page's; of a document of one page it is the document's."""

    def failing(_page: object, _drawn: object, number: int) -> Page:
        if number == 1:
            raise ValueError
        return Page(number)

    monkeypatch.setattr(pages, "_page", failing)
    assert [[trouble.kind for trouble in page.troubles] for page in opened(drawn(sheet, sheet)).pages] == [
        ["broken"],
        [],
    ]
    with pytest.raises(ValueError, match=r"^$"):
        opened(drawn(sheet))


UNREAD = {
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "xlsx"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "docx"),
    "pptx": (packed({"ppt/presentation.xml": b"<a/>"}), "PDF"),
    "ods": (packed({"mimetype": b"x", "content.xml": b"<a/>"}), "xlsx"),
    "zip": (packed({"a.txt": b"1"}), "ZIP"),
    "png": (b"\x89PNG\r\n\x1a\n", "ocrmypdf"),
    "jpeg": (b"\xff\xd8\xff\xe0", "ocrmypdf"),
    "tiff": (b"II*\x00", "ocrmypdf"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "rtf": (b"{\\rtf1 ", "docx"),
    "mhtml": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "HTML"),
    "spreadsheet": (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "xlsx"),
}


@pytest.mark.parametrize("kind", UNREAD)
def test_what_is_not_read(kind: str) -> None:
    """Each kind that is not read is named, with the way out, in both languages."""
    data, way = UNREAD[kind]
    with pytest.raises(errors.DocumentUnsupported) as caught:
        kind_of("file.pdf", data)
    assert way in caught.value.ja
    assert way in caught.value.en


def test_encrypted_office() -> None:
    """An Office document with a password says so."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(errors.DocumentEncrypted):
        kind_of("file.xlsx", data)


@pytest.mark.parametrize("kind", KINDS)
def test_names_mean_nothing(kind: str, tmp_path: Path) -> None:
    """What a file is, its bytes say: a PDF called .txt is a PDF."""
    path = tmp_path / "sheet.txt"
    path.write_bytes(PRINTED[kind])
    (source,) = read_sources(str(path))
    assert source.origin is not None
    assert source.origin.kind == ("pdf" if kind == "ruled" else kind)


def test_without_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the part that reads documents is not installed, one sentence says how to get it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(errors.ExtraMissing) as caught:
        document("a.pdf", drawn(sheet))
    assert "'.[documents]'" in caught.value.en


def test_a_page_behind_many_comments() -> None:
    """Comments before a page are passed one by one: ten thousand of them take no longer than they are."""
    started = time.monotonic()
    assert is_html(b"<!---->" * 10_000 + b"<html>")
    assert not is_html(b"<!---->" * 10_000 + b"1,000")
    assert not is_html(b"<!--" * 10_000)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("text", "is_piece"),
    [
        ("<div class=a><p>要求額</p></div>", True),
        ("<h2>要求額</h2>\n1,000千円", True),
        ("<b>1</b><table><tr><td>1,000", True),
        ("<p> は段落の印である。\n1,000千円", False),
        ("要求額\n<table><tr><td>1,000</td></tr></table>", False),
    ],
)
def test_pieces_of_a_page(text: str, is_piece: bool) -> None:  # noqa: FBT001  # a case's own
    """A text that begins with a block of a page is one; tags among the lines of a text make none."""
    assert is_html(text.encode()) is is_piece


@pytest.mark.parametrize(
    ("text", "what"), [("1 " * 150_000, "figures"), (("費" * 1_000 + "<p>") * 6_000, "characters")]
)
def test_more_text_than_a_sheet_has(text: str, what: str) -> None:
    """A small file can hold more text than anybody scans: it is refused before it is."""
    started = time.monotonic()
    with pytest.raises(errors.DocumentTooLarge) as caught:
        document("large", f"<!DOCTYPE html><p>{text}".encode())
    assert what in caught.value.en
    assert time.monotonic() - started < 30


def test_more_figures_than_a_text_has() -> None:
    """A text is bounded as a document is."""
    with pytest.raises(errors.DocumentTooLarge):
        decode("large", b"1 " * 150_000)


@pytest.mark.skipif(sys.platform == "win32", reason="the number of a parent that is gone says nothing there")
def test_a_parent_that_is_gone() -> None:
    """The process that reads a document ends by itself where the one that asked for it is no longer its parent."""
    command = [sys.executable, "-m", "structurer.documents.child", "html", "page", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        try:
            assert child.wait(timeout=20) == 1  # nothing was said to it, and it waits no longer
        finally:
            child.kill()
