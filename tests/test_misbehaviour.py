"""A model's endpoint that misbehaves, over real HTTP: what recovers, what ends how, and that nothing wrong is verified."""

from contextlib import suppress
from functools import cache
from typing import Any

import pytest

from structurer.checks.outcome import Verdict
from structurer.errors import BudgetReached, ModelError, ModelRejected, ModelUnreachable, StructurerError
from structurer.pipeline import Outcome, check
from structurer.reading.layout import read_sheet
from structurer.reading.model.prices import budget, load
from structurer.reading.options import Options
from structurer.record.record import ReadFigure
from structurer.settings import Settings
from structurer.sheet.facts import fact_rows
from tests.support import misbehaviour as matrix
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Endpoint, Manner, serve, trouble
from tests.support.misbehaviour import GOOD, KEY, LOST, ROWS, Row, played
from tests.support.spoilt_replies import SMALL

ALL = [pytest.param(row, id=row.name) for row in ROWS]
FAILING = [pytest.param(row, id=row.name) for row in ROWS if not isinstance(row.outcome, Verdict)]
ONCE = Options(reread=False, cache=False)
LOOKS = {row.name.partition("re-read: ")[2]: row for row in ROWS if row.reread}


def asked(endpoint: Endpoint, options: Options = ONCE, /, **changes: object) -> Outcome:
    """The small sheet, asked for at an endpoint."""
    made = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": endpoint.url, "timeout": 10, "transport_attempts": 1}
    settings = Settings.model_validate({**made, **changes})
    return check(fixture(SMALL), "openai:made", settings, options)


@cache
def right_facts() -> list[tuple[str, ...]]:
    """Every fact of the small sheet, as it must be read."""
    source = fixture(SMALL)
    return sorted(fact_rows(read_sheet(source), source))


def pointing(place: str) -> Answer:
    """A redirect that keeps the method and the body."""
    return Answer(307, b"", (("Location", place),))


def unreached(answer: Answer, **changes: object) -> bool:
    """Whether the client, having given up an answer, leaves it before its end."""
    with serve([answer]) as endpoint:
        with pytest.raises(ModelUnreachable):
            asked(endpoint, **changes)
        return endpoint.left.wait(20)


@pytest.mark.parametrize("row", ALL)
def test_what_comes_of_it(row: Row) -> None:
    """Each misbehaviour ends in its own way after its own number of requests; verified is only what was read right."""
    found = played(row.name)
    assert (found.result, len(found.endpoint.requests)) == (row.outcome, row.requests)
    if found.outcome is not None and found.outcome.verdict is Verdict.VERIFIED:
        assert sorted(found.outcome.facts()) == right_facts()


@pytest.mark.parametrize("row", ALL)
def test_every_reply_is_kept_and_paid(row: Row) -> None:
    """On an error as on an outcome: the raw replies, the tokens of failed attempts too, and how often was asked."""
    found = played(row.name)
    if isinstance(found.error, ModelError):
        assert (found.error.replies, found.error.spent) == (row.replies(), row.spent())
    else:
        assert found.outcome is not None
        provenance = found.outcome.provenance
        assert found.outcome.replies == row.replies()
        assert (provenance.tokens.input, provenance.tokens.output) == row.spent()
        assert provenance.attempts == row.requests


@pytest.mark.parametrize("row", FAILING)
def test_the_key_is_nowhere(row: Row) -> None:
    """Not in the error, its traceback or a log, even if the endpoint tells it; else not even in a dump of every variable."""
    found = played(row.name)
    assert isinstance(found.error, StructurerError)
    seen = found.seen if row.tells_the_key else found.seen + found.details
    for text in (found.error.ja, found.error.en, repr(found.error), seen):
        assert (KEY in text, KEY.removeprefix("sk-") in text) == (False, False)


def test_the_table_has_every_row() -> None:
    """`python -m tests.support.misbehaviour` prints what is run here."""
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert len(matrix.table().splitlines()) == len(ROWS) + 2


@pytest.mark.parametrize("manner", [Manner.TRICKLE, Manner.ENDLESS], ids=lambda manner: manner.name)
def test_a_client_leaves_what_takes_too_long(manner: Manner) -> None:
    """Neither a trickle beyond the deadline nor a body without an end is read to its end."""
    assert unreached(GOOD.sent(manner, 30), deadline=2 if manner is Manner.TRICKLE else 60)


@pytest.mark.parametrize("manner", [Manner.TRICKLE, Manner.ENDLESS], ids=lambda manner: manner.name)
def test_a_client_leaves_an_error_that_takes_too_long(manner: Manner) -> None:
    """The same holds where the status is an error's."""
    assert unreached(trouble(500).sent(manner, 30), deadline=2 if manner is Manner.TRICKLE else 60)


def test_a_client_leaves_headers_that_take_too_long() -> None:
    """The deadline holds for the headers of an answer, too."""
    assert unreached(GOOD.sent(Manner.TRICKLED_HEAD, 30), deadline=2)


def test_redirects_are_no_way_round_the_attempts() -> None:
    """What is sent is what is counted, also where the endpoint points at itself."""
    with serve([pointing("/v1/chat/completions")]) as endpoint:
        with pytest.raises(ModelError):
            asked(endpoint)
        assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"OPENAI_API_VERSION": "2024-10-21"},
    ],
    ids=["bearer", "api-key"],
)
def test_another_host_gets_no_key(changes: dict[str, object]) -> None:
    """An endpoint that points elsewhere does not hand our key on."""
    with serve([GOOD]) as other, serve([pointing(f"{other.url}/chat/completions")]) as endpoint:
        with suppress(ModelRejected):  # not to follow at all is as good
            asked(endpoint, **changes)
        assert all(KEY not in value for request in other.requests for value in request.headers.values())


def test_an_accepted_reread_is_told() -> None:
    """The record says that it was accepted, how many findings it settled, and what was read before and after."""
    outcome = played(LOOKS["right"].name).outcome
    assert outcome is not None
    reread = outcome.provenance.reread
    assert reread is not None
    assert (reread.accepted, reread.findings_before > 0, reread.findings_after) == (True, True, 0)
    lost = {(said.row, said.printed) for said in reread.after} - {(said.row, said.printed) for said in reread.before}
    assert ("林道草刈り応援補助金", "1,800") in lost
    assert reread.before == ()


@pytest.mark.parametrize("name", ["the same row lost", "a wrong digit in the row", "years swapped", "empty"])
def test_a_wrong_reread_changes_nothing(name: str) -> None:
    """The first reading stays as it was, and the record says that the second was not accepted and what it said."""
    outcome = played(LOOKS[name].name).outcome
    with serve([LOST]) as endpoint:
        first = asked(endpoint)
    assert outcome is not None
    reread = outcome.provenance.reread
    assert reread is not None
    assert (reread.accepted, reread.findings_before) == (False, reread.findings_after)
    assert (outcome.sheet, outcome.findings) == (first.sheet, first.findings)
    assert all(isinstance(said, ReadFigure) for said in reread.after)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("refusal", "ModelRefused"),
        ("finish_reason length", "ReplyTruncated"),
        ("invalid for ever", "ReplyInvalid"),
        ("500 for ever", "ModelUnreachable"),
        ("hangs", "ModelUnreachable"),
        ("401", "KeyRejected"),
    ],
)
def test_a_reread_that_fails_costs_no_sheet(name: str, told: str) -> None:
    """The first reading stays, and the record names the question and why it got no answer."""
    outcome = played(LOOKS[name].name).outcome
    assert outcome is not None
    assert outcome.provenance.unanswered == (f"reread: {told}",)
    assert outcome.provenance.reread is not None
    assert not outcome.provenance.reread.accepted


def test_a_reread_beyond_the_budget_costs_no_sheet() -> None:
    """What the budget does not allow is not asked; the first reading, paid for, stays."""
    most = budget("27000tokens", load())
    with serve([Answer(200, _dear(LOST))]) as endpoint:
        outcome = asked(endpoint, Options(cache=False, budget=most), max_tokens=1000)
    assert (outcome.verdict, len(endpoint.requests)) == (Verdict.NEEDS_REVIEW, 1)
    assert outcome.provenance.unanswered == (f"reread: {BudgetReached.__name__}",)


def _dear(answer: Answer) -> Any:  # noqa: ANN401 - a body
    assert isinstance(answer.body, dict)
    return {**answer.body, "usage": {"prompt_tokens": 20000, "completion_tokens": 1000, "total_tokens": 21000}}


def test_a_sheet_without_findings_gets_no_reread() -> None:
    """Only what the checks did not confirm is asked about again."""
    with serve([GOOD]) as endpoint:
        outcome = asked(endpoint, Options(cache=False))
    assert (outcome.provenance.reread, len(endpoint.requests)) == (None, 1)
