"""Headings that are printed piece by piece, as their narrow cells broke them: 国 庫, 支出金, 分担金, 負担金, 財 産, 収 入.

Only the search is here: what a word means is asked of whoever searches.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from structurer.text.words import squeeze

_MOST_PIECES = 6
"""Pieces of one heading: 財, 産, 収, 入 and a half in brackets."""
_ENOUGH = 2
"""Ways after which nobody needs to know of more."""
_MOST_STEPS = 4000
"""Pieces tried in all: what is longer in doubt is no table's headings."""

Span = tuple[int, int]
"""The first piece of a heading and the one behind its last."""


class Meanings(Protocol):
    """What a squeezed heading means."""

    def key(self, text: str) -> tuple[Hashable, ...] | None:
        """What the heading of amounts says of them, a part each; None for any other text."""

    def is_name(self, text: str) -> bool:
        """True for the heading of a column without amounts: 区分, 指標名."""

    def is_group(self, text: str) -> bool:
        """True for the heading of several columns: 財源内訳."""


def pieces_of(texts: Sequence[str]) -> list[str]:
    """The words of some lines, each a piece."""
    return [piece for text in texts for piece in text.split()]


def joined(pieces: Sequence[str], span: Span) -> str:
    """The heading that some pieces make."""
    return squeeze("".join(pieces[slice(*span)]))


def headings(pieces: Sequence[str], count: int, meanings: Meanings) -> list[Span] | None:
    """The corner, where one is printed, and so many headings of amounts; None unless the pieces make them in one way alone.

    A group may stand among them once. All headings say as much as each other, and no two the same: 分担金 and 負担金 are two columns
    only where their cells are, which a count alone does not tell.
    """
    search = _Search(pieces, count, meanings)
    found = list(islice(search.ways(0, _Taken()), _ENOUGH))
    return found[0] if len(found) == 1 and search.steps < _MOST_STEPS else None


@dataclass(frozen=True)
class _Taken:
    """The headings made of the pieces so far."""

    spans: tuple[Span, ...] = ()
    keys: tuple[tuple[Hashable, ...], ...] = ()
    grouped: bool = False


@dataclass
class _Search:
    pieces: Sequence[str]
    count: int
    meanings: Meanings
    steps: int = 0

    def ways(self, place: int, taken: _Taken) -> Iterator[list[Span]]:
        """The ways to make headings of the pieces from a place on."""
        if place == len(self.pieces):
            if len(taken.keys) == self.count:
                yield list(taken.spans)
            return
        for end in range(place + 1, min(len(self.pieces), place + _MOST_PIECES) + 1):
            self.steps += 1
            if self.steps >= _MOST_STEPS:
                return
            longer = self._longer(taken, (place, end))
            if longer is not None and len(longer.keys) <= self.count:
                yield from self.ways(end, longer)

    def _longer(self, taken: _Taken, span: Span) -> _Taken | None:
        """With one heading more; None where the pieces are none that may stand there."""
        text = joined(self.pieces, span)
        if not taken.spans and self.meanings.is_name(text):
            return _Taken((span,))
        if not taken.grouped and self.meanings.is_group(text):
            return _Taken(taken.spans, taken.keys, grouped=True)
        key = self.meanings.key(text)
        alike = key is not None and all(list(map(bool, key)) == list(map(bool, other)) for other in taken.keys)
        if key is None or key in taken.keys or not alike:
            return None
        return _Taken((*taken.spans, span), (*taken.keys, key), taken.grouped)
