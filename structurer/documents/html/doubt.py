"""Doubts about a web page: figures that its styles may strike out, join, move or hide in part."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from structurer.documents.document import Trouble
from structurer.documents.figures import is_part, matters
from structurer.documents.html.styles import Styles

_DIGIT = re.compile(r"[0-9０-９]")
_STRUCK_TAGS = ["s", "strike", "del"]
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_EDGED = re.compile(
    r"vertical-align\s*:\s*(?!baseline|middle|inherit|initial)|(?<![-\w])(?:margin|padding)(?:-left|-right)?\s*:\s*(?!0\w*\s*(?:[;!]|$))"
    r"|(?<![-\w])display\s*:\s*(?!none|contents|inherit|initial|inline\s*(?:[;!]|$))",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?<![-\w])order\s*:\s*(?!0\s*(?:[;!]|$))|flex-(?:direction|flow)\s*:[^;]*-reverse|(?<![-\w])float\s*:\s*(?:left|right)"
    r"|position\s*:\s*(?:absolute|fixed)|(?<![-\w])transform\s*:\s*(?!none)|(?<![-\w])(?:scale|rotate|translate)\s*:\s*(?!none)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"position\s*:\s*relative", re.IGNORECASE)
_OFFSET = re.compile(r"(?<![-\w])(?:left|right|top|bottom|inset)\s*:\s*(?!auto|0\w*\s*(?:[;!]|$))", re.IGNORECASE)
_TURNED = re.compile(r"(?<![-\w])direction\s*:\s*rtl|unicode-bidi\s*:\s*[\w-]*override", re.IGNORECASE)
_SMALL = re.compile(
    r"(?<![-\w])(?:max-)?(?:width|height)\s*:\s*[01](?:\.0+)?(?:px|pt|em)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_SQUEEZED = re.compile(
    r"(?<![-\w])clip\s*:\s*rect|clip-path\s*:\s*(?!none)|scale\s*[(:]\s*0(?!\.)|opacity\s*:\s*0?(?:\.0+)?%|opacity\(0%?\)"
    r"|font-size\s*:\s*0?\.[0-2]\d*(?:px|pt|em|rem|\s|;|$)|font-size\s*:\s*0\w",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:margin(?:-\w+)?|left|top|right|bottom|text-indent)\s*:\s*-(?:\d{3,}|\d{2,}(?:em|rem|vw|vh|%))", re.IGNORECASE
)
_SHOWN = re.compile(r"(?<![-\w])display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
_UNSHOWN = re.compile(r"(?<![-\w])display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_HARMLESS = frozenset(
    ["a", "abbr", "b", "code", "data", "em", "font", "i", "ins", "label", "mark", "nobr", "span", "strong", "time", "tt", "u", "wbr"]
)  # fmt: skip
_GROWING = frozenset(["html", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"])
_TABLE = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"])
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
     "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "select", "summary", "textarea", "ul", *_TABLE]
)  # fmt: skip


def unsure(styles: Styles) -> Iterator[Trouble]:
    """Return troubles with figures that a style may hide. It comes before what is unseen is taken out."""
    shown = {id(found) for found, style in styles.given if _SHOWN.search(style) is not None}
    for found, style in styles.given:
        text = _text(found)
        kept = _is_kept(found, style) and matters(text)
        hidden = _UNSHOWN.search(style) is not None and _DIGIT.search(text) is not None
        if kept or (hidden and _may_show(found, shown)):
            yield Trouble("covered", text[:40])
        elif found.name in {"col", "colgroup"} and _UNSHOWN.search(style) is not None:
            yield Trouble("format", f"<{found.name}>")  # its cells are hidden, and nothing at the cells shows it


def _is_kept(found: Tag, style: str) -> bool:
    """Whether a style may keep an element from sight; a cell is as large as its text, whatever a style says."""
    small = found.name not in _GROWING and _SMALL.search(style) is not None
    return small or _SQUEEZED.search(style) is not None or (_AWAY.search(style) is not None and _is_close(found))


def troubles(page: BeautifulSoup, styles: Styles) -> Iterator[Trouble]:
    """Return troubles with what is seen of the page but cannot be read with certainty."""
    given = [(found, style) for found, style in styles.given if not found.decomposed]
    struck = [*page.find_all(_STRUCK_TAGS), *(found for found, style in given if _STRUCK.search(style) is not None)]
    yield from (Trouble("struck", _text(found)[:40]) for found in struck if matters(_text(found)))
    turned = [*page.select("bdo, [dir=rtl]"), *(found for found, style in given if _TURNED.search(style) is not None)]
    yield from (Trouble("format", _text(found)[:40]) for found in turned if _DIGIT.search(_text(found)))
    moved = (found for found, style in given if _is_moved(style) and _is_close(found))
    yield from (
        Trouble("format", _text(found)[:40]) for found in moved if found.name in _TABLE or _DIGIT.search(_text(found))
    )
    inserted = (found for found in styles.inserted if not found.decomposed and _is_close(found))
    yield from (Trouble("glued", _text(found)[:40]) for found in inserted if _DIGIT.search(_text(found)))
    yield from _glued(page, {id(found) for found, style in given if _EDGED.search(style) is not None})


def _text(found: Tag) -> str:
    return "" if found.decomposed else "".join(found.get_text().split())


def _is_close(found: Tag) -> bool:
    """Whether an element is part of a table or of a line: a block outside of tables that is moved takes its lines along."""
    return found.name not in _BLOCKS or found.name in _TABLE or found.find_parent(["td", "th"]) is not None


def _may_show(found: Tag, shown: set[int]) -> bool:
    """Whether another rule shows an element that one hides, or something within it."""
    return id(found) in shown or any(id(inner) in shown for inner in found.select("*"))


def _is_moved(style: str) -> bool:
    return _MOVED.search(style) is not None or (
        _RELATIVE.search(style) is not None and _OFFSET.search(style) is not None
    )


def _glued(page: BeautifulSoup, edged: set[int]) -> Iterator[Trouble]:
    """Two parts of one number with the edge of an element between them that sets one of them apart for the eye."""
    last, edge = "", False
    for part in _parts(page, edged):
        if part is None:
            edge = True
        elif not part:
            last, edge = "", False
        else:
            if edge and last and is_part(last) and is_part(part[0]):
                yield Trouble("glued", last + part[:20])
            last, edge = part[-1], False


def _parts(page: Tag, edged: set[int]) -> Iterator[str | None]:
    """The text of a page in its order: a text, nothing for the end of a line, None for the edge of an element."""
    waiting: list[Tag | str | None] = [page]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, Tag):
            yield part
            continue
        edge = "" if part.name in _BLOCKS else None
        edges: list[str | None] = [] if edge is None and part.name in _HARMLESS and id(part) not in edged else [edge]
        yield from edges
        held = [str(part.get("value") or "")] if part.name == "input" and part.get("value") else _held(part)
        waiting += [*edges, *reversed(held)]


def _held(found: Tag) -> list[Tag | str]:
    return [
        child if isinstance(child, Tag) else str(child)
        for child in found.children
        if isinstance(child, Tag)
        or (isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and str(child))
    ]
