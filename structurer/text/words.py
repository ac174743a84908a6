"""Labels as printed, made comparable: NFKC, spaces folded, unit notes and marks dropped."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_UNIT_NOTE = re.compile(
    r"[((]\s?単位[^))]*[))]|\s単位\s?:.{1,10}$|[((]\s?(?:千|百万|億|万)?円(?:\s?[、,・]\s?(?:人|%|件))?\s?[))]"
)
_SPREAD = re.compile(r"(?:\S ){1,}\S")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_TAG = re.compile(r"</?[a-z][^<>]{0,80}>")


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """NFKC with spaces folded, as facts print labels; letters spread out to fill a cell (`査 定 額`) are closed up.

    The asterisks around bold words of Markdown are no part of them.
    """
    folded = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    if "**" in folded:
        folded = _BOLD.sub(r"\1", folded)
    return folded.replace(" ", "") if _SPREAD.fullmatch(folded) is not None and not folded.isascii() else folded


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """NFKC without any space: two prints of one label compare equal."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def heading(text: str) -> str:
    """A heading without its `(単位:千円)` note and the brackets around it."""
    return tidy(_UNIT_NOTE.sub("", unicodedata.normalize("NFKC", text))).strip("〈〉<>■◆●○【】# :")


def untag(text: str) -> str:
    """Text without literal `<ul>` and `<p>` left over from a web page."""
    return _TAG.sub(" ", text)
