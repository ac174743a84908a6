"""Rows that programs write out: lists of cells, and tables that pandas numbers.

A row as a list of Python, `['事業費', '1,200', None]`, is the cells in its quotes. A table written out with its index has a first
column that nobody printed.

Its numbers count from 0 without a gap under a blank heading; where the table had no headings either, a row of numbers from 0
stands for them. They are the program's own, and no reader and no proof sees them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.text import lazy_re as re
from structurer.text.commas import VOID, CommaRecord, Span

_FEWEST_ROWS = 3  # numbers from 0 in order: two may be amounts
_RULE = re.compile(r"\|:?-+:?\|[-:|]+\|\s*")
"""The ruled line below the headings of a frame in Markdown, wherever in their cells its numbers stand."""
_ITEM = r"(?:'(?:[^'\\\n]|\\n)*'|None)"
_LIST = re.compile(rf"\[{_ITEM}(?:, {_ITEM})+\][ ]*")
_PARTING = re.compile(r"(?<=['e]), (?=['N])")
_NO_WORDS = re.compile(r"\\n|(?<![^\[\s])None(?![^\]\s])|['\[\]]")
_FIRST_CELL = re.compile(r"\|(?P<text>[^|]*)(?=\|)")


def unlisted(text: str, lines: Sequence[Span]) -> str:
    """A text with tabs between the cells of rows that are lists of Python, and blanks for their brackets and quotes."""
    rows = [span for span in lines if text.startswith(("['", "[None, "), span[0]) and _LIST.fullmatch(text, *span)]
    letters = list(text) if rows else []
    for start, end in rows:
        row = _PARTING.sub("\t ", text[start:end])
        alone = row.rstrip("] ").count("None") == row.count("\t")  # a title over the columns
        row = _NO_WORDS.sub(lambda mark: " " * len(mark[0]), row.replace("\t", " ") if alone else row)
        letters[start:end] = row
    return "".join(letters) if rows else text


def unindexed(records: Sequence[CommaRecord]) -> tuple[CommaRecord, ...]:
    """The records of a text without the cells that only number rows and columns from 0."""
    return tuple(_unindexed(records))


def unnumbered(text: str, lines: Sequence[Span]) -> str:
    """A text in which the tables of Markdown that pandas wrote begin with their second cell."""
    spans = [span for place in range(2, len(lines)) for span in _numbers_below(text, lines, place)]
    letters = list(text) if spans else []
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters) if spans else text


def _numbers_below(text: str, lines: Sequence[Span], place: int) -> Iterator[Span]:
    """The first cells of a frame whose first row is at a place, with the bars before them; none where it is no frame."""
    if not text.startswith(("|---", "|:--"), lines[place - 1][0]) or _RULE.fullmatch(text, *lines[place - 1]) is None:
        return
    head, rule = (_FIRST_CELL.match(text, *lines[place - step]) for step in (2, 1))
    if head is None or rule is None or (head["text"].strip() and VOID.fullmatch(head["text"].strip()) is None):
        return
    spans = [head.span(), rule.span()]
    for span in lines[place:]:
        cell = _FIRST_CELL.match(text, *span)
        if cell is None:
            break
        if cell["text"].strip() != str(len(spans) - 2):
            return
        spans.append(cell.span())
    left = text.startswith("|:", lines[place - 1][0])  # words stand there: more rows must tell that they are numbers
    yield from spans if len(spans) > (1 + _FEWEST_ROWS if left else 2) else ()


def _unindexed(records: Sequence[CommaRecord]) -> Iterator[CommaRecord]:
    place = 0
    while place < len(records):
        count = _counted(records, place)
        if not count:
            yield records[place]
            place += 1
            continue
        head, *rows = records[place : place + 1 + count]
        yield replace(head, cells=() if _is_range(head.texts[1:]) else head.cells[1:])
        yield from (replace(row, cells=row.cells[1:]) for row in rows)
        place += 1 + count


def _counted(records: Sequence[CommaRecord], place: int) -> int:
    """How many records below one with a blank first cell count from 0; 0 where one as wide among them does not."""
    head = records[place]
    if len(head.cells) < _FEWEST_ROWS or not (not head.texts[0].strip() or VOID.fullmatch(head.texts[0].strip())):
        return 0
    count, last = 0, head.last
    for record in (records[at] for at in range(place + 1, len(records))):
        if record.first != last + 1 or len(record.cells) != len(head.cells):
            break
        if record.texts[0].strip() != str(count):
            return 0
        count, last = count + 1, record.last
    return count if count >= _FEWEST_ROWS else 0


def _is_range(texts: Sequence[str]) -> bool:
    return [text.strip() for text in texts] == [str(number) for number in range(len(texts))]
