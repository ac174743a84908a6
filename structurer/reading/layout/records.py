"""The names that open records: each over the fields of one item, behind a label that comes again or below a number alone."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from structurer.sheet.model import Label
from structurer.tables.context import Context
from structurer.tables.row import is_tall
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.words import heading, squeeze, tidy

_FIELD = re.compile(r"[\s・○◎●■◆\-]*(?P<label>[^\s:][^:]{0,14}?)\s*:\s*(?P<name>\S.*)")
_NUMBER = re.compile(r"\s*(?:\((?P<a>\d{1,2})\)|(?P<b>\d{1,2})[.、]?|(?P<c>[①-⑳]))\s*")


def records(context: Context) -> Mapping[int, Label]:
    """The names of a sheet that each open a record of the fields below them, by the place where it begins."""
    fields = [_name_field(context, row) for row in context.rows]
    first = [own for above, own in pairwise([None, *fields]) if own is not None and above is None]
    words = Counter(label for label, _ in first)  # 取組内容 right below 細事業名 is a field of it
    named = {n: own[1] for n, own in enumerate(fields) if own is not None and words[own[0]] > 1}
    return named | _numbered(context)


def _numbered(context: Context) -> dict[int, Label]:
    """The names below (1), (2) … each alone on its line, in order, with lines of words and amounts between them."""
    found: dict[int, Label] = {}
    for position, (row, below) in enumerate(pairwise(context.rows)):
        number = _NUMBER.fullmatch(fold_words(row.line)) if row.kind == "line" else None
        if number is None or not is_tall(below) or below.kind != "line" or below.filled[0].figures:
            continue
        told = number["a"] or number["b"]
        count = int(told) if told else ord(number["c"]) - ord("①") + 1
        if count == len(found) + 1 and not sense(context, below.text).known:
            found[position] = Label(text=tidy(below.text), line=below.first_line)
    return found if len(found) > 1 else {}


def _name_field(context: Context, row: Row) -> tuple[str, Label] | None:
    """The label and the name of a line `補助金名: ○○補助金`, or of two cells; None for any other row."""
    found = field_of(row)
    label, name = (found["label"], found["name"]) if found is not None else two_cells(context, row)
    if not sense(context, label).name:
        return None
    return squeeze(label), Label(text=heading(name), line=row.first_line)


def two_cells(context: Context, row: Row) -> tuple[str, str]:
    """The label and the words beside it in a drawn row of two cells; empty for any other row."""
    drawn = row.kind in {"tab", "pipe"} and len(row.filled) == len(("label", "words"))
    if not drawn or any(entry.is_blank or entry.figures for entry in row.filled):
        return "", ""
    label, words = (entry.label for entry in row.filled)
    return ("", "") if sense(context, words).known else (label, words)


def field_of(row: Row) -> re.Match[str] | None:
    """The two sides of the colon of a line; None for any other row."""
    return _FIELD.fullmatch(fold_words(row.line)) if row.kind == "line" else None
