"""The standing of a word: what has been done about it, act after act, and what follows. Acts are added, never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from structurer.labels.word import PERSONS, Meaning, Word, distinct

Deed = Literal["proposed", "confirmed", "revoked"]
State = Literal["asked", "proposed", "waiting", "confirmed", "revoked"]
"""Without a meaning; with one that nobody confirmed; confirmed by one person of two; in force; ended."""


@dataclass(frozen=True, slots=True)
class WordAct:
    """One act about a word.

    Attributes:
        deed: what was done.
        meaning: the meaning proposed or confirmed; None where a reader only asks, and where a word is ended.
        author: the person; None for a reader.
        at, reason: when, and why.
        record, revision: the saved sheet it was proposed from.
        equation: the sheet and lines of an equation across stages that bears the confirmed meaning out.
    """

    deed: Deed
    meaning: Meaning | None
    author: str | None
    at: str
    reason: str = ""
    record: str | None = None
    revision: int | None = None
    equation: str | None = None


@dataclass(frozen=True)
class Standing:
    """A word of one scope with every act about it, the oldest first."""

    scope: str
    word: str
    acts: tuple[WordAct, ...]

    @cached_property
    def _live(self) -> tuple[WordAct, ...]:
        ended = [place for place, act in enumerate(self.acts) if act.deed == "revoked"]
        return self.acts[ended[-1] + 1 :] if ended else self.acts

    @cached_property
    def _confirmations(self) -> tuple[WordAct, ...]:
        """The last confirmations that say one thing; an earlier one of another meaning has ended with them."""
        given = [act for act in self._live if act.deed == "confirmed"]
        differing = [place for place, act in enumerate(given) if act.meaning != given[-1].meaning]
        return tuple(given[differing[-1] + 1 :] if differing else given)

    @property
    def proposals(self) -> tuple[Meaning, ...]:
        """Every meaning that is proposed, each once."""
        return tuple(dict.fromkeys(a.meaning for a in self._live if a.deed == "proposed" and a.meaning is not None))

    @property
    def meaning(self) -> Meaning | None:
        """The meaning that persons confirmed, else the one that is proposed; None where there is none, or several."""
        if self._confirmations:
            return self._confirmations[-1].meaning
        return self.proposals[0] if len(self.proposals) == 1 else None

    @property
    def by(self) -> tuple[str, ...]:
        """The persons who confirmed the meaning."""
        return distinct(act.author for act in self._confirmations if act.author is not None)

    @property
    def equation(self) -> str | None:
        """The equation that bears the confirmed meaning out, where one was found."""
        return next((act.equation for act in self._confirmations if act.equation is not None), None)

    @property
    def is_confirmed(self) -> bool:
        """True where it is in force: a stage, a year or a heading needs two persons, a year also one and an equation across stages."""
        if not self.by or self.meaning is None:
            return False
        return not self.meaning.needs_two or len(self.by) >= PERSONS or self.equation is not None

    @property
    def state(self) -> State:
        """Where the word stands."""
        if self.is_confirmed:
            return "confirmed"
        if self.by:
            return "waiting"
        if not self._live:
            return "revoked"
        return "asked" if self.meaning is None else "proposed"

    @property
    def at(self) -> str:
        """When the last act was."""
        return self.acts[-1].at

    @property
    def use(self) -> Word | None:
        """The word as sheets are read with it: confirmed, or as a proposal; None where it has no one meaning."""
        if self.meaning is None:
            return None
        by = self.by if self.is_confirmed else ()
        return Word(self.word, self.meaning, self.scope, by, self._confirmations[-1].at if by else "")

    def has_proposed(self, meaning: Meaning | None) -> bool:
        """True where a reader need not say it again, though a person has ended the word since."""
        if meaning is None:
            return True  # whatever was done about it before, it has been asked
        return any(act.deed == "proposed" and act.meaning == meaning for act in self.acts)


def uses(standings: Iterable[Standing]) -> tuple[Word, ...]:
    """The words that sheets are read with."""
    return tuple(word for standing in standings if (word := standing.use) is not None)
