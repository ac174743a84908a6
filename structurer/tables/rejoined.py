"""Headings of narrow columns whose second halves stand on the lines below: `特別職` over `非常勤職員`, one line of words each."""

from collections.abc import Iterator, Sequence

from structurer.labels.headingwords import HEADING_MARK
from structurer.tables.context import Context
from structurer.tables.glue import headings_apart, words_of
from structurer.tables.sense import sense
from structurer.tables.shape import Heads
from structurer.text.money import fold
from structurer.text.rows import TableCell

_FEWEST = 3  # headings of one line, one of them cut: with fewer, words below each other are chance
_MOST_LINES = 4  # of headings, second halves and marks


def rejoined(context: Context, lines: Sequence[Sequence[TableCell]]) -> list[Heads] | None:
    """The headings of some lines, each a known one, its second half put behind its first; None where not all are known.

    A second half makes a known heading with one alone, and stands on a line below it with no other headings between: else their
    order is not that of the columns. Marks such as (A+B) are left out.
    """
    if not 1 < len(lines) <= _MOST_LINES:
        return None
    paths: list[Heads] = []
    for line in lines:
        words = [word for entry in line for word in words_of(entry) if HEADING_MARK.fullmatch(fold(word.text)) is None]
        cut = [n for n, path in enumerate(paths) if not _is_known(context, path)]
        if not cut:
            paths += [(word,) for word in words]
            continue
        for word in words:
            fits = [n for n in cut if _is_known(context, (*paths[n], word))]
            if len(fits) != 1:
                return None
            paths[fits[0]] = (*paths[fits[0]], word)
    known = all(_is_known(context, path) for path in paths)
    return paths if known and len(paths) >= _FEWEST and any(len(path) > 1 for path in paths) else None


def headings_apart_in(context: Context, lines: Sequence[TableCell]) -> Iterator[tuple[TableCell, int]]:
    """The headings of lines, each with the number of its line; second halves right behind the first ones, on the last line."""
    place = 0
    while place < len(lines):
        several = len(words_of(lines[place])) > 1
        sizes = range(min(_MOST_LINES, len(lines) - place), 1, -1) if several else ()
        found = ((size, rejoined(context, [[entry] for entry in lines[place : place + size]])) for size in sizes)
        size, paths = next((one for one in found if one[1] is not None), (1, None))
        if paths is None:
            yield from ((word, place) for word in headings_apart(context, lines[place]))
        else:
            yield from ((word, place + (size - 1) * (word is not path[0])) for path in paths for word in path)
        place += size


def _is_known(context: Context, path: Heads) -> bool:
    return sense(context, "".join(part.text for part in path)).known
