"""Tables drawn one cell a line: headings one below the other, and records of as many lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from structurer.checks.proof.columns import Columns
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.headers import CAPTION, FARTHEST, HEADED, NUMBERED
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.text.words import squeeze, tidy

_SHORTEST = 8
"""Letters of a heading of names; a section of a sheet has more, or a mark."""
_INSTEAD = frozenset({"皆増", "皆減", "新規", "終了", "廃止", "なし", "―"})
"""What stands in a column of changes where no difference is printed."""


@dataclass(frozen=True)
class Stacks:
    """The tables of one source that are drawn one cell a line."""

    grid: Grid
    words: KnownWords
    columns: Columns

    def spot(self, row: PrintedRow) -> Spot:
        """A table drawn one cell a line: every record has as many lines as there are headings, dashes included."""
        headed = self._heads(row)
        if headed is None:
            return Spot(None)
        heads, begin = headed
        unproved = Spot(None, why=f"「{' / '.join(tidy(found.text) for found in heads)}」")
        leaves = self.columns.flat([found.text for found in heads])
        if leaves is None:
            return unproved
        width = len(leaves) if self.words.is_name(leaves[0]) else len(leaves) + 1
        place = row.position - begin
        column = place % width - (width - len(leaves))
        body = self.grid.rows[begin : begin + place - place % width + width]
        records = [body[n : n + width] for n in range(0, len(body), width)]
        if len(body) <= place or column < 0 or not all(self._is_record(record, leaves) for record in records):
            return unproved
        record = body[place - place % width]
        lines = (record.first, row.first, *(found.first for found in heads))
        return Spot("count", (record.text,), leaves[column], "", (), lines, heads[0].position)

    def _heads(self, row: PrintedRow) -> tuple[list[PrintedRow], int] | None:
        """The nearest two headings or more that stand one below the other above a line, and where the first record begins."""
        rows = self.grid.rows
        run: list[PrintedRow] = []
        for place in range(row.position - 1, max(-1, row.position - FARTHEST), -1):
            above = rows[place]
            if not above.is_bare and self._is_head(above):
                run.insert(0, above)
                continue
            if len(run) > 2 or (len(run) == 2 and not _is_amount(rows[run[-1].position + 1])):
                break
            if not _is_single(above):
                return None
            run = []
        corner = next((n for n, head in enumerate(run[:-2]) if squeeze(head.text).lower() in self.words.heads), 0)
        run = run[corner:]
        if len(run) < 2 or self._is_cornered(run[0]):
            return None
        labelled = _is_amount(rows[run[-1].position + 1])
        heads = run[:-1] if labelled else run
        return (heads, run[-1].position if labelled else run[-1].position + 1) if len(heads) > 1 else None

    def _is_cornered(self, first: PrintedRow) -> bool:
        """True where the heading of the names is a word that nobody knows: 川端市 over 前年度予算額."""
        above = self.grid.rows[first.position - 1] if first.position else None
        if above is None or above.is_bare or squeeze(first.text).lower() in self.words.heads:
            return False
        marked = CAPTION.search(above.text) or NUMBERED.match(above.text) or HEADED.match(above.text)
        return (
            not marked
            and not above.values
            and len(squeeze(above.text)) <= _SHORTEST
            and not self.words.is_heading(above.text)
        )

    def _is_head(self, row: PrintedRow) -> bool:
        """True for a line that is a heading and nothing else."""
        single = row.kind == "line" and not row.values and bool(row.texts)
        marked = CAPTION.search(row.text) or NUMBERED.match(row.text)
        return single and self.words.is_heading(row.text) and not marked

    def _is_record(self, record: Sequence[PrintedRow], leaves: Sequence[tuple[str, ...]]) -> bool:
        """True for a label and, under each heading of amounts, an amount, a dash, nothing, or a word that stands for one."""
        if len(record) < len(leaves) or not record[0].texts or record[0].values:
            return False
        cells = list(zip(record[-len(leaves) :], leaves, strict=False))
        held = [row for row, leaf in cells if row is not record[0] and not self.words.is_name(leaf)]
        fits = all(_is_amount(row) or not row.cells or squeeze(row.text) in _INSTEAD for row in held)
        return fits and any(row.values for row in held)


def _is_single(row: PrintedRow) -> bool:
    """True for a line that is one cell: an amount, a dash, a heading, a name, a short text."""
    return row.kind == "line" and (not row.cells or (not row.is_bare and (len(row.cells) == 1 or not row.values)))


def _is_amount(row: PrintedRow) -> bool:
    """True for a line that is one amount, or a dash in its place."""
    return row.kind == "line" and len(row.cells) == 1 and (bool(row.values) or row.cells[0].is_dash)
