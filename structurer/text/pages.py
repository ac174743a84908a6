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
_BANNER = re.compile(
    r"[ ]*(?:<!--[ ]?(?P<comment>(?:page|slide|sheet)(?:[ ](?:number|no\.?))?[ ]?:?[ ]?\d{1,3})[ ]?-->"
    r"|(?P<rule>[-=]{2,5})[ ]?page[ ]\d{1,3}(?:[ ]?/[ ]?(?:text|table(?:[ ]\d{1,2})?))?[ ]?(?P=rule))[ ]*",
    re.IGNORECASE,
)


def unpaged(text: str, lines: Sequence[Span]) -> str:
    """A text without the numbers of its pages: each alone on a line, or in brackets behind the title that stands on every page."""
    found: dict[tuple[str, int], list[tuple[int, Span]]] = defaultdict(list)
    for start, end in lines:
        match = _PAGE.fullmatch(fold(text[start:end])) if "/" in text[start:end] or "／" in text[start:end] else None
        if match is not None:
            number = start + match.end("title"), start + match.start("tail")
            found[match["title"] + match["tail"], int(match["of"])].append((int(match["page"]), number))
    spans = [span for (_, of), pages in found.items() if _is_whole(of, pages) for _, span in pages]
    spans += [
        span for span in lines if text.startswith(("<!--", "--", "=="), span[0]) and _BANNER.fullmatch(text, *span)
    ]
    letters = list(text) if spans else []
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters) if spans else text


def _is_whole(of: int, pages: Sequence[tuple[int, Span]]) -> bool:
    return of > 1 and [page for page, _ in pages] == list(range(1, of + 1))
