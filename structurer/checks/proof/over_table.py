"""The heading over a table: the nearest line above it that may be one, whatever heading the reader gives it.

Two tables with the same rows differ in nothing but their headings: 要求額の内訳 and 査定額の内訳.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from structurer.checks.proof.consume import BUDGET, SILENT, Consumed
from structurer.checks.proof.grid import GridCell, PrintedRow
from structurer.checks.proof.head_fields import FIELD
from structurer.checks.proof.headers import CAPTION, HeaderRows
from structurer.checks.proof.heading_words import MARK, NOTE, VALUED
from structurer.checks.proof.over import AROUND, Over, bare, unmarked, unnoted
from structurer.checks.proof.owner import Heading, Outline
from structurer.checks.proof.pages import repeated_head
from structurer.checks.proof.pairs import is_alone
from structurer.checks.proof.place import Walker
from structurer.checks.proof.row_label import is_bracketed
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.told import is_running
from structurer.sheet.facts import Fact
from structurer.sheet.model import Table
from structurer.text import lazy_re as re
from structurer.text.words import heading, squeeze, tidy

_LISTS = re.compile(r"一覧|内訳")
"""What a title says of the table below it, beside the document it names."""
_TOLD = re.compile(r"。|^[・\-*]")
_YEAR = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})年?度?|(?:19|20)\d\d年?度?")
_TITLES = 3
"""Rows from the top in which a title stands that lists: `令和3年度 当初予算要求 細事業一覧`."""
_FEWEST_COLUMNS = 3
"""Headings of columns one a line; fewer are no table drawn so."""
_LABEL = re.compile(r"^[(（【〔\[<＜〈《]([^()（）【】〔〕\[\]<>＜＞〈〉《》]{2,12})[)）】〕\]>＞〉》]")
"""A label in brackets before the amounts of its line: （財源）国庫支出金 900千円."""
_MOST_LED = 4
"""Lines of a list that its first one heads: 予算額, and below it 前年度当初予算額 and 増減額."""
_GAP = 2
"""Columns of the screen between the words of one heading; with more they are the headings of columns."""
_DATED = re.compile(rf"[(（][^()（）]*(?:{_YEAR.pattern})[^()（）]*[)）]$")
"""What a heading adds about its year: 細事業一覧（令和6年度実施事業分）."""
_DRAWN = "◇▶▷▼▽☆★《≪ "
"""Signs before a heading that number nothing and are no part of it."""
_NAME = re.compile(r"(?:事務)?事業名[:：]?")
_GRIDS = frozenset({"cell", "screen", "count"})


def _stands_over(upper: GridCell, lower: GridCell) -> bool:
    return upper.narrow[0] < lower.narrow[1] and lower.narrow[0] < upper.narrow[1]


@dataclass
class TableHeadings:
    """The headings over the tables of one sheet; `labels` are the names of its rows, `quoted` those of items and indicators.

    `items` are the names of items with their lines.
    """

    outline: Outline
    walker: Walker
    labels: Collection[str]
    quoted: Collection[str]
    items: Collection[tuple[int, str]] = ()
    _found: dict[int, tuple[Over, ...]] = field(default_factory=dict)
    _groups: dict[int, dict[str, int]] = field(default_factory=dict)
    _runs: dict[tuple[int, str | None, tuple[int, ...]], tuple[Over, ...]] = field(default_factory=dict)
    _alone: dict[tuple[int, int], bool] = field(default_factory=dict)
    _called: dict[tuple[str, str, bool, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._marked = {found.row.position: found for found in self.outline.headings_of_rows}
        named = {label: bare(label) for label in self.labels}
        self._names = set(named.values())
        self._quoted = {named[label] for label in self.quoted}

    def over(self, fact: Fact, spot: Spot) -> Over | None:
        """The heading over an amount: the nearest one, of several in a row the one of its stage."""
        row = self._first_of(fact, spot)
        title = self.walker.lists.title(row, fact.cite.figure)
        if title is not None:
            return Over(heading(title.text), title.line, self._said(title.text))
        header = self.walker.headers.over(row) if spot.by in _GRIDS else None
        inside = None if header is None else self._inside(header, fact, spot)
        if inside is not None:
            return inside
        run = self._above(row, spot, header)
        told = [found for found in run if found.sense is not None and fact.stage in found.sense.stages - {BUDGET}]
        group = self._grouped(row, header)
        found = next(iter([*(told if len(run) > 1 else []), *run]), group)
        if found is not None:
            return found if group is None else replace(found, group=group.text)
        top = None if header is None else self._on_top(fact, header)
        grouped = fact.table is Table.FUNDING and bool(spot.columns) and self._is_group(spot.columns[0])
        return Over(heading(spot.columns[0]), spot.lines[0], None) if top is None and grouped else top

    def _first_of(self, fact: Fact, spot: Spot) -> PrintedRow:
        """The row of an amount; one cell a line, below 実績 and the values of 目標, the first amount under the headings."""
        rows, row = self.outline.grid.rows, self.outline.grid.row_of(fact.cite.line or 1)
        if spot.by != "count" or len(spot.label) != len(("name", "kind")) or not is_alone(row):
            return row
        return next((one for one in rows[spot.top : row.position] if is_alone(one) and one.values), row)

    def is_headed(self, fact: Fact, spot: Spot, over: Over | None) -> bool:
        """True where an amount has the heading that is printed over it, or one that says no less of it.

        That is the label that its line begins with, where nothing stands over the table; another heading of the same run, none of which
        says a stage; the heading of the table, where a group of rows has one of its own; the corner of the headings, what stands over
        a column's heading, and 財源内訳 among them, beside which their total stands; a heading further up over one that says nothing.
        """
        if not fact.section or (over is not None and self.is_called(over, fact.section)):
            return over is None or bool(fact.section)
        if over is not None and (self.is_outer(fact, over) or self.is_nearer(fact, spot, over, among=False)):
            return True
        row = self.outline.grid.row_of(fact.cite.line or 1)
        header = self.walker.headers.over(row) if spot.by in _GRIDS else None
        if header is None:
            chain = self.outline.chain(row.position)[-1:]
            others = (*(found.text for found in chain), *(() if over is not None else self._leading(row)))
        else:
            groups = (cell.text for above in header.rows for cell in above.texts if self._is_group(cell.text))
            others = (*self._beside(row, spot, header), header.rows[0].cells[0].text, *spot.columns[:-1], *groups)
        return any(unmarked(fact.section) in {unmarked(text), bare(text)} for text in others if heading(text))

    def is_nearer(self, fact: Fact, spot: Spot, over: Over, *, among: bool = True) -> bool:
        """True where the reader's heading is a line of its own, below the one that is understood and right over the table.

        So it is among the columns' headings, where asked, and with a mark above sentences of what the project is for: `1 事業概要`.
        """
        own, grid = fact.heading, self.outline.grid
        if own is None or own.line is None or not over.line < own.line < (fact.cite.line or 0):
            return False
        row, words = grid.row_of(own.line), squeeze(own.text)
        if row.position >= spot.top:
            return among and words in {squeeze(cell.text) for cell in row.texts}
        passed = "。" if MARK.match(row.text.strip()) is not None else "単位"
        alone = (len(row.texts) == 1 or row.kind == "line") and not row.values
        named = alone and words in {squeeze(row.text), squeeze(bare(row.text))}
        return named and all(one.is_bare or passed in one.text for one in grid.rows[row.position + 1 : spot.top])

    def is_outer(self, fact: Fact, over: Over) -> bool:
        """True where the reader's heading is one further up that the printed one stands under, and that one says nothing of amounts.

        So `5 事業説明` over `(1) 事業内容`.
        """
        if fact.heading is None or over.sense != SILENT:
            return False
        chain = self.outline.chain(self.outline.grid.row_of(fact.cite.line or 1).position)
        inner = next((n for n, found in enumerate(chain) if found.row.first == over.line), 0)
        outer = (found for found in chain[:inner] if found.sense == SILENT and not found.is_title)
        outer = (found for found in outer if self._has_one_table(found, over.line))
        return any(unmarked(fact.heading.text) in {unmarked(found.text), bare(found.text)} for found in outer)

    def _has_one_table(self, outer: Heading, line: int) -> bool:
        """True where all amounts under a heading are under the one below it that begins on a line."""
        if (outer.row.first, line) not in self._alone:
            chains = (self.outline.chain(row.position) for row in self.outline.grid.rows if row.values)
            lines = ({found.row.first for found in chain} for chain in chains)
            self._alone[outer.row.first, line] = all(line in own for own in lines if outer.row.first in own)
        return self._alone[outer.row.first, line]

    def _leading(self, row: PrintedRow) -> Iterator[str]:
        """The words that the line of an amount begins with, and those of the marked line that it is set in below."""
        for above in reversed(self.outline.grid.rows[max(0, row.position - _MOST_LED) : row.position + 1]):
            if above.is_bare or above.kind != "line":
                return
            figure = next((found for cell in above.cells for found in cell.figures if found.number is not None), None)
            whole = above.cells[0].start
            text = self.outline.grid.source.drawn[whole : whole + len(above.text) if figure is None else figure.start]
            words = re.split(r"[:：]|[\s\u3000]{2,}", text.strip())
            yield from ("".join(words[:count]) for count in range(1, len(words) + 1))
            yield re.split(r"[\s\u3000]+", MARK.sub("", text.strip(), count=1))[0]
            yield from _LABEL.findall(text.strip())
            if MARK.match(tidy(above.text)) is not None:
                return

    def _beside(self, row: PrintedRow, spot: Spot, header: HeaderRows) -> Iterator[str]:
        """The other headings of the run over an amount, none of which says a stage; those over a table whose rows are in groups."""
        run = self._above(row, spot, header)
        if not any(found.sense is not None and found.sense.stages - {BUDGET} for found in run):
            yield from (found.text for found in run)
        top = self.outline.grid.rows[header.top]
        if run and run[0].line > header.rows[-1].last:
            yield from (found.text for found in self.run(top, spot, header))

    def is_called(self, over: Over, given: str) -> bool:
        """True where a heading is called so, asked once for all amounts under it."""
        asked = (over.text, over.group, over.is_title, given)
        if asked not in self._called:
            self._called[asked] = over.is_called(given)
        return self._called[asked]

    def _above(self, row: PrintedRow, spot: Spot, header: HeaderRows | None) -> tuple[Over, ...]:
        """The nearest headings over a row, walked up to once for all of its amounts with the same evidence."""
        place = (row.position, spot.by, spot.lines)
        if place not in self._runs:
            self._runs[place] = tuple(self.run(row, spot, header))
        return self._runs[place]

    def _grouped(self, row: PrintedRow, header: HeaderRows | None) -> Over | None:
        """The group that stands left of the names of rows: 財源内訳 in the first column, any other where a table has several."""
        groups = {} if header is None or row.kind == "line" else self._groups_under(header)
        several = len(groups) > 1 or any(map(self._is_group, groups))
        if header is None or not several:
            return None
        above = self.outline.grid.rows[header.rows[-1].position + 1 : row.position + 1]
        own = next(
            (found.cells[0].text for found in reversed(above) if found.texts and found.cells[0].text.strip()), ""
        )
        return Over(heading(own), groups[own], self._said(own)) if own in groups else None

    def _groups_under(self, header: HeaderRows) -> dict[str, int]:
        """The groups of the rows under some headings, each with its first line: blank cells stand below it."""
        if header.top not in self._groups:
            found: dict[str, int] = {}
            named: PrintedRow | None = None
            for row in self.outline.grid.rows[header.rows[-1].position + 1 :]:
                own = self.walker.headers.over(row) if row.values else None
                if row.values and (own is None or own.top != header.top):
                    break
                if row.values and row.cells[0].text.strip():
                    named = row
                elif row.values and named is not None and self._is_group_of_rows(named.cells[0].text):
                    found.setdefault(named.cells[0].text, named.first)
            self._groups[header.top] = found
        return self._groups[header.top]

    def _is_group_of_rows(self, text: str) -> bool:
        """True for words understood that say no year and no stage."""
        said = self._said(text) if self._is_words(text) else None
        return said is not None and not said.years and not said.stages

    def _inside(self, header: HeaderRows, fact: Fact, spot: Spot) -> Over | None:
        """A heading in the table's own drawing."""
        title = self.walker.beside.title(header, self.outline.grid.row_of(fact.cite.line or 1), fact.cite.figure)
        if title is not None:
            return Over(heading(title.text), title.line, self._said(title.text))
        return self._in_columns(header, spot) or self._in_corner(header) or self._above_columns(header)

    def _in_columns(self, header: HeaderRows, spot: Spot) -> Over | None:
        """A heading that stands among those of the columns, one cell a line: 要求額の内訳 over amounts, 財源の内訳 over all of them."""
        column = next((text for text in spot.columns if "内訳" in text and not self._is_group(text)), None)
        own = None if column is None else next((above for above in header.rows if above.text == column), None)
        top = header.rows[0]
        if own is None and len(top.texts) == 1 and len(header.rows) > _FEWEST_COLUMNS and _LISTS.search(top.text):
            own = top
        return None if own is None else Over(heading(own.text), own.first, self._said(own.text))

    def _in_corner(self, header: HeaderRows) -> Over | None:
        """The heading in the first cell of a table that goes on below another one in the same drawing: no line stands between them."""
        top = header.rows[0]
        above = self.outline.grid.rows[top.position - 1] if top.position else None
        joined = above is not None and above.kind == top.kind != "line" and len(above.texts) + len(above.values) > 1
        text = NOTE.sub("", squeeze(top.cells[0].text))
        named = joined and bool(text) and not self._is_column(text) and self._is_words(text)
        return Over(heading(top.cells[0].text), top.first, self._said(text)) if named else None

    def _above_columns(self, header: HeaderRows) -> Over | None:
        """A line of words that are understood, right over the headings of several columns: `成果指標`, and 指標, 単位, 令和5年度 below."""
        top, below = header.rows[0], header.rows[1] if len(header.rows) > 1 else None
        alone = below is not None and top.kind == "line" and len(top.cells) == 1 < len(below.texts)
        if below is None or not alone:
            return None
        if self._is_group(top.text) and top.cells[0].narrow[0] >= below.cells[0].narrow[1]:
            return None  # 財源内訳 set in over the sources, behind the heading of the rows
        if any(is_bracketed(cell.text) and _stands_over(top.cells[0], cell) for cell in below.texts):
            return None  # 要求額 over (前年度当初予算額), the two headings of one column
        text, said = unnoted(top.text), self._said(unnoted(top.text))
        named = self._is_words(text) and said is not None and not (said.years or said.units)
        named = named and (self._is_column(below.texts[0].text) or not self._is_column(text))
        return Over(heading(text), top.first, said) if named and heading(text) else None

    def _is_group(self, text: str) -> bool:
        return self.walker.headers.words.is_group(text)

    def _on_top(self, fact: Fact, header: HeaderRows) -> Over | None:
        """財源内訳 among the headings of the columns, and the first of headings one a line, where none stands over the table."""
        cells = [(above, cell.text) for above in header.rows for cell in above.texts]
        single, (top, first) = all(len(above.texts) == 1 for above in header.rows), cells[0]
        said = self._said(first)
        named = single and len(cells) > 1 and said is not None and squeeze(first) not in {"区分", "項目", "年度"}
        if named and said is not None and (fact.table is Table.FUNDING or len(said.measures) > 1):
            return Over(heading(first), top.first, None)
        group = next((found for found in cells if self._is_group(found[1])), None)
        grouped = group is not None and fact.table is Table.FUNDING
        return Over(heading(group[1]), group[0].first, None) if group is not None and grouped else None

    def run(self, row: PrintedRow, spot: Spot, header: HeaderRows | None) -> Iterator[Over]:
        """The nearest headings over a row with nothing but blank lines and captions between them, the lowest first."""
        heads = () if header is None else tuple((above.first, above.last) for above in header.rows)
        halves = () if header is None else tuple(found.first for found in header.between if self._is_half(found))
        repeated = set() if header is None else {squeeze(above.text) for above in header.rows}
        single = header is not None and len(header.rows) > _FEWEST_COLUMNS and len(row.values) > 1
        begun, rows, below = False, self.outline.grid.rows, row
        chain = {found.row.position for found in self.outline.chain(row.position)}
        for above in reversed(rows[: row.position]):
            if self._is_set_in(above) and above.position not in chain and above.position < max(chain, default=0):
                below = above
                continue  # it ended where a heading over the row began
            own = above.first in spot.lines or squeeze(above.text) in repeated
            own = own or any(first <= above.first <= last for first, last in heads) or above.first in halves
            told = not begun and spot.by != "sentence" and is_running(below)
            if told and single and below.position < row.position:
                return
            found = () if (own and spot.by in _GRIDS) or told else self._of(above)
            if found:
                yield from found
                begun = True
            elif (begun and not (above.is_bare or CAPTION.search(above.text))) or self._ends_head(above):
                return
            below = below if above.is_bare else above

    def _is_set_in(self, row: PrintedRow) -> bool:
        """True for a heading without a mark that is set in, under the name of an item: 要求額の積算."""
        marked = self._marked.get(row.position)
        return marked is not None and not marked.mark and self.outline.grid.indent(row) > 0

    def _is_half(self, row: PrintedRow) -> bool:
        """True for a line that rows' names begin with, broken off: 前年度 over 当初予算額 and its amounts."""
        words = squeeze(row.text)
        return any(name != words and name.startswith(words) for name in self._names)

    def _ends_head(self, row: PrintedRow) -> bool:
        """True for the label of the project's name on a line of its own: what stands over it heads the sheet, and no table."""
        return row.kind == "line" and _NAME.fullmatch(squeeze(row.text)) is not None

    def _of(self, row: PrintedRow) -> tuple[Over, ...]:
        if row.position not in self._found:
            self._found[row.position] = tuple(self._headings(row))
        return self._found[row.position]

    def _headings(self, row: PrintedRow) -> Iterator[Over]:
        """The headings on a row: a line, or cells of a row that has no amount."""
        dashed = any(cell.is_dash for cell in row.cells) or self._is_over_dash(row)
        dashed = dashed or row.position in repeated_head(self.outline.grid.source)
        if row.values or row.is_bare or dashed or _TOLD.search(tidy(row.text)) or self.walker.headers.is_blank(row):
            return
        marked, printed = self._marked.get(row.position), unnoted(row.text)
        if not heading(printed).strip("※*"):
            return
        texts = [cell.text for cell in row.texts if heading(cell.text)]
        texts = [text for text in texts if CAPTION.match(squeeze(text)) is None]
        if row.position < _TITLES and _YEAR.search(row.text) and _LISTS.search(row.text):
            yield Over(heading(row.text), row.first, None, is_title=True)
        elif row.kind == "line":
            apart = any(b.wide[0] - a.wide[1] > _GAP for a, b in pairwise(row.texts))
            if marked is not None or (not apart and self._is_words(printed)):
                yield from self._named(row, printed, marked)
        elif len(texts) == 1:
            if self._is_words(texts[0]) and (self._heads_table(row) or not self._is_column(texts[0])):
                yield from self._named(row, texts[0], marked)
        else:
            yield from (
                found for text in texts if _LISTS.search(text) and self._is_words(text)
                for found in self._named(row, text, marked)
            )  # fmt: skip

    def _is_over_dash(self, row: PrintedRow) -> bool:
        """True for the label of a row drawn one cell a line that has a dash for its first amount."""
        below = self.outline.grid.rows[row.position + 1 : row.position + 2]
        return bool(below) and is_alone(below[0]) and below[0].cells[0].is_dash

    def _is_column(self, text: str) -> bool:
        """True for the heading of a column of names, texts or numbers."""
        return squeeze(text).lower() in self.walker.headers.words.heads

    def _heads_table(self, row: PrintedRow) -> bool:
        """True for a word alone in its row, right over a row of several headings: 財源 over 財源区分 and 要求額."""
        rows, headers = self.outline.grid.rows, self.walker.headers
        below = rows[row.position + 1] if row.position + 1 < len(rows) else None
        alone = below is not None and row.kind == below.kind and bool(row.cells[0].text.strip())
        return alone and below is not None and len(below.texts) > _GAP and headers.is_headings(below)

    def _named(self, row: PrintedRow, printed: str, marked: Heading | None) -> Iterator[Over]:
        """A heading that is no row's name and no title; a title that lists is one."""
        text, said = heading(printed), self._said(printed)
        text = (_DATED.sub("", text) or text).lstrip(_DRAWN)
        listed = _LISTS.search(text) is not None
        titled = marked is not None and marked.is_title and not (text.endswith("概要") and _YEAR.search(text) is None)
        dated = _YEAR.search(text) is not None and (marked is None or not marked.mark)
        numbered = MARK.match(tidy(printed)) is not None
        named = bare(text) in (self._quoted if numbered or (marked is not None and marked.mark) else self._names)
        if not named and (listed or not (titled or dated)):
            free = marked is not None and marked.is_free()
            yield Over(text, row.first, said, is_title=titled, is_free=free)

    def _said(self, text: str) -> Consumed | None:
        words = MARK.sub("", tidy(text), count=1)
        bared = words.strip(AROUND)
        whole = squeeze(bared).count("(") == squeeze(bared).count(")")
        return self.outline.headings.consume(bared if whole else words)  # 事業コスト（ＤＯ） keeps its bracket

    def _is_words(self, text: str) -> bool:
        """True for words of headings and nothing else, which are neither a field's label, a label with its value nor a caption."""
        words = squeeze(text)
        field = FIELD.match(words + ":") is not None or VALUED.search(NOTE.sub("", words)) is not None
        return not field and self._said(text) is not None and CAPTION.match(words) is None
