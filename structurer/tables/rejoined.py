"""Headings of narrow columns whose second halves stand on the lines below: `特別職` over `非常勤職員`, one line of words each."""

from collections.abc import Sequence

from structurer.labels.headingwords import HEADING_MARK
from structurer.tables.context import Context
from structurer.tables.glue import words_of
from structurer.tables.sense import sense
from structurer.tables.shape import Heads
from structurer.text.money import fold
from structurer.text.rows import TableCell

_FEWEST = 3  # headings of one line, one of them cut: with fewer, words below each other are chance
_MOST_BELOW = 3  # lines of second halves and marks below them


def rejoined(context: Context, lines: Sequence[Sequence[TableCell]]) -> list[Heads] | None:
    """The headings of some lines, each a known one, its second half put behind its first; None where not all are known.

    A second half makes a known heading with one of the first line alone; marks such as (A+B) are left out.
    """
    if not 1 < len(lines) <= _MOST_BELOW + 1:
        return None
    first, *rest = ([word for entry in line for word in words_of(entry)] for line in lines)
    paths: list[Heads] = [(word,) for word in first]
    for below in (word for line in rest for word in line if HEADING_MARK.fullmatch(fold(word.text)) is None):
        fits = [n for n, path in enumerate(paths) if _makes_one(context, path, below)]
        if len(fits) != 1:
            return None
        paths[fits[0]] = (*paths[fits[0]], below)
    known = all(sense(context, "".join(part.text for part in path)).known for path in paths)
    return paths if known and len(paths) >= _FEWEST and any(len(path) > 1 for path in paths) else None


def _makes_one(context: Context, path: Heads, below: TableCell) -> bool:
    """True where a word below makes a heading known that was not."""
    text = "".join(part.text for part in path)
    return not sense(context, text).known and sense(context, text + below.text).known
