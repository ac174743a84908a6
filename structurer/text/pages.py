"""What numbers the pages of a text: `(1/2)` and further down `(2/2)`, alone or behind the same title; and converters' own marks.

That every page up to the last is numbered once, in order, tells them from shares: nobody prints a share of 2/2. A converter says
itself which page or slide, which text or table of it comes next: `<!-- Slide number: 1 -->`, `--- page 1 / table 2 ---`.
"""

from collections import defaultdict
from collections.abc import Sequence

from structurer.text import lazy_re as re
from structurer.text.commas import Span
from structurer.text.money import fold

_PAGE = re.compile(
    r"(?P<title>(?:.*[^\s\d](?=[ \u3000]*\())?)"
    r"[ \u3000]*\(?[ \u3000]*(?P<page>\d{1,3})[ ]?/[ ]?(?P<of>\d{1,3})[ \u3000]*(?:ページ|頁)?\)?[ \u3000]*"
    r"(?P<tail>(?:(?<=[ \u3000])[^\d\s]{2,16}[ \u3000]*)?)"
)
_CONTINUED = re.compile(r"(?P<words>.{2,40}?)[ \u3000]*[(（\[【〔]?(?:の?続き|の?つづき|続)[)）\]】〕]?")
_MOST_HEADINGS = 24
"""Lines from a heading to the first row, one cell a line: sources and stages of a wide table."""
_VALUE = re.compile(r"[△▲\-−(（]*\d[\d,.]*[ ]?(?:百万円|千円|円|人|%|％)?[)）]*|[-－―−]")
_AMOUNT = re.compile(
    r"(?<![\d,.和成RHS第(（])\d{1,3}(?:,\d{3})+|(?<=[\t|,\s])[△▲\-−]?\d[\d,.]*(?=[\t|,\s]|千円|円|人|$)"
)
_BANNER = re.compile(
    r"[ ]*(?:<!--[ ]?(?P<comment>(?:page|slide|sheet)(?:[ ](?:number|no\.?))?[ ]?:?[ ]?\d{1,3})[ ]?-->"
    r"|(?P<rule>[-=]{2,5})[ ]?page[ ]\d{1,3}(?:[ ]?/[ ]?(?:text|table(?:[ ]\d{1,2})?))?[ ]?(?P=rule))[ ]*",
    re.IGNORECASE,
)


def unpaged(text: str, lines: Sequence[Span]) -> str:
    """A text without the numbers of its pages: each alone on a line, or in brackets behind the title that stands on every page."""
    found: dict[tuple[str, int], list[tuple[int, Span]]] = defaultdict(list)
    places: dict[int, int] = {}
    for place, (start, end) in enumerate(lines):
        match = _PAGE.fullmatch(fold(text[start:end])) if "/" in text[start:end] or "／" in text[start:end] else None
        if match is not None:
            number = start + match.end("title"), start + match.start("tail")
            places[number[0]] = place
            found[match["title"] + match["tail"], int(match["of"])].append((int(match["page"]), number))
    whole = [pages for (_, of), pages in found.items() if _is_whole(of, pages)]
    spans = [span for pages in whole for _, span in pages]
    for pages in whole:
        spans += _heads(text, lines, [places[span[0]] for _, span in pages])
    spans += [
        span for span in lines if text.startswith(("<!--", "--", "=="), span[0]) and _BANNER.fullmatch(text, *span)
    ]
    return _blanked(text, spans)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    letters = list(text) if spans else []
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters) if spans else text


def _heads(text: str, lines: Sequence[Span], places: Sequence[int]) -> list[Span]:
    """The title over the number of a page, printed again over that of each later one."""
    over = [lines[place - 1] for place in places if place]
    words = {text[slice(*span)].strip() for span in over}
    same = len(over) == len(places) and len(words) == 1
    return over[1:] if same and all(one and _AMOUNT.search(one) is None for one in words) else []


def rejoined(text: str, lines: Sequence[Span]) -> str:
    """A text without what a page prints again of a table that goes on: `内訳（続き）`, its caption and the headings of its columns.

    They are those of the table that it goes on from, letter by letter and in their order; else nothing is taken away.
    """
    spans: list[Span] = []
    known: dict[str, int] = {}
    for place, (start, end) in enumerate(lines):
        words = text[start:end].strip()
        found = _CONTINUED.fullmatch(words) if words[-1:] in "きくけ続)）]】〕" else None
        before = None if found is None else known.get(found["words"].strip())
        if before is None:
            known[words] = place
            continue
        first, again = _headings(text, lines, before), _headings(text, lines, place)
        if [one for one, _ in again] in ([], [one for one, _ in first]):
            spans += [lines[place], *(lines[n] for _, n in again)]
    return _blanked(text, spans)


def _headings(text: str, lines: Sequence[Span], place: int) -> list[tuple[str, int]]:
    """The lines between the heading of a table and its first row, without the blank ones, each with its place."""
    found: list[tuple[str, int]] = []
    for number in range(place + 1, min(len(lines), place + _MOST_HEADINGS)):
        words = text[slice(*lines[number])].strip()
        if _VALUE.fullmatch(words) is not None:
            return found[:-1]  # the first label stands over it
        if _AMOUNT.search(words) is not None:
            return found
        found += [(words, number)] if words else []
    return []


def _is_whole(of: int, pages: Sequence[tuple[int, Span]]) -> bool:
    return of > 1 and [page for page, _ in pages] == list(range(1, of + 1))
