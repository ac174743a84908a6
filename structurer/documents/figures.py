"""The letters that make a figure: one of them struck out or raised changes what a person reads."""

from collections.abc import Iterable
from itertools import pairwise

from structurer.text import lazy_re as re

_SIGNS = r"▲△\-‐−－–+＋±"
_PARTS = re.compile(rf"[\d{_SIGNS}千百十万億兆円%％]")
_WITHIN = re.compile(rf"[\d{_SIGNS}千百十万億兆,，.．]")


def matters(text: str) -> bool:
    """Whether a text holds a digit, a sign or a unit of money."""
    return _PARTS.search(text) is not None


def is_part(letter: str) -> bool:
    """Whether a letter may stand within a printed number, its sign and its unit included."""
    return _WITHIN.match(letter) is not None


def is_glued(runs: Iterable[tuple[str, str]]) -> bool:
    """Whether letters of one height touch a figure of another height; each run is its text and how it is raised."""
    filled = [(text.strip(), height) for text, height in runs if text.strip()]
    return any(
        height != other and is_part(before[-1]) and is_part(after[0])
        for (before, height), (after, other) in pairwise(filled)
    )
