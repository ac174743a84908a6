"""A document as text: its pages, each line with its place, what is doubtful and what is not in the text."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from structurer.errors import DocumentError, FontMissing, PagesGarbled, PagesScanned, PagesUnsure
from structurer.language import say
from structurer.text.origin import DocumentKind, Notice, Origin, SplitMode
from structurer.text.source import Source

Doubt = Literal[
    "scanned",
    "garbled",
    "fontless",
    "crossing",
    "covered",
    "overprinted",
    "overlaid",
    "differing",
    "turned",
    "parted",
    "uncomputed",
    "format",
    "struck",
    "glued",
    "broken",
]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A reason why a page cannot be read with certainty; `detail` names the place or shows a little of the text."""

    kind: Doubt
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page or worksheet; a document that has neither is one page.

    Attributes:
        number: 1-based.
        title: the worksheet's name; empty for a page.
        lines: text and place of each line, a place as `structurer.text.origin` defines it.
        troubles: why the page cannot be read with certainty.
        notices: what of the page is not in the text.
    """

    number: int
    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line: its text, its place, the page or worksheet it stands on."""

    text: str
    place: str
    page: int


@dataclass(frozen=True)
class Document:
    """A document: the pages that its bytes hold.

    Attributes:
        name: for people.
        sha256: of the bytes.
        kind: what the bytes are, whatever the file is called.
        pages: in their order.
        whole: the text to the character, where the document is one; taken whole it needs no origin.
        file: the path it was read from; None where its bytes came otherwise.
    """

    name: str
    sha256: str
    kind: DocumentKind
    pages: tuple[Page, ...] = field(repr=False)
    whole: str | None = field(default=None, repr=False)
    file: str | None = field(default=None, repr=False)

    @cached_property
    def lines(self) -> tuple[PlacedLine, ...]:
        """Every line of every page."""
        return tuple(PlacedLine(text, place, page.number) for page in self.pages for text, place in page.lines)

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """The number of amounts of money in each line, by the units that the whole document declares."""
        by_line = Source(self.name, self.text()).by_line
        return tuple(sum(f.is_money for f in by_line.get(n, ())) for n in range(1, len(self.lines) + 1))

    def text(self, first: int = 1, last: int | None = None) -> str:
        """Some of the lines (1-based, both ends included), each with its ending."""
        return "".join(f"{line.text}\n" for line in self.lines[first - 1 : last])

    def sure(self, pages: range | None = None) -> None:
        """PagesScanned, PagesGarbled or PagesUnsure where one of these pages (default: any) cannot be read with certainty."""
        error = self._doubt([page for page in self.pages if pages is None or page.number in pages])
        if error is not None:
            raise error

    def _doubt(self, pages: list[Page]) -> DocumentError | None:
        found = [(page, trouble) for page in pages for trouble in page.troubles]
        scanned = tuple(page.number for page, trouble in found if trouble.kind == "scanned")
        garbled = tuple(page.number for page, trouble in found if trouble.kind == "garbled")
        if scanned:
            return PagesScanned(self.name, scanned)
        if garbled:
            sample = next(trouble.detail for _, trouble in found if trouble.kind == "garbled")
            return PagesGarbled(self.name, garbled, sample)
        for page, trouble in found:
            if trouble.kind == "fontless":
                return FontMissing(self.name, page.number, trouble.detail)
            place = page.title or say(f"{page.number}ページ", f"page {page.number}")
            return PagesUnsure(self.name, place, trouble.kind, trouble.detail)
        return None

    def source(
        self, first: int = 1, last: int | None = None, *, part: int = 1, parts: int = 1, split: SplitMode = "none"
    ) -> Source:
        """A sheet: the lines from `first` to `last`, with where they came from; the whole document where nothing is named.

        A text that is all one sheet is kept to the character, and has no origin.
        """
        own = self.lines[first - 1 : last]
        if self.whole is not None and len(own) == len(self.lines):
            return Source(self.name, self.whole, file=self.file)
        pages = {line.page for line in own}
        notices = tuple(notice for page in self.pages if page.number in pages for notice in page.notices)
        places = tuple(line.place for line in own)
        origin = Origin(self.name, self.sha256, self.kind, part, parts, split, places, notices)
        return Source(self.name if parts == 1 else f"{self.name}#{part}", self.text(first, last), origin, self.file)
