"""The rule that a reading which needs review never takes the place of a verified one by itself."""

import json
from collections.abc import Iterator

import pytest

import structurer
from structurer.checks.outcome import Verdict
from structurer.store import Store
from tests.support.builders import FIXTURES, Command
from tests.support.endpoint import reply, serve

SHEET = str(FIXTURES / "nagano-it" / "source.txt")
REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")
NOTHING = '{"names": [], "tables": [], "passages": []}'


@pytest.fixture
def small_model(monkeypatch: pytest.MonkeyPatch, run: Command) -> Iterator[str]:
    """A model that reads nothing of a sheet, and a store that holds its verified reading."""
    with serve([reply(NOTHING)]) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("STRUCTURER_REREAD", "false")
        assert run("run", SHEET, "--model", "offline").returncode == 0
        yield "openai:small"


def heads() -> list[tuple[int, Verdict]]:
    """The revisions of every record, and the verdict of the newest."""
    with Store.open() as store:
        return [(one.revisions, one.verdict) for one in store.records()]


def test_a_worse_reading_is_printed_and_not_saved(run: Command, small_model: str) -> None:
    """One sentence says that the verified one stays and how to save this one; `--again` does, and says over what."""
    done = run("run", SHEET, "--model", small_model, "--reading", "whole")
    assert (done.returncode, heads()) == (1, [(1, Verdict.VERIFIED)])
    assert "the earlier verified reading (record " in done.stderr
    assert "not saved" in done.stderr
    assert "structurer run --again" in done.stderr
    assert "project" in run("export", "--format", "csv").stdout
    over = run("run", SHEET, "--model", small_model, "--reading", "whole", "--again")
    assert "saved as revision 2 over the earlier verified one" in over.stderr
    assert heads() == [(2, Verdict.NEEDS_REVIEW)]


def test_a_batch_counts_it(run: Command, small_model: str) -> None:
    """The summary says how many readings were not saved; the sheet counts as the record that stays."""
    batch = ("batch", SHEET, "--model", small_model, "--reading", "whole")
    found = json.loads(run(*batch, "--format", "json").stdout)
    assert (found["outdone"], found["standing"], found["sheets"]["verified"]) == (1, 0, 1)
    assert "left as an earlier reading verified them" in run(*batch).stdout
    assert heads() == [(1, Verdict.VERIFIED)]


def test_the_same_from_python(small_model: str) -> None:
    """`Outcome.standing` is the verified revision; what is given beside the sheet is added to it, and it stays verified."""
    with Store.open() as store:
        outcome = structurer.structure(SHEET, small_model, store, publisher="汐見県", by="佐藤")
    assert (outcome.saved, outcome.verdict) == (None, Verdict.NEEDS_REVIEW)
    assert outcome.standing is not None
    assert (outcome.standing.verdict, outcome.standing.reviewed) == (Verdict.VERIFIED, False)
    assert outcome.added is not None
    assert heads() == [(2, Verdict.VERIFIED)]


def test_what_the_checks_of_today_do_not_verify_is_replaced(url: str) -> None:
    """A record that was verified once and would not be now gives way to a new reading, as any other does."""
    outcome = structurer.structure(REVIEW, "offline")
    with Store.open(url) as store:
        store.save(outcome.record().model_copy(update={"verdict": Verdict.VERIFIED}), author=None)
        anew = structurer.structure(REVIEW, "offline", store)
    assert anew.standing is None
    assert anew.saved is not None
    assert (anew.saved.revision, anew.verdict) == (2, Verdict.NEEDS_REVIEW)
