"""An audit as one reviewer goes through it: which record is next, what is asked of it, what was answered. Every step is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import randbelow

from structurer.errors import AuditUnknown
from structurer.evaluation.audit.draw import draw, rate_of
from structurer.evaluation.audit.measure import AuditResult, FigureKey, concluded, is_done, measured
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer, chosen, questions
from structurer.record import wording
from structurer.record.record import Record
from structurer.store import Store
from structurer.store.audits import Audit, AuditAnswer, AuditDeed, Conclusion, DrawnRecord

_SEEDS = 10**6
"""Seeds that are drawn where none is given: few digits, so that a person can repeat one."""


@dataclass(frozen=True)
class AuditedRecord:
    """A drawn record with its questions; `open` are those not yet answered, `waiting` those whose conclusion is missing."""

    drawn: DrawnRecord
    record: Record
    questions: tuple[AuditQuestion, ...]
    open: tuple[AuditQuestion, ...]
    waiting: tuple[AuditQuestion, ...]

    def question(self, field: str) -> AuditQuestion:
        """Return the question about a field; AuditUnknown where none is asked."""
        found = next((one for one in self.questions if one.field == field), None)
        if found is None:
            raise AuditUnknown(f"{self.drawn.record_id} {field}")
        return found


def begin(
    store: Store, author: str | None, rate: str, seed: str | None = None, figures: int | None = None
) -> Audit | None:
    """Draw an audit and keep it; None where no record is verified. Without a seed one is drawn, and kept with it."""
    share, name, known = rate_of(rate), wording.author(author), store.audits.population()
    if not known:
        return None
    own = str(randbelow(_SEEDS)) if seed is None else seed
    drawn = [
        replace(one, fields=chosen(store.load(one.record_id, one.revision).record, own, figures))
        for one in draw(known, share, own)
    ]
    return store.audits.begin(name, drawn, rate=rate, seed=own, figures=figures, population=len(known))


def known_audit(store: Store, number: str) -> Audit:
    """Return the audit of a number; AuditUnknown where there is none."""
    found = [one for one in store.audits.all() if str(one.id) == number]
    if not found:
        raise AuditUnknown(number)
    return found[0]


class AuditSession:
    """One reviewer's way through an audit. What others answered is not looked at until the result."""

    def __init__(self, store: Store, audit: Audit, reviewer: str) -> None:
        self._store, self.audit, self.reviewer = store, audit, reviewer
        self._known: dict[DrawnRecord, tuple[Record, tuple[AuditQuestion, ...]]] = {}

    def _asked(self, drawn: DrawnRecord) -> tuple[Record, tuple[AuditQuestion, ...]]:
        """Return a drawn record with the questions about it."""
        if drawn not in self._known:
            record = self._store.load(drawn.record_id, drawn.revision).record
            self._known[drawn] = record, tuple(one for one in questions(record) if one.field in drawn.fields)
        return self._known[drawn]

    def answers(self) -> Mapping[FigureKey, AuditAnswer]:
        """Return the reviewer's own blind answer to each question."""
        found: dict[FigureKey, AuditAnswer] = {}
        for one in self._store.audits.answers(self.audit):
            if one.reviewer == self.reviewer and one.deed == "answered":
                found.setdefault((one.record_id, one.revision, one.field), one)
        return found

    def next(self) -> AuditedRecord | None:
        """Return the first drawn record about which anything is missing; None where the reviewer is through."""
        given = self._store.audits.answers(self.audit)
        done = concluded(one for one in given if one.reviewer == self.reviewer).get(self.reviewer, {})
        left = (self._state(one, given) for one in self.audit.drawn if not is_done(one, done))
        return next((one for one in left if one.open or one.waiting), None)

    def at(self, record_id: str) -> AuditedRecord:
        """Return a drawn record as it stands; AuditUnknown where it was not drawn."""
        drawn = next((one for one in self.audit.drawn if one.record_id == record_id), None)
        if drawn is None:
            raise AuditUnknown(record_id)
        return self._state(drawn, self._store.audits.answers(self.audit))

    def _state(self, drawn: DrawnRecord, given: tuple[AuditAnswer, ...]) -> AuditedRecord:
        own = [one for one in given if one.reviewer == self.reviewer and one.record_id == drawn.record_id]
        answered, done = {one.field for one in own}, concluded(own).get(self.reviewer, {})
        done_fields = {field for _, _, field in done}
        record, asked = self._asked(drawn)
        return AuditedRecord(
            drawn,
            record,
            asked,
            tuple(one for one in asked if one.field not in answered),
            tuple(one for one in asked if one.field in answered and one.field not in done_fields),
        )

    def answer(self, found: AuditedRecord, given: Mapping[str, TypedAnswer], milliseconds: int) -> None:
        """Keep blind answers by their fields; one that is the record's value is concluded by that."""
        kept = []
        for field, typed in given.items():
            conclusion: Conclusion | None = "right" if typed.says(found.question(field).cite) else None
            kept.append(self._kept(found.drawn, field, "answered", typed.text, conclusion, milliseconds))
        self._store.audits.add(self.audit, kept)

    def conclude(self, found: AuditedRecord, words: Mapping[str, Conclusion], milliseconds: int = 0) -> None:
        """Keep who is right where an answer differs from the record."""
        fields = {found.question(field).field: conclusion for field, conclusion in words.items()}
        kept = [self._kept(found.drawn, field, "concluded", "", one, milliseconds) for field, one in fields.items()]
        self._store.audits.add(self.audit, kept)

    def _kept(  # what an answer is made of
        self,
        drawn: DrawnRecord,
        field: str,
        deed: AuditDeed,
        text: str,
        conclusion: Conclusion | None,
        milliseconds: int,
    ) -> AuditAnswer:
        return AuditAnswer(drawn.record_id, drawn.revision, field, self.reviewer, deed, text, conclusion, milliseconds)

    def result(self) -> AuditResult:
        """Return what the audit measured so far, over all reviewers."""
        return measured(self.audit, self._store.audits.answers(self.audit))
