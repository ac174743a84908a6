"""Texts that a person writes: reasons, names, labels. Nothing invisible, nothing empty where words are needed."""

import unicodedata

from structurer.errors import AuthorMissing, LineUnknown, ReasonMissing, TextInvalid
from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import squeeze

LONGEST = 2000
"""The most characters of a reason or a label: more than a printed heading ever has, and a page of one stays readable."""

_LEAST = 4  # the weight of two kanji (誤植) or four Latin letters: the shortest word that is a reason
_NAME = 200  # characters of a name: any person or office, and no text
_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def seen(what: str, text: str, limit: int = LONGEST) -> str:
    """Return the text in one line, without spaces around it; TextInvalid where it is too long or has invisible characters."""
    text = _BREAKS.sub(" ", text)
    if len(text) > limit or any(unicodedata.category(character) in _UNSEEN for character in text):
        raise TextInvalid(what, limit)
    return text.strip()


def required(what: str, text: str, limit: int = LONGEST) -> str:
    """Return the text as `seen` does; TextInvalid where it is empty, too."""
    if not squeeze(text):
        raise TextInvalid(what, limit)
    return seen(what, text, limit)


def reason(what: str, text: str) -> str:
    """Return a reason that says something; ReasonMissing for any other text."""
    if not is_reason(text):
        raise ReasonMissing(what)
    return seen(what, text)


def is_reason(text: str) -> bool:
    """True for at least a few letters that are not all the same one: 誤植 and `typo` are, `ok` and `...` are not."""
    letters = [character for character in squeeze(text) if character.isalpha()]
    weight = sum(1 if character.isascii() else 2 for character in letters)
    return weight >= _LEAST and len(set(letters)) > 1


def author(name: str | None) -> str:
    """Return the reviewer's name; AuthorMissing where there is none."""
    if name is None or not squeeze(name):
        raise AuthorMissing
    return seen("author", name, _NAME)


def line(number: int | None, source: Source) -> int | None:
    """Return the number of a line of the source; LineUnknown for any other."""
    if number is not None and not 1 <= number <= len(source.lines):
        raise LineUnknown(number, len(source.lines))
    return number
