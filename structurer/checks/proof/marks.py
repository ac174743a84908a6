"""The marks behind a total's name, `計(A)+(B)`: they name the amounts it is said to be the sum of."""

from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_FORMULA = re.compile(
    r"計(?:額)?(?P<marks>[(（][A-Z][)）](?:[+＋\-－−‐▲△][(（][A-Z][)）])+|[(（][A-Z](?:[+＋\-－−‐▲△][A-Z])+[)）])$"
)
_MINUS = re.compile(r"[\-－−‐▲△]")


def is_other_sum(label: str, text: str) -> bool:
    """True for a total whose marks take one amount from another, or name one that no other place of the text has: `計(A)-(B)`."""
    found = _FORMULA.search(squeeze(label))
    if found is None:
        return False
    marks = re.findall(r"[A-Z]", found["marks"])
    return _MINUS.search(found["marks"]) is not None or any(_printed(mark, text) <= marks.count(mark) for mark in marks)


def _printed(mark: str, text: str) -> int:
    return len(re.findall(rf"(?<![A-Za-z]){mark}(?![A-Za-z])", text))
