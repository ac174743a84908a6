"""The owner of an amount: the headings over its table are the project's own."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.heading import RISK, TERM
from structurer.checks.proof.owner import Heading, Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point
from structurer.checks.proof.residue import AMOUNTS, SENTENCE
from structurer.checks.proof.row_label import is_bracketed
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.terms import TERMS
from structurer.text.words import squeeze, tidy


@dataclass(frozen=True)
class Owners:
    """The owners of the tables of one sheet; `labels` are the names of its rows."""

    outline: Outline
    walker: Walker
    labels: frozenset[str]
    _loose: dict[int, str | None] = field(default_factory=dict)
    _corners: dict[int, str | None] = field(default_factory=dict)

    def point(self, spot: Spot, line: int, year_offset: int, is_owned: Callable[[], bool]) -> Point | str:
        """By what the owner of an amount on a line is proved; else the printed words that stand against it."""
        chain = self._above(spot)
        other = [heading.text for heading in chain if heading.sense is not None and heading.sense.is_of_another_year]
        if other and year_offset == 0:
            return other[0]
        foreign = self._foreign(chain, is_owned)
        if foreign is None and spot.by in {"cell", "screen", "count"}:
            row = self.walker.grid.row_of(line)
            foreign = self._between(row) or self._cornered(row)
        return Point("chain", tuple(heading.row.first for heading in chain)) if foreign is None else foreign

    def _above(self, spot: Spot) -> tuple[Heading, ...]:
        """The headings over a table; the heading of its own names (No., 細事業名), alone on the table's first line, is none of them."""
        chain, known = self.outline.chain(spot.top), self.walker.headers.words
        if chain and spot.by in {"word", "sentence"} and self._is_item(chain[-1]):
            return chain[:-1]  # the name of an item over what is told of it, which is quoted
        own = spot.by == "count" and bool(chain) and chain[-1].row.position == spot.top
        return chain[:-1] if own and squeeze(chain[-1].row.text).lower() in known.heads else chain

    def _is_item(self, heading: Heading) -> bool:
        """True for the name of a row as the term of a definition list, or numbered and without a word of risk."""
        named = squeeze(heading.text) in self.labels
        numbered = re.sub(r"\\W", "", heading.mark).isdigit() and RISK.search(heading.text) is None
        return named and (heading.mark == TERM or numbered)

    def _foreign(self, chain: tuple[Heading, ...], is_owned: Callable[[], bool]) -> str | None:
        """The first heading that is not understood and is no free name under one that is."""
        for heading, above in zip(chain, [None, *chain], strict=False):
            if heading.sense is None and not (_is_free(heading, above) and is_owned()):
                return heading.text
        return None

    def _between(self, row: PrintedRow) -> str | None:
        """A line of words between the headings of a table and a row that is neither a part of a name nor understood."""
        if row.position not in self._loose:
            header = None if not row.values or len(row.cells) == 1 else self.walker.headers.over(row)
            passed = () if header is None else header.between
            self._loose[row.position] = next((found.text for found in passed if self._is_loose(found, row)), None)
        return self._loose[row.position]

    def _cornered(self, row: PrintedRow) -> str | None:
        """The heading over the labels of a table, where it is no word that stands over names, and no other heading that is known."""
        if row.position not in self._corners:
            self._corners[row.position] = self._corner(row)
        return self._corners[row.position]

    def _corner(self, row: PrintedRow) -> str | None:
        header = None if len(row.cells) == 1 else self.walker.headers.over(row)
        if header is None or not row.cells or row.cells[0].value is not None:
            return None
        corners = [top.cells[0].text for top in header.rows if len(top.cells) > 1 and self._is_over_label(top, row)]
        known = self.walker.headers.words.is_heading
        return next((tidy(text) for text in corners if text.strip() and not known(text)), None)

    def _is_over_label(self, top: PrintedRow, row: PrintedRow) -> bool:
        """True where the first cell of a heading row stands over the labels, and over no amount."""
        cell = top.cells[0]
        if cell.value is not None or not row.values:
            return False
        return top.kind != "line" or cell.narrow[0] < row.values[0].narrow[0] - 1

    def _is_loose(self, found: PrintedRow, row: PrintedRow) -> bool:
        text = squeeze(found.text)
        named = not is_bracketed(text) and any(text in name or name in text for name in self.labels)
        told = found.position >= row.position or named or text.startswith(TERMS) or self._is_told_of_item(text, row)
        said = self.outline.headings.consume(text)
        return not told and (said is None or bool(said.years))

    def _is_told_of_item(self, text: str, row: PrintedRow) -> bool:
        """True for a sentence between the items of a list, over which one heading stands and none of columns."""
        header = self.walker.headers.over(row)
        listed = header is not None and len(header.rows) == 1 and len(header.rows[0].texts) == 1
        return listed and text.endswith("。") and SENTENCE.search(text) is None and AMOUNTS.search(text) is None


def _is_free(heading: Heading, above: Heading | None) -> bool:
    """True for a name under a heading of the project that is understood."""
    if above is None or above.sense is None or above.is_title:
        return False
    return heading.is_free(listed=above.mark.startswith("#") and heading.mark[:1].isdigit())
