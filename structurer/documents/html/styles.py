"""The styles that a web page holds itself, each with the elements it is given to; the cascade is not worked out."""

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STATEMENT = re.compile(r"@(?:charset|import|namespace)\b[^;{}]*;", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PRINT = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"(?:\([^()]*\)|\[[^\]]*\]|[^,(\[])+")
_INSERTED = re.compile(r"::?(?:before|after)\s*$", re.IGNORECASE)
_CONTENT = re.compile(r"(?<![-\w])content\s*:\s*(?!none|normal|\"\"|''|\"\\?200b\")[^;\s]", re.IGNORECASE)
_MOST_RULES = 5_000  # each is matched against the whole page: it bounds the time that a hostile page can take


class Styles:
    """The declarations of a page. `given` is by element, `inserted` the elements with text before or after them."""

    def __init__(self, page: BeautifulSoup) -> None:
        self.given: list[tuple[Tag, str]] = []
        self.inserted: list[Tag] = []
        for selector, body in _rules(page):
            pseudo = _INSERTED.search(selector)
            if pseudo is None:
                self.given += [(found, body) for found in _selected(page, selector)]
            elif _CONTENT.search(body) is not None:
                self.inserted += _selected(page, selector[: pseudo.start()] or "*")
        self.given += [(found, str(found["style"])) for found in page.select("[style]")]


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
