"""The difference of two states of a record."""

from structurer.checks.outcome import Verdict
from structurer.record.making import record_of
from structurer.record.record import Record
from structurer.report.page.difference import difference
from structurer.review import Draft, Identify, Repoint
from structurer.sheet.model import Measure
from tests.support.reviews import draft, field, figure, waive_all
from tests.support.reviews import step as after


def record(of: Draft) -> Record:
    """A draft as a record."""
    return record_of(of.reading, of.results, Verdict.NEEDS_REVIEW, of.provenance, None)


def test_a_figure_put_wrong() -> None:
    """The field before and after, the equation redrawn, the findings it opens."""
    before = draft()
    wrong = figure(before.reading, "3,000千円")
    path = field(before.reading, "前年度当初予算額", Measure.TOTAL_COST)
    made = difference(
        record(before), record(after(before, Repoint(path=path, figure=wrong.id, reason="わざと間違える")))
    )
    (changed,) = made.fields
    assert (changed.before.partition(" ")[0], changed.after.partition(" ")[0]) == ("12,500千円", "3,000千円")
    redrawn = next(one for one in made.redrawn if one.code == "CST201")
    assert (redrawn.outcome_before, redrawn.outcome_after) == ("holds", "fails")
    assert "CST201" in {one.code for one in made.opened}
    assert made.open_after > made.open_before
    back = difference(
        record(after(before, Repoint(path=path, figure=wrong.id, reason="わざと間違える"))), record(before)
    )
    assert {one.code for one in back.closed} == {one.code for one in made.opened}


def test_the_head() -> None:
    """The lines of the head are compared too."""
    before = draft()
    made = difference(
        record(before), record(after(before, Identify(field="project", text="べつの事業", reason="表記の訂正")))
    )
    assert [(one.before, one.after) for one in made.fields] == [("みどり広場事業", "べつの事業")]


def test_nothing() -> None:
    """A state is no step from itself."""
    same = record(waive_all(draft()))
    made = difference(same, same)
    assert (made.closed, made.opened, made.redrawn, made.fields, made.lapsed) == ((), (), (), (), ())


def test_other_words_for_the_same_sum() -> None:
    """A working of an earlier version, in other words over the same figures, is not redrawn."""
    now = record(draft())
    earlier = now.model_copy(
        update={"results": tuple(result.model_copy(update={"working": ("1 + 1 = 2",)}) for result in now.results)}
    )
    assert difference(earlier, now).redrawn == ()
