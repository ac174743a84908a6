"""The evaluation of a reader: counts, false accepts, unread sheets, errors that end it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import structurer
from structurer.checks.outcome import Verdict
from structurer.errors import (
    AccessDenied,
    BudgetReached,
    GoldMissing,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ReplyInvalid,
    SettingInvalid,
)
from structurer.evaluation.document import Evaluation, Fate
from structurer.evaluation.evaluate import evaluated
from structurer.pipeline import Outcome
from structurer.reading.model.prices import Price, Prices
from structurer.text.source import Source
from tests.support.builders import FIXTURES
from tests.support.golds import PROVENANCE, blind, careless, gold, measured, offline

SHEETS = ("forest-request", "parks-plain", "tottori-dx")


def test_the_fixtures() -> None:
    """The layout reader reads every fixture right; each verdict is what the fixture says, and no sheet is accepted falsely."""
    made = structurer.evaluate(FIXTURES, "offline")
    assert made.sheet_counts.right_with_labels == made.sheet_counts.total == len(made.sheets)
    assert (made.figures.f1, made.figures.labels_share) == ("1.0000", "1.0000")
    assert {name: share.share for name, share in made.identity.items()} == dict.fromkeys(made.identity, "1.0000")
    verdicts = made.verdicts
    inconsistent = sum(gold(sheet.name).meta.consistent is False for sheet in made.sheets)
    unproved = [sheet for sheet in made.sheets if sheet.consistent is None and sheet.verdict is not Verdict.VERIFIED]
    assert (verdicts.true_review_source, verdicts.false_accept, verdicts.false_alarm) == (inconsistent, 0, 0)
    assert verdicts.unjudged == len(unproved)
    assert verdicts.true_accept == len(made.sheets) - inconsistent - len(unproved)


def test_a_wrong_reader_is_a_false_accept() -> None:
    """A wrong amount that is verified is found out, with what was wrong beside what is right."""
    made = measured("forest-request", reader=careless)
    (sheet,) = made.sheets
    assert (made.verdicts.false_accept, sheet.fate) == (1, Fate.FALSE_ACCEPT)
    assert (sheet.money_missed, sheet.money_wrong) == (1, 1)
    assert (made.figures.missed, made.figures.wrong, made.sheet_counts.right) == (1, 1, 0)
    (miss,) = sheet.misses
    assert miss.gold is not None
    assert miss.read is not None
    assert (miss.kind, miss.gold.measure) == ("differs", miss.read.measure)


def test_an_inconsistent_sheet_that_is_verified() -> None:
    """Every figure right and verified all the same: the print does not add up, so it is a false accept."""

    def uncritical(source: Source) -> Outcome:
        outcome = offline(source)
        return Outcome(outcome.reading, (), outcome.provenance)

    made = measured("error-cost-total", reader=uncritical)
    assert (made.verdicts.false_accept, made.sheets[0].money_wrong, made.planted.found) == (1, 0, 0)


def test_a_wrong_figure_that_is_no_money() -> None:
    """It is no false accept, and it is counted."""

    def short_of_staff(source: Source) -> Outcome:
        reading = offline(source).reading
        costs = tuple(
            table.model_copy(update={"rows": tuple(row.model_copy(update={"staff": ()}) for row in table.rows)})
            for table in reading.sheet.costs
        )
        return Outcome(replace(reading, sheet=reading.sheet.model_copy(update={"costs": costs})), (), PROVENANCE)

    verdicts = measured("forest-request", reader=short_of_staff).verdicts
    assert (verdicts.false_accept, verdicts.true_accept, verdicts.accepted_other_wrong) == (0, 1, 1)


def test_a_reader_that_leaves_out() -> None:
    """What is left out is missed, table by table, and the review is a right one."""
    made = measured("forest-request", reader=blind)
    assert made.verdicts.true_review_reading == 1
    assert made.tables["cost"].recall == "0.0000"
    assert made.figures.precision == "1.0000"


def _failing(error: Callable[[], ModelError], at: int) -> Callable[[Source], Outcome]:
    calls = iter(range(len(SHEETS)))

    def read(source: Source) -> Outcome:
        if next(calls) == at:
            found = error()
            found.spent, found.attempts = (70, 7), 2
            raise found
        return offline(source)

    return read


def test_an_unread_sheet() -> None:
    """It is counted with its error's kind and what it cost; its gold is missed; the others are read."""
    made = measured(*SHEETS, reader=_failing(lambda: ReplyInvalid("made", 2), 0))
    assert (made.sheet_counts.read, made.sheet_counts.unread, made.verdicts.unread) == (2, 1, 1)
    first = made.sheets[0]
    assert first.error is not None
    assert (first.error.kind, first.fate, first.verdict, first.misses) == ("ReplyInvalid", Fate.UNREAD, None, ())
    assert made.figures.missed == first.figures.gold == len(gold(SHEETS[0]).facts)
    assert (made.spent.tokens.input, made.spent.requests) == (70, 2)
    assert made.spent.seconds is not None


ENDS: list[Callable[[], ModelError]] = [
    lambda: AccessDenied("made", 403, "no"),
    lambda: KeyRejected("made", 401, "no"),
    lambda: ModelNotFound("made", 404, "no"),
    lambda: BudgetReached("made", "5tokens", "4 TOKENS"),
]


@pytest.mark.parametrize("error", ENDS)
def test_an_error_that_ends_every_run(error: Callable[[], ModelError]) -> None:
    """What was read before it stands, the rest is left; before the first sheet it is raised."""
    made = measured(*SHEETS, reader=_failing(error, 2))
    assert made.ended is not None
    assert (made.ended.kind, made.sheet_counts.left, len(made.sheets)) == (type(error()).__name__, 1, 2)
    with pytest.raises(type(error())):
        measured(*SHEETS, reader=_failing(error, 0))


def test_what_it_cost() -> None:
    """A price where the model has one; the least, the median and the most seconds, exact."""
    prices = Prices(currency="USD", models={"m": Price(input="1", output="2")})
    read = _failing(lambda: ReplyInvalid("openai:m", 2), 1)
    made = evaluated([gold(name) for name in SHEETS], read, "openai:m", prices=prices)
    assert made.spent.cost is not None
    assert made.spent.cost.amount == "0.000084"
    half = measured("forest-request", "parks-plain", reader=careless).spent.seconds
    assert half is not None
    assert (half.least, half.median, half.most, half.total) == ("0.5", "0.5", "0.5", "1.0")


def test_the_document_is_exact() -> None:
    """It is read back as it was, and no number in it is a float."""
    made = measured(*SHEETS, blame=2)
    text = made.model_dump_json(by_alias=True)
    assert Evaluation.model_validate_json(text) == made
    assert _floats(made.model_dump(mode="json")) == []


def _floats(value: object) -> list[float]:
    if isinstance(value, dict):
        return [found for each in value.values() for found in _floats(each)]
    if isinstance(value, list):
        return [found for each in value for found in _floats(each)]
    return [value] if isinstance(value, float) else []


def test_it_cannot_run(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """No gold, or a setting that cannot be used, is an error."""
    with pytest.raises(GoldMissing):
        structurer.evaluate(str(tmp_path), "offline")
    monkeypatch.setenv("STRUCTURER_TIMEOUT", "soon")
    with pytest.raises(SettingInvalid):
        structurer.evaluate(FIXTURES, "offline")
