"""The page of words: what the vocabulary lacks, each asked once, with the forms that confirm and end it."""

from dataclasses import dataclass

from structurer.labels.standing import Standing
from structurer.report import words
from structurer.report.words import STATES
from structurer.review import words as review
from structurer.review.words import Decided
from structurer.store import Store
from structurer.web.visit import FormFields

DEEDS = frozenset({"confirm", "revoke"})
"""What the forms of the page do."""
_SHOWN = 5
"""Records that are linked beside a word: enough to look at, and a word of a large store stands in thousands."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word as its row shows it."""

    word: str
    scope: str
    shown_scope: str
    question: str
    state: str
    meaning: str
    is_ended: bool
    is_settled: bool
    count: int
    records: tuple[str, ...]


def word_rows(store: Store) -> tuple[WordRow, ...]:
    """Every word, what is asked first, then by how many sheets print it."""
    found = store.words.standings()
    printed = store.printing({word.word for word in found}) if found else {}
    rows = sorted(found, key=lambda word: (STATES.index(word.state), -len(printed[word.word]), word.word))
    return tuple(_row(word, printed[word.word]) for word in rows)


def _row(word: Standing, records: list[str]) -> WordRow:
    return WordRow(
        word.word,
        word.scope,
        words.scope(word),
        words.question(word),
        words.state(word),
        "" if word.meaning is None else word.meaning.code,
        word.state == "revoked",
        word.is_confirmed,
        len(records),
        tuple(records[:_SHOWN]),
    )


def decide(store: Store, author: str, deed: str, form: FormFields) -> Decided:
    """Do what a form of the page asks; KeyError where it lacks a field or is no form of ours."""
    word, scope, reason = form["word"], form["scope"], form.get("reason", "")
    if deed == "revoke":
        return review.revoke(store, word, author, scope=scope, reason=reason)
    if deed not in DEEDS:
        raise KeyError(deed)
    meaning, anyway = form.get("meaning", "").strip() or None, form.get("anyway") == "1"
    return review.confirm(store, word, meaning, author, scope=scope, reason=reason, anyway=anyway)
