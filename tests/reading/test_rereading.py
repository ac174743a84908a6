"""The re-read: the lines it asks about, what it never shows, and the conditions on its answer."""

from collections import Counter
from copy import deepcopy
from functools import cache

import pytest

from structurer.checks.claim import Result
from structurer.checks.every import run
from structurer.checks.judged import JudgedReading
from structurer.checks.outcome import Side, Verdict
from structurer.checks.reading import Reading
from structurer.reading.options import Options
from structurer.reading.prompting import part
from structurer.reading.rereading import choose
from structurer.reading.resolve import resolve
from structurer.record.record import ReadFigure
from structurer.sheet.model import Sheet
from tests.support.answering import SMALL, Tree, asked, empty_part, options, perfect_tree, said, told, truth
from tests.support.builders import fixture, read
from tests.support.perfect import TABLES, reply_of
from tests.support.spoilt_replies import SPOILT

LOOKING = options("whole", reread=True)
NAMES = [spoil.__name__.strip("_") for spoil in SPOILT]
SECONDS = ("right", "empty", "lost", "digit", "invented", "years")


@cache
def spoilt(name: str) -> Tree:
    """A reply to the small sheet, right or wrong in one way."""
    tree = perfect_tree(fixture(SMALL))
    for spoil in SPOILT:
        if spoil.__name__ == f"_{name}":
            spoil(tree)
    return tree


def part_of(tree: Tree) -> Tree:
    """The tables of a reply."""
    return {name: tree[name] for name in TABLES}


@cache
def first_of(name: str) -> JudgedReading:
    """A reply as the first reading, judged."""
    source = fixture(SMALL)
    sheet = resolve(reply_of(spoilt(name)), source)
    return JudgedReading(Reading(source, sheet, read(source).sheet))


@cache
def second_of(name: str) -> Sheet:
    """The same reply as the answer to a re-read."""
    return resolve(reply_of(part_of(spoilt(name))), fixture(SMALL), first_of("right").sheet.identity)


@cache
def chosen(first: str, second: str) -> JudgedReading | None:
    """The better reading after a second one, if there is one."""
    return choose(first_of(first), second_of(second))


PAIRS = [(first, second) for first in NAMES for second in SECONDS if first != "empty"]


def known(results: tuple[Result, ...]) -> Counter[tuple[object, ...]]:
    """Findings by what they are about."""
    return Counter((found.code, found.name, found.lines) for found in results if found.is_finding)


@pytest.mark.parametrize("name", ["error-cost-total", "error-section-total", "error-lead-line"])
def test_a_misprinted_sheet_read_right_is_not_asked_about(name: str) -> None:
    """A finding blamed on the print has been read right: another look settles nothing, and costs nothing."""
    source = fixture(name)
    blamed = [f for f in run(read(source)) if f.is_finding and f.blame is not None and f.blame.side is Side.SOURCE]
    with asked(source, [said(perfect_tree(source))], LOOKING) as (outcome, endpoint):
        assert blamed
        assert (len(endpoint.requests), outcome.provenance.reread) == (1, None)


def off_by_ten() -> tuple[Tree, list[str]]:
    """A reply with a print that stands nowhere, and the numbers it leads to: its own and the sum that it would need."""
    tree = deepcopy(spoilt("right"))
    tree["sections"][0]["items"][0]["cells"][0] |= {"id": None, "printed": "1,870"}
    return tree, ["1,870", "3,670", "1870", "3670", "10千円"]


def test_the_number_that_would_fit_is_not_shown() -> None:
    """The question shows lines: neither what was read of them, nor what they should add up to."""
    tree, numbers = off_by_ten()
    with asked(fixture(SMALL), [said(tree), said(empty_part())], LOOKING) as (outcome, endpoint):
        sent = "\n".join(message["content"] for message in endpoint.requests[1].body["messages"])
        assert any("3,670" in line for result in outcome.results for line in result.judgement.working)
        assert [number for number in numbers if number in sent] == []


def test_the_question_is_the_lines_as_they_stand() -> None:
    """Nothing but the prompt and the marked lines is sent, each of them whole."""
    source = fixture(SMALL)
    with asked(source, [said(off_by_ten()[0]), said(empty_part())], LOOKING) as (outcome, endpoint):
        reread = outcome.provenance.reread
        assert reread is not None
        question = part("reread", source, set(reread.lines))
        sent = [message["content"] for message in endpoint.requests[1].body["messages"]]
        assert sent == [question.system, question.user]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_is_taken_settles_and_brings_nothing_new(first: str, second: str) -> None:
    """Fewer findings, none of them new, every new cite grounded, and the results are those of what is taken."""
    better = chosen(first, second)
    if better is not None:
        before, after = known(first_of(first).results), known(better.results)
        old = {cite for _, cite in first_of(first).reading.cites}
        assert (after.total() < before.total(), after - before) == (True, Counter())
        assert all(cite.figure is not None for _, cite in better.reading.cites if cite not in old)
        assert better.results == run(better.reading)


@pytest.mark.parametrize("first", ["lost", "digit", "stage", "years", "swapped"])
def test_a_right_answer_settles_all(first: str) -> None:
    """What one reading got wrong and the next right is verified, with the right facts."""
    better = chosen(first, "right")
    assert better is not None
    assert [result for result in better.results if result.is_finding] == []
    assert better.sheet == first_of("right").sheet


@pytest.mark.parametrize("name", NAMES)
def test_the_same_answer_again_is_not_taken(name: str) -> None:
    """An answer that settles nothing changes nothing."""
    assert chosen(name, name) is None


@pytest.mark.parametrize("name", NAMES)
def test_nothing_betters_a_right_reading(name: str) -> None:
    """Where there is no finding there is none to settle."""
    assert chosen("right", name) is None


def test_an_answer_that_stands_nowhere_is_not_taken() -> None:
    """The sum would come out right, but the figures are printed nowhere."""
    tree = deepcopy(spoilt("digit"))
    row = tree["costs"][0]["rows"][0]["cells"]
    row[2] |= {"id": None, "printed": "8,765千円"}
    other = resolve(reply_of(tree), fixture(SMALL))
    better = choose(first_of("lost"), other)
    assert better is None or all(cite.figure is not None for _, cite in better.reading.cites)


def test_the_record_has_an_accepted_reread() -> None:
    """Which lines, how many findings were settled, what was read before and after."""
    source = fixture(SMALL)
    with asked(source, [said(spoilt("lost")), said(part_of(spoilt("right")))], LOOKING) as (outcome, endpoint):
        reread = outcome.provenance.reread
        assert reread is not None
        assert (reread.accepted, reread.findings_after, reread.before) == (True, 0, ())
        assert reread.findings_before == len([r for r in first_of("lost").results if r.is_finding])
        assert ("林道草刈り応援補助金", "1,800") in {(figure.row, figure.printed) for figure in reread.after}
        assert (outcome.results, outcome.verdict) == (run(outcome.reading), Verdict.VERIFIED)
        assert (told(outcome), len(endpoint.requests)) == (truth(source), 2)


def test_what_both_readings_say_is_no_difference() -> None:
    """`after` is what the first reading did not say, also where the answer speaks of other lines."""
    with asked(fixture(SMALL), [said(spoilt("lost")), said(part_of(spoilt("right")))], LOOKING) as (outcome, _):
        reread = outcome.provenance.reread
        assert reread is not None
        first = {ReadFigure.of(fact) for fact in first_of("lost").reading.facts}
        assert [figure for figure in reread.after if figure in first] == []


def test_the_record_has_a_reread_that_was_not_accepted() -> None:
    """The first reading stays, and the second is kept beside it."""
    with asked(fixture(SMALL), [said(spoilt("lost")), said(part_of(spoilt("empty")))], LOOKING) as (outcome, _):
        reread = outcome.provenance.reread
        assert reread is not None
        assert (reread.accepted, reread.findings_before) == (False, reread.findings_after)
        assert (outcome.reading.sheet, reread.after) == (first_of("lost").sheet, ())
        assert outcome.results == run(outcome.reading)


def test_no_reread_where_none_is_wanted() -> None:
    """The setting is obeyed: one request, and the record knows of no other."""
    with asked(fixture(SMALL), [said(spoilt("lost"))], Options(reread=False, cache=False)) as (outcome, endpoint):
        assert (len(endpoint.requests), outcome.provenance.reread) == (1, None)
        assert outcome.verdict is Verdict.NEEDS_REVIEW
