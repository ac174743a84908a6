"""The draw of an audit: the same records for the same seed, whatever the machine; those that rest on confirmed words first."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import ceil
from typing import TypeVar

from structurer.errors import RateInvalid
from structurer.store.audits import DrawnRecord
from structurer.text import lazy_re as re

_RATE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6})(%?)")
Drawn = TypeVar("Drawn")


def rate_of(text: str) -> Fraction:
    """Return a rate as people write it, `0.02` or `2%`; RateInvalid unless it is above 0 and at most 1."""
    found = _RATE.fullmatch(text.strip())
    rate = Fraction(0) if found is None else Fraction(found[1]) / (100 if found[2] else 1)
    if not 0 < rate <= 1:
        raise RateInvalid(text)
    return rate


def draw(population: Iterable[DrawnRecord], rate: Fraction, seed: str) -> tuple[DrawnRecord, ...]:
    """Return the drawn records: of each of the two kinds the rate, rounded up, those that rest on confirmed words first."""
    known = tuple(population)
    kinds = ([one for one in known if one.on_words is on_words] for on_words in (True, False))
    return tuple(one for kind in kinds for one in first(kind, ceil(rate * len(kind)), seed, lambda one: one.record_id))


def first(things: Iterable[Drawn], count: int, seed: str, name: Callable[[Drawn], str]) -> Sequence[Drawn]:
    """Return so many of some things, by the hashes of their names with the seed: no generator of a language's version is asked."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}:{name(thing)}".encode()).digest())[:count]
