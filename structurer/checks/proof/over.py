"""A heading over a table, and what of its words names it."""

from dataclasses import dataclass

from structurer.checks.proof.consume import Consumed
from structurer.checks.proof.heading_words import BRACKETS, MARK
from structurer.text import lazy_re as re
from structurer.text.words import heading, squeeze, tidy

_QUALIFIED = re.compile(r"[(（][^()（）]*[)）]$")
AROUND = BRACKETS + " \u3000:："
"""What stands around the words of a heading."""
_NOTED = re.compile(
    r"[\s\u3000]*(?:[※＊*]|[、,。](?:(?:各?金額|各欄)の)?(?=[(（〔\[]))?"
    r"(?:[(（〔\[][\s\u3000]*[)）〕\]]|[(（]?(?:カッコ|かっこ|括弧)(?:書き?)?)[\s\u3000]*内(?:は|が|[:：])?[^()（）。]{2,20}[。)）]?$"
)
"""What a heading, or a caption (、金額の（　）内は前年度当初予算額）, adds of the amounts in brackets below it."""


@dataclass(frozen=True, slots=True)
class Over:
    """A heading over a table: its words, its line, and what they say where they are understood."""

    text: str
    line: int
    sense: Consumed | None
    is_title: bool = False
    is_free: bool = False
    group: str = ""
    """The group of rows left of their names, which heads them as well (財源内訳 in the first column)."""

    @property
    def is_known(self) -> bool:
        """True for a heading understood whole, or a marked name under one; no title, which says more than the table's."""
        return not self.is_title and (self.sense is not None or self.is_free)

    def is_called(self, given: str) -> bool:
        """True for the same heading with or without its mark and what it adds in brackets; for words of a title in a row."""
        if unmarked(given) in {unmarked(self.text), bare(self.text), unmarked(self.group)} - {""}:
            return True
        parts = self.text.split() if self.is_title else []
        return any(
            squeeze("".join(parts[first:last])) == squeeze(given)
            for first in range(len(parts))
            for last in range(first + 1, len(parts) + 1)
        )


def bare(text: str) -> str:
    """A heading without its mark, its brackets and what it adds in brackets at its end."""
    words = squeeze(MARK.sub("", tidy(heading(text)), count=1))
    return (_QUALIFIED.sub("", words) or words).strip(AROUND)


def unmarked(text: str) -> str:
    """A heading without its mark and its brackets."""
    return squeeze(MARK.sub("", tidy(heading(text)), count=1)).strip(AROUND)


def unnoted(text: str) -> str:
    """A heading without a note on amounts in brackets behind it; the bracket that holds both stays closed."""
    found = _NOTED.search(text)
    if found is None:
        return text
    rest = text[: found.start()]
    return f"{rest})" if rest.count("(") + rest.count("（") > rest.count(")") + rest.count("）") else rest
