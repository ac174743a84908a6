"""Acts of a reviewer taken over to a newer revision."""

from pathlib import Path

import pytest

from structurer.cli.review import replay
from structurer.record.correction import Enter, Identify, RemoveRow, Repoint
from structurer.review import Session, open_record
from structurer.store import Store
from tests.support.review_sheets import TOTAL
from tests.support.reviews import WHY, saved

OTHER = "costs.0.rows.1.cells.0.cite"


@pytest.fixture
def sessions(tmp_path: Path) -> tuple[Store, Session, Session]:
    """Two reviewers at the same revision."""
    store = Store.open(str(tmp_path / "store.db"))
    record_id = saved(store)
    return store, open_record(store, record_id, "佐藤"), open_record(store, record_id, "鈴木")


def replayed(store: Store, mine: Session) -> tuple[Session, replay.Replayed]:
    """One's own acts at the newest revision."""
    newest = open_record(store, mine.record_id, "佐藤")
    return newest, replay.replay(newest, replay.acts(mine.draft))


def test_what_does_not_touch_is_taken_over(sessions: tuple[Store, Session, Session]) -> None:
    """Another field was corrected in between: both are there, and it can be saved."""
    store, mine, theirs = sessions
    mine.apply(Enter(path=TOTAL, amount="58038000", printed="58,038千円", reason=WHY))
    theirs.apply(Identify(field="publisher", reason=WHY))
    theirs.save()
    newest, taken = replayed(store, mine)
    assert (taken.done, taken.refused) == (1, ())
    assert newest.draft.reading.sheet.costs[0].rows[0].cells[2].cite.corrected
    assert newest.save().revision == 3


def test_a_field_that_says_something_else_is_left(sessions: tuple[Store, Session, Session]) -> None:
    """The same field, or another row at its place: the act is refused, not guessed."""
    store, mine, theirs = sessions
    mine.apply(Repoint(path=TOTAL, figure="F1", reason=WHY))
    mine.apply(Repoint(path=OTHER, figure="F1", reason=WHY))
    theirs.apply(RemoveRow(path="costs.0.rows.0", reason=WHY))
    theirs.save()
    newest, taken = replayed(store, mine)
    assert (taken.done, len(taken.refused)) == (0, 2)
    assert not newest.draft.is_changed


def test_a_waiver_needs_its_finding(sessions: tuple[Store, Session, Session]) -> None:
    """It is taken over where its finding is still the same one."""
    store, mine, theirs = sessions
    mine.waive(mine.open_findings[0].key, WHY)
    theirs.apply(Identify(field="publisher", reason=WHY))
    theirs.save()
    assert replayed(store, mine)[1].done == 1
    theirs.apply(Repoint(path=TOTAL, figure="F1", reason=WHY))
    theirs.save()
    assert len(replayed(store, mine)[1].refused) == 1
