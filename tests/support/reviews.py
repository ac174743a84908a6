"""Builders for reviews: drafts of made and of kept sheets, and sessions at a store."""

from structurer import pipeline
from structurer.checks.reading import Reading
from structurer.record.correction import Approval, Correction, Waiver
from structurer.record.record import Provenance
from structurer.review import Change, Draft, Session, apply, begin, open_record
from structurer.settings import Settings
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite, Measure, Stage
from structurer.store import Store
from structurer.text.source import Figure
from tests.support.sheets import entry_of, exchanged, fixture, piped, with_sheet

LAYOUT = Provenance(reader="layout", model="offline")
APPROVAL = Approval(author="佐藤", at="2026-04-01T09:00:00.000+00:00")
WHY = "シートの誤植のため"


def draft(reading: Reading | None = None) -> Draft:
    """A draft of a reading, the made piped sheet unless another is given."""
    return begin(piped() if reading is None else reading, LAYOUT, parent=1)


def path_of(fact: Fact) -> str:
    """A fact's path as a correction says it."""
    return ".".join(map(str, fact.path))


def field(reading: Reading, row: str, measure: Measure, stage: Stage | None = None) -> str:
    """The path of a row's measure."""
    return path_of(entry_of(reading, row, measure, stage))


def figure(reading: Reading, printed: str, nth: int = 0) -> Figure:
    """The nth figure with a print."""
    return [found for found in reading.source.figures if found.printed == printed][nth]


def misread(reading: Reading, fact: Fact, cite: Cite) -> Reading:
    """The reading with another cite at a fact."""
    return with_sheet(reading, exchanged(reading.sheet, fact.path, cite))


def step(before: Draft, *acts: Correction | Waiver) -> Draft:
    """The draft after some acts."""
    return apply(before, *acts).after


def waive_all(before: Draft) -> Draft:
    """The draft with every finding waived that may be."""
    return apply(before, *(Waiver(finding=f.key, reason=WHY) for f in before.open_findings if f.waivable)).after


def codes(change: Change) -> tuple[list[str], list[str]]:
    """The codes that a change closed and opened."""
    return [f.code for f in change.closed], [f.code for f in change.opened]


def saved(store: Store, name: str = "tottori-dx") -> str:
    """A fixture read offline and saved; the record's id."""
    outcome = pipeline.save(pipeline.check(fixture(name), "offline", Settings()), store)
    assert outcome.saved is not None
    return outcome.saved.record_id


def session(store: Store, name: str = "tottori-dx", author: str = "佐藤") -> Session:
    """A session at a fixture that was just saved."""
    return open_record(store, saved(store, name), author)
