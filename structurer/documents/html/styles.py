"""The styles that a web page holds itself, each with the elements it is given to; the cascade is not worked out.

A declaration that is known to leave figures as they are is dropped here. What is left hides, marks or moves text, or is not known.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from structurer.text import lazy_re as re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STATEMENT = re.compile(r"@(?:charset|import|namespace)\b[^;{}]*;", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PRINT = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"(?:\([^()]*\)|\[[^\]]*\]|[^,(\[])+")
_INSERTED = re.compile(r"::?(?:before|after)\s*$", re.IGNORECASE)
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*((?:\([^()]*\)|\"[^\"]*\"|'[^']*'|[^;(\"'])+)")
_PREFIX = re.compile(r"-(?:webkit|moz|ms|o)-")
_MOST_RULES = 5_000  # each is matched against the whole page: it bounds the time that a hostile page can take

_HARMLESS = re.compile(
    r"--.*|mso-.*|font|font-(?:family|weight|style|stretch|variant.*|feature-settings|kerning|display|smoothing|synthesis|optical-sizing)"
    r"|line-(?:height|break)|text-(?:align.*|justify|rendering|shadow|size-adjust|underline.*|emphasis.*|wrap.*|transform|overflow|spacing)"
    r"|osx-font-smoothing|border.*|outline.*|background-(?:image|repeat|position.*|size|attachment|clip|origin|blend-mode)|box-(?:shadow|sizing"
    r"|decoration-break|align|pack|flex|orient)|list-style.*|white-space.*|word-(?:break|wrap)|overflow.*|hyphens|tab-size|quotes|caption-side"
    r"|empty-cells|table-layout|writing-mode|text-orientation|layout-grid.*|align-.*|justify-.*|place-.*|(?:row-|column-|grid-)?gap"
    r"|flex(?:-(?:grow|shrink|basis|wrap))?|grid-template.*|grid-auto-(?:rows|columns)|column-(?:count|width|rule.*|fill)|columns|min-.*|padding-(?:top|bottom|block.*)"
    r"|clear|cursor|z-index|isolation|resize|appearance|pointer-events|touch-action|user-select|will-change|contain.*|transition.*|tap-highlight-color"
    r"|caret-color|accent-color|color-scheme|(?:print-)?color-adjust|forced-color-adjust|scroll.*|overscroll.*|object-.*|aspect-ratio|image-rendering"
    r"|counter-.*|page.*|break-.*|orphans|widows|size|marks|src|unicode-range|speak.*|perspective.*|transform-(?:origin|style|box)|backface-visibility"
    r"|animation-(?:duration|delay|timing-function)|interpolation-mode|behavior|fill|stroke.*|ruby-(?:align|position|overhang)|punctuation-(?:trim|wrap)|hanging-punctuation|tab-(?:stops|interval)|panose-1|math-style|nav-.*|clip-rule"
    r"|text-(?:autospace|spacing-trim|box.*)|font-palette|field-sizing|interpolate-size|view-transition.*|anchor-name|color-interpolation.*"
    r"|shape-(?:outside|margin|image-threshold|rendering)|backdrop-filter"
)
"""The properties that leave every figure readable and in its place, whatever their value."""

_SIZE = r"(?!-)(?!(?:[01](?:\.0+)?(?:px|pt|em)?|0%)$).*"
_NEAR = r"(?!.*-(?:\d{3,}|\d{2,}(?:em|rem|vw|vh|%))).*"  # not moved out of the page
_FACTOR = r"(?:0?\.[5-9]\d*|1(?:\.\d*)?)"  # near enough to 1 that letters are read
_STILL = rf"(?:scale\({_FACTOR}(?:,\s*{_FACTOR})?\)|(?:translate(?:x|y|z|3d)?|rotate)\(0\w*(?:[,\s]+0\w*)*\))"
_INHERITED = r"inherit|initial|unset"
_ORDINARY = tuple(
    (re.compile(name), re.compile(f"{value}|{_INHERITED}", re.DOTALL))
    for name, value in {
        "display": r"inline|contents",
        "visibility": _INHERITED,
        "text-decoration(?:-line)?": r"(?!.*line-through).*",
        "text-decoration-(?:style|color|thickness|skip.*)": r".*",
        "opacity": r"1(?:\.0*)?|0?\.[1-9]\d*|[1-9]\d*%",
        "font-size": r"(?!0?(?:\.[0-2]\d*)?(?:px|pt|em|rem|%)?$|1(?:px|pt)?$).*",
        "(?:max-)?(?:width|height)": _SIZE,
        "margin-(?:top|bottom|block.*)|text-indent": _NEAR,
        "(?:margin|padding)(?:-left|-right|-inline.*)?|left|right|top|bottom|inset.*": r"auto|0\w*(?:\s+0\w*)*",
        "(?:letter|word)-spacing": r"normal|\+?\d*\.?\d+\w*|-0?\.\d+(?:em|px|pt|rem)",
        "vertical-align": r"baseline|middle",
        "position": r"static|relative|sticky",
        "order": r"0",
        "flex-(?:direction|flow)": r"(?!.*-reverse).*",
        "transform|scale|rotate|translate": rf"none|{_FACTOR}|(?:{_STILL}\s*)+",
        "filter": r"none|(?:(?:drop-shadow|grayscale)\([^()]*(?:\([^()]*\)[^()]*)?\)\s*)+",
        "float|animation(?:-name)?|mask.*|offset(?:-path)?|clip(?:-path)?": r"auto|none",
        "zoom": rf"{_FACTOR}|(?:[5-9]\d|1\d\d)%|normal",
        "text-fill-color": r"currentcolor|black|#0{3}(?:0{3})?|#3{3}(?:3{3})?",
        "direction": r"ltr",
        "unicode-bidi": r"normal|embed|isolate|plaintext",
        "content-visibility": r"visible|auto",
        "content": r"none|normal|\"\"|''|\"\\?200b\"",
    }.items()
)


class Declared(NamedTuple):
    """One declaration that may change what is seen, in lower case; the value without `!important`."""

    name: str
    value: str


_BY_MARKUP = {
    "[hidden]": Declared("display", "none"), "[aria-hidden=true i]": Declared("visibility", "hidden"),
    "s, strike, del": Declared("text-decoration", "line-through"), "bdo, [dir=rtl i]": Declared("direction", "rtl"),
}  # fmt: skip
_BY_ATTRIBUTE = (("*", "bgcolor", "background-color"), ("font", "color", "color"))
"""What elements and attributes say without a style, as the style that says the same."""


class Styles:
    """The declarations of a page. `given` is by element, `inserted` the elements with text before or after them."""

    def __init__(self, page: BeautifulSoup) -> None:
        self.given: list[tuple[Tag, tuple[Declared, ...]]] = []
        self.inserted: list[Tag] = []
        for selector, body in _rules(page):
            pseudo, style = _INSERTED.search(selector), declared(body)
            if pseudo is not None and any(one.name == "content" for one in style):
                self.inserted += _selected(page, selector[: pseudo.start()] or "*")
            elif pseudo is None and style:
                self.given += [(found, style) for found in _selected(page, selector)]
        self.given += [(found, style) for found in page.select("[style]") if (style := declared(str(found["style"])))]
        self.given += [(found, (one,)) for selector, one in _BY_MARKUP.items() for found in page.select(selector)]
        for selector, attribute, name in _BY_ATTRIBUTE:
            found_by = page.select(f"{selector}[{attribute}]")
            self.given += [(found, (Declared(name, str(found[attribute]).lower()),)) for found in found_by]


def declared(body: str) -> tuple[Declared, ...]:
    """The declarations that are not known to be harmless, and the colours, which are compared with each other."""
    pairs = (
        (_PREFIX.sub("", name.lower(), count=1), value.partition("!")[0].strip().lower())
        for name, value in _DECLARATION.findall(body)
    )
    return tuple(Declared(name, value) for name, value in pairs if not _is_harmless(name, value))


def _is_harmless(name: str, value: str) -> bool:
    if _HARMLESS.fullmatch(name) is not None:
        return True
    return any(known.fullmatch(name) is not None and usual.fullmatch(value) is not None for known, usual in _ORDINARY)


def _rules(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Every selector of every rule; one that is not understood does not take the others of its list with it."""
    text = _COMMENT.sub("", "\n".join(style.get_text() for style in page.find_all("style")))
    for head, body in _RULE.findall(_PRINT.sub("", _STATEMENT.sub("", text)))[:_MOST_RULES]:
        if body.strip():
            yield from ((selector.strip(), body) for selector in _SELECTOR.findall(head) if selector.strip())


def _selected(page: BeautifulSoup, selector: str) -> Iterable[Tag]:
    """Return the elements a selector matches; none for a selector of a passing state (`:hover`)."""
    try:
        return list(page.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return ()
