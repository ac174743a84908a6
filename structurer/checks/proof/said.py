"""What the words around an amount say: those of its row, of its columns and of its own cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from structurer.checks.proof.asides import IN_BRACKETS, is_apart, is_taken
from structurer.checks.proof.consume import BUDGET, SILENT, Consumed
from structurer.checks.proof.details import detail
from structurer.checks.proof.grid import GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.heading_words import APART_FROM, ELSEWHERE, RISK, VOID
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.parts import is_expense
from structurer.checks.proof.place import Walker
from structurer.checks.proof.residue import is_loaded
from structurer.checks.proof.row_name import bare, is_whole_word
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.unheaded import words_unheaded
from structurer.checks.proof.words import KnownWords
from structurer.checks.select import RowName, row_name
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.lazy import lazy
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

_TAG = re.compile(
    r"^\d{1,3}[.)、]?|^[(（]\d{1,2}[)）]|^[①-⑳・○●◎■◆*-]+|[【〔\[(<《](?:一部)?(?:新規?|拡充?|継続?|重点)[】〕\])>》]|\((?:補助率)?\d{1,2}/\d{1,2}\)"
)
"""What may stand beside the name of a row: its number, a bullet, 【新規】, the rate of a subsidy."""
_TAGGED = re.compile(r"[(（【〔\[<〈《](?P<words>[^)）】〕\]>〉》]+)[)）】〕\]>〉》](?=.)")
_TAG_RISK = re.compile(r"円|費|債|財源|金$|分$|年|[前後]期|控|試算|案$|集計|小?計$")
"""What a bracket before a name says of money, time or standing."""
_OPENS = re.compile(r"[└├┗┣→↳⇒~〜×✕✖–—]")
"""Signs before a name that set its row apart: a branch of the row above, a line through it."""
_NEGATED = re.compile(
    r"[(（【\[〔<〈《][^)）】\]〕>〉》]*(?:削除|重複|撤回|二重|廃止|取消|取り?下げ|取りやめ|中止|見送|不採|凍結|没|ボツ|うち|再掲|除|別掲|別途|参考|仮|予定|未|前年|昨年|例|含む|含ま|しない|せず|無し|計上|要求|査定|他の)"
    r"[^)）】\]〕>〉》]*[)）】\]〕>〉》]|(?:削除|取消|廃止|中止)済|^うち|^内、|^再掲|^参考|前(?:ページ|頁|葉)|次(?:ページ|頁)|を除く|以外|^(?:例年|平年|事業費|要求額|予算額)の|年前の"
)
"""Words of a name that say the row is no item, a part of one, or another time's."""
_SET_APART = re.compile(
    r"参考|隣|他県|他[部局課室係班]|国の|他の|別の|前年|昨年|過去|廃止|中止|取消|見送|除く|再掲|記入例|債務"
)
"""Words left of an item's name that take it out of the project's items."""
_VISITED = re.compile(
    r"(?:他県|他の?都道府県|隣県)(?:等|など)?の(?:先進的?な?)?(?:事例|施設|取組|状況)を(?=(?:調査|調べ|視察|参考に|研究)[^額費]*。)"
)
"""What an item looks at elsewhere, in the sentence that tells of it."""
_VALUED = re.compile(
    r"(?:達成[度率]|指標|を示す|[のと]|(?:成果|活動)?(?:実績|目標|見込み?|現状)(?:値)?|執行額?|(?:令和|平成)?[\d元]*年度?|[A-Za-zァ-ヶー]+|(?:一部)?(?:新規?|継続?|拡充?|重点)|[\d/%％人件回・、〜~\-])+"
)
"""What a heading of indicators may say in brackets, and of the years and kinds of their values: アウトカム, 令和8年度目標."""
_NOT_OF_ALL = re.compile(
    r"[市町村県](?:$|の)|取り?下げ|累計|^前年|以外|[国県]費|[\d二三四五複数]\S?[かカヵケヶ箇]?年(?!度|間)"
)
"""Words over indicators that are another body's, of several years, or of a part."""
_GROUP_APART = re.compile(
    rf"{RISK.pattern}|補正|せず|累計|総額|ドル|年間|[RHS]\d|[市町村県]$|別|年分|か年|[百千万億]円|[局庁]$|(?<!補助)(?<!単独)(?<!新規)(?<!継続)(?<!重点)(?<!主要)(?<!一般)(?<!公共)事業$"
)
"""The same for a word or two, which may name a group of rows: another project's, a part of the money, a unit."""
_STATUS = re.compile(r"(?:一部)?(?:新規?|継続?|拡充?|縮小|終了|統合|重点|見直し|臨時|経常)")
"""What is new about an item, in a column of its own: its amounts are asked for all the same."""
_LONGEST_GROUP = 12
"""Letters of a group's name; what is longer tells what an item does."""
_JOINTS = "のたなるいとに、:・/([【"
"""What stands between an amount's word and what narrows it: the particle or ending before it, the particle or bracket behind it."""
_QUANTITY = re.compile(r".*(?:額|費|値|計|分|差|債|財源|支出金|予算|決算)")
"""Words of amounts, beside 追加 or 見積 that are done to things."""
_SUM = re.compile(r"(?<![設統会時家推集生余体])計$")
"""How the name of a sum ends, whatever it says that it sums."""
_SAYS_AMOUNT = re.compile(r"(?:額|年度|予算|決算|査定|要求)(?:[(（].*[)）])?$")
"""What a label ends with that says which amount stands beside it, known or not: it is no item's name."""
_ROWS = re.compile(r"(?:予算額?|事業費|経費|財源|コスト)の?(?:状況|推移|内訳)")
"""What stands left of several rows and heads them."""
_SORTS = frozenset({"区分", "段階", "予算区分", "財源区分", "要求段階", "査定段階"})
"""Headings over labels that are sorts of amounts at least as often as names."""
_EXPENSE_HEADS = frozenset({
    "節", "節名", "節・細節", "費目", "歳出予算目", "経費名", "経費区分", "経費の区分", "経費の内訳", "経費内訳", "主な経費", "積算項目",
})  # fmt: skip
"""Headings over the names of expenses: その他 among them is the rest of these, and no source."""
_INDICATED = frozenset({Stage.ACTUAL, Stage.FORECAST, Stage.TARGET})
_VALUES = frozenset({"実績", "見込", "目標値", "目標"})
"""Headings of an indicator's values, each under its year."""
_BRACKETS = frozenset({"()", "（）", "(）", "（)", "〔〕", "[]", "［］"})
"""The brackets around an amount that a note above may speak of."""


@dataclass(frozen=True)
class SpotSense:
    """What the row, the columns and the own cell of an amount say."""

    row: Consumed
    columns: Consumed
    own: Consumed

    @lazy
    def whole(self) -> Consumed:
        """All three together."""
        return self.row + self.columns + self.own

    @property
    def years(self) -> frozenset[int]:
        """The years of its own cell, else those of its row and columns."""
        return self.own.years or (self.row.years | self.columns.years)


@dataclass(frozen=True)
class SpotReader:
    """Reads the words around the amounts of one sheet.

    Attributes:
        summed: the sections of several items with a total.
        items: the names of items with the lines they are printed on: a source beside one is a source of the item.
        staffed: the years and stages that have a cost of staff.
    """

    walker: Walker
    words: KnownWords
    outline: Outline
    summed: frozenset[SheetPath] = frozenset()
    items: Mapping[RowName, Fact] = field(default_factory=dict)
    staffed: frozenset[tuple[int, Stage]] = frozenset()

    def read(self, fact: Fact, figure: Figure, spot: Spot) -> SpotSense | str:
        """What the words around an amount say; the first of them that are not understood, where any are not."""
        unheaded = words_unheaded(self.walker, fact, figure, spot)
        if unheaded:
            return unheaded
        row, columns, own = self._row(fact, figure, spot), self._columns(fact, figure, spot), self._own(figure, spot)
        if row is None or self._spans_years(fact, spot):
            return tidy(" ".join(spot.label)) or tidy(fact.row)
        if columns is None:
            return tidy(" ".join(spot.columns))
        return tidy(spot.own) or tidy(fact.row) if own is None else SpotSense(row, columns, own)

    def _spans_years(self, fact: Fact, spot: Spot) -> bool:
        """True for 総事業費 as a total cost where no cost of staff stands beside it: it is what all years cost together."""
        if fact.measure is not Measure.TOTAL_COST or (fact.year_offset, fact.stage) in self.staffed:
            return False
        return any("総事業費" in squeeze(text) for text in (*spot.label, *spot.columns))

    def _row(self, fact: Fact, figure: Figure, spot: Spot) -> Consumed | None:
        """What a row's label says; the name of an item or an indicator is quoted."""
        item = fact if fact.table is Table.ITEM else self._item_beside(fact)
        if item is not None or fact.table in {Table.INDICATOR, Table.PLAN}:
            named = self._is_name(item, figure, spot) if item is not None else self._is_indicator(fact)
            return self._quoted(fact, spot) if named else None
        said = _summed(self._said(text, last=text is spot.label[-1]) for text in spot.label)
        if said is not None and _is_announced(spot):
            return replace(said, stages=frozenset({Stage.PROPOSAL}))
        if fact.table is Table.FUNDING and (said is None or fact.measure is Measure.OTHER):
            return detail(fact, spot.label) or said
        if said is None and fact.table is Table.TOTAL and fact.path[0] == "sections":
            return self.words.said(spot.label[0]) if spot.label else None
        return said

    def _is_indicator(self, fact: Fact) -> bool:
        """True for the name of an indicator: 現状値 and 目標 say what a value is, and name none."""
        said = self.words.said_squeezed(squeeze(fact.row))
        return said is None or not said.stages & _INDICATED

    def _said(self, text: str, *, last: bool) -> Consumed | None:
        """What a text of a label says; a group of rows left of their names (予算の状況) says nothing."""
        said = self.words.said(text)
        return SILENT if said is None and not last and _ROWS.fullmatch(squeeze(text)) is not None else said

    def _item_beside(self, fact: Fact) -> Fact | None:
        """The item in whose row a source stands."""
        return self.items.get(row_name(fact)) if fact.table is Table.FUNDING else None

    def _is_name(self, fact: Fact, figure: Figure, spot: Spot) -> bool:
        """True for what may be an item's name: no amount's word, and without a heading of names one of several with a total."""
        name = squeeze(fact.row)
        if _SAYS_AMOUNT.search(name) is not None:
            return False
        corners = self._corners(name, figure, spot)
        unnamed = bool(corners) and not any(corner.lower() in self.words.heads - _SORTS for corner in corners)
        rest = name == "その他" and fact.path[:2] in self.summed and not _EXPENSE_HEADS.isdisjoint(corners)
        if not rest and self._is_qualified(name, anywhere=unnamed):
            return False
        return not unnamed or fact.path[:2] in self.summed

    def _corners(self, name: str, figure: Figure, spot: Spot) -> list[str]:
        """The headings over a row's name; none where no heading stands over names: in a list, in a sentence, in one column."""
        rows = self.walker.grid.rows
        row = self.walker.grid.row_of(figure.line)
        if spot.by in {"word", "sentence"}:
            return []
        if len(row.cells) == 1:  # one cell a line
            return [squeeze(rows[spot.top].text)]
        header = self.walker.headers.over(row)
        at = next((cell.index for cell in row.texts if squeeze(cell.text) == name), 0) if row.kind != "line" else 0
        tops = [] if header is None else [top for top in header.rows if len(top.cells) > max(at, 1)]
        return [words for top in tops if (words := squeeze(top.cells[at].text)) or at == 0]

    def _is_qualified(self, name: str, *, anywhere: bool) -> bool:
        """True for an amount's word, narrowed or not: 隣県の事業費, 事業費(隣県分), 事業費との差; `anywhere` without a joint, too."""
        known = self.words.said_squeezed(name)
        if known is not None:
            told = known.stages or known.marks & {"total", "change"} or known.measures - {Measure.PROJECT_COST}
            return bool(told) and not is_expense(name)
        cuts = range(1, len(name))
        before = any(self._is_amount(name[cut:]) for cut in cuts if anywhere or name[cut - 1] in _JOINTS)
        # one letter in front is no word: 計 of 計画, 分 of 分別
        return before or any(
            self._is_amount(name[:cut]) for cut in cuts if (anywhere and cut > 1) or name[cut] in _JOINTS
        )

    def _is_amount(self, text: str) -> bool:
        """True for the word of an amount: a cost, a source, a stage, a total, a change, a part; not for one of what is bought."""
        said = self.words.said_squeezed(text) if _QUANTITY.fullmatch(text) and not is_expense(text) else None
        return said is not None and bool(said.measures or said.stages or said.marks & {"total", "change", "plain"})

    def _quoted(self, fact: Fact, spot: Spot) -> Consumed | None:
        """Nothing, where the row's name is the whole label but for a mark, a number or a tag; None where more stands there."""
        name = squeeze(fact.row)
        if is_negated(name) or _OPENS.match(name) is not None or "~~" in " ".join(spot.label) or _is_tagged_apart(name):
            return None
        said = self.words.said_squeezed(name)
        parted = said is not None and said.measures > {Measure.PROJECT_COST}  # 事業費(国費) is the national part
        if parted or (fact.table is Table.ITEM and _SUM.search(name) is not None):
            return None
        texts = list(map(squeeze, spot.label))
        beside = [text for text in texts if name not in text and _STATUS.fullmatch(text) is None]
        apart = any(_SET_APART.search(_VISITED.sub("", text)) or self._is_group_apart(text) for text in beside)
        grouped = fact.table is Table.INDICATOR and any(is_set_apart(text) for text in beside)
        if (fact.table is Table.ITEM and apart) or grouped:
            return None  # 参考, 隣県 or 国庫支出金 left of the name, over several rows; 取下げ right of it
        if name in {squeeze(" ".join(spot.label)), squeeze(bare(" ".join(spot.label)))}:
            return SILENT
        held = next((text for text in map(squeeze, spot.label) if name in text), None)
        if held is not None and ((_is_closed(held) and not _is_closed(name)) or not is_whole_word(name, held)):
            return None  # 累計) cut of its bracket, 際線の利用者数 of 国際線の利用者数
        rest = None if held is None else self.words.said_squeezed(_TAG.sub("", held.replace(name, "", 1)))
        whole = rest is not None and rest.years <= {fact.year_offset} and rest.stages <= {fact.stage.value}
        return self._beside_name(fact, spot, held) if whole else None  # 前年度の is no mark before a name

    def _is_group_apart(self, text: str) -> bool:
        """True for a group left of an item's name that may make its amounts another's, another year's or a part of them."""
        if len(text) > _LONGEST_GROUP or "。" in text:
            return False
        said = self.words.said_squeezed(text)
        sources = said is not None and bool(said.measures - {Measure.PROJECT_COST})
        return sources or is_taken(text) or _GROUP_APART.search(text) is not None

    def _beside_name(self, fact: Fact, spot: Spot, held: str | None) -> Consumed:
        """What the other texts of an indicator's label say of its values: 目標 and 実績, or years, in a column of their own."""
        if fact.table not in {Table.INDICATOR, Table.PLAN}:
            return SILENT
        said = [found for text in spot.label if squeeze(text) != held and (found := self.words.said(text)) is not None]
        leaf = self.words.said(spot.columns[-1]) if spot.columns else None
        by_years = leaf is not None and bool(leaf.stages & _INDICATED) and not leaf.years  # 目標値 over rows of years
        return Consumed(
            years=frozenset(year for found in said for year in found.years if by_years),
            stages=frozenset(stage for found in said for stage in found.stages & _INDICATED),
        )

    def _over_sources(self, fact: Fact, text: str) -> Consumed | None:
        """What a heading over an amount says; over sources 事業費の内訳 says only of what they are."""
        said = self.words.said(text)
        grouped = said is not None and "group" in said.marks and said.measures == {Measure.PROJECT_COST}
        return replace(said, measures=frozenset()) if said and grouped and fact.table is Table.FUNDING else said

    def _columns(self, fact: Fact, figure: Figure, spot: Spot) -> Consumed | None:
        """What the headings over an amount say."""
        indicated = self._indicated(figure) if fact.table in {Table.INDICATOR, Table.PLAN} else None
        if indicated is not None:
            return indicated
        said = _summed(self._over_sources(fact, text) for text in spot.columns)
        general = fact.measure in {Measure.GENERAL_FUND, Measure.GENERAL}
        parted = said is not None and general and said.stages <= {BUDGET} and not said.years
        before = self._before(figure, spot) if parted else SILENT
        return None if said is None or before is None else said + before

    def _before(self, figure: Figure, spot: Spot) -> Consumed | None:
        """The stage of what a 一般財源 is a part of: the words before のうち, else the column left of うち一般財源.

        None where that is a column of changes: a part of those is no part of an amount.
        """
        header = self.walker.headers.over(self.walker.grid.row_of(figure.line))
        own = squeeze(spot.columns[-1]) if spot.columns else ""
        whole = self.words.said_squeezed(own.partition("のうち")[0]) if "のうち" in own else None
        if whole is not None:
            return Consumed(stages=whole.stages)
        if not (own.startswith(("うち", "(うち")) or own == "一般財源分"):
            return SILENT
        left = self._left(header, figure, spot)
        if left is not None and "change" in left.marks:
            return None
        return SILENT if left is None else Consumed(stages=left.stages, years=left.years)

    def _left(self, header: HeaderRows | None, figure: Figure, spot: Spot) -> Consumed | None:
        """What the heading left of an amount's own says: that of the amount before it, or one a line the one above."""
        grid = self.walker.grid
        row, own = grid.row_of(figure.line), squeeze(spot.columns[-1])
        tall = len(row.cells) == 1
        tops = [grid.row_of(line).text for line in sorted(spot.lines)] if tall else []
        texts = tops if header is None or tall else [cell.text for cell in header.rows[-1].texts]
        place = next((n for n, text in enumerate(texts) if squeeze(text) == own), 0)
        if place:
            return self.words.said(texts[place - 1])
        cell = row.cell_at(figure.start)
        before = [one for one in row.values if cell is not None and one.index < cell.index]
        aligned = header is not None and before and row.kind == "line" and self.walker.columns.is_aligned(header)
        columns = self.walker.columns.by_screen(header, row, before[-1]) if header is not None and aligned else None
        return None if columns is None else _summed(map(self.words.said, columns))

    def _own(self, figure: Figure, spot: Spot) -> Consumed | None:
        """What the words of its own cell or clause say; amounts in brackets are what a note above says of such."""
        grid = self.walker.grid
        text = grid.source.drawn
        opened, closed = text[max(0, figure.start - 1) : figure.start], text[figure.end : figure.end + 1]
        headed = bool(spot.columns) and squeeze(spot.columns[-1])[:1] in {"(", "（"} and spot.by == "screen"
        if (
            f"{opened}{closed}" in _BRACKETS
            and not headed
            and not spot.is_part
            and not squeeze(spot.own).strip("()〔〕[]")
        ):
            return self.outline.in_brackets(grid.row_of(figure.line).position, opened)
        if spot.by == "sentence":
            return self.walker.sentences.spoken(spot.own)
        return self.words.said(spot.own)

    def _indicated(self, figure: Figure) -> Consumed | None:
        """Year and stage of an indicator's value where years stand over the columns in a line of their own."""
        row = self.walker.grid.row_of(figure.line)
        cell, header = row.cell_at(figure.start), self.walker.headers.over(row)
        if cell is None or header is None or row.kind != "tab" or len(header.rows) != 2:
            return None
        upper, lower = (above.cells for above in header.rows)
        told = self.words.said(upper[cell.index].text) if cell.index < len(upper) else None
        if told is not None and Stage.TARGET in told.stages and told.years:
            return told
        if cell.index and squeeze(lower[cell.index].text) in {"数値", "値"}:
            return self._numbered(row, cell, upper)
        return self._in_turn(cell, upper, lower)

    def _numbered(self, row: PrintedRow, cell: GridCell, upper: tuple[GridCell, ...]) -> Consumed | None:
        """A value under 数値 beside the cell of its year, under 目標 or 実績."""
        year = self.words.said(row.cells[cell.index - 1].text)
        groups = (upper[n].text for n in range(cell.index, 0, -1) if n < len(upper) and upper[n].text.strip())
        stage = Stage.TARGET if squeeze(next(groups, "")) == "目標" else Stage.ACTUAL
        return None if year is None else year + Consumed(stages=frozenset({stage}))

    def _in_turn(self, cell: GridCell, upper: tuple[GridCell, ...], lower: tuple[GridCell, ...]) -> Consumed | None:
        """A value under 実績 or 目標 where as many years stand above them, in the same order."""
        values = [other.index for other in lower if squeeze(other.text) in _VALUES]
        years = [said for other in upper if (said := self.words.said(other.text)) is not None and said.years]
        if cell.index not in values or len(values) != len(years):
            return None
        said, below = years[values.index(cell.index)], self.words.said(lower[cell.index].text)
        if below is None:
            return None
        return said if Stage.TARGET in said.stages else said + below


def is_set_apart(text: str) -> bool:
    """True for a group or a heading of indicators that are another's or not in force: 隣県, 廃止した活動; 見込 and 実績 are values."""
    inside = [squeeze(part) for part in IN_BRACKETS.findall(text)]
    taken = any(is_apart(part) for part in (text, *inside) if not part.startswith("見込"))
    taken = taken or any(_VALUED.fullmatch(part) is None for part in inside)
    taken = taken or RISK.search(_VALUED.sub("", squeeze(text))) is not None
    return taken or any(known.search(squeeze(text)) is not None for known in (_SET_APART, VOID, _NOT_OF_ALL))


def _is_announced(spot: Spot) -> bool:
    """True for the row of a proposal that is announced and not yet published: `予算案 2月公表予定`."""
    label = squeeze("".join(spot.label))
    return "予算案" in label and "公表予定" in label


def _summed(senses: Iterable[Consumed | None]) -> Consumed | None:
    """What several texts say together; None where one of them is not understood."""
    whole = SILENT
    for sense in senses:
        if sense is None:
            return None
        whole = whole + sense
    return whole


def _is_tagged_apart(name: str) -> bool:
    """True for a name behind a bracket that may take its amounts from the project, its year or its unit: （市町村分）講習会."""
    tag = _TAGGED.match(name)
    if tag is None or _STATUS.fullmatch(tag["words"]) is not None:
        return False
    risky = any(found.search(tag["words"]) is not None for found in (RISK, ELSEWHERE, APART_FROM, _TAG_RISK))
    return risky or is_loaded(tag["words"], None)


def is_negated(name: str) -> bool:
    """True for a name that says of itself that it is none: 再掲, 廃止済, 前年度分."""
    return _NEGATED.search(squeeze(name)) is not None


def _is_closed(text: str) -> bool:
    """True where as many brackets close as open."""
    return sum(map(text.count, "(（[［「『【〔〈《")) == sum(map(text.count, ")）]］」』】〕〉》"))
