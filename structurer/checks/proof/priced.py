"""What an amount of a table is reckoned from in columns of its own: the price of one and how many, which have no field."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from structurer.checks.proof.place import Walker
from structurer.checks.proof.spot import Spot
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.source import Figure
from structurer.text.words import squeeze

_COUNTED = (
    r"(?:件|人|名|者|回|日|月|団体|箇所|か所|ヶ所|カ所|施設|事業所|校|園|社|戸|棟|世帯|台|個|本|部|枚|組|クラブ|地区)"
)
_PRICE = re.compile(
    rf"(?:(?:補助|委託|支給|平均|基準)?単価|(?:1{_COUNTED})?(?:当たり|あたり)の?(?:補助|交付|助成|支給|委託)?(?:基準)?(?:単価|金額|額|費用|経費))"
    r"(?:\((?:百万|千|万)?円\))?"
)
_COUNT = re.compile(rf"(?:予定|対象|見込|交付|補助|実施)?(?:{_COUNTED}数|数量)(?:\({_COUNTED}\))?")
_GRIDS = frozenset({"cell", "screen", "count"})


@dataclass(frozen=True)
class Prices:
    """The prices and counts of one sheet: `facts` are what its record holds."""

    walker: Walker
    facts: Sequence[Fact]

    def among(self, uncited: Sequence[Figure]) -> Iterator[Figure]:
        """The uncited figures under headings of a price and of a count whose product is the amount of their row, and the sum of counts."""
        rows: dict[tuple[int, int], tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
        totals: list[tuple[Figure, int]] = []
        for figure in uncited:
            spot = self.walker.in_table(figure)
            heading = "" if spot is None or spot.by not in _GRIDS else squeeze("".join(spot.columns))
            if spot is None or not heading:
                continue
            if _PRICE.fullmatch(heading) is not None:
                rows[spot.top, figure.line][0].append(figure)
            elif _COUNT.fullmatch(heading) is not None:
                rows[spot.top, figure.line][1].append(figure)
                totals += [(figure, spot.top)] if self._is_total(spot) else []
        counted: dict[int, Fraction] = defaultdict(Fraction)
        for (top, line), (prices, counts) in rows.items():
            if len(prices) == len(counts) == 1 and self._is_product(line, prices[0], counts[0]):
                counted[top] += Fraction(counts[0].number or 0)
                yield from (*prices, *counts)
        yield from (figure for figure, top in totals if top in counted and counted[top] == figure.number)

    def _is_total(self, spot: Spot) -> bool:
        said = self.walker.words.said(spot.label[-1]) if spot.label else None
        return said is not None and said.marks == {"total"} and not (said.years or said.stages)

    def _is_product(self, line: int, price: Figure, count: Figure) -> bool:
        """True where a price times a count is an amount of its row, of the sheet's own year."""
        product = Fraction(price.number or 0) * Fraction(count.number or 0)
        own = (fact for fact in self.facts if fact.cite.line == line and fact.is_money and fact.year_offset == 0)
        amounts = (fact for fact in own if fact.measure is not Measure.CHANGE)
        return any(product and product * (price.scale or self._scale(fact)) == fact.cite.value for fact in amounts)

    def _scale(self, fact: Fact) -> Fraction:
        """How many yen one of the printed number of an amount is."""
        figure = self.walker.grid.source.by_id.get(fact.cite.figure or "")
        return fact.cite.value / Fraction(figure.number) if figure is not None and figure.number else Fraction(0)
