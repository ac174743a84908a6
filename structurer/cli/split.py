"""`structurer split`: the sheets that a document holds, shown to people before they are read."""

import sys
import time
from typing import TextIO

from structurer.documents import Document
from structurer.documents.intake import attempted, read_document
from structurer.documents.split import DocumentPart, parts
from structurer.errors import InputError, SplitUnconfirmed
from structurer.language import say
from structurer.report import phrases
from structurer.text.origin import noticed
from structurer.text.source import Source

_FEW_PAGES = 20
"""Pages that are read while a person looks: their number is not said."""

_OFTEN = 2.0  # seconds from one line of progress to the next, where no terminal shows it
_LONGEST_TITLE = 60  # characters: a line of the table fits a terminal of 100 columns


class _Progress:
    """How many pages of a document are read, on stderr: in one line on a terminal, now and then elsewhere."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, done: int, of: int) -> None:
        """Say it, if it is time."""
        if of <= _FEW_PAGES or (time.monotonic() < self._next and done < of):
            return
        shown = sys.stderr.isatty()
        self._next = time.monotonic() + (0 if shown else _OFTEN)
        end = "\r" if shown and done < of else "\n"
        print(say(f"{done:>5} / {of} ページ", f"{done:>5} / {of} pages"), end=end, file=sys.stderr, flush=True)


def show(name: str, split: str | None) -> int:
    """Print the parts of a document as a table; 0 whatever it holds."""
    _print(read_document(name, told=_Progress()), split, sys.stdout)
    return 0


def sources_of(name: str, split: str | None) -> tuple[Source | InputError, ...]:
    """Return the sheets of a file, the reason in the place of a bad one; print the notices about it on stderr.

    SplitUnconfirmed comes after the table of its parts.
    """
    document = read_document(name, told=_Progress())
    try:
        sources = attempted(document, split)
    except SplitUnconfirmed:
        _print(document, split, sys.stderr)
        raise
    sentences = dict.fromkeys(
        f"{source.origin.document}: {noticed(notice)}"
        for source in sources
        if isinstance(source, Source) and source.origin is not None
        for notice in source.origin.notices
    )
    for sentence in sentences:
        print(phrases.printable(sentence), file=sys.stderr)
    return sources


def _print(document: Document, split: str | None, stream: TextIO) -> None:
    lines_only = len(document.pages) == 1 and document.kind != "xlsx"
    for part in parts(document, split):
        number = str(part.number) if part.is_sheet else "-"
        print(f"{number:>4}  {_bounds(part, lines_only=lines_only):<12}  {_amounts(part)}  {_title(part)}", file=stream)


def _bounds(part: DocumentPart, *, lines_only: bool) -> str:
    """Return the pages, worksheets or lines of a part, as `--split` takes them."""
    first, last = (part.first_line, part.last_line) if lines_only else (part.pages.start, part.pages.stop - 1)
    bounds = f"{first}" if first == last else f"{first}-{last}"
    return say(f"{bounds}行", f"lines {bounds}") if lines_only else say(f"{bounds}ページ", f"p. {bounds}")


def _amounts(part: DocumentPart) -> str:
    return say(f"金額{part.amounts:>4}件", f"{part.amounts:>4} amount(s)")


def _title(part: DocumentPart) -> str:
    title = phrases.printable(part.title)[:_LONGEST_TITLE]
    return title if part.is_sheet else f"{say('(シートではない)', '(no sheet)')} {title}".rstrip()
