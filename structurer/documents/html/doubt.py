"""Doubts about a web page: figures that its styles may strike out, join, move or hide in part."""

from collections.abc import Iterator

from bs4 import Tag

from structurer.documents.document import Doubt, Trouble
from structurer.documents.figures import matters
from structurer.documents.html.styles import Declared, Styles
from structurer.documents.html.table import BLOCKS, PARTS
from structurer.text import lazy_re as re

_DIGIT = re.compile(r"[0-9０-９]")
_EDGED = re.compile(r"display|vertical-align|(?:margin|padding)(?:-left|-right|-inline.*)?")
_SEEN = re.compile(rf"{_EDGED.pattern}|color|background(?:-color)?|visibility")
"""What by itself neither moves nor hides a part of a figure: an edge, a colour, what `hidden` takes out."""

_COVERING = re.compile(r"font-size|(?:max-)?(?:width|height)|clip(?:-path)?|opacity|margin.*|text-indent")
_MOVED = re.compile(r"float|position|left|right|top|bottom|inset.*|order|grid-.*")
"""What moves a table as a whole, and leaves its figures where they stand in it."""

_AWAY = re.compile(r"-(?:\d{3,}|\d{2,}(?:em|rem|vw|vh|%))")
_GROWING = PARTS | {"html", "body"}
_HIDING = {Declared("display", "none"), Declared("visibility", "hidden"), Declared("visibility", "collapse")}


def unsure(styles: Styles) -> Iterator[Trouble]:
    """Return troubles with figures that one style hides and another may show. It comes before what is unseen is taken out."""
    shown = {
        id(found)
        for found, style in styles.given
        if any(one.name in {"display", "visibility"} and one not in _HIDING for one in style)
    }
    for found, style in styles.given:
        if _HIDING.isdisjoint(style):
            continue
        if found.name in {"col", "colgroup"}:  # its cells are hidden, and nothing at the cells shows it
            yield Trouble("format", f"<{found.name}>")
        elif _DIGIT.search(_text(found)) and any(id(one) in shown for one in (found, *found.select("*"))):
            yield Trouble("covered", _text(found)[:40])


def edged(styles: Styles) -> set[int]:
    """The elements, by their `id`, whose style sets them apart from the text around them."""
    return {id(found) for found, style in styles.given if any(_EDGED.fullmatch(one.name) for one in style)}


def troubles(styles: Styles) -> Iterator[Trouble]:
    """Return troubles with what is seen of the page but cannot be read with certainty."""
    for found, style in styles.given:
        for one in () if found.decomposed else style:
            kind = _kind(found, one)
            if kind is not None:
                yield Trouble(kind, f"{_text(found)[:40]}; {one.name}: {one.value[:20]}")
    for found in styles.inserted:
        if _is_close(found) and _DIGIT.search(_text(found)):
            yield Trouble("glued", _text(found)[:40])


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
    return "format" if _DIGIT.search(text) or (found.name in PARTS and text) else None


def _text(found: Tag) -> str:
    return "" if found.decomposed else "".join(found.get_text().split())


def _is_close(found: Tag) -> bool:
    """Whether an element is part of a table or of a line: a block outside of tables that is moved takes its lines along."""
    in_line = found.name not in BLOCKS | {"br", "select"}
    return in_line or found.name in PARTS or _is_in_cell(found)


def _is_in_cell(found: Tag) -> bool:
    return not found.decomposed and found.find_parent(["td", "th"]) is not None
