"""The road from text to outcome through the Python API."""

import asyncio
import gc
import io
import logging
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import structurer
from structurer.checks.outcome import Verdict
from structurer.errors import ModelUnknown, RecordSourceMismatch, SourceNotFound, SourceWithoutFigures
from structurer.pipeline import check, recheck
from structurer.record.record import Record
from structurer.review import Session
from structurer.settings import Settings
from structurer.sheet.given import Given, PrintedOtherwise
from structurer.store import Store
from structurer.text.source import Source
from tests.generate.golden import FIXTURES
from tests.support.builders import FOLDERS, fixture

VERIFIED = FIXTURES / "nagano-it" / "source.txt"
REVIEW = FIXTURES / "tottori-dx" / "source.txt"


def test_a_path_and_its_text_give_the_same_sheet() -> None:
    """A path, a path as text, the text itself and a Source are one and the same."""
    text = VERIFIED.read_text(encoding="utf-8")
    outcomes = [
        structurer.structure(given, model="offline") for given in (VERIFIED, str(VERIFIED), text, Source("x", text))
    ]
    assert len({outcome.sheet.model_dump_json() for outcome in outcomes}) == 1
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VERIFIED}


def test_async_twin() -> None:
    """The async twin gives the same verdict."""
    outcome = asyncio.run(structurer.structure_async(REVIEW, model="offline"))
    assert outcome.verdict is Verdict.NEEDS_REVIEW
    assert [finding.code for finding in outcome.findings] == ["CST201"]


def test_saved_only_where_asked(url: str) -> None:
    """Without a store nothing is saved; with one the facts carry the record's id."""
    assert structurer.structure(VERIFIED, model="offline").saved is None
    outcome = structurer.structure(VERIFIED, model="offline", store=url)
    assert outcome.saved is not None
    assert {row[0] for row in outcome.facts()} == {outcome.saved.record_id}


def test_a_record_comes_back(url: str) -> None:
    """What is saved is what is loaded, and its checks give the same results again."""
    with structurer.Store.open(url) as store:
        outcome = structurer.structure(REVIEW, model="offline", store=store)
        assert outcome.saved is not None
        loaded = store.load(outcome.saved.record_id).record
    assert loaded == outcome.record()
    assert recheck(loaded).record() == loaded


def test_json_round_trip() -> None:
    """A record survives JSON, and its source is rebuilt to the character."""
    outcome = structurer.structure(REVIEW, model="offline")
    record = Record.model_validate_json(outcome.record().model_dump_json())
    assert record == outcome.record()
    assert record.source.rebuild().text == outcome.source.text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\r\n", "\u2028"])
def test_any_line_ending_survives(ending: str) -> None:
    """Whatever ends its lines, a text is rebuilt to the character with the same sha256."""
    text = ending.join(["要求額:1,000千円", "計上額:900千円", ""]) + "\n末尾"
    kept = structurer.structure(text, model="offline").record().source
    assert kept.rebuild().text == text
    assert kept.rebuild().sha256 == kept.sha256


def test_another_text_is_refused() -> None:
    """A record is not rechecked against a text it was not read from."""
    record = structurer.structure(REVIEW, model="offline").record()
    with pytest.raises(RecordSourceMismatch):
        recheck(record, Source("x", "要求額:1千円\n"))


@pytest.mark.parametrize(
    ("given", "error"),
    [("no-such-file.txt", SourceNotFound), ("見出し\nだけの文\n", SourceWithoutFigures)],
)
def test_what_is_no_sheet(given: str, error: type[structurer.StructurerError]) -> None:
    """A missing file and a text without amounts have their own errors."""
    with pytest.raises(error):
        structurer.structure(given, model="offline")


@pytest.mark.parametrize("model", ["magic", "openapi:x", ""])
def test_unknown_model(model: str) -> None:
    """A model that names no reader is refused."""
    with pytest.raises(ModelUnknown):
        structurer.structure(VERIFIED, model=model)


@pytest.fixture
def _uncollected() -> Iterator[None]:
    """The garbage collector rests: what goes then is no circle."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_of_a_sheet_outlives_its_outcome(name: str) -> None:
    """A batch holds no more memory the longer it runs: once an outcome is gone, so is its text and what was worked out of it, at once."""
    source = Source(name, fixture(name).text)
    watched = weakref.ref(source)
    assert check(source, "offline", Settings()).results
    del source
    assert watched() is None


def test_bytes_and_files(tmp_path: Path) -> None:
    """Bytes and a file opened in binary mode are a sheet like its text, by the file's name where it has one."""
    path = tmp_path / "sheet.txt"
    path.write_bytes(fixture("tottori-dx").text.encode("cp932", "replace"))
    data = path.read_bytes()
    with path.open("rb") as file:
        found = [
            structurer.structure(given, model="offline") for given in (data, bytearray(data), memoryview(data), file)
        ]
    assert {outcome.source.text for outcome in found} == {structurer.structure(path, model="offline").source.text}
    assert [outcome.source.name for outcome in found] == ["bytes"] * 3 + [str(path)]
    assert [outcome.source.file for outcome in found] == [None] * 4


@pytest.mark.parametrize("given", [7, None, {"秘": 1}, ["秘\n"], io.StringIO("秘\n")])
def test_a_wrong_type(given: Any) -> None:  # noqa: ANN401  # any type is the point
    """Anything else is a TypeError that names its type and what may be handed in, and never shows it."""
    with pytest.raises(TypeError, match=type(given).__name__) as caught:
        structurer.structure(given, model="offline")
    assert "秘" not in str(caught.value)


def test_what_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A program that listens to `structurer` hears the verdict and the record, and no text of the sheet."""
    caplog.set_level(logging.INFO, "structurer")
    for _ in range(2):
        structurer.structure(fixture("tottori-dx"), model="offline", store=tmp_path / "store.db")
    assert [record.getMessage().split(": ", 1)[1] for record in caplog.records if record.name == "structurer"] == [
        "needs_review, 1 finding(s), read by offline",
        "saved, record 804d25240a88, revision 1",
        "needs_review, 1 finding(s), read by offline",
        "unchanged, record 804d25240a88, revision 1",
    ]
    assert "伝統工芸" not in caplog.text


def test_a_store_is_opened() -> None:
    """`Store(path)` says how a store is opened."""
    with pytest.raises(TypeError, match=r"Store\.open"):
        structurer.Store("x.db")  # type: ignore[arg-type]


def test_given_from_python() -> None:
    """It fills the facts by name; where the sheet prints otherwise the print stays, with a warning."""
    with pytest.warns(PrintedOtherwise) as caught:
        outcome = structurer.structure(VERIFIED, model="offline", publisher="霧ヶ浦市", fiscal_year=2019, by="審査A")
    assert ["白嶺県" in str(caught[0].message), "2019" in str(caught[1].message)] == [True, True]
    assert outcome.given == Given(publisher="霧ヶ浦市", fiscal_year=2019, by="審査A")
    printed = structurer.structure(VERIFIED, model="offline")
    assert {(row[2], row[3]) for row in outcome.facts()} == {(row[2], row[3]) for row in printed.facts()}
    assert outcome.verdict is printed.verdict
    beside = structurer.structure(REVIEW, model="offline", publisher="霧ヶ浦市", fiscal_year="令和8", by="審査A")
    assert {(row[2], row[3]) for row in beside.facts()} == {("霧ヶ浦市", "2026")}
    assert beside.findings == structurer.structure(REVIEW, model="offline").findings


def test_what_is_given_comes_to_a_review_that_stands(url: str) -> None:
    """Publisher and year are added as a revision of their own; the review, its waivers and its approval stay, and once is enough."""
    with Store.open(url) as store:
        record_id = structurer.structure(REVIEW, model="offline", store=store).saved.record_id  # type: ignore[union-attr]
        review = Session(store, store.load(record_id), "佐藤")
        review.waive(review.open_findings[0].key, "台帳で確かめた")
        review.approve("見た")
        review.save()
        outcome = structurer.structure(REVIEW, model="offline", store=store, fiscal_year=2026, by="鈴木")
        assert (outcome.saved, outcome.added is not None and outcome.added.revision) == (None, 3)
        before, after = store.load(record_id, 2), store.load(record_id, 3)
        assert (after.author, after.record.verdict, after.record.given) == (
            "鈴木", Verdict.APPROVED, Given(fiscal_year=2026, by="鈴木"),
        )  # fmt: skip
        assert before.record.review is not None
        assert after.record.review is not None
        assert after.record.review.waivers == before.record.review.waivers
        assert (after.record.review.corrections, store.verify(record_id)) == ((), ())
        again = structurer.structure(REVIEW, model="offline", store=store, fiscal_year=2026, by="田中")
        assert (again.added, len(store.log(record_id))) == (None, 3)
