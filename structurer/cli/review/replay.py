"""A reviewer's acts replayed on a newer revision: each only where its field still says what it said."""

from dataclasses import dataclass

from structurer.errors import ReviewError
from structurer.record.correction import Correction, Waiver
from structurer.review import Draft, Session


@dataclass(frozen=True, slots=True)
class Replayed:
    """The result of a replay: how many acts were taken over, and those that were refused."""

    done: int
    refused: tuple[Correction | Waiver, ...]


def acts(draft: Draft) -> tuple[Correction | Waiver, ...]:
    """The corrections and waivers of a draft since the revision it was opened at, in order."""
    known = () if draft.base is None else draft.base.waivers
    return (*draft.corrections, *(waiver for waiver in draft.waivers if waiver not in known))


def replay(session: Session, given: tuple[Correction | Waiver, ...]) -> Replayed:
    """Apply acts to a session one by one. A correction whose field now says something else, or is gone, is refused."""
    refused = [
        act for act in given if not (_waive(session, act) if isinstance(act, Waiver) else _correct(session, act))
    ]
    return Replayed(len(given) - len(refused), tuple(refused))


def _waive(session: Session, waiver: Waiver) -> bool:
    try:
        session.waive(waiver.finding, waiver.reason)
    except ReviewError:
        return False
    return True


def _correct(session: Session, correction: Correction) -> bool:
    bare = correction.model_copy(update={"trace": None})
    try:
        change = session.preview(bare)
    except ReviewError:
        return False
    was, now = correction.trace, change.after.corrections[-1].trace
    if was is None or now is None or (was.row, was.measure, was.before) != (now.row, now.measure, now.before):
        return False
    session.apply(bare)
    return True
