"""What reviewers have taught of labels, in force while one sheet is read: laid over the vocabulary, never written into it.

The checks run outside of it: what only a lesson explains is, to them, a label that they do not know.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, wraps
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast

from structurer.sheet.model import Measure, Stage
from structurer.text.source import Source

Work = TypeVar("Work")

Moment = tuple[int | None, Stage | None]
"""The year, seen from the sheet's own, and the stage; None where the label leaves it open."""


@dataclass(frozen=True)
class Overlay:
    """Labels as the vocabulary spells them, with what they mean. Hashable: what is kept of a reading is kept by it."""

    sources: tuple[tuple[str, Measure], ...] = ()
    costs: tuple[tuple[str, Measure], ...] = ()
    moments: tuple[tuple[str, Moment], ...] = ()
    names: tuple[str, ...] = ()
    units: tuple[tuple[str, int], ...] = ()

    @cached_property
    def measures(self) -> Mapping[str, Mapping[str, Measure]]:
        """Sources and costs by label."""
        return {"sources": dict(self.sources), "costs": dict(self.costs)}

    @cached_property
    def dated(self) -> Mapping[str, Moment]:
        """Years and stages by label."""
        return dict(self.moments)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every label that may head a column."""
        pairs = (*self.sources, *self.costs, *self.moments)
        return frozenset((*self.names, *(word for word, _ in pairs)))


_NOTHING: Mapping[str, Measure] = MappingProxyType({})
_IN_FORCE: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


def in_force() -> Overlay | None:
    """The overlay of the sheet that this thread is reading; None outside of a reading, and for most sheets."""
    return _IN_FORCE.get()


def per_source(work: Callable[[Source], Work]) -> Callable[[Source], Work]:
    """A function of a source that is worked out once for it, and anew with other lessons in force.

    Kept with the source itself: sheets that are read side by side do not push each other's work out of a cache.
    """

    @wraps(work)
    def known(source: Source) -> Work:
        key = (work, _IN_FORCE.get())
        if key not in source.kept:
            source.kept[key] = work(source)
        return cast("Work", source.kept[key])

    return known


@contextmanager
def overlaid(overlay: Overlay | None) -> Iterator[None]:
    """An overlay in force within the block, in this thread only."""
    token = _IN_FORCE.set(overlay)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


class Labels(dict[str, Measure]):
    """Measures by label, with what the overlay in force adds or says otherwise."""

    def __init__(self, kind: Literal["sources", "costs"]) -> None:
        super().__init__()
        self._kind = kind

    @property
    def own(self) -> dict[str, Measure]:
        """The vocabulary's own, whatever is in force."""
        return dict(super().items())

    def _taught(self) -> Mapping[str, Measure]:
        overlay = _IN_FORCE.get()
        return _NOTHING if overlay is None else overlay.measures[self._kind]

    def __contains__(self, word: object) -> bool:
        return dict.__contains__(self, word) or word in self._taught()  # asked for every cell: no `super()`

    def __getitem__(self, word: str) -> Measure:
        taught = self._taught()
        return taught[word] if word in taught else super().__getitem__(word)

    def get(self, word: str, default: Measure | None = None) -> Measure | None:  # type: ignore[override]  # no other default
        """The measure of a label."""
        taught = self._taught()
        return taught[word] if word in taught else dict.get(self, word, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self.own | dict(self._taught()))

    def __len__(self) -> int:
        return len(self.own | dict(self._taught()))

    def keys(self) -> Any:  # noqa: ANN401  # a view that mypy has no public name for
        """Every label."""
        return (self.own | dict(self._taught())).keys()


class Words(set[str]):
    """Labels that name items, with those that the overlay in force adds."""

    @property
    def own(self) -> frozenset[str]:
        """The vocabulary's own, whatever is in force."""
        return frozenset(word for word in super().__iter__())

    def _whole(self) -> set[str]:
        overlay = _IN_FORCE.get()
        return set(self.own if overlay is None else self.own.union(overlay.names))

    def __contains__(self, word: object) -> bool:
        overlay = _IN_FORCE.get()
        return set.__contains__(self, word) or (overlay is not None and word in overlay.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __or__(self, other: AbstractSet[str]) -> set[str]:  # type: ignore[override]  # labels only
        return self._whole() | set(other)

    __ror__ = __or__
