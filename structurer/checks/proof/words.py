"""The words of labels and headings as one sheet uses them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from structurer.checks.proof.consume import Consumed, Lexicon
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_PLUS = re.compile(r"^\+ ")
"""The bullet of a list in a list, as text browsers print it."""
_WITH_UNITS = re.compile(r"\(単位\)$")
"""What the heading of names adds where each name has its unit in brackets: 指標名（単位）."""


@dataclass(frozen=True)
class KnownWords:
    """The words of a vocabulary, with the year of the sheet that places `前年度` and `令和7年度`.

    `letters` stand for sources, as the sheet's legend says.
    """

    lexicon: Lexicon
    fiscal_year: int | None
    letters: Mapping[str, Consumed] = field(default_factory=dict, compare=False)
    _said: dict[str, Consumed | None] = field(default_factory=dict, compare=False, repr=False)
    _heads_names: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    _heads_amounts: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def heads(self) -> frozenset[str]:
        """Headings of columns without amounts: names, texts, numbers."""
        return self.lexicon.heads

    def said(self, text: str) -> Consumed | None:
        """What a text says; None where a word of it is not known."""
        if text not in self._said:
            self._said[text] = self._lettered(text) or self.lexicon.consume(_PLUS.sub("", tidy(text)), self.fiscal_year)
        return self._said[text]

    def _lettered(self, text: str) -> Consumed | None:
        """What a letter of the sheet's legend stands for, alone or set apart behind 財源."""
        words = squeeze(text) if self.letters else ""
        return self.letters.get(words.removeprefix("財源"))

    def said_squeezed(self, text: str) -> Consumed | None:
        """What a text without spaces says."""
        return self.lexicon.consume(text, self.fiscal_year)

    def longest(self, text: str, place: int) -> tuple[int, Consumed] | None:
        """The longest known word at a place of a squeezed text, with what it says."""
        return self.lexicon.longest(text, place, self.fiscal_year)

    def is_heading(self, text: str) -> bool:
        """True for the heading of a column: consumed whole, or a word that heads names, texts or numbers."""
        said = self.said(text)
        return said is not None or self.heads_names(text)

    def is_name(self, leaf: tuple[str, ...]) -> bool:
        """True for the heading of a column without amounts: names, texts, numbers, 区分, 単位."""
        return self.heads_names(leaf[-1]) and not self.heads_amounts(leaf[-1])

    def heads_names(self, text: str) -> bool:
        """True for a word that heads names, texts or numbers, with their units or without."""
        if text not in self._heads_names:
            self._heads_names[text] = _WITH_UNITS.sub("", squeeze(text).lower()) in self.heads
        return self._heads_names[text]

    def heads_amounts(self, text: str) -> bool:
        """True for a heading that amounts stand under, whatever else it says."""
        if text not in self._heads_amounts:
            said = self.said(text)
            told = said is not None and (said.measures or said.stages or said.years or said.marks - {"group", "plain"})
            self._heads_amounts[text] = bool(told)
        return self._heads_amounts[text]

    def is_group(self, text: str) -> bool:
        """True for a heading over several columns: 財源内訳, 特定財源."""
        said = self.said(text)
        only = said is not None and "group" in said.marks and not said.measures and not said.stages
        return only and squeeze(text) not in {"区分", "項目", "備考", "段階"}

    def is_row_label(self, text: str) -> bool:
        """True for the label of a row (`要求額`), whose unit speaks of that row and of no table; 予算額・決算額 names several."""
        said = self.said_squeezed(text) if text else None
        told = said is not None and bool(said.stages or said.years) and len(said.stages) < len(("one", "another"))
        return told and said is not None and "group" not in said.marks
