"""The numbers that only number the entries of a list: 1, 2, 3 … in order, drawn alike, under no heading of amounts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks.proof.cited import CitedText
from structurer.checks.proof.heading_words import LINKS
from structurer.checks.proof.numerals import MONEY
from structurer.labels.expenses import is_expense_code
from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import squeeze

_DIGIT = re.compile(r"\d")
_LIST = re.compile(
    rf"(?:^(?P<lead>[\s|#*>・\-]*)|(?<=[\s|。、の]))(?P<open>\(?)(?P<n>\d{{1,3}})(?P<close>\)|[.、](?!\d)|)"
    rf"(?!{MONEY})(?P<gap>[\s|]*)(?=[^\d\s|.,%)(~/\-:×]|\d次[一-龠])"
)
_OPENED = re.compile(r"(?:^|[\t|])\s*(?:事業の?|取組の?|主な)?(?:内容|概要|取組|目的|方法|効果|理由|課題)\s*[\t|] ?$")
_NAMED = re.compile(r"[一-龠ァ-ヶーぁ-ん]{4}")
"""A number that opens a cell behind a cell of words, and what it numbers: `事業内容 | 1 家庭訪問`."""
_AMOUNTS_BELOW = re.compile(r"(?:[額費計金円債源]|予算|決算|要求|査定|前年度?)(?:\([^()]*\))?$")
_GOES_ON = re.compile(r"[ ]*(?:\|[ ]*\||\t)")
"""A row whose first cell is empty: under a heading it is the second row of headings, and the first cell has that heading still."""
_CAPTIONED = re.compile(r"[(\[【〔<]\s?単位[^\d]{1,12}[)\]】〕>]\s*$")
_CODE = re.compile(r"[\s|\"]*(?P<n>\d{1,2})(?:節(?=\s))?[\s|,\".:]+(?P<words>[^\d|,\"\t]{2,20}?)(?=[\d|,\"\t]|\s{2}|$)")
"""A number that a line begins with, and the words of its own cell or of the next."""
_AIM = re.compile(
    r"(?:基本目標|施策|政策|基本方針|柱)[\s|,:\"]{1,4}(?P<n>\d{1,2})(?=[ .]{1,2}(?!百万|千|万|億|[増減])[一-龠ァ-ヶ])"
)
NUMBERS_BELOW = re.compile(r"(?:番号|N[oO]\.?|№|順位|項番|#)$")


@dataclass(frozen=True, slots=True)
class _ListMark:
    """A number that may number a list: its line and offset there, and how it is drawn.

    `lone` is a number that nothing but a following 2 proves; `title` one on a line with no other number; `twin` one that
    is printed on the right half of a line as on its left; `heads` is a title of a few letters of names, which may follow one that
    the form has and the sheet has not.
    """

    line: int
    start: int
    drawn: str
    number: int
    lone: bool
    title: bool
    twin: bool
    heads: bool


def list_numbers(text: CitedText) -> dict[int, set[int]]:
    """The offsets, by line, of the numbers that number a list.

    Titles that make up 1 to n, each once, are a list too where its pages are out of order.
    """
    marks = list(_marks(text))
    titles = [mark for mark in marks if mark.title]
    shuffled = len(titles) > 1 and sorted(mark.number for mark in titles) == list(range(1, len(titles) + 1))
    found: dict[int, set[int]] = defaultdict(set)
    for mark in [*_in_order(marks), *(titles if shuffled else ())]:
        found[mark.line].add(mark.start)
    for line, start in (*_down_a_column(text.source), *_codes(text)):
        found[line].add(start)
    return found


_CONTINUED = re.compile(r"\s*(?P<words>[(（]?(?P<n>\d{1,2})\D.*?)\s*[(（](?:続き|つづき)[)）]\s*")
"""A numbered heading that goes on on another page: it counts no further."""


def _continued(folded: str) -> re.Match[str] | None:
    return _CONTINUED.fullmatch(folded) if folded.rstrip().endswith(("き)", "き）")) else None


def _codes(text: CitedText) -> Iterator[tuple[int, int]]:
    """The numbers that say what stands behind them: of 節 (`12 委託料`), of an aim of a plan (`基本目標 | 3 活力のあるまち`), of links.

    An aim stands above the first amounts, and a 節 has an amount beside it, or below where its name is broken.
    """
    lines = text.source.lines
    first = next((line.number for line in lines if text.cited_on(line)), len(lines) + 1)
    for line in lines:
        if line.number < first:
            yield from ((line.number, found.start("n")) for found in _AIM.finditer(text.folded(line)))
        if LINKS.fullmatch(squeeze(line.drawn)) is not None:
            yield from ((line.number, found.start()) for found in re.finditer(r"(?<=\[)\d{1,3}(?=\])", line.drawn))
        again = _continued(text.folded(line))
        if again is not None and any(
            squeeze(text.folded(one)) == squeeze(again["words"]) for one in lines[: line.number - 1]
        ):
            yield line.number, again.start("n")
        match = _CODE.match(text.folded(line))
        if match is None or not is_expense_code(int(match["n"]), squeeze(match["words"])):
            continue
        if any(map(text.cited_on, lines[line.number - 1 : line.number + 1])):
            yield line.number, match.start("n")


def _in_order(marks: list[_ListMark]) -> Iterator[_ListMark]:
    """The marks of lists, which may hold lists: a number goes on with the innermost list that ends one before it."""
    lists: list[list[_ListMark]] = []
    still_open: dict[str, list[list[_ListMark]]] = defaultdict(list)
    for mark in marks:
        own = still_open[mark.drawn]
        if mark.number == 1 and not mark.twin:
            own.append([])
            lists.append(own[-1])
        else:
            before = mark.number if mark.twin else mark.number - 1
            depth = _ending_in(own, before)
            if depth is None and mark.heads:
                depth = _ending_in(own, before - 1)  # 3 and 5: the form's fourth section is left out
            if depth is None:
                continue
            del own[depth + 1 :]
        own[-1].append(mark)
    return (mark for found in lists for mark in found if len(found) > 1 or not mark.lone)


def _ending_in(lists: list[list[_ListMark]], number: int) -> int | None:
    """The place of the innermost list that ends in a number."""
    return next((depth for depth in reversed(range(len(lists))) if lists[depth][-1].number == number), None)


_HEADS = re.compile(r"\d{1,2}[.\s]\s*(?![人件回名校社か円台])[一-龠ァ-ヶー・の]{4,16}\s*")
"""A number and, apart from it, the name of a section: all of its line."""


def _marks(text: CitedText) -> Iterator[_ListMark]:
    heading, parting = "", " "
    for line in text.source.lines:
        folded = text.folded(line)
        if _DIGIT.search(folded) is not None and _continued(folded) is None:
            numbers = len(text.source.by_line.get(line.number, ()))
            yield from _marks_of(
                folded, line.number, heading, parting, cited=bool(text.cited_on(line)), numbers=numbers
            )
        if not folded.strip(" |")[:1].isdecimal() and not (heading and _GOES_ON.match(folded)):
            heading, parting = _heading(folded)


def _marks_of(folded: str, line: int, heading: str, parting: str, *, cited: bool, numbers: int) -> Iterator[_ListMark]:
    first = None
    for match in _LIST.finditer(folded):
        drawn, leads, start = match["open"] + match["close"], match["lead"] is not None, match.start("n")
        twin = first is not None and folded.startswith(first, start)  # two halves side by side
        if leads and not drawn:
            first = re.split(r"\s{2,}|[|\t]", folded[start : start + 80], maxsplit=1)[0]
        opens = _NAMED.match(folded, match.end()) is not None and _OPENED.search(folded, 0, start) is not None
        leads = leads or (opens and not cited)
        under = heading if parting in match["gap"] else ""  # a number and a name in one cell stand under no amount
        if (leads or twin or match["close"] == ")") and (drawn or not _AMOUNTS_BELOW.search(under)):
            captioned = leads and numbers <= 1 and _CAPTIONED.search(folded) is not None
            lone = not captioned and (not leads or not (drawn or cited or NUMBERS_BELOW.search(under)))
            title = leads and not drawn and numbers <= 1
            heads = title and _HEADS.fullmatch(folded) is not None
            yield _ListMark(line, start, drawn, int(match["n"]), lone=lone, title=title, twin=twin, heads=heads)


def _heading(folded: str) -> tuple[str, str]:
    """The first cell of a line that is all words, as column headings are, and what parts it from the next; else nothing."""
    words = folded.strip(" |")
    parting = "\t" if "\t" in words else "|" if "|" in words else "  " if "  " in words else " "
    cells = [cell.strip() for cell in words.split(parting)]
    worded = len(cells) > 1 and not any(cell[:1].isdecimal() or cell[:1] == "▲" for cell in cells)
    return (cells[0], parting) if worded else ("", parting)


def column_numbers(source: Source) -> set[int]:
    """The lines of the numbers that stand alone in a column of numbers."""
    return {line for line, _ in _down_a_column(source)}


def _down_a_column(source: Source) -> Iterator[tuple[int, int]]:
    """The places of 1, 2, 3 … each alone on its line, as many lines apart, below a line that says only 番号."""
    alone = [source.folded[line.start : line.start + len(line.text)].strip() for line in source.lines]
    headed = next((place for place, cell in enumerate(alone) if NUMBERS_BELOW.fullmatch(cell)), len(alone))
    if {"1", "2"} <= set(alone[headed:]):
        first = alone.index("1", headed)
        step = next((place for place in range(first, len(alone)) if alone[place] == "2"), first) - first
        for count, place in enumerate(range(first, len(alone), step or len(alone)), 1):
            if alone[place] != str(count):
                return
            own = source.lines[place].text
            yield place + 1, len(own) - len(own.lstrip())
