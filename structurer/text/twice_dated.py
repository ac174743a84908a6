"""Years that are printed twice, by era and Western: 令和8（2026）年度 is 令和8年度 where the two agree."""

from structurer.text import lazy_re as re
from structurer.text.era import western_year

_TWICE = re.compile(
    r"(?P<year>(?:令和|平成|昭和|(?<![A-Za-zＡ-Ｚａ-ｚ])[RHSＲＨＳ])[ \u3000]?(?:元|\d{1,2}))(?P<own>年度?)?"
    r"[ \u3000]?[(（][ \u3000]?(?:西暦)?(?P<western>\d{4})(?:年度?)?[ \u3000]?[)）](?P<word>年度?)?"
)


def dated_once(text: str) -> str:
    """A text, as long as before, with each such year as one, behind blanks: what follows a year touches it as it did.

    Where the two years differ both stay, and neither is believed.
    """
    return _TWICE.sub(_once, text) if _TWICE.search(text) is not None else text


def named_once(text: str) -> str:
    """Words with each such year as one, without the blanks: so a label is the same whichever way its year is printed."""
    return _TWICE.sub(lambda match: _once(match).lstrip(), text)


def spans_of_both(line: str) -> list[tuple[int, int]]:
    """Where in a line such years stand."""
    return [match.span() for match in _TWICE.finditer(line)]


def _once(match: re.Match[str]) -> str:
    word = match["own"] or match["word"] or ""
    doubled = match["own"] is not None and match["word"] is not None
    agree = western_year(match["year"]) == int(match["western"])
    return f"{match['year']}{word}".rjust(len(match[0])) if agree and word and not doubled else match[0]
