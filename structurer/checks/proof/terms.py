"""The terms of a subsidy: a rate, an upper limit or a count beside the word that names it."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.heading_words import ELSEWHERE, RISK
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point, Proof
from structurer.checks.proof.row_name import LETTER, word_begins
from structurer.checks.proof.wrapped import text_down_to, whole_name
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze

_RATE = ("補助率", "負担率", "助成率", "補助率等", "国")
_CAP = ("補助上限額", "上限額", "補助限度額", "限度額", "上限", "助成上限額")
_NAMES = {Measure.RATE: _RATE, Measure.CAP: _CAP}
TERMS = (*_RATE[:4], *_CAP, "対象経費", "補助対象", "負担割合", "件数")
"""What a line of a subsidy's terms begins with: such a line stands between an item and its amounts."""
SERVED = re.compile(r"(?:補助|交付|助成)(?:対象者|対象|先)[:：]?(?:県内の?)?(?:市町村|市町|町村)等?")
"""To whom a subsidy is paid, where they are bodies that any other line would give amounts to: 補助対象者　市町村."""
_AFTER_LABEL = "はを:：|（( 　"
_EACH = re.compile(
    r"1(?:件|団体|組織|事業者|事業所|施設|店舗|世帯|戸|棟|台|校|園|社|人|名|地区|か所|箇所)(?:当たり|あたり)$"
)
"""What a limit holds for, between its word and its amount: `上限額は1件当たり600千円`."""
_FORMER = re.compile(
    rf"(?:[前昨翌次]年度?|旧|改正前|変更前)の?(?:{'|'.join((*_RATE[:4], *_CAP))}|(?:補助|交付|予定)*(?:件数|予定))$"
)
"""A term of another time."""
_OF_OTHERS = re.compile(rf"(?P<whose>(?:国|[^、。:：()（）の]{{1,12}}))の(?:{'|'.join((*_RATE[:4], *_CAP))})$")
"""A term that says whose it is: 国の補助率 is none of the project's own."""
_OPENED = re.compile(
    rf"(?:^|[^一-龠々ァ-ヶーの]|{_EACH.pattern[:-1]}の?|(?:補助|助成|負担|交付)(?:金|事業|費)?の?|(?:事業|制度|この|その|本事業|同)の?|金の|件の)$"
)
"""What stands before the word of a term: nothing of its own clause, each of those paid, or the subsidy; 当初案の補助上限額 is another."""
_DENIED = re.compile(r"[^、。]*(?:ない|ません|せず)")
"""What follows a term that does not hold: 6件を予定していない."""
_PLANNED = re.compile(
    r"の(?:交付|補助|助成)を(?:見込む|予定する|想定する|見込んでいる|予定している|想定している)(?:。|$)"
)
"""What follows a count that ends the sentence of its subsidy's terms."""
_PAYERS = frozenset({"", "国", "県", "都", "府", "道", "市", "町"})
"""Who bears a rate: `県1/2` in a cell under 補助率."""
_PAID_TO = (
    r"(?![^()（）]{0,12}[隣他旧前翌止除外])(?:県内の?)?(?:市町村|市町|町村"
    r"|[一-龠ァ-ヶー]{0,6}(?:法人|組合|協議会|自治会|町内会|事業者|企業|団体|業者|農家|漁協|農協))等?[)）]"
)
_GOES_ON = re.compile(rf"{LETTER.pattern}|\s*[(（](?!\s*(?:{'|'.join(TERMS)}|[\d,.]|{_PAID_TO}))")
"""What makes the words before it a part of a longer name: a letter or a bracket; one that begins with a term tells what is paid,
one of bodies alone to whom it is."""
_QUALIFIED = re.compile(rf"[(（][^)）]*(?:{RISK.pattern})")
"""A bracket behind a term that says of what else it is: 500千円（前年度）."""
_HEADS = {
    Measure.RATE: frozenset({"補助率", "補助率等", "負担率", "助成率"}),
    Measure.CAP: frozenset({"補助上限額", "上限額", "補助限度額", "限度額", "助成上限額"}),
    Measure.COUNT: frozenset({"予定件数", "補助件数", "件数", "交付件数", "補助予定件数", "交付予定件数"}),
}
"""The headings of columns of terms."""
_LISTED = re.compile(
    r"\((?:補助|助成)率\d{1,2}/\d{1,2}(?:以内)?、(?:補助|助成)?(?:上限|限度)額?[\d,]+(?:千|万|百万)?円、$"
)
"""The terms before a bare count that ends their list in brackets: （補助率1/2、上限額800千円、29件）."""
_NAME_COLUMNS = frozenset({"補助金名", "補助金の名称", "補助事業名", "補助金等の名称", "交付金名"})
_TIMES = re.compile(r"(?:上限|限度)額?[\d,]+(?:千|万|百万)?円[×✕]$")
"""A limit and how many times it is paid: 上限額1,000千円×11件."""
_MOST_COLUMNS = 9
_MOST_ROWS = 60
"""Lines from the name of a subsidy up to the headings: ten subsidies of six cells."""
_NEAR = 12
"""Letters that the word of a count may stand before it, and that qualify a number behind it: `補助件数は年間10件程度`."""


@dataclass(frozen=True)
class StackedTerm:
    """A term in a table of terms drawn one cell a line: the heading at its place, and the first of the headings."""

    heading: PrintedRow
    top: PrintedRow

    def is_of(self, measure: Measure) -> bool:
        """True where the heading is the word of a measure and nothing else."""
        return squeeze(self.heading.text) in _HEADS.get(measure, ())


def stacked(walker: Walker, fact: Fact) -> StackedTerm | None:
    """The place of a term in records of one cell a line, as many as the headings over them, the subsidy's name first."""
    rows, heads = walker.grid.rows, walker.words.heads
    name, own = (walker.grid.row_of(line or 1) for line in (fact.label.line, fact.cite.line))
    if squeeze(name.text) != squeeze(fact.row) or not 0 < own.position - name.position < _MOST_COLUMNS:
        return None
    tops = range(name.position - 1, max(-1, name.position - _MOST_ROWS), -1)
    top = next((place for place in tops if rows[place].is_bare or squeeze(rows[place].text).lower() in heads), None)
    while top is not None and top > 0 and _is_column(rows[top - 1].text, heads):
        top -= 1
    if top is None or rows[top].is_bare or squeeze(rows[top].text) not in _NAME_COLUMNS:
        return None
    width = next((n for n in range(1, _MOST_COLUMNS) if not _is_column(rows[top + n].text, heads)), 0)
    cells = rows[top + width : own.position + 1]
    whole = all(
        row.kind == "line" and not row.is_bare and len(row.cells) == 1 for row in (*rows[top : top + width], *cells)
    )
    place = own.position - name.position
    if not whole or (name.position - top) % width or place >= width:
        return None
    return StackedTerm(rows[top + place], rows[top])


def _is_column(text: str, heads: Collection[str]) -> bool:
    """True for the heading of a column of a table of terms."""
    words = squeeze(text)
    return (
        words.lower() in heads
        or any(words in known for known in _HEADS.values())
        or words in {"補助対象", "補助対象者", "補助対象経費"}
    )


@dataclass(frozen=True)
class Terms:
    """The terms of the subsidies of one source; `names` are the squeezed names of its items and subsidies."""

    walker: Walker
    names: Collection[str] = frozenset()

    def prove(self, proof: Proof, figure: Figure) -> None:
        """Put the place and the unit of a term into its proof."""
        before, after = self._around(figure)
        row = self.walker.grid.row_of(figure.line)
        rated = self._is_headed(row, figure, proof.fact.measure) and squeeze(proof.fact.row) in squeeze(row.text)
        if not self._is_whole(proof.fact) or not self._is_of(proof.fact, figure) or _is_apart(before, after):
            proof.why["place"] = f"「{proof.fact.row}」"
        elif rated or _is_named(proof.fact.measure, before, after):
            proof.points["place"] = Point("word", (figure.line,))
        elif (found := stacked(self.walker, proof.fact)) is not None and found.is_of(proof.fact.measure):
            proof.points["place"] = Point("count", (figure.line, found.heading.first))
        else:
            proof.why["place"] = f"「{before[-_NEAR:] or proof.fact.row}」"
        own = _is_own_unit(proof.fact, figure)
        proof.points["unit"] = Point("figure", (figure.line,)) if own else None
        if not own:
            proof.why["unit"] = f"「{before[-_NEAR:] or proof.fact.row}」"

    def _is_whole(self, fact: Fact) -> bool:
        """True where the subsidy's name is no part of a longer word of its line: 空き家改修費補助 of 空き家改修費補助金."""
        labelled = self.walker.grid.row_of(fact.label.line or fact.cite.line or 1)
        broken = whole_name(self.walker.grid, self.walker.words, labelled)
        if broken is not None and broken.startswith(squeeze(fact.row)):
            return broken == squeeze(fact.row)
        drawn = self.walker.grid.source.lines[(fact.label.line or fact.cite.line or 1) - 1].drawn
        name = r"\s*".join(map(re.escape, squeeze(fact.row)))
        whole = any(not _GOES_ON.match(drawn, end) for _, end in word_begins(name, drawn))
        return whole or re.search(name, drawn) is None

    def _is_of(self, fact: Fact, figure: Figure) -> bool:
        """True where no other name stands between the subsidy's and its term."""
        name, source = squeeze(fact.row), self.walker.grid.source
        start = source.lines[min(fact.label.line or figure.line, figure.line) - 1].start
        told = squeeze(source.drawn[start : figure.start]).rpartition(name)[2]
        return not any(other in told for other in self.names if other not in name)

    def _around(self, figure: Figure) -> tuple[str, str]:
        """The words of its row before a figure, and those right behind it."""
        source, row = self.walker.grid.source, self.walker.grid.row_of(figure.line)
        start = row.cells[0].start if row.cells else source.lines[figure.line - 1].start
        text = text_down_to(self.walker.grid, self.walker.words, row)
        if text:  # in a column of its own, beside the rest of the name
            told = "".join(
                cell.text if cell.line < figure.line else source.drawn[cell.start : figure.start]
                for cell in text
                if cell.start < figure.start
            )
            return squeeze(told).rstrip(_AFTER_LABEL), squeeze(source.drawn[figure.end : figure.end + _NEAR])
        before = _EACH.sub("", squeeze(source.drawn[start : figure.start])).rstrip(_AFTER_LABEL)
        if not before and row.position:  # （補助率 at the end of the line before
            above = self.walker.grid.rows[row.position - 1]
            before = squeeze(above.text).rstrip(_AFTER_LABEL) if not above.values else ""
        return before, squeeze(source.drawn[figure.end : figure.end + _NEAR])

    def _is_headed(self, row: PrintedRow, figure: Figure, measure: Measure) -> bool:
        """True for a term alone in a cell under the word of its measure, and for `県1/2` under 補助率等."""
        cell, header = row.cell_at(figure.start), self.walker.headers.over(row)
        if cell is None or header is None or not header.is_even_with(row):
            return False
        heading = squeeze(header.rows[-1].cells[cell.index].text)
        if measure is not Measure.RATE:
            return heading in _HEADS.get(measure, ()) and cell.value is figure
        return heading.startswith(_RATE[:3]) and squeeze(cell.text[: figure.start - cell.start]) in _PAYERS


def _is_apart(before: str, after: str) -> bool:
    """True for words around a term that say that it is another's, of something else, or does not hold."""
    owned = _OF_OTHERS.search(before)
    words = "" if owned is None else owned["whose"]
    others = words == "国" or any(found.search(words) is not None for found in (RISK, ELSEWHERE))
    return others or _QUALIFIED.match(after) is not None or _DENIED.match(after) is not None


def _is_named(measure: Measure, before: str, after: str) -> bool:
    """True for a term behind its word, or one whose own words say that it is an estimate or a limit."""
    if _FORMER.search(before) is not None:
        return False
    if measure in _NAMES:
        word = max((one for one in _NAMES[measure] if before.endswith(one)), key=len, default="")
        return bool(word) and _OPENED.search(before.removesuffix(word)) is not None
    capped = any(word in before for word in _CAP) and after.startswith(("程度", "を予定", "以内", "予定"))
    listed = before.endswith("、") and after.startswith(("を想定", "を見込", "を予定"))
    listed = (
        listed or _TIMES.search(before) is not None or (after.startswith(")") and _LISTED.search(before) is not None)
    )
    listed = listed or (before.endswith("とし、") and _PLANNED.match(after) is not None)
    counted = after.startswith("程度") or listed or "件数" in before[-_NEAR:] or before.endswith("交付予定")
    return capped or (measure is Measure.COUNT and counted)


def _is_own_unit(fact: Fact, figure: Figure) -> bool:
    """True where the unit of a term is printed at its figure."""
    unit, number = fact.cite.unit, figure.number
    if unit is Unit.YEN:
        return figure.scale is not None and number is not None and Fraction(number) * figure.scale == fact.cite.value
    if unit is Unit.RATIO:
        return figure.ratio is not None
    return unit is Unit.COUNT and figure.kind is Kind.COUNT
