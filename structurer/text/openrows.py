"""Tables of Markdown without bars at their sides, whose cells break over lines that end with two spaces."""

from collections.abc import Iterator, Sequence

from structurer.text import lazy_re as re
from structurer.text.grids import Span

_RULE = re.compile(r"\s{0,3}:?-{3,}:?(?:\s*\|\s*:?-{3,}:?)+\s*")
_MOST_LINES = 4  # of one row: a heading of three lines beside another
_MOST_ROWS = 400  # of one table: some pages


def open_rows(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each row of such tables, 1-based, the heading and the rule among them.

    A table counts where its heading or a row of it is broken; the rule says how many bars every row has.
    """
    for place, span in enumerate(lines):
        if _RULE.fullmatch(text, *span) is not None:
            rows = list(_table(text, lines, place))
            if any(last > first for first, last in rows):
                yield from rows


def _table(text: str, lines: Sequence[Span], rule: int) -> Iterator[tuple[int, int]]:
    width = text.count("|", *lines[rule])
    head = next((n for n in range(1, _MOST_LINES + 1) if _is_row(text, lines, rule - n, rule, width)), None)
    if head is None:
        return
    yield rule - head + 1, rule
    yield rule + 1, rule + 1
    place = rule + 1
    for _ in range(_MOST_ROWS):
        size = next((n for n in range(1, _MOST_LINES + 1) if _is_row(text, lines, place, place + n, width)), None)
        if size is None:
            return
        yield place + 1, place + size
        place += size


def _is_row(text: str, lines: Sequence[Span], first: int, end: int, width: int) -> bool:
    """True for lines that together have the bars of a row and none at its right, each but the last broken by two spaces."""
    if first < 0 or end > len(lines):
        return False
    own = lines[first:end]
    broken = all(text[a:b].rstrip("\r").endswith("  ") for a, b in own[:-1])
    closed = text[slice(*own[-1])].rstrip().endswith("|") or _RULE.fullmatch(text, *own[-1]) is not None
    return broken and not closed and text.count("|", own[0][0], own[-1][1]) == width
