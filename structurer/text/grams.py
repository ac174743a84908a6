"""Text as a search sees it: runs of letters however they are spaced, and the pairs of letters by which an index finds them.

Japanese has no spaces between words, so a word is found wherever its letters follow each other: pairs find words of two letters,
which an index of triples cannot.
"""

from collections.abc import Iterable
from itertools import pairwise

from structurer.text import lazy_re as re
from structurer.text.words import plain

_GROUPED = re.compile(r"(?<=\d),(?=\d)")
_APART = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]+|_")
BOUNDARY = "0"
"""The token between two runs, over which no word is found."""
_LABEL = 20  # letters: the labels of budget sheets are shorter, sentences are longer


def searched(text: str) -> str:
    """Return the runs of letters and digits of a text, each once and on its own line, as a search compares them.

    Spaces within a line, wide and small letters, letters of broken fonts and the commas of a number make no difference.
    """
    runs = (run for line in text.splitlines() for run in _runs(line))
    return "\n".join(dict.fromkeys(runs))


def pieces(words: Iterable[str]) -> tuple[str, ...]:
    """Return what has to be found for some words: each run of their letters, in the spelling of `searched`."""
    return tuple(dict.fromkeys(run for word in words for run in _runs(word)))


def _runs(line: str) -> list[str]:
    folded = _GROUPED.sub("", "".join(plain(line).lower().split()))
    return [run for run in _APART.split(folded) if run]


def tokens(letters: str) -> list[str]:
    """Return a token for each letter with the one behind it, in their order; the last letter of a run has one of its own.

    Plain ASCII: no database takes a letter that its tables lack for a space.
    """
    found: list[str] = []
    for run in letters.split("\n"):
        found += pairs(run)
        found += (letter(run[-1]), BOUNDARY) if run else ()
    return found


def pairs(piece: str) -> list[str]:
    """Return the tokens of a piece's pairs, one behind the other; none for a single letter."""
    return [f"{pair_of(first)}{letter(second)}" for first, second in pairwise(piece)]


def letter(one: str) -> str:
    """Return the token of a letter that is the last of its run."""
    return f"{ord(one):x}"


def pair_of(first: str) -> str:
    """Return how the token of every pair begins that has this first letter."""
    return f"{ord(first):x}g"


def run_token(run: str) -> str:
    """Return the token of a whole run; it is like that of no pair."""
    return f"={run}"


def server_tokens(letters: str) -> list[str]:
    """Return the tokens of a text for an index that knows no order: those of its pairs, and of its short runs as they are.

    Labels are such runs, and what most sheets print: for them the letters need not be looked through.
    """
    runs = {run_token(run) for run in letters.split("\n") if 2 < len(run) <= _LABEL}
    return sorted({*tokens(letters), *runs} - {BOUNDARY})
