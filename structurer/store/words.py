"""The words of a store: what readers and persons did about labels that the vocabulary lacks, one row an act. Only added to."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from typing import cast

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, Session

from structurer.errors import WordAmbiguous, WordConflict, WordNotInForce, WordUnknown
from structurer.labels.standing import Deed, Standing, WordAct, uses
from structurer.labels.word import Meaning, Word, spelling
from structurer.store.act_seals import ActTable, add_acts
from structurer.store.connection import Database
from structurer.store.tables import REVISION

Question = tuple[str, str, Meaning | None]
"""A scope, a word, and the meaning that a reader proposes, if any."""
_DEEDS = frozenset({"proposed", "confirmed", "revoked"})


class WordActRow(ActTable):
    """One act about a word."""

    __tablename__ = "word_acts"
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "revision"], REVISION),
        Index("word_acts_word", "scope", "word"),
    )
    scope: Mapped[str]
    word: Mapped[str]
    deed: Mapped[str]
    meaning: Mapped[str | None]
    author: Mapped[str | None]
    at: Mapped[str]
    reason: Mapped[str]
    record_id: Mapped[str | None]
    revision: Mapped[int | None]
    equation: Mapped[str | None]


class WordStore:
    """The words of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standings(self, words: Iterable[str] | None = None) -> tuple[Standing, ...]:
        """Return every word, or those of some labels, of every scope with its acts, by scope and word."""
        with self._database.reading() as session:
            return tuple(_standings(session, words))

    def uses(self, words: Iterable[str] | None = None) -> tuple[Word, ...]:
        """Return the words that sheets are read with: those in force, and those proposed with one meaning."""
        return uses(self.standings(words))

    def find(self, word: str, scope: str | None = None) -> Standing:
        """Return a word by its label, of the scope or of the only one it has; WordUnknown or WordAmbiguous."""
        spelt = spelling(word)
        with self._database.reading() as session:
            found = [one for one in _standings(session, (spelt,)) if scope in {None, one.scope}]
        if not found:
            raise WordUnknown(word)
        if len(found) > 1:
            raise WordAmbiguous(word, [one.scope for one in found])
        return found[0]

    def ask(
        self,
        questions: Iterable[Question],
        record: str | None = None,
        revision: int | None = None,
    ) -> int:
        """Add what a reader asks or proposes of a saved sheet, each once however many sheets say it; return how many are new."""
        wanted = list(dict.fromkeys(questions))
        with self._database.reading() as session:
            if not wanted or not _unasked(wanted, session):  # most sheets of a batch ask nothing new, and lock nothing
                return 0
        with self._database.writing(saving=False) as session:
            new = [
                _row(scope, word, WordAct("proposed", meaning, None, _now(), record=record, revision=revision))
                for scope, word, meaning in _unasked(wanted, session)
            ]
            add_acts(session, *new)
            return len(new)

    def propose(self, scope: str, word: str, meaning: Meaning | None, author: str, reason: str = "") -> Standing:
        """Add a person's proposal, or only the question; a word that was ended is open again."""
        return self._add(scope, word, WordAct("proposed", meaning, author, _now(), reason))

    def confirm(
        self, word: Word, author: str, *, reason: str = "", equation: str | None = None, anyway: bool = False
    ) -> Standing:
        """Add a person's confirmation; WordConflict where another meaning is confirmed, unless `anyway`, which ends that one."""
        act = WordAct("confirmed", word.meaning, author, _now(), reason, equation=equation)
        return self._add(word.scope, word.word, act, anyway=anyway)

    def revoke(self, scope: str, word: str, author: str, reason: str = "") -> Standing:
        """End a word, in force or not; WordNotInForce where that was done before."""
        return self._add(scope, word, WordAct("revoked", None, author, _now(), reason))

    def _add(self, scope: str, word: str, act: WordAct, *, anyway: bool = False) -> Standing:
        spelt = spelling(word)
        with self._database.writing(saving=False) as session:
            known = next(
                (one for one in _standings(session, (spelt,)) if one.scope == scope), Standing(scope, spelt, ())
            )
            _refuse(known, act, anyway=anyway)
            if not _is_said(known, act):
                add_acts(session, _row(scope, spelt, act))
                known = Standing(scope, spelt, (*known.acts, act))
        return known


def _refuse(known: Standing, act: WordAct, *, anyway: bool) -> None:
    """Raise the error that an act ends in, if any."""
    if act.deed == "revoked":
        if not known.acts:
            raise WordUnknown(known.word)
        if known.state == "revoked":
            raise WordNotInForce(known.word, known.acts[-1].author or "-", known.at)
    if act.deed == "confirmed" and known.by and known.meaning not in {None, act.meaning} and not anyway:
        assert known.meaning is not None  # noqa: S101  # for the type checker
        raise WordConflict(known.word, known.meaning.code, ", ".join(known.by))


def _is_said(known: Standing, act: WordAct) -> bool:
    """True for a confirmation that adds nothing: the same person's, of the same meaning, with no equation that is new."""
    again = act.deed == "confirmed" and known.meaning == act.meaning and act.author in known.by
    return again and (act.equation is None or known.equation is not None)


def _unasked(wanted: list[Question], session: Session) -> list[Question]:
    known = {(one.scope, one.word): one for one in _standings(session, {word for _, word, _ in wanted})}
    return [
        (scope, word, meaning)
        for scope, word, meaning in wanted
        if (scope, word) not in known or not known[scope, word].has_proposed(meaning)
    ]


def _row(scope: str, word: str, act: WordAct) -> WordActRow:
    return WordActRow(
        scope=scope,
        word=word,
        deed=act.deed,
        meaning=None if act.meaning is None else act.meaning.code,
        author=act.author,
        at=act.at,
        reason=act.reason,
        record_id=act.record,
        revision=act.revision,
        equation=act.equation,
    )


def _standings(session: Session, words: Iterable[str] | None = None) -> Iterator[Standing]:
    query = select(WordActRow).order_by(WordActRow.scope, WordActRow.word, WordActRow.id)
    rows = session.scalars(query if words is None else query.where(WordActRow.word.in_(tuple(words))))
    for (scope, spelt), group in groupby(rows, key=lambda row: (row.scope, row.word)):
        yield Standing(scope, spelt, tuple(map(_act, group)))


def is_spoilt(row: WordActRow) -> bool:
    """True for an act that nobody could do: another program has changed its row."""
    meaning = _meaning(row)
    known = row.deed in _DEEDS and (row.meaning is None or meaning is not None)
    return not known or (row.deed == "confirmed" and (meaning is None or not row.author))


def _meaning(row: WordActRow) -> Meaning | None:
    with suppress(ValueError):
        return None if row.meaning is None else Meaning.of(row.meaning)
    return None


def _act(row: WordActRow) -> WordAct:
    """Return the act in a row; one that another program spoiled ends the word, which may be asked about anew."""
    spoilt = is_spoilt(row)
    meaning, deed = None if spoilt else _meaning(row), cast("Deed", "revoked" if spoilt else row.deed)
    return WordAct(deed, meaning, row.author, row.at, row.reason, row.record_id, row.revision, row.equation)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
