"""What a person writes: reasons, names, labels. Nothing unseen, nothing empty where words are needed."""

import re
import unicodedata

from structurer.errors import AuthorMissing, LineUnknown, ReasonMissing, TextInvalid
from structurer.text.source import Source
from structurer.text.words import squeeze

LONGEST = 2000
"""Characters of a reason or a label."""

_LEAST = 4
_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def seen(what: str, text: str, limit: int = LONGEST) -> str:
    """The text in one line, without spaces around it; TextInvalid where it is too long or holds what is not seen."""
    text = _BREAKS.sub(" ", text)
    if len(text) > limit or any(unicodedata.category(character) in _UNSEEN for character in text):
        raise TextInvalid(what, limit)
    return text.strip()


def said(what: str, text: str, limit: int = LONGEST) -> str:
    """As `seen`, and not empty."""
    if not squeeze(text):
        raise TextInvalid(what, limit)
    return seen(what, text, limit)


def reason(what: str, text: str) -> str:
    """A reason that says something; ReasonMissing for any other text."""
    if not is_reason(text):
        raise ReasonMissing(what)
    return seen(what, text)


def is_reason(text: str) -> bool:
    """True for at least a few letters that are not all the same one: 誤植 and `typo` are, `ok` and `...` are not."""
    letters = [character for character in squeeze(text) if character.isalpha()]
    weight = sum(1 if character.isascii() else 2 for character in letters)
    return weight >= _LEAST and len(set(letters)) > 1


def author(name: str | None) -> str:
    """Who reviews; AuthorMissing where nobody says."""
    if name is None or not squeeze(name):
        raise AuthorMissing
    return seen("author", name, 200)


def line(number: int | None, source: Source) -> int | None:
    """A line of the source; LineUnknown for any other number."""
    if number is not None and not 1 <= number <= len(source.lines):
        raise LineUnknown(number, len(source.lines))
    return number
