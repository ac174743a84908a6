"""Lines that say a year or a stage, and on which no proof rests: 内示 alone between two tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from structurer.checks.proof.consume import BUDGET, SILENT, Consumed
from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.heading_words import BRACKETS, MARK, NOTE
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.points import Proof
from structurer.checks.proof.residue import Note
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_NAMED = re.compile(r"[。\d元]|(?:額|予算|予算案|費|財源)$")
"""What a bare year or stage does not print, and how words end that name amounts, as headings do."""
_SHORT = 20
"""Letters of a line of one cell; a longer one is running text."""
_MONEY = frozenset({Table.COST, Table.FUNDING, Table.ITEM, Table.TOTAL})
_BUDGETED = frozenset({Stage.INITIAL, Stage.APPROVED, Stage.NONE})


def idle(outline: Outline, proofs: Sequence[Proof]) -> Iterator[Note]:
    """The short lines of the body that no proof rests on and that say another year or stage than the amounts right below."""
    rests = {line for proof in proofs for point in proof.points.values() if point is not None for line in point.lines}
    facts = [one.fact for one in proofs if one.fact.table in _MONEY and one.fact.measure is not Measure.CHANGE]
    heads = {one.row.position: one.row.first for one in outline.headings_of_rows}
    begins = next((row.position for row in outline.grid.rows if row.values or _is_marked(row, heads)), 0)
    for row in outline.grid.rows[begins:]:
        yield from (Note(row.first, tidy(text)) for text in _over_labels(outline, row, facts))
        headed = row.position in heads
        alone = _is_marked(row, heads) or ((headed or row.first not in rests) and _leads(outline, row, heads))
        if row.kind != "line" or row.values or not alone:
            continue
        said = bare_moment(outline, NOTE.sub("", squeeze(MARK.sub("", tidy(row.text), count=1))).strip(BRACKETS))
        if said is not None and not all(_fits(said, fact) for fact in _below(row, facts, heads)):
            yield Note(row.first, tidy(row.text))


def bare_moment(outline: Outline, words: str) -> Consumed | None:
    """What a year or a stage alone says, without a word of what it is of; None for any other words."""
    said = None if _NAMED.search(words) else outline.lexicon.consume(words, outline.fiscal_year)
    return None if said is None or said.marks or said.measures or Stage.TARGET in said.stages else said


def _over_labels(outline: Outline, row: PrintedRow, facts: Sequence[Fact]) -> Iterator[str]:
    """Cells of a row of headings over the labels of a drawn table that say another year or stage than its amounts."""
    if row.kind == "line" or row.values or any(cell.is_dash for cell in row.cells):
        return
    said = {
        n: one
        for n, cell in enumerate(row.cells)
        if (one := bare_moment(outline, NOTE.sub("", squeeze(cell.text)))) not in {None, SILENT}
    }
    below = list(takewhile(lambda one: one.kind == row.kind, outline.grid.rows[row.position + 1 :])) if said else []
    valued = [one for one in below if one.values]
    lines = {one.first for one in valued}
    for n, sense in said.items():
        column = [one.cells[n] for one in valued if n < len(one.cells)]
        labels = bool(column) and all(one.value is None and not one.is_dash for one in column)
        if labels and not all(_fits(sense, fact) for fact in facts if _line(fact) in lines):
            yield row.cells[n].text


def _leads(outline: Outline, row: PrintedRow, heads: Mapping[int, int]) -> bool:
    """True for a line between a marked heading or a blank line and a heading or running text: it is in no table of one cell a line."""
    above, below = outline.grid.rows[row.position - 1], outline.grid.below(row.position)
    opens = above.is_bare or above.kind != "line" or _is_marked(above, heads)
    return opens and len(row.cells) == 1 and below is not None and (below.position in heads or len(below.text) > _SHORT)


def _line(fact: Fact) -> int:
    return fact.cite.line or 0


def _is_marked(row: PrintedRow, heads: Mapping[int, int]) -> bool:
    return row.position in heads and MARK.match(tidy(row.text)) is not None


def _below(row: PrintedRow, facts: Sequence[Fact], heads: Mapping[int, int]) -> Sequence[Fact]:
    """The amounts from a line down to the second heading below it: the first may stand between it and them."""
    end = next(islice((first for first in heads.values() if first > row.first), 1, None), None)
    found = [one for one in facts if row.first < _line(one) and (end is None or _line(one) < end)]
    return [one for one in found if not one.year_offset] or found  # 前年度当初予算額 beside what 【要求】 is over


def _fits(said: Consumed, fact: Fact) -> bool:
    staged = fact.stage.value in said.stages or (BUDGET in said.stages and fact.stage in _BUDGETED)
    return (not said.years or fact.year_offset in said.years) and (not said.stages or staged)
