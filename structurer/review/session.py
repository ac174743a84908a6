"""The review of one record: correct, waive, undo, approve, save. The terminal and the page are built on it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from structurer import settings as configuration
from structurer.checks.outcome import Verdict
from structurer.errors import NothingToSave, NothingToUndo
from structurer.labels import evidence
from structurer.labels.standing import Standing
from structurer.pipeline import judge_years, sheet_scope
from structurer.record import wording
from structurer.record.correction import Approval, Correction, Waiver
from structurer.record.finding import Finding
from structurer.record.making import record_of
from structurer.record.record import Record
from structurer.record.years.project_key import project_head
from structurer.review import engine
from structurer.review.engine import Change, Draft
from structurer.review.opening import draft_of
from structurer.sheet.prior import Prior
from structurer.store import QueueEntry, Saved, Store, StoredRevision
from structurer.store.priors import priors_of


class Session:
    """One record under review; make it with `open_record`. Nothing is saved before `save`.

    Attributes:
        record_id: the record's whole id.
        revision: the revision the session stands on: what `save` must still find as the newest.
        proposed: the words that the last save proposed: an approval makes proposals of what was corrected.
    """

    def __init__(self, store: Store, stored: StoredRevision, author: str | None, *, owned: bool = False) -> None:
        self._store, self._owned, self._author = store, owned, author
        self.record_id = stored.record_id
        self.proposed: tuple[Standing, ...] = ()
        self._stand_on(stored)

    def _stand_on(self, stored: StoredRevision) -> None:
        self.revision = stored.revision
        self._words = self._store.words.uses()
        self._priors = self._last_year(stored.record)
        self._drafts = [draft_of(stored.record, parent=stored.revision, words=self._words, priors=self._priors)]

    def _last_year(self, record: Record) -> tuple[Prior, ...] | None:
        """What the records of the year before say now; what they said then where a person approved it beside that."""
        if record.verdict is Verdict.APPROVED:
            return None
        return priors_of(self._store, record.sheet.identity, record.given, self.record_id)

    @property
    def draft(self) -> Draft:
        """The reading as it stands now."""
        return self._drafts[-1]

    @property
    def opened(self) -> Draft:
        """The reading as it was opened: what `draft` is compared with."""
        return self._drafts[0]

    @property
    def change(self) -> Change:
        """All that was done since the session was opened or saved."""
        return Change(self.opened, self.draft)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding now, the waived ones too."""
        return self.draft.findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that keep the record from being approved."""
        return self.draft.open_findings

    @property
    def verdict(self) -> Verdict:
        """The verdict on the record if it were saved now."""
        return self.draft.verdict

    def preview(self, *corrections: Correction) -> Change:
        """Return the change that corrections would make; nothing is done."""
        return engine.apply(self.draft, *corrections)

    def apply(self, *corrections: Correction) -> Change:
        """Correct: all of them or, with an error, none. Every check runs again.

        A sheet whose head is another now is compared with other records of the year before.
        """
        change = engine.apply(self.draft, *corrections)
        before, after = (
            project_head(draft.reading.sheet.identity, draft.given) for draft in (self.draft, change.after)
        )
        if before != after:
            priors = priors_of(self._store, change.after.reading.sheet.identity, change.after.given, self.record_id)
            change = Change(change.before, engine.beside(change.after, priors))
        return self._step(change)

    def waive(self, key: str, reason: str, author: str | None = None) -> Change:
        """Accept a finding with a reason."""
        waiver = Waiver(finding=key, reason=reason, author=self._name(author), at=_now())
        return self._step(engine.apply(self.draft, waiver))

    def withdraw(self, key: str) -> Change:
        """Take a waiver back: its finding is open again."""
        return self._step(engine.withdraw(self.draft, key))

    def approve(self, author: str | None = None, reason: str = "") -> Change:
        """A person's word that the record is right; FindingsOpen while a finding is. To be kept it must be saved."""
        approval = Approval(author=self._name(author), at=_now(), reason=wording.seen("reason", reason))
        return self._step(Change(self.draft, engine.approve(self.draft, approval)))

    def undo(self) -> Change:
        """Take the last step back; where none is left, bring back what stood before the newest revision, then before that.

        What is brought back is a new revision once it is saved, and needs to be approved anew.
        """
        if len(self._drafts) > 1 and self.draft.restores == self._drafts[-2].restores:
            undone = self._drafts.pop()
            return Change(undone, self.draft)
        return self._step(Change(self.draft, self._restored(self._before())))

    def _before(self) -> int:
        """The revision before the one whose content this is; that of an undo is the one it brought back."""
        log = {row.revision: row for row in self._store.log(self.record_id)}
        review = log[self.revision].review
        brought = self.draft.restores or (None if review is None else review.restores)
        target = log[brought or self.revision].parent
        if target is None:
            raise NothingToUndo(self.record_id)
        return target

    def restore(self, revision: int) -> Change:
        """Bring back the content of any earlier revision, as a step that is yet to be saved."""
        return self._step(Change(self.draft, self._restored(revision)))

    def _restored(self, revision: int) -> Draft:
        stored = self._store.load(self.record_id, revision)
        earlier = draft_of(stored.record, parent=self.revision, words=self._words, priors=self._priors)
        given = {waiver.finding for waiver in earlier.waivers}
        lapsed = tuple(waiver for waiver in self.opened.waivers if waiver.finding not in given)
        return replace(earlier, base=self.opened.base, approval=None, restores=revision, lapsed=lapsed)

    def record(self, author: str | None = None, reason: str = "") -> Record:
        """The record as it would be saved now."""
        draft = self.draft
        review = engine.signed(draft, self._name(author), _now(), reason)
        return record_of(draft.reading, draft.results, draft.verdict, draft.provenance, review, draft.given)

    def save(self, author: str | None = None, reason: str = "") -> Saved:
        """Append a revision; StaleRevision, which says who changed what, where another was saved in between.

        After that error the session is as it was: open the record anew and apply the corrections there.
        """
        if not self.draft.is_changed:
            raise NothingToSave(self.record_id)
        record = self.record(author, reason)
        saved = self._store.save(record, author=self._name(author), reason=reason, parent=self.revision)
        self.proposed = self._propose(record)
        judge_years(self._store, self.record_id, record)
        self._stand_on(self._store.load(self.record_id, saved.revision))
        return saved

    def _propose(self, record: Record) -> tuple[Standing, ...]:
        """Propose the words of an approved record: where it differs from the last reading that no person made."""
        approval = None if record.review is None else record.review.approval
        read = [row.revision for row in self._store.log(self.record_id) if row.review is None]
        if approval is None or not read:
            return ()
        before = self._store.load(self.record_id, read[-1]).record.sheet
        source, words = self.draft.reading.source, self.draft.reading.vocabulary
        found = evidence.proposals(source, before, record.sheet, words)
        scope = sheet_scope(source) if found else ""
        reason = f"record {self.record_id}"
        return tuple(
            self._store.words.propose(scope, word, meaning, approval.author, reason) for word, meaning in found
        )

    def _step(self, change: Change) -> Change:
        self._drafts.append(change.after)
        return change

    def _name(self, author: str | None) -> str:
        return wording.author(self._author if author is None else author)

    def close(self) -> None:
        """Let go of the store, where the session opened it."""
        if self._owned:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_record(store: Store | str | Path, record_id: str, author: str | None = None) -> Session:
    """A session at the newest revision of a record.

    Args:
        store: where it is saved; a path or URL is opened, and closed with the session.
        record_id: the record's id or a unique beginning of it.
        author: who reviews; None takes STRUCTURER_AUTHOR. Each step may name another.
    """
    name = configuration.load().author if author is None else author
    opened = store if isinstance(store, Store) else Store.open(str(store))
    owned = opened is not store
    try:
        return Session(opened, opened.load(record_id), name, owned=owned)
    except BaseException:
        if owned:
            opened.close()
        raise


def queue(store: Store, limit: int | None = None) -> list[QueueEntry]:
    """The records that need review, the worst first: by the largest amount in an open finding, then by their number."""
    return store.queue(limit)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
