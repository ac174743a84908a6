"""One cite at a time: the figure a model meant, its value computed here, and the row label it stands beside.

What stands nowhere in the source becomes an ungrounded cite, so that a check can name it. What is no number at all
has no value that could stand in a table: it is kept apart as an ungrounded mention.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median_low
from typing import Protocol

from structurer.labels.moment import printed_moment
from structurer.reading.locate import Places
from structurer.sheet.model import Cite, Label, Mention
from structurer.text import lazy_re as re
from structurer.text.money import amount_text, fold, whole
from structurer.text.scan import Token, scan
from structurer.text.source import Figure, Unit
from structurer.text.words import heading

_BLANK = re.compile(r"[-ー‐\s]*|null|none|なし|空欄", re.IGNORECASE)
_OFFSET = re.compile(r"[+-]?\d")
_NEXT_YEAR = re.compile(r"(?P<after>翌々)年度|翌年度|次年度")
_LONGEST_AMOUNT = 64  # digits: what a record stores; no budget has more, and a longer number is an attack


class Citing(Protocol):
    """Any part of a reply that cites a figure."""

    @property
    def id(self) -> str | None:
        """The figure's id, as the model gave it."""

    @property
    def printed(self) -> str:
        """The figure's print, as the model gave it."""


@dataclass(frozen=True, slots=True)
class GroundedRow:
    """A row's label and, for each of its cites in order, the figure that was found for it."""

    label: Label
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Ground:
    """The source that cites are grounded in. `rejected` gathers the prints that are no number."""

    places: Places
    fiscal_year: int | None
    rejected: list[Mention] = field(default_factory=list)

    def name(self, text: str | None) -> Label | None:
        """A name as the source prints it, None where none is given."""
        return None if text is None or not text.strip() else self.places.label(text)

    def firm(self, cells: Iterable[Citing]) -> list[Figure | None]:
        """The figures with only one possible place."""
        return [self.places.firm(cell.id, cell.printed) for cell in cells]

    def heading(self, text: str | None, figures: Iterable[Figure | None]) -> Label | None:
        """A table's heading: the last place of these words at or above the table's first figure."""
        if text is None or not text.strip():
            return None
        label = self.places.label(text, near=min((f.line for f in figures if f is not None), default=None))
        return label.model_copy(update={"text": heading(label.text)})

    def row(
        self, text: str, cells: Sequence[Citing], firm: Sequence[Figure | None], above: Label | None = None
    ) -> GroundedRow:
        """A row grounded in three steps: the figures with only one possible place, the label near them, the other figures near it."""
        figures = [*firm]
        lines = [figure.line for figure in figures if figure is not None]
        after = None if above is None else above.line
        label = self.places.label(text, near=median_low(lines) if lines else None, after=after)
        taken = {figure.id for figure in figures if figure is not None}
        for number, cell in enumerate(cells):
            figure = figures[number] or self.places.near(cell.printed, label.line, frozenset(taken))
            figures[number] = figure
            taken |= set() if figure is None else {figure.id}
        return GroundedRow(label, tuple(figures))

    def cite(
        self, figure: Figure | None, printed: str, unit: Unit, label: Label, beside: int | None = None
    ) -> Cite | None:
        """A cite of the figure, ungrounded where it has no value in this unit; None where no number is printed."""
        if _BLANK.fullmatch(fold(printed)) is not None:
            return None
        amount = None if figure is None else figure.amount(unit, beside)
        if figure is not None and amount is not None and len(amount) <= _LONGEST_AMOUNT:
            return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)
        said = said_amount(printed, unit, self.places.scale_near(label.line))
        if said is None:
            lost = Cite(figure=None, printed=printed, amount="0", unit=Unit.OTHER)
            self.rejected.append(Mention(text=label.text, cite=lost))
            return None
        line = None if figure is None else figure.line
        return Cite(figure=None, printed=printed, amount=said, unit=unit, line=line)

    def year(self, text: str | None) -> int:
        """The distance in years of a printed year from the sheet's own; 0 where none is given."""
        said = "" if text is None else fold(text).strip()
        if _OFFSET.fullmatch(said) is not None:
            return int(said)
        coming = _NEXT_YEAR.search(said)
        if coming is not None:
            return 1 if coming["after"] is None else 2
        return printed_moment(said, self.fiscal_year).year_offset or 0


def said_amount(printed: str, unit: Unit, scale: int | None) -> str | None:
    """The value of a print that the source lacks, as far as it can be read; None where it is no number."""
    tokens = [token for token in scan(printed) if token.number is not None or token.ratio is not None]
    amount = None if len(tokens) != 1 else _token_amount(tokens[0], unit, scale)
    return amount if amount is not None and len(amount) <= _LONGEST_AMOUNT else None


def _token_amount(token: Token, unit: Unit, scale: int | None) -> str | None:
    if token.ratio is not None:
        return f"{token.ratio[0]}/{token.ratio[1]}"
    if token.number is None:
        return None
    factor = token.scale if token.scale is not None else (scale or 1) if unit is Unit.YEN else 1
    return amount_text(whole(token.number * Decimal(factor)))
