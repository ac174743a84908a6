"""The figures that no table claims, by the tables they stand in: while one was not read, a sum accuses nobody."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from itertools import islice

from structurer.checks.reading import Reading
from structurer.checks.unclaimed import row_numbers, unexplained
from structurer.sheet.facts import Fact, SheetPath
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit

_BESIDE = 12  # lines above and below a table in which an unread row may be its own; further off it is another's
_NUMBERED = re.compile(r"[|\s(（]*")
_FARTHEST = 24  # characters: marks before a row number, and the beginning of the name behind it


class Unread:
    """The unexplained figures of a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, in the order of the source."""
        return unexplained(self.reading)

    @cached_property
    def _by_value(self) -> dict[Fraction, list[Figure]]:
        found: dict[Fraction, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            amount = figure.amount(Unit.YEN)
            if amount is not None and not self.is_number(figure):
                found[abs(Fraction(amount))].append(figure)
        return found

    def near(self, facts: tuple[Fact, ...], *, beside: bool) -> set[str]:
        """At most two of the figures that stand among the rows of the facts' tables, or beside them where asked."""
        found: set[str] = set()
        for first, last in self._spans(facts, beside=beside):
            start = bisect_left(self.figures, first, key=lambda figure: figure.line)
            inside = islice(self.figures, start, start + 2)
            found.update(figure.id for figure in inside if figure.line <= last)
            if len(found) > 1:
                break
        return found

    def worth(self, value: Fraction, facts: tuple[Fact, ...]) -> Figure | None:
        """The first figure of an amount, of either sign, that stands among the rows of the facts' tables or beside them."""
        same = self._by_value.get(abs(value), [])
        if not same or any(fact.cite.unit is not Unit.YEN for fact in facts):
            return None
        for first, last in self._spans(facts, beside=True):
            start = bisect_left(same, first, key=lambda figure: figure.line)
            if start < len(same) and same[start].line <= last:
                return same[start]
        return None

    def is_number(self, figure: Figure) -> bool:
        """True for a bare number that begins a line with more on it: it numbers the row."""
        if figure.id in self._row_numbers:
            return True
        line = self.reading.source.lines[figure.line - 1]
        before = figure.start - line.start
        if figure.kind is not Kind.PLAIN or before > _FARTHEST or _NUMBERED.fullmatch(line.drawn, 0, before) is None:
            return False
        return bool(line.drawn[before + len(figure.printed) :][:_FARTHEST].strip("|) ）　\t"))

    @cached_property
    def _row_numbers(self) -> set[str | None]:
        return row_numbers(self.reading)

    def _spans(self, facts: tuple[Fact, ...], *, beside: bool) -> list[tuple[int, int]]:
        tables = dict.fromkeys(map(_table, facts))
        found = [self._tables[table] for table in tables if table in self._tables]
        return [self._widened(*span) for span in found] if beside else found

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """A span up to the lines of other tables, and no further than a short way."""
        lines = self._lines
        above, below = bisect_left(lines, first), bisect_right(lines, last)
        start = max(first - _BESIDE, lines[above - 1] + 1 if above else 1)
        end = min(last + _BESIDE, lines[below] - 1 if below < len(lines) else last + _BESIDE)
        return min(start, first), max(end, last)

    @cached_property
    def _lines(self) -> list[int]:
        return sorted({fact.cite.line for fact in self.reading.facts if fact.cite.line is not None})

    @cached_property
    def _tables(self) -> dict[SheetPath, tuple[int, int]]:
        """The first and the last line of each table, its heading with it."""
        found: dict[SheetPath, tuple[int, int]] = {}
        for fact in self.reading.facts:
            heads = None if fact.heading is None else fact.heading.line
            lines = [line for line in (fact.cite.line, fact.label.line, heads) if line is not None]
            table = _table(fact)
            if lines:
                lines += found.get(table, ())
                found[table] = min(lines), max(lines)
        return found


def _table(fact: Fact) -> SheetPath:
    """The path of a fact's table; each lead line stands alone."""
    return fact.path[: 4 if fact.path[0] == "totals" else 2]
