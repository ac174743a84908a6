"""The unit of an amount: its own, its cell's, or the caption's over its table."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from structurer.checks.proof.consume import Consumed
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.points import Point
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.unit import Caption
from structurer.checks.proof.unit_words import told_units
from structurer.sheet.facts import Fact
from structurer.sheet.model import Table
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze

_MONEY_TABLES = frozenset({Table.COST, Table.FUNDING, Table.ITEM, Table.TOTAL})
_GRIDS = frozenset({"cell", "screen", "count"})
_COUNTED = re.compile(r"\s*(?:人|名|[%％]|[百千万億]+)\s*(?=[|\t]|$)")
"""A unit that is none of money, alone behind a number to the end of its cell."""
_MEASURED = re.compile(r"\d[千万]?(?:ha|km|kg|m|t|ヘクタール)$")
"""A count that is a measure: 91ha."""
_KINDS = {Kind.HEADCOUNT: Unit.PERSON, Kind.PERCENT: Unit.PERCENT, Kind.COUNT: Unit.COUNT}


@dataclass(frozen=True)
class FigureUnits:
    """The units of the figures of one source, with its captions; `section` gives the position of the heading over a row."""

    grid: Grid
    captions: Sequence[Caption]
    section: Callable[[int], int]
    _over: dict[tuple[int, int], Caption | None] = field(default_factory=dict)

    def point(self, fact: Fact, figure: Figure, spot: Spot, said: Consumed) -> Point | None:
        """By what the unit of an amount is proved; `said` is what the words around it say."""
        if fact.cite.unit is Unit.YEN:
            return self._money(fact, figure, spot, said)
        if fact.table in _MONEY_TABLES:
            return None
        return self._counted(fact, figure, spot)

    def _money(self, fact: Fact, figure: Figure, spot: Spot, said: Consumed) -> Point | None:
        line = self.grid.source.lines[figure.line - 1]
        if figure.number is None or _COUNTED.match(line.drawn, figure.end - line.start) is not None:
            return None
        scale, point = self._scale(figure, spot, said)
        named = () if fact.table in _MONEY_TABLES or spot.beside or said.units else _named_units(spot)
        if named and figure.scale is None:  # 被害額（千円）, the name of an indicator with its unit
            money = [n for unit, n in named if unit is Unit.YEN]
            scale, point = (money[0] if len(money) == len(named) == 1 else None), Point("cell", spot.lines)
        if figure.number == 0 and scale is None:
            return Point("figure", (figure.line,), "0")
        apart = (
            scale is not None
            and (spot.by in _GRIDS or self._is_in_section(figure))
            and fact.table in _MONEY_TABLES
            and self._is_captioned_apart(figure, spot, scale)
        )
        return point if scale is not None and not apart and _is_worth(figure.number, scale, fact.cite.value) else None

    def _is_captioned_apart(self, figure: Figure, spot: Spot, scale: int) -> bool:
        """True for an amount whose caption, or the corner of whose table, names another unit of money than its own or its heading's."""
        corner = self.grid.rows[spot.top].cells[:1] if spot.by in _GRIDS else ()
        noted = [n for cell in corner for unit, n in _noted(cell.text) if unit is Unit.YEN]
        if any(n != scale for n in noted):
            return True
        caption = self._over_row(self.grid.row_of(figure.line), spot.top)
        return caption is not None and caption.scale(Unit.YEN) not in {None, scale}

    def _is_in_section(self, figure: Figure) -> bool:
        """True where the caption over a line is in the nearest heading over it, or below that: 財源（百万円） over 6,900千円."""
        row = self.grid.row_of(figure.line)
        caption = self._over_row(row, row.position)
        return caption is not None and self.section(row.position) <= caption.position < row.position

    def _is_headed_apart(self, unit: Unit, spot: Spot) -> bool:
        """True where the heading right over a table, or a caption below that, names units and none of this kind."""
        begins = self.section(spot.top)
        if any(row.values for row in self.grid.rows[begins : spot.top]):
            return False
        over = [one for one in self.captions if begins <= one.position < spot.top]
        told = [*_noted(self.grid.rows[begins].text), *(found for one in over for found in one.units or ())]
        return bool(told) and not any(kind is unit or (kind, unit) == (Unit.COUNT, Unit.OTHER) for kind, _ in told)

    def _scale(self, figure: Figure, spot: Spot, said: Consumed) -> tuple[int | None, Point]:
        """How many yen one of the printed number is, and what says so; the nearest word is the one that counts."""
        told = told_units(spot.beside[0]) if spot.beside else told_units("、".join(sorted(said.units)))
        money = [scale for unit, scale in told or () if unit is Unit.YEN]
        if figure.scale is not None:  # 要求額（百万円）: 7,000千円 is in neither
            noted = [
                scale
                for text in _BRACKETED.findall(spot.own)
                for unit, scale in told_units(text) or ()
                if unit is Unit.YEN
            ]
            apart = (bool(spot.beside or said.units) and money != [figure.scale]) or any(
                one != figure.scale for one in noted
            )
            return (None if apart else figure.scale), Point("figure", (figure.line,))
        if spot.beside or said.units:
            return (money[0] if len(money) == 1 else None), Point("cell", spot.lines)
        caption = self._over_row(self.grid.row_of(figure.line), spot.top)
        if caption is None:
            return None, Point("caption")
        return caption.scale(Unit.YEN), Point("caption", (caption.line,))

    def _is_unitless(self, figure: Figure, spot: Spot) -> bool:
        """True in a row with a name and, in the column of units, nothing: a row below its indicator's has no name either."""
        row, column = self.grid.row_of(figure.line), None
        tops = self.grid.rows[spot.top : row.position] if row.kind != "line" else ()
        for top in tops:
            column = next((cell.index for cell in top.texts if squeeze(cell.text) == "単位"), column)
        if column is None or not 0 < column < len(row.cells):
            return False
        name, unit = row.cells[column - 1], squeeze(row.cells[column].text)
        blank = unit in {"", "-", "－", "―", "ー", "千", "万", "百万"} or _ODD_UNIT.search(unit) is not None
        return bool(name.text.strip()) and name.value is None and blank

    def _captioned(self, figure: Figure, spot: Spot) -> tuple[tuple[Unit, int], ...]:
        """The units that the caption over a table of things counted names: 成果指標（単位：社）."""
        caption = self._over_row(self.grid.row_of(figure.line), spot.top)
        united = any(_UNITED.search(text) is not None for text in spot.label)  # 売上高　億円 says its own
        return () if caption is None or united else caption.units or ()

    def _over_row(self, row: PrintedRow, top: int) -> Caption | None:
        """The caption in force over a row, looked for once for all of its figures."""
        if (row.position, top) not in self._over:
            self._over[row.position, top] = self._caption(row, top)
        return self._over[row.position, top]

    def _caption(self, row: PrintedRow, top: int) -> Caption | None:
        """The nearest caption over a table or in it, else the only one below it."""
        above = self._last_to(max(row.position, top))
        after = self._last_to(row.position) + 1
        if above >= 0:
            nearest = self.captions[above]
            below = self.captions[after] if after < len(self.captions) else None
            apart = below is not None and below.units != nearest.units and self._is_below(row, below)
            return None if apart or self._is_contradicted(above) else nearest
        return self.captions[0] if len({caption.units for caption in self.captions}) == 1 else None

    def _is_contradicted(self, place: int) -> bool:
        """True for a caption that follows one of another unit of money, with no amount between them: 財源（百万円） over （単位：千円）.

        One that nobody understands (千ドル) may be of any.
        """
        nearest, before = self.captions[place], self.captions[place - 1] if place else None
        if before is None:
            return False
        scales = {caption.scale(Unit.YEN) for caption in (before, nearest)} - {None}
        between = self.grid.rows[before.position + 1 : nearest.position]
        return (len(scales) > 1 or before.units is None) and not any(row.values for row in between)

    def _last_to(self, position: int) -> int:
        """The place of the last caption down to a row; -1 where there is none."""
        return bisect_right(self.captions, position, key=lambda caption: caption.position) - 1

    def _is_below(self, row: PrintedRow, caption: Caption) -> bool:
        """True where nothing but the rest of the table is between a row and a caption, and no other table follows it."""
        between = self.grid.rows[row.position + 1 : caption.position]
        after = [found for found in self.grid.rows[caption.position + 1 : caption.position + 4] if not found.is_bare]
        leads = caption.is_row or any(found.kind != "line" or len(found.texts) > 1 for found in after)
        if len(row.cells) == 1:  # one cell a line: what follows a caption is the table that it leads
            leads = any(found.values for found in self.grid.rows[caption.position + 1 :])
        return not leads and all(found.is_bare or found.values or found.kind == row.kind for found in between)

    def _counted(self, fact: Fact, figure: Figure, spot: Spot) -> Point | None:
        """The unit of a number that is no money: persons, percent, things counted."""
        value, unit = None if figure.number is None else Fraction(figure.number), fact.cite.unit
        over = [kind for text in spot.columns for kind, _ in _noted(text)]
        if over and not any(kind is unit or (kind, unit) == (Unit.COUNT, Unit.OTHER) for kind in over):
            return None  # 令和6年度（百万円） over 60人
        if fact.table is not Table.STAFF and not over and self._is_headed_apart(unit, spot):
            return None  # 成果指標（百万円） over 60人
        told = told_units(spot.beside[0]) if spot.beside else None
        point = Point("cell", spot.lines)
        if figure.kind in _KINDS:
            measured = figure.kind is Kind.COUNT and _MEASURED.search(figure.printed) is not None
            own = Unit.OTHER if measured else _KINDS[figure.kind]
            fits, point = own is unit and value == fact.cite.value, Point("figure", (figure.line,))
        elif fact.table is Table.STAFF:
            fits = value == fact.cite.value and set(told or ((Unit.PERSON, 1),)) == {(Unit.PERSON, 1)}
        elif self._is_unitless(figure, spot):
            return None
        elif spot.beside and told is None:  # a unit that no caption knows (校区): a count of such
            odd = _ODD_UNIT.search(squeeze(spot.beside[0])) is not None
            counted = {Unit.OTHER} if "‰" in spot.beside[0] else {Unit.COUNT, Unit.OTHER}
            fits = not odd and unit in counted and value == fact.cite.value
        else:
            alike = {unit, Unit.COUNT} if unit is Unit.OTHER else {unit}
            units = told or tuple(_row_units(self.grid.row_of(figure.line), spot)) or self._captioned(figure, spot)
            fits = value is not None and any(kind in alike and value * n == fact.cite.value for kind, n in units)
        return point if fits else None


_ODD_UNIT = re.compile(r"人[(（].*円|以外|[隣他]県|か年|\?|？")
"""In a cell of units: what takes the number back, or gives it two units."""
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")
_NOTED = re.compile(r"\((?P<unit>[^()]+)\)$")
"""The unit behind the name of an indicator: 参加団体数(団体)."""
_UNITED = re.compile(
    r"[円%％]|ドル|ユーロ|パーセント"
    r"|[\s(（/／](?:[千万百億]{0,2}[人件社回戸団体箇所]{1,2}|[A-Za-z㎡㎞]{1,4}|トン|ヘクタール)[)）]?\s*$"
)
"""A name that says the unit of its own amounts."""


def _noted(text: str) -> tuple[tuple[Unit, int], ...]:
    """The units in brackets in a text, each of them known: 令和6年度（百万円）."""
    if "(" not in text and "（" not in text:
        return ()
    return tuple(unit for words in _BRACKETED.findall(text) for unit in told_units(words) or ())


def _is_worth(number: Decimal, scale: int, value: Fraction) -> bool:
    """True where a number times a scale is a value, exactly: both as whole numbers over the same denominator."""
    numerator, denominator = number.as_integer_ratio()
    return numerator * scale * value.denominator == value.numerator * denominator


def _named_units(spot: Spot) -> tuple[tuple[Unit, int], ...]:
    """The units in brackets behind the names of a label, every one of them known."""
    noted = (found["unit"] for text in spot.label if (found := _NOTED.search(squeeze(text))) is not None)
    return tuple(unit for text in noted for unit in told_units(text) or ())


def _row_units(row: PrintedRow, spot: Spot) -> Iterator[tuple[Unit, int]]:
    """The units that stand in cells of a row, or behind its name."""
    yield from _named_units(spot)
    for cell in row.texts:
        yield from told_units(cell.text) or ()
