"""The engine of the correction loop: a draft and what a person does to it give a new draft. Pure; nothing in place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from structurer.checks import every
from structurer.checks.claim import Result
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.errors import FindingNotWaivable, FindingsOpen, FindingUnknown
from structurer.record import wording
from structurer.record.correction import Approval, Correction, Review, Waiver
from structurer.record.finding import Finding, findings, verdict
from structurer.record.making import record_of
from structurer.record.record import Provenance, Record
from structurer.review import edit
from structurer.sheet.facts import path_text
from structurer.sheet.given import Given
from structurer.sheet.prior import Prior

_MOST_CODES = 6
"""Codes named in the error that refuses an approval: one line of a terminal."""


@dataclass(frozen=True)
class Draft:
    """A reading under review: every result, the waivers in force, and what was done since the revision it was opened at.

    Attributes:
        reading, results, provenance: as read and judged, corrections included.
        parent: the revision it was opened at, None where it was never saved.
        base: the review part of that revision, None where no person has touched it.
        waivers: in force; each names a finding of this very reading.
        corrections: those made since `parent`.
        lapsed: waivers that named a finding of `parent` and name none any more.
        approval: a person's word on this very state.
        restores: the revision whose content this is, after an undo.
        given: what a person gave beside the sheet.
    """

    reading: Reading
    results: tuple[Result, ...]
    provenance: Provenance
    parent: int | None = None
    base: Review | None = None
    waivers: tuple[Waiver, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lapsed: tuple[Waiver, ...] = ()
    approval: Approval | None = None
    restores: int | None = None
    given: Given | None = None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, the waived ones too."""
        return findings(self.reading, self.results, self.waivers)

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nothing has closed yet."""
        return tuple(finding for finding in self.findings if finding.is_open)

    @property
    def is_changed(self) -> bool:
        """True where there is something to save."""
        known = () if self.base is None else self.base.waivers
        approval = None if self.base is None else self.base.approval
        changed = self.waivers != known or self.approval != approval
        return bool(self.corrections) or self.restores is not None or changed

    @property
    def verdict(self) -> Verdict:
        """The verdict on this draft; see `structurer.record.finding.verdict`."""
        touched = self.base is not None or self.is_changed or self.provenance.is_unconfirmed
        return verdict(self.findings, touched=touched, approval=self.approval)

    @cached_property
    def record(self) -> Record:
        """The draft as a record to look at, which nobody has signed; its waivers and approval are those of now."""
        base = Review(author="", at="") if self.base is None and self.is_changed else self.base
        review = None if base is None else base.model_copy(update={"waivers": self.waivers, "approval": self.approval})
        return record_of(self.reading, self.results, self.verdict, self.provenance, review, self.given)

    def finding(self, key: str) -> Finding:
        """The finding of a key; FindingUnknown where there is none."""
        found = next((finding for finding in self.findings if finding.key == key), None)
        if found is None:
            raise FindingUnknown(key)
        return found


@dataclass(frozen=True)
class Change:
    """Two drafts, one made of the other: what the reviewer is shown after each step."""

    before: Draft
    after: Draft

    @property
    def closed(self) -> tuple[Finding, ...]:
        """Findings that were open and are not any more: the claim holds now, or was waived, or is another one."""
        still = {finding.key for finding in self.after.open_findings}
        return tuple(finding for finding in self.before.open_findings if finding.key not in still)

    @property
    def opened(self) -> tuple[Finding, ...]:
        """Findings that are open and were not before."""
        known = {finding.key for finding in self.before.open_findings}
        return tuple(finding for finding in self.after.open_findings if finding.key not in known)

    @property
    def lapsed(self) -> tuple[Waiver, ...]:
        """Waivers this step has ended, because their finding is gone or is another one now."""
        return tuple(waiver for waiver in self.after.lapsed if waiver not in self.before.lapsed)


def begin(reading: Reading, provenance: Provenance, review: Review | None = None, parent: int | None = None) -> Draft:
    """A draft of a reading: every check runs, and the waivers of its review part hold that still name a finding."""
    given = () if review is None else review.waivers
    approval = None if review is None else review.approval
    draft = Draft(reading, every.run(reading), provenance, parent, review, given, approval=approval)
    return _lapse(draft)


def apply(draft: Draft, *acts: Correction | Waiver) -> Change:
    """The draft with corrections, then with waivers of what is left. All of them, or an error and none.

    Any approval ends: it was given to another state. Every check runs again; waivers hold where their finding is unchanged.

    Raises:
        ReviewError: one class per case.
    """
    after = _corrected(draft, [act for act in acts if not isinstance(act, Waiver)])
    for act in acts:
        if isinstance(act, Waiver):
            after = _waived(after, act)
    return Change(draft, replace(after, approval=None) if acts else after)


def beside(draft: Draft, priors: tuple[Prior, ...]) -> Draft:
    """The draft beside what other records of the year before say: every check runs again."""
    reading = replace(draft.reading, priors=priors)
    return _lapse(replace(draft, reading=reading, results=every.run(reading)))


def withdraw(draft: Draft, key: str) -> Change:
    """The draft without the waiver of a finding: it is open again."""
    found = draft.finding(key)
    if found.waiver is None:
        raise FindingUnknown(key)
    kept = tuple(waiver for waiver in draft.waivers if waiver.finding != key)
    return Change(draft, replace(draft, waivers=kept, lapsed=(*draft.lapsed, found.waiver), approval=None))


def approve(draft: Draft, approval: Approval) -> Draft:
    """The draft with a person's word on it; FindingsOpen while a finding is."""
    if draft.open_findings:
        codes = list(dict.fromkeys(finding.code for finding in draft.open_findings))
        shown = ", ".join(codes[:_MOST_CODES]) + (" …" if len(codes) > _MOST_CODES else "")
        raise FindingsOpen(len(draft.open_findings), shown)
    return replace(draft, approval=approval)


def suggestions(draft: Draft) -> frozenset[tuple[str, str]]:
    """The fields that findings blame, each with the figure that would make its claims hold."""
    blames = (finding.result.blame for finding in draft.findings)
    return frozenset(
        (path_text(blame.path), blame.suggestion)
        for blame in blames
        if blame is not None and blame.path is not None and blame.suggestion is not None
    )


def _corrected(draft: Draft, corrections: Sequence[Correction]) -> Draft:
    if not corrections:
        return draft
    known = suggestions(draft)
    reading, done = draft.reading, list(draft.corrections)
    for correction in corrections:
        reading, traced = edit.corrected(reading, edit.with_reason(correction, known))
        done.append(traced)
    return _lapse(replace(draft, reading=reading, results=every.run(reading), corrections=tuple(done)))


def _lapse(draft: Draft) -> Draft:
    """The draft with only those waivers in force that close a finding."""
    closing = {finding.key for finding in draft.findings if finding.waiver is not None}
    kept = tuple(waiver for waiver in draft.waivers if waiver.finding in closing)
    ended = tuple(waiver for waiver in draft.waivers if waiver.finding not in closing)
    return replace(draft, waivers=kept, lapsed=(*draft.lapsed, *ended)) if ended else draft


def _waived(draft: Draft, waiver: Waiver) -> Draft:
    """The draft with a waiver that keeps what it accepted."""
    found = draft.finding(waiver.finding)
    if not found.waivable:
        raise FindingNotWaivable(found.code, found.key)
    said = wording.reason(found.code, waiver.reason)
    seen = {"code": found.code, "lines": found.result.lines, "working": found.result.judgement.working}
    others = tuple(other for other in draft.waivers if other.finding != found.key)
    return replace(draft, waivers=(*others, waiver.model_copy(update={"reason": said, **seen})))


def signed(draft: Draft, author: str, at: str, reason: str = "") -> Review:
    """The review part with which a draft is saved."""
    return Review(
        author=wording.author(author),
        at=at,
        reason=wording.seen("reason", reason),
        parent=draft.parent,
        corrections=draft.corrections,
        waivers=draft.waivers,
        lapsed=draft.lapsed,
        approval=draft.approval,
        restores=draft.restores,
        witnessed=draft.reading.witness is not None,
    )
