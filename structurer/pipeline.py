"""The pipeline: a text or a file is read, checked and, where a store is given, saved."""

import asyncio
import logging
import warnings
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from structurer import settings as configuration
from structurer.checks.agreement import contradicted
from structurer.checks.claim import Result
from structurer.checks.every import run
from structurer.checks.judged import JudgedReading
from structurer.checks.outcome import Verdict
from structurer.checks.proved import in_sentences, proofs_of
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unexplained
from structurer.documents.intake import SheetInput, source_given
from structurer.errors import (
    ModelUnknown,
    RecordInvalid,
    RecordSourceMismatch,
    SecondModelUnknown,
    StaleRevision,
    StoreError,
)
from structurer.labels import evidence
from structurer.labels.scope import printed, publisher_scope, scope_of
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Meaning, Word
from structurer.language import say
from structurer.reading import layout
from structurer.reading.options import Options
from structurer.record import giving
from structurer.record.correction import Review
from structurer.record.extraction import Extraction
from structurer.record.finding import Finding, findings, verdict
from structurer.record.making import record_of
from structurer.record.record import Provenance, Record, SecondReading
from structurer.report import brief
from structurer.settings import Settings
from structurer.sheet import facts
from structurer.sheet.given import Given, PrintedOtherwise
from structurer.sheet.model import Sheet
from structurer.sheet.prior import Prior, same_figures
from structurer.store import Head, Saved, Store, place_of
from structurer.store.priors import priors_of
from structurer.text.source import Source
from structurer.years.project_key import project_head

if TYPE_CHECKING:  # only a batch loads its tables, and who asks for a frame the export
    from structurer.export.frame import Frame
    from structurer.store.batches import BatchSheet

OFFLINE = "offline"
_LOG = logging.getLogger("structurer")
_MOST_ASKED = 12
"""The most words that one sheet asks about: more unknown labels are no table, and a hostile sheet must not fill the list."""


@dataclass(frozen=True, repr=False)
class Outcome:
    """The outcome of one sheet: the reading, every result, the verdict, a person's review, and the saved revision.

    `standing` is the revision that a person has made of this sheet: a reading is not saved over it unless `again` is given.
    `given` is what a person gave beside the sheet; `added` the revision by which it came to such a review.
    """

    reading: Reading
    results: tuple[Result, ...]
    provenance: Provenance
    replies: tuple[str, ...] = ()
    saved: Saved | None = None
    review: Review | None = None
    standing: Head | None = None
    given: Given | None = None
    added: Saved | None = None

    @property
    def source(self) -> Source:
        """The text that was read."""
        return self.reading.source

    @property
    def sheet(self) -> Sheet:
        """The structured sheet."""
        return self.reading.sheet

    @cached_property
    def _found(self) -> tuple[Finding, ...]:
        return findings(self.reading, self.results, () if self.review is None else self.review.waivers)

    @cached_property
    def verdict(self) -> Verdict:
        """`verified` or `needs_review`; `approved` where a person's approval stands and no finding is open."""
        approval = None if self.review is None else self.review.approval
        touched = self.review is not None or self.provenance.is_unconfirmed
        return verdict(self._found, touched=touched, approval=approval)

    @cached_property
    def findings(self) -> tuple[Result, ...]:
        """The results a person must look at: every finding that no waiver closes."""
        return tuple(finding.result for finding in self._found if finding.is_open)

    def record(self) -> Record:
        """The outcome as it is saved and as `--format json` prints it."""
        return record_of(self.reading, self.results, self.verdict, self.provenance, self.review, self.given)

    def __repr__(self) -> str:
        """The outcome in one line."""
        return brief.one_line(self.record(), self._place)

    def _repr_html_(self) -> str:
        """The outcome as a notebook shows it."""
        return brief.html(self.record(), self._place)

    @property
    def _place(self) -> tuple[str, int] | None:
        return None if self.saved is None else (self.saved.record_id, self.saved.revision)

    def frame(self) -> "Frame":
        """The facts by column, whatever the verdict: `outcome.frame().to_pandas()`. See `structurer.frame`."""
        from structurer.export.frame import framed  # the tables are above this module, and seldom asked for

        return framed(self)

    def facts(self) -> list[tuple[str, ...]]:
        """The tidy table, one tuple per figure; `structurer.sheet.facts.HEADER` names the columns."""
        record = "" if self.saved is None else self.saved.record_id
        return list(facts.fact_rows(self.sheet, self.source, record, self.given))


def structure(  # noqa: PLR0913  # what a sheet is read with, and what a person gives beside it
    text_or_path: SheetInput,
    model: str | None = None,
    store: Store | str | Path | None = None,
    options: Options | None = None,
    *,
    again: bool = False,
    publisher: str | None = None,
    fiscal_year: int | str | None = None,
    by: str | None = None,
) -> Outcome:
    """Structure one sheet.

    Args:
        text_or_path: the sheet's text, or the path of a text or a document with one sheet, or its bytes, or a file opened in
            binary mode. A `str` with a line break is text; without one it is a path.
        model: `offline`, `openai:NAME`, `local:PATH.gguf`; None takes STRUCTURER_MODEL, else openai where configured, else
            offline.
        store: where to save; None saves nothing. Where the newest revision there is a person's, nothing is saved:
            `Outcome.saved` is None and `Outcome.standing` says who reviewed it.
        again: save over a person's revision all the same; theirs stays in the log.
        options: how a model reads; None takes the settings.
        publisher: who publishes it, where the sheet does not print that; see `Outcome.given`. It fills the facts and proves
            nothing; a sheet that prints another keeps it, with a warning (PrintedOtherwise).
        fiscal_year: likewise the sheet's own year, `2026` or `令和8`.
        by: who gives them; None takes STRUCTURER_AUTHOR, else the name of the account.

    Raises:
        TypeError: something else was handed in.
        StructurerError: one class per case, see `structurer.errors`. A wrong sum is never raised. A ModelError carries the
            replies that came and the tokens they cost.
    """
    settings = configuration.load()
    given = Options.of(settings) if options is None else options
    known = () if store is None else words_in(store)
    beside = giving.given(publisher, fiscal_year, by or settings.author)
    outcome = check(source_given(text_or_path), settings.chosen_model(model), settings, given, known)
    outcome = replace(outcome, given=beside)
    for sentence in () if beside is None else beside.objections(outcome.source.name, outcome.sheet.identity):
        warnings.warn(sentence, PrintedOtherwise, stacklevel=2)
    return outcome if store is None else save(outcome, store, author=settings.author, again=again)


async def structure_async(  # noqa: PLR0913  # as `structure`
    text_or_path: SheetInput,
    model: str | None = None,
    store: Store | str | Path | None = None,
    options: Options | None = None,
    *,
    again: bool = False,
    publisher: str | None = None,
    fiscal_year: int | str | None = None,
    by: str | None = None,
) -> Outcome:
    """`structure` without blocking the event loop: it runs in a worker thread."""
    asked = partial(structure, again=again, publisher=publisher, fiscal_year=fiscal_year, by=by)
    return await asyncio.to_thread(asked, text_or_path, model, store, options)


def full_name(model: str, settings: Settings) -> str:
    """`openai` alone means the model of the settings."""
    return f"{model}:{settings.openai_model}" if model == "openai" else model


def words_in(store: Store | str | Path | None) -> tuple[Word, ...]:
    """Return the words that a store's sheets are read with. Where there is no store yet, there are none, and no file is made."""
    if isinstance(store, Store):
        return store.words.uses()
    url = None if store is None else str(store)
    if not Store.is_there(url):
        return ()
    with Store.open(url) as opened:
        return opened.words.uses()


def check(
    source: Source,
    model: str,
    settings: Settings,
    options: Options | None = None,
    words: Iterable[Word] = (),
) -> Outcome:
    """Read a source and run every check; beside a model the layout reader reads too, as the second witness.

    Where the options name a model for it, the amounts that only a sentence places are read a second time.

    Of `words` those are used that the sheet prints and that are of its scope. Confirmed ones are vocabulary, for readers and
    checks alike. One that is only proposed helps the layout reader, where no model is asked and the sheet is not verified
    without it; the checks know nothing of it, and what was read with it is never `verified`.
    """
    given = tuple(words)
    asked = Options.of(settings) if options is None else options
    second = None if asked.second is None else second_name(asked.second, settings)
    own = own_vocabulary(source, given)
    if kind_of(model) == OFFLINE:
        outcome = _offline(source, own, given)
    else:
        model = full_name(model, settings)
        outcome = _with_model(source, model, settings, asked, own)
    return _logged(outcome if second is None else _read_twice(outcome, second, settings, asked), model)


def _logged(outcome: Outcome, model: str) -> Outcome:
    _LOG.info("%s: %s, %d finding(s), read by %s", outcome.source.name, outcome.verdict, len(outcome.findings), model)
    return outcome


def sheet_scope(source: Source, vocabulary: Vocabulary | None = None) -> str:
    """Return the scope of a sheet: the words of which publisher or layout it may be read with."""
    words = Vocabulary.configured() if vocabulary is None else vocabulary
    return scope_of(source, layout.publisher(source, words), words)


def own_vocabulary(source: Source, words: Iterable[Word], sheet: Sheet | None = None) -> Vocabulary:
    """Return the vocabulary of one sheet: the configured one with the confirmed words of its scope that it prints.

    `sheet` is the sheet as it was read: where its publisher is not the one that the print gives the scope, no word holds.
    """
    known = Vocabulary.configured()
    confirmed = _in_scope(source, (word for word in words if word.is_confirmed), known)
    publisher = None if sheet is None else sheet.identity.publisher
    if confirmed and publisher is not None and confirmed[0].scope != publisher_scope(publisher.text):
        return known
    return known.with_confirmed(confirmed)


def _in_scope(source: Source, words: Iterable[Word], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Of some words those of the sheet's scope that it prints; the scope is worked out only where one may be of it."""
    found = printed(source, words, vocabulary)
    scope = sheet_scope(source, vocabulary) if found else ""
    return tuple(word for word in found if word.scope == scope)


def _offline(source: Source, words: Vocabulary, known: Iterable[Word] = ()) -> Outcome:
    """Read without a model: the layout reader reads, the checks judge; what is left open proposed words may help to read."""
    outcome = _laid_out(source, words, ())
    held = own_vocabulary(source, words.own, outcome.sheet)
    if held is not words:  # its words make the head read as another publisher's
        outcome = _laid_out(source, held, ())
    if outcome.verdict is Verdict.VERIFIED:
        return outcome
    proposed = _in_scope(source, (word for word in known if not word.is_confirmed), held)
    return _laid_out(source, held, proposed) if proposed else outcome


def _laid_out(source: Source, words: Vocabulary, proposed: tuple[Word, ...]) -> Outcome:
    extraction = layout.read(source, words, proposed)
    reading = Reading(source, extraction.sheet, _objection(source, extraction, words), words)
    return Outcome(reading, run(reading), extraction.provenance)


def _objection(source: Source, extraction: Extraction, words: Vocabulary) -> Sheet | None:
    """The sheet as read without proposed words, where that contradicts what was read with them; else None."""
    if not extraction.provenance.is_unconfirmed:
        return None
    without = layout.read_sheet(source, words)
    return without if contradicted(Reading(source, extraction.sheet, without, words)) else None


def _with_model(source: Source, model: str, settings: Settings, options: Options, words: Vocabulary) -> Outcome:
    """Read with a model: it reads, the checks judge, and one more question is asked about what fails."""
    from structurer.reading import plan, rereading  # a model's libraries cost a second to import: never offline
    from structurer.reading.model.conversation import open_conversation

    mode = options.mode(model)
    witness = layout.read_sheet(source, words) if options.witness else Sheet()
    with open_conversation(source, model, settings, options) as conversation:
        conversation.vocabulary = words
        judged_guide = JudgedReading(Reading(source, witness, witness, words))
        sheet = plan.read(conversation, judged_guide, mode)
        if conversation.pending is not None:
            raise conversation.pending
        if not conversation.questions:  # the layout reader left nothing to ask for: the reading is its own
            outcome = _offline(source, words)
            return replace(outcome, provenance=outcome.provenance.model_copy(update={"reading": mode, "attempts": 0}))
        first = JudgedReading(Reading(source, sheet, witness, words)).of(sheet)
        held = own_vocabulary(source, words.own, first.sheet)
        if held is not words:  # the model names another publisher than the one whose words these are
            first = JudgedReading(Reading(source, sheet, witness, held)).of(sheet)
        settled = rereading.reread(conversation, first, ask=options.reread)
        provenance = conversation.provenance(mode, settled.reread)
        judged, replies = settled.judged, tuple(conversation.client.ledger.replies)
        return Outcome(judged.reading, judged.results, provenance, replies)


def second_name(model: str, settings: Settings) -> str:
    """Return the full name of the model for second readings; SecondModelUnknown for `offline`, which reads every sheet anyway."""
    try:
        kind = kind_of(model)
    except ModelUnknown:
        raise SecondModelUnknown(model) from None
    if kind == OFFLINE:
        raise SecondModelUnknown(model)
    return full_name(model, settings)


def _read_twice(outcome: Outcome, model: str, settings: Settings, options: Options) -> Outcome:
    """The outcome with a second reading of the amounts that only a sentence places; without such amounts nothing is asked."""
    placed = in_sentences(outcome.reading)
    figures = tuple(dict.fromkeys(proof.fact.cite.figure for proof in placed if proof.fact.cite.figure is not None))
    if not figures:
        return outcome
    from structurer.reading import second
    from structurer.reading.model.conversation import open_conversation

    points = (point for proof in placed for point in proof.points.values() if point is not None)
    with open_conversation(outcome.source, model, settings, options) as conversation:
        conversation.vocabulary = outcome.reading.vocabulary
        lines = {line for point in points for line in point.lines}
        made = second.read(conversation, JudgedReading(outcome.reading), figures, lines)
        replies = tuple(conversation.client.ledger.replies)
    return replace(beside(outcome, made), replies=(*outcome.replies, *replies))


def beside(outcome: Outcome, second: SecondReading | None) -> Outcome:
    """The outcome with a second reading beside it, every check run again; the same outcome where there is none."""
    if second is None:
        return outcome
    reading = replace(outcome.reading, second=second.sheet)
    provenance = outcome.provenance.model_copy(update={"second": second})
    return replace(outcome, reading=reading, results=run(reading), provenance=provenance)


def questions(
    source: Source, model: str, settings: Settings, options: Options, words: Iterable[Word] = ()
) -> list[tuple[int, int]]:
    """Return for each question to a model its characters and the figures it shows; empty for `offline`."""
    if kind_of(model) == OFFLINE:
        return []
    from structurer.reading import plan, prompting

    named = full_name(model, settings)
    own = own_vocabulary(source, words)
    planned = plan.questions(
        options.mode(named), JudgedReading(Reading(source, layout.read_sheet(source, own), None, own))
    )
    sent = [(prompting.with_words(question.sent, own.own), question.figures) for question in planned]
    return [(len(messages.system) + len(messages.user), figures) for messages, figures in sent]


def kind_of(model: str) -> str:
    """`offline`, `openai` or `local`; ModelUnknown for any other text of `--model`."""
    kind, _, name = model.partition(":")
    known = {OFFLINE: model == OFFLINE, "openai": True, "local": bool(name)}
    if not known.get(kind, False):
        raise ModelUnknown(model)
    return kind


def recheck(
    record: Record, source: Source | None = None, words: Iterable[Word] = (), priors: tuple[Prior, ...] | None = None
) -> Outcome:
    """Every check again on a saved record; `source`, where given, must be the text it was read from.

    The layout reader is the witness of a model's record, and of any record that is not what it reads itself. On a record
    that a person has reviewed, waivers hold whose finding is unchanged, and an approval where nothing is open. Of the words
    that the record rests on those hold that are among `words`: what was revoked since, or is confirmed nowhere here, does not.
    It is compared with the records of the year before that it was saved with, or with `priors`, where they are given.
    """
    reading = reading_of(record, source, words, priors)
    return Outcome(reading, run(reading), record.reading, review=record.review, given=record.given)


def reading_of(
    record: Record, source: Source | None = None, words: Iterable[Word] = (), priors: tuple[Prior, ...] | None = None
) -> Reading:
    """A record as the checks take it; `source`, where given, must be the text it was read from."""
    kept = record.source.rebuild()
    given = kept if source is None else Source(kept.name, source.text)
    if given.sha256 != record.source.sha256:
        raise RecordSourceMismatch(record.source.name, record.source.sha256, given.sha256)
    own = own_vocabulary(given, words, record.sheet)
    second = record.reading.second
    said = (record.prior or ()) if priors is None else priors
    witness = _witness(record, given, own)
    return Reading(given, record.sheet, witness, own, None if second is None else second.sheet, said)


def _witness(record: Record, source: Source, words: Vocabulary) -> Sheet | None:
    """The layout reader, beside a model's record and beside any that is not what it reads itself.

    It is no witness of its own reading that a person corrected, nor of one it made with proposed words, unless it reads
    the same figures otherwise: it would only repeat what was corrected. Whether it was compared is settled when a person
    first saves, so that no finding comes or goes with the mere opening of a record.
    """
    if record.reading.reader == "layout" and record.review is not None and not record.review.witnessed:
        return None
    if record.reading.is_unconfirmed and record.reading.reader == "layout" and record.review is None:
        return _objection(source, Extraction(record.sheet, record.reading), words)
    witness = layout.read_sheet(source, words)
    return None if record.reading.reader == "layout" and witness == record.sheet else witness


def save(
    outcome: Outcome,
    store: Store | str | Path,
    *,
    author: str | None = None,
    again: bool = False,
    batch_sheet: "BatchSheet | None" = None,
) -> Outcome:
    """Save an outcome as a new revision in one transaction; see `structure` for a record that a person reviewed.

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
        standing = head if head is not None and head.reviewed and outcome.review is None else None
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


def _added(given: Given | None, standing: Head, store: Store) -> Saved | None:
    """Add what is given to a person's review, as a revision of its own by who gives it; None where that is no news.

    It proves nothing and no check sees it, so that the review stands as it is.
    """
    values = None if given is None else given.over(standing.given)
    if values is None or values.says_the_same(standing.given):
        return None
    record = store.load(standing.record_id, standing.revision).record
    assert record.review is not None  # noqa: S101  # for the type checker
    at, reason = (
        datetime.now(UTC).isoformat(timespec="milliseconds"),
        say("印字のない値を添えた", "gave what is not printed"),
    )
    own = {"author": values.by, "at": at, "reason": reason, "parent": standing.revision}
    review = record.review.model_copy(update={**own, "corrections": (), "lapsed": (), "restores": None})
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
    cited = {cite.figure for _, cite in reading.cites}
    left = [figure for figure in unexplained(reading) if figure.id not in cited]
    for label, meaning in evidence.reckoned(reading.source, reading.sheet, left, words):
        meant.setdefault(label, meaning)
    quoted = chain.from_iterable(proof.why.values() for proof in proofs_of(reading) if proof.lacking)
    for label in evidence.unknown(reading.source, left, quoted, words):
        meant.setdefault(label, None)
    scope = sheet_scope(reading.source) if meant else ""
    return tuple((scope, word, meaning) for word, meaning in islice(meant.items(), _MOST_ASKED))
