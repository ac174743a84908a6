"""Splitting a document into its sheets: bounds by the names of projects at the tops of pages, or as a person names them.

A sheet begins where another project is named. It begins at the top of its page or worksheet, else with the lines of its
title that recur before the other names. What stands before the first sheet, and a page that lists several names, is no sheet.
What no rule is sure of stays one part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from structurer.documents import Document
from structurer.errors import DocumentError, SplitInvalid, SplitUnconfirmed
from structurer.labels.vocabulary import Vocabulary
from structurer.language import say
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.origin import Notice, SplitMode
from structurer.text.source import Source
from structurer.text.words import squeeze, tidy

AUTO, NONE = "auto", "none"
_NAME = re.compile(r"^[\s|・○◯●◎■◆【\[#*]*事\s?業\s?名(?:称)?\s*[】\]]?(?:\s*[:|]\s*|\s+|$)(?P<name>[^|]*)")
_TITLED = re.compile(r"[^\s:。、|]{2,40}(?:事業費?|[^予事算経会]費|補助金|負担金|委託料)")
_TITLE = re.compile(
    r"要求書|要求説明|要求の説明|要求調書|事業調書|改善シート|事業シート|要求シート|個票|見積書|説明書|経過表|事業概要|カード"
)
_CELLS = re.compile(r"\t| {2,}")
_CODE = re.compile(r"\s*\(\d{5,}\)\s*$")
_DIGITS = re.compile(r"\d+")
_VALUES = re.compile(r"\t\s*[-▲△(]?[\d,.]+\s*[%人件円ha]*\)?\s*\t\s*[-▲△(]?[\d,.]+\s*[%人件円ha]*\)?\s*(?:\t|$)")
_TOP = 12
"""Lines at the top of a page in which a sheet begins: its kind, year, division and project stand in these."""

_ABOVE, _CLOSE = 8, 3
"""How many lines above the project's name a repeated head may reach, and how close to the name a title that is not repeated."""

_LONGEST_TITLE = 80  # characters: a longer line is running text
_LISTED, _LISTED_WITHIN = 3, 2
"""Three different names, each within two lines of the last, are a list of projects and head no sheet."""

_RANGE = re.compile(r"(\d{1,7})(?:[-~–](\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Some of the lines of a document.

    Attributes:
        number: 1-based; 0 for what is no sheet.
        first_line, last_line: 1-based, both included.
        pages: the pages or worksheets it stands on.
        title: the name of its project, or what it seems to be; empty where nothing says.
        amounts: how many amounts of money stand in it.
    """

    number: int
    first_line: int
    last_line: int
    pages: range
    title: str
    amounts: int

    @property
    def is_sheet(self) -> bool:
        """False for a cover, a table of contents, a list of projects."""
        return self.number > 0


class _NamedProject(NamedTuple):
    """A project named on a line (1-based)."""

    line: int
    name: str
    page: int


def parts(document: Document, split: str | None = None) -> tuple[DocumentPart, ...]:
    """The parts of a document in their order: by the rules (None, `auto`), all of it (`none`), or as `split` names them.

    Raises:
        SplitInvalid: a text of `split` that fits no part.
    """
    if split == NONE:
        return (_part(document, 1, range(1, len(document.lines) + 1), list(_names(document))),)
    if split is None or split == AUTO:
        return tuple(_found(document))
    return tuple(_chosen(document, split))


def sources(document: Document, split: str | None = None) -> tuple[Source | DocumentError, ...]:
    """The sheets of a document, each with where it came from; what is in none of them is noticed with the first.

    In the place of a sheet on a page that cannot be read with certainty stands why.
    A text is one sheet where `split` is None, to the character, whatever it names: the checks have a finding for that.

    Raises:
        SplitUnconfirmed: several sheets seem to stand in it, and `split` is None.
        SplitInvalid: `split` fits no part of it.
    """
    if split is None and document.whole is not None:
        return (document.source(),)
    every = parts(document, split)
    found = [part for part in every if part.is_sheet]
    if split is None and len(found) > 1:
        raise SplitUnconfirmed(document.name, len(found))
    how: SplitMode = "none" if split in {None, NONE} else "auto" if split == AUTO else "told"
    made = [_source(document, part, len(found), how) for part in found]
    outside = tuple(Notice("outside", _where(document, part)) for part in every if not part.is_sheet)
    first = next((place for place, one in enumerate(made) if isinstance(one, Source)), None)
    if first is not None:
        made[first] = _noticed(made[first], outside)
    return tuple(made)


def _source(document: Document, part: DocumentPart, parts_: int, split: SplitMode) -> Source | DocumentError:
    try:
        document.sure(part.pages)
    except DocumentError as error:
        return error
    return document.source(part.first_line, part.last_line, part=part.number, parts=parts_, split=split)


def _noticed(source: Source | DocumentError, outside: tuple[Notice, ...]) -> Source | DocumentError:
    if not isinstance(source, Source) or source.origin is None:
        return source
    return replace(source, origin=replace(source.origin, notices=(*outside, *source.origin.notices)))


def _where(document: Document, part: DocumentPart) -> str:
    pages = part.pages
    if len(document.pages) == 1:
        return f"line={part.first_line}-{part.last_line}"
    return f"page={pages.start}" if len(pages) < 2 else f"page={pages.start}-{pages.stop - 1}"


def _part(
    document: Document, number: int, lines: range, named: Sequence[_NamedProject], pages: range | None = None
) -> DocumentPart:
    """A part of some lines; its title is the first name on them.

    It reaches to the page before the next part's: a page without a line may be a picture, and is somebody's all the same.
    """
    title = next((one.name for one in named if one.line in lines), "")
    amounts = sum(document.amounts[lines.start - 1 : lines.stop - 1])
    return DocumentPart(number, lines.start, lines.stop - 1, pages or _reach(document, lines), title, amounts)


def _reach(document: Document, lines: range) -> range:
    """The pages of some lines, as far as the page before the line that follows them."""
    own, every = document.lines, len(document.lines)
    first = 1 if lines.start == 1 or not own else own[lines.start - 1].page
    last = len(document.pages) if lines.stop > every else max(own[lines.stop - 2].page, own[lines.stop - 1].page - 1)
    return range(first, last + 1)


def _found(document: Document) -> Iterator[DocumentPart]:
    """The parts that the rules find; one without an amount is no sheet where others have some."""
    named = _sheets_of(list(_names(document))) or list(_titled(document))
    groups = list(_apart(document, [next(group) for _, group in groupby(named, key=lambda one: squeeze(one.name))]))
    end = len(document.lines) + 1
    if len(groups) < 2:
        yield _part(document, 1, range(1, end), groups)
        return
    begins = [_begin(document, groups, place) for place in range(len(groups))]
    if begins[0] > 1 and not _belongs(document, begins[0]):
        yield _part(document, 0, range(1, begins[0]), ())
    else:
        begins[0] = 1
    number = 0
    for begin, stop in pairwise([*begins, end]):
        part = _part(document, number + 1, range(begin, stop), named)
        if part.amounts == 0:
            part = replace(part, number=0)
        number = max(number, part.number)
        yield part


def _apart(document: Document, groups: Sequence[_NamedProject]) -> Iterator[_NamedProject]:
    """The names that head sheets of their own: two with no amount between them on a page are the names of one head."""
    for before, own in zip([None, *groups], groups, strict=False):
        same = before is not None and before.page == own.page
        if before is None or not same or any(document.amounts[before.line - 1 : own.line - 1]):
            yield own


def _belongs(document: Document, begin: int) -> bool:
    """Whether what stands before the first sheet is part of it: on no page of its own, and without an amount."""
    before = document.lines[: begin - 1]
    return not any(document.amounts[: begin - 1]) and before[-1].page == document.lines[begin - 1].page


def _names(document: Document) -> Iterator[_NamedProject]:
    """Every 事業名 that begins a line or a row, with the name beside it or on the next line; column headings name nothing."""
    words = Vocabulary.configured()
    for number, line in enumerate(document.lines, 1):
        match = _NAME.match(_CELLS.sub("|", fold(line.text).strip()))
        if match is None:
            continue
        below = document.lines[number].text if number < len(document.lines) else ""
        name = _CODE.sub("", tidy(match["name"] or below))
        if name and words.heading_words(fold(name)) is None and not name.startswith("|"):
            yield _NamedProject(number, name, line.page)


def _sheets_of(named: list[_NamedProject]) -> list[_NamedProject]:
    """The names that head a sheet: not those of a list, one below the other."""
    kept: list[_NamedProject] = []
    run: list[_NamedProject] = []
    for one in [*named, _NamedProject(10**9, "", 0)]:
        if run and (one.line - run[-1].line > _LISTED_WITHIN or one.page != run[-1].page):
            kept += run if len({other.name for other in run}) < _LISTED else []
            run = []
        run.append(one)
    return kept


def _titled(document: Document) -> Iterator[_NamedProject]:
    """Yield names where no 事業名 is printed: those below the kind of sheet at the top of a page (`予算要求書 ○○事業`)."""
    first = 1
    for page in document.pages:
        top = range(first, first + min(_TOP, len(page.lines)))
        first += len(page.lines)
        texts = {number: tidy(document.lines[number - 1].text) for number in top}
        if not any(_TITLE.search(text) for text in texts.values()):
            continue
        found = (
            (number, word) for number, text in texts.items() for word in text.split(" ") if _TITLED.fullmatch(word)
        )
        yield from (_NamedProject(number, word, page.number) for number, word in list(found)[:1])


def _begin(document: Document, groups: Sequence[_NamedProject], place: int) -> int:
    """The first line of a sheet: the top of its page where nothing of another stands there, else as far as titles recur."""
    own = groups[place].line
    least = groups[place - 1].line + 1 if place else 1
    page = document.lines[own - 1].page
    top = own
    while top > least and document.lines[top - 2].page == page:
        top -= 1
    fresh = top == 1 or document.lines[top - 2].page != page
    is_worksheet = document.kind == "xlsx"
    if fresh and (is_worksheet or (own - top <= _TOP and not _has_amounts(document, top, own))):
        return top
    return _recurring(document, groups, place, least)


def _has_amounts(document: Document, first: int, last: int) -> bool:
    """Amounts, or a row of values: the end of a table that belongs to the sheet before."""
    rows = (line.text for line in document.lines[first - 1 : last - 1] if "\t" in line.text)
    return any(document.amounts[first - 1 : last - 1]) or any(_VALUES.search(fold(row)) for row in rows)


def _recurring(document: Document, groups: Sequence[_NamedProject], place: int, least: int) -> int:
    """As far up as lines stand there before another name, too, digits aside; or the kind of sheet (`予算要求書`) does."""
    line, others = groups[place].line, [one.line for at, one in enumerate(groups) if at != place]
    begin, recurs, titled = line, True, False
    for number in range(line - 1, max(least, line - _ABOVE) - 1, -1):
        shape = _shape(document, number)
        if _has_amounts(document, number, number + 1):
            break
        recurs = recurs and shape in {_shape(document, one - line + number) for one in others}
        is_title = not titled and line - number <= _CLOSE and _is_title(shape)
        if recurs or is_title:
            begin, titled = number, titled or is_title
    return begin


def _is_title(shape: str) -> bool:
    return _TITLE.search(shape) is not None and len(shape) <= _LONGEST_TITLE and "。" not in shape


def _shape(document: Document, number: int) -> str:
    return _DIGITS.sub("0", squeeze(document.lines[number - 1].text)) if number > 0 else "|"


def _chosen(document: Document, split: str) -> Iterator[DocumentPart]:
    """The parts that a person named: pages, worksheets, or lines of a text; what lies between them is no sheet."""
    single = len(document.pages) == 1 and document.kind != "xlsx"
    last = len(document.lines) if single else len(document.pages)
    named, before = list(_names(document)), 0
    for number, text in enumerate(split.split(","), 1):
        chosen = _range_of(document, split, text.strip())
        if not before < chosen.start < chosen.stop <= last + 1:
            raise SplitInvalid(
                document.name, split, f"{text.strip()}: {say(f'1から{last}の順に', f'in order, 1 to {last}')}"
            )
        if chosen.start > before + 1:
            yield _rest(document, range(before + 1, chosen.start), single=single)
        pages = None if single else chosen
        yield _part(document, number, _lines(document, chosen, single=single), named, pages)
        before = chosen.stop - 1
    if before < last:
        yield _rest(document, range(before + 1, last + 1), single=single)


def _rest(document: Document, left: range, *, single: bool) -> DocumentPart:
    """Return the part that a person left out."""
    return _part(document, 0, _lines(document, left, single=single), (), None if single else left)


def _range_of(document: Document, split: str, text: str) -> range:
    titles = [page.title for page in document.pages]
    if text and text in titles:
        return range(titles.index(text) + 1, titles.index(text) + 2)
    match = _RANGE.fullmatch(text)
    if match is None:
        raise SplitInvalid(document.name, split, text or say("空です", "empty"))
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _lines(document: Document, chosen: range, *, single: bool) -> range:
    """The lines of some pages."""
    if single:
        return chosen
    own = [number for number, line in enumerate(document.lines, 1) if line.page in chosen]
    before = sum(line.page < chosen.start for line in document.lines)
    return range(own[0], own[-1] + 1) if own else range(before + 1, before + 1)
