"""Read a sheet, with a model or without, and run every check on it."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from structurer.checks.agreement import contradicted
from structurer.checks.every import run, verdict
from structurer.checks.judged import JudgedReading
from structurer.checks.outcome import Verdict
from structurer.checks.proved import in_sentences
from structurer.checks.reading import Reading
from structurer.errors import (
    ModelUnknown,
    SecondModelUnknown,
)
from structurer.labels.scope import printed, publisher_scope, scope_of
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Word
from structurer.pipeline.outcome import OFFLINE, Outcome
from structurer.reading import layout
from structurer.reading.options import Options
from structurer.record.extraction import Extraction
from structurer.record.record import SecondReading
from structurer.settings import Settings
from structurer.sheet.model import Sheet
from structurer.text.source import Source

_LOG = logging.getLogger("structurer")


def full_name(model: str, settings: Settings) -> str:
    """`openai` alone means the model of the settings."""
    return f"{model}:{settings.openai_model}" if model == "openai" else model


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
    reading = Reading(source, extraction.sheet, objection(source, extraction, words), words)
    return Outcome(reading, run(reading), extraction.provenance)


def is_verified_offline(outcome: Outcome) -> bool:
    """True where a model's reading needs review and what the layout reader read beside it would be verified alone.

    The model's reading stays what it is: that it reads otherwise is for a person to look at.
    """
    witness = outcome.reading.witness
    if outcome.provenance.reader != "model" or outcome.verdict is not Verdict.NEEDS_REVIEW or witness is None:
        return False
    return verdict(run(replace(outcome.reading, sheet=witness, witness=None, second=None))) is Verdict.VERIFIED


def objection(source: Source, extraction: Extraction, words: Vocabulary) -> Sheet | None:
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
