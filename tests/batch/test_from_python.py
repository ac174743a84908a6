"""Many sheets from Python: every one comes out once, each with its own outcome or error."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

import structurer
from structurer import errors
from structurer.batch import BatchPlan
from structurer.checks.outcome import Verdict
from structurer.store import Store
from tests.support.batches import Reader, made
from tests.support.builders import FIXTURES, fixture
from tests.support.endpoint import Answer, Request, serve, trouble

SMALL = FIXTURES / "forest-request" / "source.txt"


def collected(*arguments: Any, **more: Any) -> list[structurer.Structured]:  # noqa: ANN401 - those of the function
    """Every result of `structure_many`."""

    async def run() -> list[structurer.Structured]:
        return [result async for result in structurer.structure_many(*arguments, **more)]

    return asyncio.run(run())


def test_texts_paths_and_sources() -> None:
    """Whatever is at hand; what cannot be read is an error of its own."""
    given = [SMALL, str(SMALL), fixture("parks-plain"), "要求額\n1,000千円\n", "no such file", "no figure\n"]
    found = collected(given, "offline", concurrency=2)
    assert len(found) == len(given)
    failed = {result.name: type(result.error) for result in found if result.error is not None}
    assert failed == {"no such file": errors.SourceNotFound, "text": errors.SourceWithoutFigures}
    read = {result.name: result.outcome.verdict for result in found if result.outcome is not None}
    assert read[str(SMALL)] is Verdict.VERIFIED


def test_one_by_itself() -> None:
    """One path is one path, not a list of its letters; a mistake in a program is raised at once."""
    assert [result.name for result in collected(str(SMALL), "offline")] == [str(SMALL)]
    with pytest.raises(ValueError, match="concurrency=0"):
        collected([SMALL], "offline", concurrency=0)
    with pytest.raises(ValueError, match="reading='tables'"):
        structurer.Options(reading="tables")  # type: ignore[arg-type]  # a mistake in a program
    with pytest.raises(ValueError, match="bogus"):
        structurer.Options(reading="bogus")  # type: ignore[arg-type]


def test_the_same_as_one_by_one() -> None:
    """Reading side by side changes nothing: every fixture comes out as it does alone."""
    paths = sorted(FIXTURES.glob("*/source.txt"))
    found = {result.name: result.outcome for result in collected(paths, "offline", concurrency=4)}
    for path in paths:
        outcome, alone = found[str(path)], structurer.structure(path, "offline")
        assert outcome is not None
        assert (outcome.verdict, outcome.results, outcome.sheet) == (alone.verdict, alone.results, alone.sheet)


def test_saved_where_asked(tmp_path: Path) -> None:
    """Each outcome says where, and the same again adds nothing; a store that is handed in stays open."""
    sheets = made(tmp_path / "sheets", 5)
    with Store.open(str(tmp_path / "store.db")) as store:
        found = collected(sheets, "offline", store)
        assert {result.outcome.saved.revision for result in found if result.outcome and result.outcome.saved} == {1}
        assert len(store.records()) == 5
    again = collected(sheets, "offline", str(tmp_path / "store.db"))
    assert {result.outcome.saved.revision for result in again if result.outcome and result.outcome.saved} == {1}


def test_sheets_are_drawn_as_they_end() -> None:
    """However many are handed in, only a few are held."""
    drawn = 0

    def endless() -> Any:  # noqa: ANN401 - an endless iterator
        nonlocal drawn
        while True:
            drawn += 1
            yield SMALL

    async def some() -> int:
        count = 0
        stream = structurer.structure_many(endless(), "offline", concurrency=2)
        async for _ in stream:
            count += 1
            if count == 10:
                await stream.aclose()
                break
        return count

    assert asyncio.run(some()) == 10
    assert drawn <= 14


def test_with_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One request a sheet, no more at a time than asked for, over connections that are used again."""
    sheets = made(tmp_path, 12)
    with serve([], Reader(sheets, 0.02)) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        found = collected(sheets, "openai:m", concurrency=3)
    assert {result.outcome.verdict for result in found if result.outcome} == {Verdict.VERIFIED}
    assert len(endpoint.requests) == 12


def test_too_many_requests_are_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that takes few at a time is asked slower until it is content; every sheet is read."""
    sheets = made(tmp_path, 8)
    reader, refused = Reader(sheets), 0

    def answer(request: Request) -> Answer:
        nonlocal refused
        if refused < 12:
            refused += 1
            return trouble(429, "slow down", Retry_After="0")
        return reader(request)

    with serve([], answer) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("STRUCTURER_TRANSPORT_ATTEMPTS", "2")
        found = collected(sheets, "openai:m", concurrency=4)
    assert [result.error for result in found] == [None] * 8
    assert len(endpoint.requests) == 20


def test_a_model_nobody_knows() -> None:
    """Said once, before anything is read."""
    with pytest.raises(errors.ModelUnknown):
        collected([SMALL], "oracle:delphi")


@pytest.mark.parametrize(
    ("model", "concurrency", "workers"), [("offline", 3, 3), ("openai:m", 1, 5), ("openai:m", 16, 32)]
)
def test_sheets_are_made_ready_while_others_wait(model: str, concurrency: int, workers: int) -> None:
    """Beside a model as many sheets are made ready as wait for it, and some where few do; offline each has its hand."""
    assert BatchPlan.of(model, None, concurrency).workers == workers
