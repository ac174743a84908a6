"""The heading that dates what stands under it: `財政課の査定` over a table whose own headings name no year and no stage."""

from structurer.sheet.model import Label, Measure
from structurer.tables.context import Context
from structurer.tables.headings import LONGEST_HEADING, is_heading
from structurer.tables.sense import Sense, over, sense, words_of
from structurer.text.rows import Row
from structurer.text.words import heading, squeeze

_MOST_ROWS = 40  # rows between such a heading and its table: reasons, a list, another table of the same stage
_MOST_NEUTRAL = 2
"""Headings between them that say what their amounts are and not of which stage: 財源内訳, (1) 節別内訳."""


def dating_heading(context: Context, position: int) -> tuple[Label, Sense] | None:
    """The nearest heading above a row with what it says of all amounts under it, where it names their stage whole.

    A heading of sources or parts between them is passed over, one that says anything else ends the search, and so does a
    heading of somebody else's.
    """
    neutral, nearest = 0, True
    for place in range(position - 1, max(-1, position - 1 - _MOST_ROWS), -1):
        row = context.rows[place]
        if not _may_head(row) or row.first_line == context.title_line:
            continue
        named = Label(text=heading(row.text), line=row.first_line)
        found = over(context, named.text)
        if found is not None:
            other = context.printed.is_apart(row.first_line) or _is_part(context, named.text)
            return None if other else (named, found)
        right_over, nearest = nearest, False
        if not is_heading(row):
            if right_over and "。" not in row.text and not _is_neutral(context, named.text):
                return None  # 部局案 right over a table speaks of its amounts, whatever it says
            continue
        neutral += 1
        if neutral > _MOST_NEUTRAL or not _is_neutral(context, named.text):
            return None
    return None


def _may_head(row: Row) -> bool:
    """True for a short line of its own without an amount."""
    text = squeeze(row.text)
    amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
    return row.kind == "line" and len(row.filled) == 1 and 0 < len(text) <= LONGEST_HEADING and not amounts


def _is_part(context: Context, text: str) -> bool:
    """True for a heading of one source, or of one cost beside the project's own: 要求額(国費), 人件費の要求額."""
    every = [sense(context, word) for word in words_of(text)]
    return any(one.source is not None or one.cost not in {None, Measure.PROJECT_COST} for one in every)


def _is_neutral(context: Context, text: str) -> bool:
    """True for a heading of sources, costs or parts, which are of the stage that the heading over it names."""
    return over(context, f"要求額の{text}") is not None
