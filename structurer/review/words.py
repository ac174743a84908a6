"""Words as persons decide about them: proposed, confirmed or ended, and every saved sheet they touch judged anew.

A sheet that a person has reviewed is never saved over; it is only named where a word makes an equation of it fail.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from structurer import settings as configuration
from structurer.checks import change
from structurer.checks.claim import Result
from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.errors import MeaningUnknown, RevisionDamaged, ScopeInvalid, StaleRevision, WordNotInForce, WordRefused
from structurer.labels.scope import LAYOUT, PUBLISHER
from structurer.labels.standing import Standing
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Meaning, Role, Word, spelling
from structurer.pipeline import (
    OFFLINE,
    Outcome,
    beside,
    check,
    own_vocabulary,
    reading_of,
    recheck,
    sheet_scope,
    with_priors,
)
from structurer.reading.layout import read_sheet
from structurer.reading.options import Options
from structurer.record import wording
from structurer.settings import Settings
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Stage
from structurer.store import Saved, Store, StoredRevision
from structurer.text.words import squeeze

_LAST_YEAR = "前年"
"""What the heading of a change must say: 増減 alone may compare two stages of one year."""
_LONGEST_REASON = 500

Watch = Callable[[int, int], None]
"""It is told, before each saved sheet that prints a word is judged anew, how many were and how many there are."""


def _unwatched(_done: int, _all: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class JudgedAnew:
    """A saved sheet that a word touches: its verdict before and after, what fails with it, and the revision if one was saved."""

    record_id: str
    name: str
    before: Verdict
    after: Verdict
    failing: tuple[Result, ...] = ()
    saved: Saved | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a word: how it stands now, and the sheets it touches."""

    standing: Standing
    sheets: tuple[JudgedAnew, ...] = ()

    @property
    def failing(self) -> tuple[JudgedAnew, ...]:
        """The sheets of which an equation fails with the word that held, or was not there, without it."""
        return tuple(sheet for sheet in self.sheets if sheet.failing)


def meaning_of(text: str, vocabulary: Vocabulary) -> Meaning:
    """The meaning that a person types: a code, or a known word that means the same (計上, 起債, 前年度予算額)."""
    try:
        return Meaning.of(text.strip())
    except ValueError:
        pass
    source, cost = vocabulary.source_of(text), vocabulary.cost_of(text)
    if source is not None or cost is not None:
        return Meaning(measure=source or cost)
    when = vocabulary.when(text, None)
    if vocabulary.is_stage_label(text) and when.stage not in {None, Stage.NONE}:
        return Meaning(stage=when.stage, year_offset=when.year_offset or None)
    word = spelling(text)
    roles: dict[Role, bool] = {
        "change": vocabulary.is_change(text),
        "total": vocabulary.is_total(text),
        "name": word in vocabulary.names,
        "number": word.lower() in vocabulary.numbers,
        "heading": word == "見出し",
    }
    role = next((role for role, meant in roles.items() if meant), None)
    if role is None:
        raise MeaningUnknown(text)
    return Meaning(role=role)


def propose(store: Store, word: str, meaning: str, author: str | None, scope: str, reason: str = "") -> Standing:
    """A person proposes a meaning: sheets are read with it, and none is verified by it."""
    words = Vocabulary.configured()
    meant = meaning_of(meaning, words)
    return store.words.propose(_scope(scope), _taken(word, meant, words), meant, wording.author(author), _said(reason))


def confirm(  # noqa: PLR0913  # each is a part of the decision
    store: Store,
    word: str,
    meaning: str | None,
    author: str | None,
    *,
    scope: str | None = None,
    reason: str = "",
    anyway: bool = False,
    watch: Watch = _unwatched,
) -> Decided:
    """A named person confirms a word; without a meaning the one that is proposed.

    A stage or a year is in force once a second person confirms it, or where an equation across stages of a saved sheet
    bears it out. The saved sheets of its scope that print it are judged anew.

    Raises:
        WordError: one class per case.
    """
    who, words = wording.author(author), Vocabulary.configured()
    known = _found(store, word, scope)
    meant = known.meaning if meaning is None else meaning_of(meaning, words)
    if meant is None:
        raise MeaningUnknown("")
    meant_word = Word(_taken(word, meant, words), meant, known.scope, (who,))
    equation = _equation(store, meant_word) if meant.is_moment else None
    standing = store.words.confirm(meant_word, who, reason=_said(reason), equation=equation, anyway=anyway)
    touched = standing.is_confirmed or known.is_confirmed
    return Decided(standing, tuple(_judged_anew(store, standing, who, watch)) if touched else ())


def revoke(  # each is a part of the decision
    store: Store,
    word: str,
    author: str | None,
    *,
    scope: str | None = None,
    reason: str = "",
    watch: Watch = _unwatched,
) -> Decided:
    """A named person ends a word, in force or not; the sheets that rest on it need a review from now on."""
    who, known = wording.author(author), store.words.find(word, None if scope is None else squeeze(scope))
    try:
        standing = store.words.revoke(known.scope, known.word, who, _said(reason))
    except WordNotInForce:  # an end that was interrupted before every sheet was judged is taken up here
        sheets = tuple(_judged_anew(store, known, who, watch))
        if not sheets:
            raise
        return Decided(known, sheets)
    return Decided(standing, tuple(_judged_anew(store, standing, who, watch)))


def _said(reason: str) -> str:
    return wording.seen("reason", reason, _LONGEST_REASON)


def _scope(text: str) -> str:
    kind, _, name = squeeze(text).partition(":")
    if kind not in {PUBLISHER, LAYOUT} or not name:
        raise ScopeInvalid(text)
    return f"{kind}:{name}"


def _found(store: Store, word: str, scope: str | None) -> Standing:
    """The word that is asked about, or a new one of a scope that a person names."""
    if scope is None:
        known_word = store.words.find(word)
        _scope(known_word.scope)  # of an older store's, which knew no publisher, nobody knows where it holds
        return known_word
    spelt, wanted = spelling(word), _scope(scope)
    known = (one for one in store.words.standings() if (one.scope, one.word) == (wanted, spelt))
    return next(known, Standing(wanted, spelt, ()))


def _taken(word: str, meaning: Meaning, vocabulary: Vocabulary) -> str:
    """The word as it is spelt; WordRefused where it may be none."""
    spelt = spelling(word)
    why = vocabulary.refusal(spelt, meaning)
    if why is not None:
        raise WordRefused(word, why)
    return spelt


def _printing(store: Store, word: Standing | Word, watch: Watch = _unwatched) -> Iterator[StoredRevision]:
    """The saved sheets of a word's scope that print it, each at its newest revision."""
    ids = store.printing([squeeze(word.word)])[squeeze(word.word)]
    for done, record_id in enumerate(ids):
        watch(done, len(ids))
        try:
            stored = store.load(record_id)
        except RevisionDamaged:  # no command takes it for verified: each says that it is damaged
            continue
        if sheet_scope(stored.record.source.rebuild()) == word.scope:
            yield stored


def _judged_anew(store: Store, word: Standing, author: str, watch: Watch) -> Iterator[JudgedAnew]:
    """Judge every saved sheet that a word touches as it stands now, and save what has changed of it."""
    words, settings = store.words.uses(), configuration.load()
    for stored in _printing(store, word, watch):
        outcome = _again(stored, words, settings)
        failing = _failing(stored, outcome)
        saved = _kept(store, stored, outcome, author, word.word)
        if saved is not None or failing:
            yield JudgedAnew(
                stored.record_id, stored.record.source.name, stored.record.verdict, outcome.verdict, failing, saved
            )


def _again(stored: StoredRevision, words: tuple[Word, ...], settings: Settings) -> Outcome:
    """A saved sheet with the words of now: what the layout reader read is read again, anything else is checked again."""
    record = stored.record
    if record.reading.reader == "layout" and record.review is None:
        outcome = check(record.source.rebuild(), OFFLINE, settings, Options(), words)
        # what a second reading and the records of the year before said stays said: nothing is asked here
        outcome = with_priors(beside(outcome, record.reading.second), record.prior or ())
        return replace(outcome, given=record.given)
    return recheck(record, words=words)


def _failing(stored: StoredRevision, outcome: Outcome) -> tuple[Result, ...]:
    """The equations that fail now and did not in the saved revision."""
    known = {(result.code, result.name) for result in stored.record.results if result.outcome is ClaimOutcome.FAILS}
    return tuple(
        result
        for result in outcome.results
        if result.outcome is ClaimOutcome.FAILS and result.is_finding and (result.code, result.name) not in known
    )


def _kept(store: Store, stored: StoredRevision, outcome: Outcome, author: str, word: str) -> Saved | None:
    """Save a sheet that nobody has reviewed where anything of it has changed; another who was faster has the word of it."""
    before, after = stored.record, outcome.record()
    same = (before.verdict, before.sheet, before.results, before.words) == (
        after.verdict,
        after.sheet,
        after.results,
        after.words,
    )
    if same or before.review is not None:
        return None
    try:
        return store.save(after, author=author, reason=f"word {word}", replies=stored.replies, parent=stored.revision)
    except StaleRevision:
        return None


def _equation(store: Store, word: Word) -> str | None:
    """The first saved sheet and line on which now − before = change bears out a word for the budget of the year before.

    Nothing else is told by an equation: request and decision change places in it unseen. The change must say that it
    compares with the year before, and none of the three may be 0.
    """
    if (word.meaning.stage, word.meaning.year_offset) != (Stage.INITIAL, -1):
        return None
    for stored in _printing(store, word):
        line = _borne_out(_with(stored, (*store.words.uses(), word)), word.word)
        if line is not None:
            return f"{stored.record_id}@{stored.revision} L{line}"
    return None


def _with(stored: StoredRevision, words: tuple[Word, ...]) -> Reading:
    """A saved sheet as it would be with some words."""
    if stored.record.reading.reader == "layout" and stored.record.review is None:
        source = stored.record.source.rebuild()
        own = own_vocabulary(source, words)
        return Reading(source, read_sheet(source, own), None, own)
    return reading_of(stored.record, words=words)


def _borne_out(reading: Reading, word: str) -> int | None:
    """The line of a change that holds between the own year and a column or row under the word; None where there is none."""
    places = {proof.fact.path: proof.points.get("place") for proof in proofs_of(reading)}

    def said(fact: Fact) -> str:
        place = places.get(fact.path)
        return "" if place is None else squeeze(place.words)

    for _, result in change.change.run(reading):
        stated, *terms = result.facts
        before = [fact for fact in terms if fact.year_offset == -1 and fact.measure is Measure.AMOUNT]
        holds = result.outcome is ClaimOutcome.HOLDS and len(before) == 1 and len(terms) > 1
        told = holds and word in said(before[0]) and _LAST_YEAR in said(stated)
        if told and all(fact.cite.value != Fraction(0) for fact in result.facts):
            return stated.cite.line
    return None
