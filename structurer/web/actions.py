"""The actions of a reviewer's forms: one step of the engine, saved as one revision."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType

from structurer.errors import RecordHeld
from structurer.review import AddCell, Enter, Identify, NewCell, Place, Relabel, RemoveCell, RemoveRow, Repoint, Session
from structurer.review.engine import Change
from structurer.sheet.model import Measure, Stage
from structurer.store import Saved, Store
from structurer.web.visit import FormFields

Act = Callable[[Session, FormFields], Change]


def _correct(session: Session, form: FormFields) -> Change:
    return session.apply(Repoint(path=form["field"], figure=form["figure"], reason=form.get("reason", "")))


def _enter(session: Session, form: FormFields) -> Change:
    entered = Enter(path=form["field"], amount=form["amount"], printed=form.get("printed", ""), reason=form["reason"])
    return session.apply(entered)


def _place(session: Session, form: FormFields) -> Change:
    measure = Measure(form["measure"]) if form.get("measure") else None
    year, stage = int(form["year"]), Stage(form["stage"])
    placed = Place(path=form["cell"], measure=measure, year_offset=year, stage=stage, reason=form["reason"])
    return session.apply(placed)


def _add(session: Session, form: FormFields) -> Change:
    cell = NewCell(
        measure=Measure(form["measure"]),
        year_offset=int(form["year"]),
        stage=Stage(form["stage"]),
        figure=form["figure"],
    )
    return session.apply(AddCell(path=form["row"], cell=cell, reason=form["reason"]))


def _relabel(session: Session, form: FormFields) -> Change:
    line = int(form["line"]) if form.get("line") else None
    return session.apply(Relabel(path=form["label"], text=form["text"], line=line, reason=form["reason"]))


def _identify(session: Session, form: FormFields) -> Change:
    line = int(form["line"]) if form.get("line") else None
    wanted = {"field": form["head"], "text": form["text"], "line": line, "reason": form["reason"]}
    return session.apply(Identify.model_validate(wanted))


def _remove(session: Session, form: FormFields) -> Change:
    path, reason = form["part"], form["reason"]
    removal = (
        RemoveCell(path=path, reason=reason) if form.get("kind") == "cell" else RemoveRow(path=path, reason=reason)
    )
    return session.apply(removal)


def _waive(session: Session, form: FormFields) -> Change:
    """Accept the findings of a card with one reason: all of them or none."""
    for key in form["finding"].split():
        session.waive(key, form["reason"])
    return session.change


ACTIONS: Mapping[str, Act] = MappingProxyType(
    {
        "correct": _correct,
        "enter": _enter,
        "place": _place,
        "add": _add,
        "relabel": _relabel,
        "identify": _identify,
        "remove": _remove,
        "waive": _waive,
        "withdraw": lambda session, form: session.withdraw(form["finding"]),
        "approve": lambda session, form: session.approve(reason=form.get("reason", "")),
        "undo": lambda session, _form: session.undo(),
    }
)
"""Every step by the last part of its address."""


def act(store: Store, record_id: str, author: str, name: str, form: FormFields) -> Saved:
    """Do a step on the revision the form was made on, and save it; StaleRevision where that is not the newest any more.

    KeyError or ValueError for a form that none of our pages sends. Who saves also claims the record, where nobody else has.
    """
    session = Session(store, store.load(record_id, int(form["base"])), author)
    ACTIONS[name](session, form)
    saved = session.save()
    with suppress(RecordHeld):
        store.claim(saved.record_id, author)
    return saved
