"""Hidden text of a web page, by its own attributes and by the styles that the page holds itself.

There are three cases. What is not laid out at all is taken out, and cells behind it move up, as they do on the screen. What is
laid out but unseen leaves its place empty. White text is unseen unless something colours its ground.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from bs4 import BeautifulSoup, Tag
from PIL import ImageColor

from structurer.documents.html.styles import Declared, Styles
from structurer.documents.seen import WHITE, near
from structurer.text import lazy_re as re

StyleEffect = Literal["gone", "veiled", "white", "grounded"]

_NEVER = ["script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg", "math", "datalist"]
_VEILED = {
    "visibility": r"hidden|collapse", "font-size": r"[01](?:px|pt)?", "content-visibility": r"hidden", "opacity": r"0?(?:\.0+)?%?",
    "color": r"transparent", "text-indent": r"-\d{3,}.*", "left": r"-\d{3,}.*", "top": r"-\d{3,}.*", "clip-path": r"inset\((?:50|100)%.*",
}  # fmt: skip
_FRACTION, _OPAQUE = re.compile(r"\.\d+"), re.compile(r"rgba?\(((?:[^,]+,){2}[^,]+)(?:,(?:1|100%))?\)")
_NO_GROUND = {"white", "", "none", "transparent", "inherit", "initial"}


def remove(page: BeautifulSoup, styles: Styles) -> int:
    """Take out of a page what is not seen; returns how many characters were on it."""
    marked = [(found, effect) for found, style in styles.given for effect in _effects(style)]
    for found in page.find_all(_NEVER):
        found.decompose()
    grounded = {id(found) for found, effect in marked if effect == "grounded"}
    return sum(
        _taken(found, effect) for found, effect in marked if effect != "white" or not _stands_on(found, grounded)
    )


def _effects(style: Iterable[Declared]) -> Iterator[StyleEffect]:
    """Return the effects of a style on its element."""
    values = dict(style)
    colour = _plain(values.get("color", ""))
    ground = _plain(values.get("background-color", values.get("background", "")))
    if values.get("display") == "none":
        yield "gone"
    veiled = any(re.fullmatch(pattern, values.get(name, "-")) for name, pattern in _VEILED.items())
    if veiled or (colour and colour == ground):
        yield "veiled"
    if ground not in _NO_GROUND:
        yield "grounded"
    elif colour == "white":
        yield "white"


def _plain(colour: str) -> str:
    """A colour as it is compared: without spaces, as `#rrggbb` where it says so in numbers, what is nearly white as white."""
    text = re.sub(r"[\s,/]+", ",", colour.lower().strip()).replace("(,", "(").replace(",)", ")")
    try:
        parts = ImageColor.getrgb(_OPAQUE.sub(r"rgb(\1)", _FRACTION.sub("", text)))
    except ValueError:
        return text
    bands = min(parts[0], 255), min(parts[1], 255), min(parts[2], 255)
    return "white" if near(bands, WHITE) else "#{:02x}{:02x}{:02x}".format(*bands)


def _stands_on(found: Tag, grounded: set[int]) -> bool:
    """Whether something around an element gives it a ground of its own."""
    return id(found) in grounded or any(id(parent) in grounded for parent in found.parents)


def _taken(found: Tag, effect: StyleEffect) -> int:
    """The characters of what is taken out; 0 where it went with something around it."""
    if found.decomposed or effect == "grounded":
        return 0
    count = len("".join(found.get_text().split()))
    if effect == "gone":
        found.decompose()
    else:
        found.clear()
    return count
