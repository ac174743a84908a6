"""The terms of a subsidy: a rate, an upper limit or a count beside the word that names it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point, Proof
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze

_RATE = ("補助率", "負担率", "助成率", "補助率等", "国")
_CAP = ("補助上限額", "上限額", "補助限度額", "限度額", "上限", "助成上限額")
_NAMES = {Measure.RATE: _RATE, Measure.CAP: _CAP}
TERMS = (*_RATE[:4], *_CAP, "対象経費", "補助対象", "負担割合", "件数")
"""What a line of a subsidy's terms begins with: such a line stands between an item and its amounts."""
_AFTER_LABEL = "はを:：|（( 　"
_PAYERS = frozenset({"", "国", "県", "都", "府", "道", "市", "町"})
"""Who bears a rate: `県1/2` in a cell under 補助率."""
_LETTER = "[一-龠々ァ-ヶー]"
"""Letters that names are made of: before or behind a name they make it a part of another."""
_NEAR = 12
"""Letters that the word of a count may stand before it, and that qualify a number behind it: `補助件数は年間10件程度`."""


@dataclass(frozen=True)
class Terms:
    """The terms of the subsidies of one source."""

    walker: Walker

    def prove(self, proof: Proof, figure: Figure) -> None:
        """Put the place and the unit of a term into its proof."""
        before, after = self._around(figure)
        row = self.walker.grid.row_of(figure.line)
        rated = proof.fact.measure is Measure.RATE and self._is_rated(row, figure)
        if not self._is_whole(proof.fact):
            proof.why["place"] = f"「{proof.fact.row}」"
        elif rated or _is_named(proof.fact.measure, before, after):
            proof.points["place"] = Point("word", (figure.line,))
        else:
            proof.why["place"] = f"「{before[-_NEAR:] or proof.fact.row}」"
        own = _is_own_unit(proof.fact, figure)
        proof.points["unit"] = Point("figure", (figure.line,)) if own else None
        if not own:
            proof.why["unit"] = f"「{before[-_NEAR:] or proof.fact.row}」"

    def _is_whole(self, fact: Fact) -> bool:
        """True where the subsidy's name is no part of a longer word of its line: 空き家改修費補助 of 空き家改修費補助金."""
        drawn = self.walker.grid.source.lines[(fact.label.line or fact.cite.line or 1) - 1].drawn
        name = r"\s*".join(map(re.escape, squeeze(fact.row)))
        whole = re.search(rf"(?<!{_LETTER}){name}(?!{_LETTER})", drawn)
        return whole is not None or re.search(name, drawn) is None

    def _around(self, figure: Figure) -> tuple[str, str]:
        """The words of its row before a figure, and those right behind it."""
        source, row = self.walker.grid.source, self.walker.grid.row_of(figure.line)
        start = row.cells[0].start if row.cells else source.lines[figure.line - 1].start
        before = squeeze(source.drawn[start : figure.start]).rstrip(_AFTER_LABEL)
        if not before and row.position:  # （補助率 at the end of the line before
            above = self.walker.grid.rows[row.position - 1]
            before = squeeze(above.text).rstrip(_AFTER_LABEL) if not above.values else ""
        return before, squeeze(source.drawn[figure.end : figure.end + _NEAR])

    def _is_rated(self, row: PrintedRow, figure: Figure) -> bool:
        """True for `県1/2` in a cell under 補助率等."""
        cell, header = row.cell_at(figure.start), self.walker.headers.over(row)
        if cell is None or header is None or not header.is_even_with(row):
            return False
        heading = squeeze(header.rows[-1].cells[cell.index].text)
        return heading.startswith(_RATE[:3]) and squeeze(cell.text[: figure.start - cell.start]) in _PAYERS


def _is_named(measure: Measure, before: str, after: str) -> bool:
    """True for a term behind its word, or one whose own words say that it is an estimate or a limit."""
    if measure in _NAMES:
        return before.endswith(_NAMES[measure])
    capped = any(word in before for word in _CAP) and after.startswith(("程度", "を予定", "以内", "予定"))
    counted = after.startswith("程度") or "件数" in before[-_NEAR:]
    return capped or (measure is Measure.COUNT and counted)


def _is_own_unit(fact: Fact, figure: Figure) -> bool:
    """True where the unit of a term is printed at its figure."""
    unit, number = fact.cite.unit, figure.number
    if unit is Unit.YEN:
        return figure.scale is not None and number is not None and Fraction(number) * figure.scale == fact.cite.value
    if unit is Unit.RATIO:
        return figure.ratio is not None
    return unit is Unit.COUNT and figure.kind is Kind.COUNT
