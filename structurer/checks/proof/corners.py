"""The first words of a row of headings, which stand over the names of rows."""

from dataclasses import dataclass, field, replace

from structurer.checks.proof.consume import BUDGET, SILENT, Consumed
from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.head_fields import DESCRIBED, FIELD
from structurer.checks.proof.headers import CAPTION
from structurer.checks.proof.heading_words import BRACKETS, CLOSING, MARK, NOTE, PHRASES, RISK
from structurer.checks.proof.later import LATER_YEARS
from structurer.checks.proof.offices import is_office, is_own_office
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.titles import TITLE_YEAR
from structurer.sheet.model import SOURCES, Stage
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_NARROW = re.compile(r"特定|予備|補助|負担|補正|繰越|基金|起債|[県市]債|人件|職員|参考|決算|保留|別途")
"""Of a heading in the corner of a drawn table: what makes all amounts below it a part, or another's."""
_OTHER_BUDGETS = frozenset({Stage.SUPPLEMENTARY, Stage.SETTLED, Stage.CARRIED_OVER, Stage.DEFERRED, Stage.SEPARATE})
_FOR_REFERENCE = re.compile(r"人件費[(（]参考[)）]")
"""What staff costs, beside what the project asks for: its words say nothing else of the table."""
_PART = re.compile(r"[(（](?:[国県市町]|うち|除|[補別])|^[前昨翌]年度?区分|^[翌次]年度?$")
"""What a heading over names may add that makes other amounts of theirs: 区分(国費), 前年度区分."""


@dataclass(frozen=True)
class Corners:
    """The words over the names of the tables of one sheet."""

    outline: Outline
    walker: Walker
    _found: dict[int, str | None] = field(default_factory=dict)

    def over(self, row: PrintedRow) -> str | None:
        """The heading over the labels of a table, where it is no word that stands over names, and no other heading that is known."""
        if row.position not in self._found:
            self._found[row.position] = self._corner(row)
        return self._found[row.position]

    def _corner(self, row: PrintedRow) -> str | None:
        header = None if len(row.cells) == 1 else self.walker.headers.over(row)
        if header is None or not row.cells or row.cells[0].value is not None:
            return None
        titles = (tidy(cell.text) for cell in self.walker.beside.titles(header) if not self._is_plain(cell.text))
        over = self._over_header(header.rows[0]) or next(titles, None)
        if over is not None:
            return over
        several = [top for top in header.rows if len(top.cells) > 1]
        tops = header.rows if several else ()  # a line alone among others stands over the labels, too
        leaves = header.rows[-1]
        corners = [
            _unnumbered(top)
            for top in tops
            if self._is_over_label(top, row) and top.cells[0].text.strip() and not _is_upper_half(top, leaves)
        ]
        even = header.is_even_with(row) and row.kind != "line"
        return next(
            (
                tidy(top.cells[0].text)
                for top in corners
                if (even and self._makes_part(top)) or not self._is_corner(top)
            ),
            None,
        )

    def _is_plain(self, text: str) -> bool:
        """True for words of headings, in brackets or not, that say nothing of year, stage, measure or owner: 歳出, 【財源内訳】."""
        said = self.outline.headings.consume(text.strip().strip(BRACKETS))
        silent = said is not None and replace(said, marks=said.marks - {"group"}) == SILENT
        return silent and RISK.search(squeeze(text)) is None

    def _makes_part(self, top: PrintedRow) -> bool:
        """True for words over names that make all of their amounts a source's, or a part: 県債内訳, 特定財源; not for 補助金名."""
        words = NOTE.sub("", squeeze(top.cells[0].text))
        if _NARROW.search(words) is not None and not words.endswith(("名", "名称")):
            return True
        said = self.outline.headings.consume(words)
        return said is not None and not said.measures.isdisjoint(SOURCES)

    def _is_corner(self, top: PrintedRow) -> bool:
        """True for a known heading over names that makes no other amounts of theirs; a year in a cell of its own does."""
        text, words = top.cells[0].text, self.walker.headers.words
        if self._is_of_years_below(top):
            return True
        safe = RISK.search(squeeze(text)) is None
        over = self.outline.headings.consume(text) if safe else None
        alone = top.kind == "line" and len(top.cells) == 1
        if over == SILENT and (alone or _NARROW.search(squeeze(text)) is None):
            return True  # 事業の内訳, set among the headings, is over the table and says nothing of the amounts
        if alone and over is not None and self.narrows(over):
            return False  # 県債の内訳, which is over all columns
        said = words.said(text)
        dated = top.kind != "line" and said is not None and bool(said.years - {0})
        other = top.kind != "line" and said is not None and bool(said.stages) and said.stages <= _OTHER_BUDGETS
        return not dated and not other and _PART.search(squeeze(text)) is None and words.is_heading(text)

    def _is_of_years_below(self, top: PrintedRow) -> bool:
        """True for a heading of no year, or of those that every column of amounts beside it says again, and of nothing else."""
        over = self.outline.headings.consume(NOTE.sub("", squeeze(top.cells[0].text)))
        said = [self.walker.headers.words.said(cell.text) for cell in top.texts[1:]]
        columns = [one for one in said if one is not None and (one.years or one.stages or one.measures)]
        if (
            over is None
            or not columns
            or over.measures
            or over.stages - {BUDGET}
            or RISK.search(_undated(top)) is not None
            or _NARROW.search(_undated(top)) is not None
        ):
            return False
        years = frozenset().union(*(one.years for one in columns))
        return not over.years or (all(one.years for one in columns) and over.years == years)

    def _over_header(self, top: PrintedRow) -> str | None:
        """A word alone in the cells above the headings of a drawn table that nobody has understood, or that is of another year."""
        rows = self.walker.grid.rows
        for row in reversed(rows[: top.position]):
            if row.is_bare or row.kind != top.kind or row.kind == "line" or row.values:
                return None
            named = [cell.text for cell in row.texts if CAPTION.search(tidy(cell.text)) is None]
            if len(named) == len(("label", "value")) and self._is_risky(*named):
                return tidy(" ".join(named))
            if len(named) > 1:
                return None
            text = squeeze(MARK.sub("", tidy(named[0]), count=1)).strip(CLOSING) if named else ""
            if text and text not in self.outline.headings.own and text not in PHRASES:
                said = self.outline.headings.consume(text)
                dated = said is not None and said.years == {0}
                plain = _FOR_REFERENCE.sub("", TITLE_YEAR.sub("", text) if dated else text)
                risky = LATER_YEARS.fullmatch(plain) is None and RISK.search(plain) is not None
                first = not any(one.values for one in rows[: row.position])
                office = first and is_office(text) and is_own_office(text)  # beside the caption, as in the head above
                named_so = office or (FIELD.match(tidy(named[0])) is not None and not risky)
                if not named_so and (said is None or self.narrows(said) or risky):
                    return tidy(named[0])
        return None

    def _is_risky(self, label: str, value: str) -> bool:
        """True for a label and a value right above a table that may take its amounts from the project: 状態 and 取下げ."""
        said = self.walker.headers.words.said(value)
        named = FIELD.match(squeeze(label) + ":") is not None or DESCRIBED.fullmatch(squeeze(label)) is not None
        risky = RISK.search(squeeze(value)) is not None or (said is not None and self.narrows(said))
        return risky and (not named or "会計" in label)

    def narrows(self, said: Consumed) -> bool:
        """True for words of another year, another budget or one source: over all columns they would be about all of them."""
        return bool(said.years - {0} or said.stages & self.outline.other_budgets or said.measures & set(SOURCES))

    def _is_over_label(self, top: PrintedRow, row: PrintedRow) -> bool:
        """True where the first cell of a heading row stands over the labels, and over no amount."""
        cell = top.cells[0]
        if cell.value is not None or not row.values:
            return False
        return top.kind != "line" or cell.narrow[0] < row.values[0].narrow[0] - 1


def _unnumbered(top: PrintedRow) -> PrintedRow:
    """A row of a drawn heading from the cell over the names on, which stands behind that of their numbers: No., 路線名."""
    numbered = (
        top.kind != "line" and len(top.texts) > _FEWEST_NUMBERED and _NUMBERS.fullmatch(squeeze(top.cells[0].text))
    )
    return replace(top, cells=top.cells[1:]) if numbered else top


_NUMBERS = re.compile(r"(?i)no\.?|番号|整理番号|#")
_FEWEST_NUMBERED = 2  # a number, a name, an amount


def _is_upper_half(top: PrintedRow, leaves: PrintedRow) -> bool:
    """True for a first word over the heading of the first amounts and none of the names': 前年度からの over 繰越額."""
    if top is leaves or top.kind != "line" or len(leaves.cells) < len(("name", "amount")):
        return False
    begin, end = top.cells[0].narrow
    name, amount = (cell.narrow for cell in leaves.cells[:2])
    return begin >= name[1] and begin < amount[1] and amount[0] < end


def _undated(top: PrintedRow) -> str:
    """The first words of a row of headings without their years."""
    return TITLE_YEAR.sub("", squeeze(top.cells[0].text))
