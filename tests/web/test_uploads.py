"""A way in: a text or a file is read on the page, and what cannot be read is said without losing a letter."""

import time
from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.documents import text_document
from structurer.sheet.given import Given
from structurer.store import Store
from structurer.web.multipart import UploadForm
from structurer.web.upload_page import plan
from structurer.web.uploads import Uploads
from tests.support.browser import Client, Page
from tests.support.builders import FIXTURES, fixture
from tests.support.endpoint import Manner, trouble
from tests.support.endpoint import serve as endpoint
from tests.web.conftest import Serve, keep

TEXT = fixture("tottori-dx").text


def heads(store: Path) -> list[tuple[str, int, str | None]]:
    """Every record's name, revision and author."""
    with Store.open(str(store)) as opened:
        return [(one.record.source.name, one.revision, one.author) for one in opened.newest_revisions()]


def waited(client: Client, page: Page) -> Page:
    """The page once the reading is over, as the browser that is sent back to it again and again."""
    ends = time.monotonic() + 60
    while 'http-equiv="refresh"' in page.html and time.monotonic() < ends:
        time.sleep(0.2)
        page = client.get(page.path)
    return page


def test_a_pasted_text_opens_as_its_sheet(store: Path, serve: Serve) -> None:
    """The sheet is read, saved under the reviewer's name and shown; its text is the file's to the letter."""
    client = serve()
    page = waited(client, client.upload(client.get("/"), text=TEXT))
    assert "58,038千円 ≠ トータルコスト 54,826千円 (L15)" in page.text
    assert heads(store) == [("貼り付け", 1, "佐藤")]
    with Store.open(str(store)) as opened:
        assert next(opened.newest_revisions()).record.source.sha256 == fixture("tottori-dx").sha256


def test_a_file_opens_as_its_sheet(store: Path, serve: Serve) -> None:
    """In the encoding that it has."""
    client = serve()
    file = ("府の予算.txt", fixture("library-million").text.encode("cp932"))
    page = waited(client, client.upload(client.get("/"), file))
    assert "確認済み" in page.text
    assert heads(store) == [("府の予算.txt", 1, "佐藤")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("予算は別に示す。\n", "金額が一つもありません"),
        (" \n", "どちらか一方にしてください"),
        ("", "どちらか一方にしてください"),
        ("<script>alert(1)</script> & 'x'\n\n  字下げ\n", "金額が一つもありません"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_lost(serve: Serve, store: Path, text: str, sentence: str) -> None:
    """The pasted text stays where it was pasted; nothing is saved."""
    client = serve()
    page = client.upload(client.get("/"), text=text)
    assert page.status == 422
    assert sentence in page.text
    assert page.form("/read")["text"].removeprefix("\n") == text
    assert "<script>alert" not in page.html
    assert heads(store) == []


def test_what_a_sheet_does_not_print_is_given_by_name(store: Path, serve: Serve) -> None:
    """Publisher and year are kept apart from the print, under the reviewer's name, and shown as given."""
    client = serve()
    page = client.upload(client.get("/"), text=TEXT, publisher="とある県", fiscal_year="令和8")
    assert "人がシートの外から与えた値: 団体 とある県、年度 2026 (佐藤)" in page.text
    with Store.open(str(store)) as opened:
        record = next(opened.newest_revisions()).record
    assert record.given == Given(publisher="とある県", fiscal_year=2026, by="佐藤")
    assert record.sheet.identity.fiscal_year is None
    report = client.get(f"/sheets/{record.source.sha256[:12]}/report")
    assert "与えた値団体 とある県、年度 2026 (佐藤) (シートの印字ではない)" in report.text


def test_a_year_that_the_sheet_prints_otherwise_is_named(serve: Serve) -> None:
    """The print stands, and whoever opens the record is told that another year was given."""
    client = serve()
    text = f"令和7年度当初予算要求書\n{TEXT}"
    page = client.upload(client.get("/"), text=text, fiscal_year="令和8")
    assert "年度 2026 (佐藤) シートの印字は「2025」で、そちらを使います。" in page.text


def test_what_cannot_be_given_is_a_sentence(serve: Serve) -> None:
    """A year that is none, or a value that nobody vouches for: everything typed stays."""
    page = serve().get("/")
    client = Client(serve().url)
    for sender, year, sentence in ((client, "来年", "fiscal_year"), (serve(None), "2026", "名前")):
        page = sender.upload(sender.get("/"), text=TEXT, publisher="とある県", fiscal_year=year)
        form = page.form("/read")
        assert page.status == 422
        assert sentence in page.text
        assert (form["text"].removeprefix("\n"), form["publisher"], form["fiscal_year"]) == (TEXT, "とある県", year)


def test_a_text_beside_a_file_is_asked_about(serve: Serve) -> None:
    """Which of the two is meant is not guessed."""
    client = serve()
    page = client.upload(client.get("/"), ("a.txt", TEXT.encode()), text="要求額 1円\n")
    assert (page.status, page.form("/read")["text"].strip()) == (422, "要求額 1円")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"\x89PNG\r\n\x1a\n", "画像"), (b"x" * 6_000_000, "大きすぎます")],
)
def test_the_limits_are_those_of_the_command_line(serve: Serve, data: bytes, sentence: str) -> None:
    """What no command takes the page does not take."""
    client = serve()
    page = client.upload(client.get("/"), ("x.txt", data))
    assert page.status == 422
    assert sentence in page.text


def test_a_sheet_that_somebody_reviewed_is_left_alone(store: Path, serve: Serve) -> None:
    """The page says so and leads to their record."""
    (record_id,) = keep(store, "tottori-dx")
    client = serve()
    client.send(client.get(f"/sheets/{record_id}"), "/waive", reason="シートの誤植。財政課に確認済み")
    page = waited(client, client.upload(client.get("/"), text=TEXT))
    assert "今回の読み取りは保存していません" in page.text
    assert [one.attributes["href"] for one in page.tree.all("a") if record_id in one.attributes["href"]]
    assert [revision for _, revision, _ in heads(store)] == [2]


def test_a_slow_model_shows_how_far_it_is(store: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it answers the page says so; where it fails there is the sentence, and the text is still there."""
    pytest.importorskip("openai", reason="a model is asked with openai")
    with endpoint([trouble(401, "no such key").sent(Manner.LATER, 3)]) as slow:
        monkeypatch.setenv("OPENAI_BASE_URL", slow.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-made-1")
        monkeypatch.setenv("STRUCTURER_MODEL", "openai:gpt-5-mini")
        client = serve()
        page = client.upload(client.get("/"), text=TEXT)
        assert "読み取り中です" in page.text
        assert "gpt-5-mini" in page.text
        page = waited(client, page)
    assert page.status == 422
    assert page.form("/read")["text"].removeprefix("\n") == TEXT
    assert heads(store) == []
    page = client.upload(page, text=TEXT, reader="offline")
    assert "58,038千円" in page.text


def test_another_reader_is_refused(serve: Serve) -> None:
    """Only those that the page offers: nobody makes the server open a file or call an address."""
    client = serve()
    for reader in ("local:/etc/passwd", "openai:other", "x"):
        assert client.upload(client.get("/"), text=TEXT, reader=reader).status == 400


def test_several_sheets_are_asked_about(store: Path, serve: Serve) -> None:
    """The bounds are shown before anything is read; then each sheet is, and the page lists them."""
    printing = pytest.importorskip("tests.support.printing", reason="documents are printed with reportlab")
    from tests.support.fixture_blocks import blocks  # noqa: PLC0415  # needs the same

    data = printing.workbook([blocks("forest-request"), blocks("tottori-dx")])
    client = serve()
    page = waited(client, client.upload(client.get("/"), ("二件.xlsx", data)))
    assert "2 件あるようです" in page.text
    assert heads(store) == []
    page = waited(client, client.send(page, page.path, split="auto"))
    assert len([one for one in page.tree.all("a") if one.attributes.get("class") == "record-link"]) == 2
    assert sorted(name for name, _, _ in heads(store)) == ["二件.xlsx#1", "二件.xlsx#2"]


def test_who_may_hand_in(store: Path, serve: Serve) -> None:
    """Nobody without a login or without the token of the page, and nobody on a page that is read only."""
    client = serve()
    page = client.get("/")
    assert client.upload(page, text=TEXT, csrf="0" * 64).status == 403
    assert client.request("POST", "/read", b"", {"Content-Type": "text/plain"}).status == 415
    assert client.request("POST", "/read", b"x", {"Content-Type": "multipart/form-data; boundary=x"}).status == 400
    assert client.get("/read/nothing").status == 404
    reading = serve(read_only=True)
    assert reading.get("/").forms("/read") == []
    assert Client(reading.url).upload(page, text=TEXT).status == 403
    with Store.open(str(store)) as opened:
        opened.reviewers.add("鈴木")
    assert "login" in Client(client.url).upload(page, text=TEXT).html
    assert heads(store) == []


def test_the_oldest_uploads_are_forgotten() -> None:
    """Those that are over, and sooner those whose documents wait in memory for a word about their bounds."""
    uploads, offline = Uploads(None), plan("", "")
    made = []
    for _ in range(50):
        made.append(uploads.add("x", b"", UploadForm({}), offline))
        assert made[-1].finished.wait(60)
    with pytest.raises(KeyError):
        uploads[made[0].id]
    kept = [uploads[one.id] for one in made[-40:]]
    for one in kept[:20]:
        one.document = text_document("x", b"1", "1")
    uploads.add("x", b"", UploadForm({}), offline).finished.wait(60)
    with pytest.raises(KeyError):
        uploads[kept[11].id]
    assert uploads[kept[12].id] is kept[12]
    assert uploads[kept[20].id] is kept[20]


def test_every_hostile_text_ends_in_a_page(serve: Serve) -> None:
    """Pasted as it is, each is a sheet or a sentence."""
    client = serve()
    for path in sorted((FIXTURES / "hostile").glob("*.txt")):
        page = client.upload(client.get("/"), (path.name, path.read_bytes()))
        assert page.status in {200, 422}, path.name
        assert page.tree.all("h1")


def test_the_verdict_is_the_command_lines(store: Path, serve: Serve) -> None:
    """The same reader, the same checks."""
    client = serve()
    client.upload(client.get("/"), text=fixture("library-million").text)
    with Store.open(str(store)) as opened:
        assert [one.verdict for one in opened.records()] == [Verdict.VERIFIED]
