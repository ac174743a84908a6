"""Bounds on the text that is scanned: a file of some kilobytes can hold megabytes, and each figure costs time and memory."""

from structurer.documents import limits
from structurer.documents.document import Page
from structurer.errors import DocumentTooLarge
from structurer.text import lazy_re as re

_FIGURE = re.compile(r"\d[\d,.，．]*")


class Bounds:
    """The count of what the pages of one document hold, checked page by page so that none too many is kept."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text = self._figures = 0

    def add(self, page: Page) -> Page:
        """The page itself; DocumentTooLarge where it holds more than a sheet does, or all of them more than a document does."""
        text = sum(len(line) for line, _ in page.lines)
        self._text += text
        self._within("text", text, limits.TEXT)
        self._within("text", self._text, limits.WHOLE_TEXT)
        count = sum(map(_count, (line for line, _ in page.lines)))
        self._figures += count
        self._within("figures", count, limits.FIGURES)
        self._within("figures", self._figures, limits.WHOLE_FIGURES)
        return page

    def _within(self, what: str, found: int, limit: int) -> None:
        if found > limit:
            raise DocumentTooLarge(self._name, what, limit)


def bounded(name: str, text: str) -> str:
    """A text itself; DocumentTooLarge where it holds more figures than a sheet does."""
    if _count(text) > limits.FIGURES:
        raise DocumentTooLarge(name, "figures", limits.FIGURES)
    return text


def _count(text: str) -> int:
    return sum(1 for _ in _FIGURE.finditer(text))
