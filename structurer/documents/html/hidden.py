"""What of a web page nobody sees, by its own attributes and by the styles that the page holds itself.

Three ways are told apart: what is not laid out at all is taken out, and cells behind it move up, as they do on the screen;
what is laid out but unseen leaves its place empty; what is as white as its ground is unseen unless something colours the ground.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

Way = Literal["gone", "veiled", "white", "grounded"]

_NEVER = ["script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg", "math", "datalist"]
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PRINT = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_GONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_VEILED = re.compile(
    r"visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*[01](?:px|pt)?\s*(?:;|!|$)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0?(?:\.0+)?\s*(?:;|!|$)|(?<![-\w])color\s*:\s*transparent|text-indent\s*:\s*-\d{3,}"
    r"|(?<![-\w])(?:left|top)\s*:\s*-\d{3,}|clip-path\s*:\s*inset\((?:50|100)%",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_NO_GROUND = _WHITE | {"", "none", "transparent", "inherit", "initial"}
_MOST_RULES = 5_000


def remove(page: BeautifulSoup) -> int:
    """Take out of a page what is not seen; returns how many characters were on it."""
    marked = [*_by_rules(page), *_by_attributes(page)]
    for found in page.find_all(_NEVER):
        found.decompose()
    grounded = {id(found) for found, way in marked if way == "grounded"}
    return sum(_taken(found, way) for found, way in marked if way != "white" or not _stands_on(found, grounded))


def _by_rules(page: BeautifulSoup) -> Iterator[tuple[Tag, Way]]:
    text = _COMMENT.sub("", "\n".join(style.get_text() for style in page.find_all("style")))
    for head, body in _RULE.findall(_PRINT.sub("", text))[:_MOST_RULES]:
        ways = list(_ways(body))
        for found in _selected(page, head.strip()) if ways else ():
            yield from ((found, way) for way in ways)


def _selected(page: BeautifulSoup, selector: str) -> Iterable[Tag]:
    """What a selector points at; one that says something of a moment (`:hover`, `::before`) points at nothing."""
    try:
        return list(page.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return ()


def _by_attributes(page: BeautifulSoup) -> Iterator[tuple[Tag, Way]]:
    for found in page.select("*"):
        yield from ((found, way) for way in _ways(str(found.get("style") or "")))
        if found.has_attr("hidden"):
            yield found, "gone"
        if str(found.get("aria-hidden", "")).lower() == "true":
            yield found, "veiled"
        if found.get("bgcolor") and _plain(str(found["bgcolor"])) not in _NO_GROUND:
            yield found, "grounded"
        if found.name == "font" and _plain(str(found.get("color") or "")) in _WHITE:
            yield found, "white"


def _ways(style: str) -> Iterator[Way]:
    """What a style does to what it is given to."""
    if not style:
        return
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    on = "" if ground is None else _plain(ground[1])
    if _GONE.search(style) is not None:
        yield "gone"
    if _VEILED.search(style) is not None or (colour is not None and on and _plain(colour[1]) == on):
        yield "veiled"
    if on not in _NO_GROUND:
        yield "grounded"
    elif colour is not None and _plain(colour[1]) in _WHITE:
        yield "white"


def _plain(colour: str) -> str:
    return "".join(colour.lower().split())


def _stands_on(found: Tag, grounded: set[int]) -> bool:
    """Whether something around an element gives it a ground of its own."""
    return id(found) in grounded or any(id(parent) in grounded for parent in found.parents)


def _taken(found: Tag, way: Way) -> int:
    """The characters of what is taken out; 0 where it went with something around it."""
    if found.decomposed or way == "grounded":
        return 0
    count = len("".join(found.get_text().split()))
    if way == "gone":
        found.decompose()
    else:
        found.clear()
    return count
