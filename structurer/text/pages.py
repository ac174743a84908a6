"""Lines that number the pages of a text: `(1/2)` and further down `(2/2)`, each alone on its line.

That every page up to the last is numbered once, in order, tells them from shares: nobody prints a share of 2/2.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from structurer.text.commas import Span
from structurer.text.money import fold

_PAGE = re.compile(
    r"[ \u3000]*\(?[ \u3000]*(?P<page>\d{1,3})[ ]?/[ ]?(?P<of>\d{1,3})[ \u3000]*(?:ページ|頁)?\)?[ \u3000]*"
)


def unpaged(text: str, lines: Sequence[Span]) -> str:
    """A text whose lines with nothing but the number of a page are blank."""
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for start, end in lines:
        match = _PAGE.fullmatch(fold(text[start:end])) if "/" in text[start:end] or "／" in text[start:end] else None
        if match is not None:
            found[int(match["of"])].append((int(match["page"]), (start, end)))
    spans = [span for of, pages in found.items() if _is_whole(of, pages) for _, span in pages]
    letters = list(text) if spans else []
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters) if spans else text


def _is_whole(of: int, pages: Sequence[tuple[int, Span]]) -> bool:
    return of > 1 and [page for page, _ in pages] == list(range(1, of + 1))
