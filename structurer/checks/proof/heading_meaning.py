"""What a heading says: every word of it known, or nothing."""

from dataclasses import dataclass, field
from functools import cached_property

from structurer.checks.proof.consume import SILENT, Consumed, Lexicon
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.heading_words import HEADING_WORDS, PHRASES, SPENT
from structurer.checks.proof.later import LATER_YEARS
from structurer.sheet.model import Measure, Stage
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_REFERENCE = re.compile(r"[(（]?参考[)）]?[:：]?(?=.)")
"""What stands before the amounts of an earlier year, which are a reference."""
EARLIER = "earlier"
"""The mark of a heading under which the amounts are of earlier years."""
_UNTIL = re.compile(
    r"(?:(?:前年度|昨年度)まで|これまで|(?:過去|直近)(?:の?[\d数]{1,2}[かカヵケヶ箇]?年(?:間|度)?)?)の?"
)
"""How such a heading begins: 前年度までの状況, 過去３年間の推移. The words of its rows say which years they are."""
_PART = re.compile(r"(?P<what>[一-龠]*[^区部処配持充])分(?:$|の|[()（）]|(?=事業費|経費|予算|費用))|当初計画")
_OF_YEAR = re.compile(r"[(（](?:令和|平成|[本今前])[元\d]{0,2}年度(?:実施)?(?:事業)?分[)）]")
"""Of which year's projects a list is: 細事業一覧（令和6年度実施事業分）."""
_PART_OF_COST = re.compile(
    r"補助(?:対象)?(?:の?(?:事業費|経費|費用|予算)|[)）]$|$)|(?<=[(（])(?:人件費|単価|資本的|収益的|収入)[)）]"
    r"|(?:資本的|収益的|公共事業以外)の?(?:事業費|経費|費用|予算)"
)
"""Beside the word of a cost: of which part of the money it is."""
_WITH = re.compile(r"(?P<what>.+?)との(?:比較|差|対比)")
"""A part of something, and a comparison with something."""
_OF_MORE = re.compile(
    r"(?:[部局課]|施策|制度|行政|公共事業|事業以外)の(?:当初|補正)?(?:予算|要求|査定|決定|計上|事業費|経費|職員|人員)"
)
"""An amount of a department or a policy, which a project is a part of: 部局の予算額."""


@dataclass(frozen=True)
class HeadingMeaning:
    """The meanings of the headings of one source."""

    grid: Grid
    lexicon: Lexicon
    fiscal_year: int | None
    _known: dict[str, Consumed | None] = field(default_factory=dict, compare=False)

    def of(self, text: str) -> Consumed | None:
        """A heading consumed whole: the words of labels and those that headings are made of."""
        words = squeeze(text)
        if words not in self._known:
            self._known[words] = self._of(words)
        return self._known[words]

    def _of(self, words: str) -> Consumed | None:
        if self.lexicon.is_heading(words):
            return SILENT
        if words in PHRASES:
            return SILENT if self._tells_what_was_spent else None
        if LATER_YEARS.fullmatch(words) is not None:
            return Consumed(stages=frozenset({Stage.FORECAST}))
        said = self.lexicon.once(_consumed, words, self.fiscal_year)
        if said is not None and self._is_of_what(words, said):
            return None
        earlier = None if said is not None else _REFERENCE.match(words)
        if earlier is None:
            return said
        said = self.lexicon.once(_consumed, words[earlier.end() :], self.fiscal_year)
        return said if said is not None and said.years and max(said.years) < 0 else None

    def _is_of_what(self, words: str, said: Consumed) -> bool:
        """True for words of a part (補助分) or of a comparison (計画との比較) of which nobody says what it is of or with."""
        costs = Measure.PROJECT_COST in said.measures or re.search(r"経費|費用|予算", words) is not None
        undated = _OF_YEAR.sub("", words)
        part = any(self._is_untold(found["what"] or words) for found in _PART.finditer(undated))
        return (
            part
            or _OF_MORE.search(words) is not None
            or (costs and _PART_OF_COST.search(words) is not None)
            or any(
                (one := self.lexicon.consume(found["what"], self.fiscal_year)) is None
                or not one.years
                or max(one.years) > -1
                for found in _WITH.finditer(words)
            )
        )

    def _is_untold(self, what: str) -> bool:
        """True for words of a part that are no year, no stage and no source."""
        said = self.lexicon.once(_consumed, what, self.fiscal_year)
        return said is None or not (said.years or said.stages or said.measures)

    @cached_property
    def _tells_what_was_spent(self) -> bool:
        return SPENT.search(squeeze(self.grid.source.drawn)) is not None


def _consumed(lexicon: Lexicon, text: str, fiscal_year: int | None) -> Consumed | None:
    """What a squeezed heading says; None where a word of it is neither a label's nor one that headings are made of."""
    place, sense = 0, SILENT
    while place < len(text):
        said = lexicon.longest(text, place, fiscal_year)
        word = HEADING_WORDS.match(text, place)
        until = _UNTIL.match(text, place)
        reach = max(0 if said is None else said[0], 0 if word is None else word.end() - place)
        if until is not None and until.end() - place > reach:
            place, sense = until.end(), sense + Consumed(marks=frozenset({EARLIER}))
            continue
        if said is None and word is None:
            return None
        if word is not None and (said is None or word.end() - place >= said[0]):
            place = word.end()
            continue
        assert said is not None  # noqa: S101  # for the type checker: one of the two is there
        place, sense = place + said[0], sense + said[1]
    return sense
