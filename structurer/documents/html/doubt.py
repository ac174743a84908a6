"""Doubts about a web page: figures that its styles may strike out, join, move or hide in part."""

from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from structurer.documents.document import Doubt, Trouble
from structurer.documents.figures import is_part, matters
from structurer.documents.html.elements import BLOCKS, TABLE
from structurer.documents.html.styles import Declared, Styles
from structurer.text import lazy_re as re

_DIGIT = re.compile(r"[0-9０-９]")
_STRUCK_TAGS = ["s", "strike", "del"]
_EDGED = re.compile(r"display|vertical-align|(?:margin|padding)(?:-left|-right|-inline.*)?")
_SEEN = re.compile(rf"{_EDGED.pattern}|color|background(?:-color)?|visibility")
"""What by itself neither moves nor hides a part of a figure: an edge, a colour, what `hidden` takes out."""

_COVERING = re.compile(r"font-size|(?:max-)?(?:width|height)|clip(?:-path)?|opacity|margin.*|text-indent")
_MOVED = re.compile(r"float|position|left|right|top|bottom|inset.*|order|grid-.*")
"""What moves a table as a whole, and leaves its figures where they stand in it."""

_AWAY = re.compile(r"-(?:\d{3,}|\d{2,}(?:em|rem|vw|vh|%))")
_HARMLESS = frozenset(
    ["a", "abbr", "b", "code", "data", "em", "font", "i", "ins", "label", "mark", "nobr", "span", "strong", "time", "tt", "u", "wbr"]
)  # fmt: skip
_GROWING = TABLE | {"html", "body"}
_LINES = BLOCKS | TABLE | {"br", "select"}


def unsure(styles: Styles) -> Iterator[Trouble]:
    """Return troubles with figures that one style hides and another may show. It comes before what is unseen is taken out."""
    shown = {id(found) for found, style in styles.given if any(map(_is_shown, style))}
    for found, style in styles.given:
        if not any(map(_is_hidden, style)):
            continue
        if found.name in {"col", "colgroup"}:  # its cells are hidden, and nothing at the cells shows it
            yield Trouble("format", f"<{found.name}>")
        elif _DIGIT.search(_text(found)) is not None and _may_show(found, shown):
            yield Trouble("covered", _text(found)[:40])


def _is_shown(one: Declared) -> bool:
    return one.name in {"display", "visibility"} and not _is_hidden(one)


def _is_hidden(one: Declared) -> bool:
    return (one.name, one.value) in {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")}


def troubles(page: BeautifulSoup, styles: Styles) -> Iterator[Trouble]:
    """Return troubles with what is seen of the page but cannot be read with certainty."""
    given = [(found, style) for found, style in styles.given if not found.decomposed]
    yield from (Trouble("struck", _text(found)[:40]) for found in page.find_all(_STRUCK_TAGS) if matters(_text(found)))
    yield from (
        Trouble("format", _text(found)[:40]) for found in page.select("bdo, [dir=rtl]") if _DIGIT.search(_text(found))
    )
    for found, style in given:
        for one in style:
            kind = _kind(found, one)
            if kind is not None:
                yield Trouble(kind, f"{_text(found)[:40]}; {one.name}: {one.value[:20]}")
    inserted = (found for found in styles.inserted if not found.decomposed and _is_close(found))
    yield from (Trouble("glued", _text(found)[:40]) for found in inserted if _DIGIT.search(_text(found)))
    yield from _glued(page, {id(found) for found, style in given if any(_EDGED.fullmatch(one.name) for one in style)})


def _kind(found: Tag, one: Declared) -> Doubt | None:
    """The doubt that a declaration leaves about the text of an element; a block outside of tables takes its lines along."""
    text = _text(found)
    if one.name.startswith("text-decoration"):
        return "struck" if matters(text) else None
    if one.name in {"direction", "unicode-bidi"}:
        return "format" if _DIGIT.search(text) else None
    away = one.name.startswith("margin") and _AWAY.search(one.value) is not None
    moved = found.name == "table" and _MOVED.fullmatch(one.name) is not None and _AWAY.search(one.value) is None
    if (_SEEN.fullmatch(one.name) and not away) or not _is_close(found) or (moved and not _is_in_cell(found)):
        return None
    if _COVERING.fullmatch(one.name):
        grows = found.name in _GROWING and one.name not in {"font-size", "opacity"}  # a cell is as large as its text
        return "covered" if matters(text) and not grows else None
    return "format" if _DIGIT.search(text) or (found.name in TABLE and text) else None


def _text(found: Tag) -> str:
    return "" if found.decomposed else "".join(found.get_text().split())


def _is_close(found: Tag) -> bool:
    """Whether an element is part of a table or of a line: a block outside of tables that is moved takes its lines along."""
    return found.name not in _LINES or found.name in TABLE or _is_in_cell(found)


def _is_in_cell(found: Tag) -> bool:
    return found.find_parent(["td", "th"]) is not None


def _may_show(found: Tag, shown: set[int]) -> bool:
    """Whether another rule shows an element that one hides, or something within it."""
    return id(found) in shown or any(id(inner) in shown for inner in found.select("*"))


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
        edge = "" if part.name in _LINES else None
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
