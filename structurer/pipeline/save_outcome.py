"""Save an outcome as a revision, and judge the records of other years that it is news for."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from structurer.checks.every import run
from structurer.checks.outcome import Verdict
from structurer.checks.proved import proofs_of
from structurer.checks.unclaimed import unexplained
from structurer.errors import (
    RecordInvalid,
    StaleRevision,
    StoreError,
)
from structurer.labels import evidence
from structurer.labels.word import Meaning, Word
from structurer.language import say
from structurer.pipeline.check_record import recheck
from structurer.pipeline.check_sheet import own_vocabulary, sheet_scope
from structurer.pipeline.outcome import Outcome
from structurer.record.record import Record
from structurer.record.years.project_key import project_head
from structurer.sheet.given import Given
from structurer.sheet.model import Sheet
from structurer.sheet.prior import Prior, same_figures
from structurer.store import Head, Saved, Store, place_of
from structurer.store.priors import priors_of
from structurer.text import lazy_re as re

if TYPE_CHECKING:  # only a batch loads its tables, and who asks for a frame the export
    from structurer.store.batches import BatchSheet


_LOG = logging.getLogger("structurer")
_MOST_ASKED = 12
"""The most words that one sheet asks about: more unknown labels are no table, and a hostile sheet must not fill the list."""
_OF_HEADINGS = frozenset({"PRF904", "PRF906", "PRF909"})
"""The findings on what stands over, under or between tables."""
_QUOTED = re.compile(r"「([^」]*)」")


def words_in(store: Store | str | Path | None) -> tuple[Word, ...]:
    """Return the words that a store's sheets are read with. Where there is no store yet, there are none, and no file is made."""
    if isinstance(store, Store):
        return store.words.uses()
    url = None if store is None else str(store)
    if not Store.is_there(url):
        return ()
    with Store.open(url) as opened:
        return opened.words.uses()


def save(
    outcome: Outcome,
    store: Store | str | Path,
    *,
    author: str | None = None,
    again: bool = False,
    batch_sheet: "BatchSheet | None" = None,
) -> Outcome:
    """Save an outcome as a new revision in one transaction; see `structure` for a record that it does not take the place of.

    A `batch_sheet` marks the sheet as done in its batch, in that transaction.
    """
    if isinstance(store, Store):
        return _save(outcome, store, author=author, again=again, batch_sheet=batch_sheet)
    with Store.open(str(store)) as opened:
        return _save(outcome, opened, author=author, again=again, batch_sheet=batch_sheet)


def _save(
    outcome: Outcome, store: Store, *, author: str | None, again: bool, batch_sheet: "BatchSheet | None"
) -> Outcome:
    outcome = _of_now(outcome, store)
    while True:
        head = store.newest(outcome.source.sha256)
        standing = _standing(outcome, head, store)
        if standing is not None and not again:
            store.place(place_of(outcome.source), standing.record_id)
            return replace(outcome, standing=standing, added=_added(outcome.given, standing, store))
        with suppress(StaleRevision) if outcome.review is None else nullcontext():  # another was faster: look again
            parent = None if outcome.review is not None else 0 if head is None else head.revision
            if outcome.given is None and head is not None:  # what was given for this very text holds
                outcome = replace(outcome, given=head.given)
            outcome = _beside_last_year(outcome, store, None if head is None else head.record_id)
            record = outcome.record()
            saved = store.save(
                record,
                author=author,
                replies=outcome.replies,
                parent=parent,
                batch_sheet=batch_sheet,
                source=outcome.source if outcome.review is None else None,
            )
            store.words.ask(asked(outcome), saved.record_id, saved.revision)
            if not saved.unchanged:
                judge_years(store, saved.record_id, record)
            what = "unchanged" if saved.unchanged else "saved"
            _LOG.info("%s: %s, record %s, revision %d", outcome.source.name, what, saved.record_id, saved.revision)
            return replace(outcome, saved=saved, standing=standing)


def _standing(outcome: Outcome, head: Head | None, store: Store) -> Head | None:
    """The newest revision, where a reading does not take its place by itself: a person's, or a verified one where it is not."""
    if head is None or outcome.review is not None:
        return None
    if head.reviewed:
        return head
    if head.verdict is not Verdict.VERIFIED:
        return None
    outcome = _beside_last_year(outcome, store, head.record_id)
    return head if outcome.verdict is Verdict.NEEDS_REVIEW and _is_still_verified(head, store) else None


def _is_still_verified(head: Head, store: Store) -> bool:
    """True where today's checks, words and records of the year before verify a saved reading, as those of its time did."""
    try:
        record = store.load(head.record_id, head.revision).record
        priors = priors_of(store, record.sheet.identity, record.given, head.record_id)
        return recheck(record, words=store.words.uses(), priors=priors).verdict is Verdict.VERIFIED
    except (RecordInvalid, StoreError):  # a damaged revision proves nothing
        return False


def _added(given: Given | None, standing: Head, store: Store) -> Saved | None:
    """Add what is given to a record that stands, as a revision of its own by who gives it; None where that is no news.

    It proves nothing and no check sees it, so that the verdict and the review stand as they are.
    """
    values = None if given is None else given.over(standing.given)
    if values is None or values.says_the_same(standing.given):
        return None
    record = store.load(standing.record_id, standing.revision).record
    at, reason = (
        datetime.now(UTC).isoformat(timespec="milliseconds"),
        say("印字のない値を添えた", "gave what is not printed"),
    )
    own = {"author": values.by, "at": at, "reason": reason, "parent": standing.revision}
    anew: dict[str, object] = {**own, "corrections": (), "lapsed": (), "restores": None}
    review = None if record.review is None else record.review.model_copy(update=anew)
    made = record.model_copy(update={"given": values, "review": review})
    return store.save(made, author=values.by, reason=reason, parent=standing.revision)


def _of_now(outcome: Outcome, store: Store) -> Outcome:
    """The outcome as it is with the words of now: one that was revoked while the sheet was read holds no more."""
    own = outcome.reading.vocabulary.own
    if not own or outcome.review is not None:
        return outcome
    held = {
        (word.scope, word.word, word.meaning)
        for word in store.words.uses(word.word for word in own)
        if word.is_confirmed
    }
    kept = [word for word in own if (word.scope, word.word, word.meaning) in held]
    if len(kept) == len(own):
        return outcome
    words = own_vocabulary(outcome.source, kept, outcome.sheet)
    reading = replace(outcome.reading, vocabulary=words)
    return replace(outcome, reading=reading, results=run(reading))


def _beside_last_year(outcome: Outcome, store: Store, record_id: str | None) -> Outcome:
    """The outcome beside the saved records of the year before; one that a person reviewed stays as it was reviewed."""
    if outcome.review is not None:
        return outcome
    return with_priors(outcome, priors_of(store, outcome.sheet.identity, outcome.given, record_id))


def with_priors(outcome: Outcome, priors: tuple[Prior, ...]) -> Outcome:
    """The outcome beside what records of the year before say, every check run again; the same where that is no news."""
    if priors == outcome.reading.priors:
        return outcome
    reading = replace(outcome.reading, priors=priors)
    return replace(outcome, reading=reading, results=run(reading))


def judge_years(store: Store, record_id: str, record: Record) -> tuple[Saved, ...]:
    """Judge what a saved record is news for: the sheets of the year after; and itself, where one of the year before came meanwhile.

    Return what was saved. Nobody's review is saved over: such a record is compared anew when it is opened. Trouble with another
    record is no trouble of the one that is saved.
    """
    head = project_head(record.sheet.identity, record.given)
    if head.fiscal_year is None:
        return ()
    years = {
        one.record: (one.head.fiscal_year or 0) - head.fiscal_year for one in store.projects.beside(head, record_id)
    }
    late = {one for one, year in years.items() if year == -1} - {prior.record for prior in record.prior or ()}
    found: list[Saved | None] = []
    for one in (*([record_id] if late else []), *(other for other, year in years.items() if year == 1)):
        try:
            found.append(judge_beside_last_year(store, one, f"record {record_id}"))
        except (RecordInvalid, StoreError) as error:
            _LOG.warning("record %s: not compared with the year before: %s", one, error)
    return tuple(filter(None, found))


def judge_beside_last_year(store: Store, record_id: str, reason: str = "") -> Saved | None:
    """Judge a saved sheet that nobody has reviewed beside the records of the year before as they are now; None where nothing is new."""
    stored = store.load(record_id)
    record = stored.record
    priors = priors_of(store, record.sheet.identity, record.given, record_id)
    if record.review is not None or same_figures(priors, record.prior or ()):
        return None
    outcome = recheck(record, words=store.words.uses(), priors=priors)
    with suppress(StaleRevision):  # whoever was faster has compared it
        return store.save(outcome.record(), author=None, reason=reason, replies=stored.replies, parent=stored.revision)
    return None


def asked(outcome: Outcome) -> tuple[tuple[str, str, Meaning | None], ...]:
    """Return the questions that a reading leaves about words: those that a model's answer gives a meaning, and the rest bare."""
    if outcome.verdict is not Verdict.NEEDS_REVIEW or outcome.review is not None:
        return ()
    reading, words = outcome.reading, outcome.reading.vocabulary
    meant = dict[str, Meaning | None]()
    if outcome.provenance.reader == "model":
        meant.update(evidence.proposals(reading.source, reading.witness or Sheet(), reading.sheet, words))
    cited, theirs = {cite.figure for _, cite in reading.cites}, {fact.cite.figure: fact for fact in reading.witnessed}
    # what the layout reader reads, it understands: a word that the model alone missed is no question
    left = [figure for figure in unexplained(reading) if figure.id not in {*cited, *theirs}]
    for label, meaning in evidence.reckoned(reading.source, reading.sheet, left, words):
        meant.setdefault(label, meaning)
    lacking = (proof for proof in proofs_of(reading) if proof.lacking)
    own = (
        one for one in lacking if (other := theirs.get(one.fact.cite.figure)) is None or other.column == one.fact.column
    )
    quoted = chain.from_iterable(proof.why.values() for proof in own)
    for label in evidence.unknown(reading.source, left, quoted, words):
        meant.setdefault(label, None)
    harmless = Meaning(role="heading") if outcome.provenance.reader == "model" else None
    for label in evidence.headings(_headings(outcome), reading.sheet, words):
        meant.setdefault(label, harmless)
    scope = sheet_scope(reading.source) if meant else ""
    return tuple((scope, word, meaning) for word, meaning in islice(meant.items(), _MOST_ASKED))


def _headings(outcome: Outcome) -> Iterator[str]:
    """What the findings quote of headings and notes that were not understood."""
    for result in outcome.findings:
        if result.code in _OF_HEADINGS:
            yield from _QUOTED.findall(" ".join(result.judgement.working))
