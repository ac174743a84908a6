"""Parts of an item: amounts in its own text that add up to the item's, or a product that gives it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from structurer.checks.proof.consume import BUDGET
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.heading_words import APART_FROM, ELSEWHERE, RISK
from structurer.checks.proof.parted_text import AFTER_UNIT
from structurer.checks.proof.residue import AMOUNTS, is_loaded
from structurer.checks.proof.row_name import bare
from structurer.checks.proof.words import KnownWords
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.scan import NAMES
from structurer.text.source import Figure
from structurer.text.words import squeeze

_ITEM = 4
"""Steps of the path to an item: `("sections", 0, "items", 1)`."""
_FACTOR = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>(?:百万|千|万)?円)?[^\d×xX*=]{0,6}")
_PRODUCT = re.compile(r"(?P<factors>\d[\d,.]*[^\d×xX*=]{0,6}(?:[×xX*]\s?\d[\d,.]*[^\d×xX*=]{0,6})+)=\s?$")
_SCALES = {"円": 1, "千円": 1000, "万円": 10_000, "百万円": 10**6}
_EXPENSES = re.compile(
    r"[・(（]?(?:(?:会計年度任用|非常勤|臨時)職員(?:報酬|給料|賃金|人件費)|講師等謝金|諸謝金|報償金|報酬|給料|職員手当等?|共済費|賃金|報償費|謝金|講師謝金|旅費|普通旅費|特別旅費|交際費|需用費|消耗品費|食糧費|印刷(?:製本)?費|光熱水費|燃料費"
    r"|修繕[料費]|役務費|通信(?:運搬)?費|郵便料|電話料|広告[料費]|手数料|保険料|委託[料費]|使用料(?:及び賃借料)?|賃借料|借上料|会場(?:使用|借上)?[料費]"
    r"|工事(?:請負)?費|原材料費|材料費|備品(?:購入)?費|負担金|補助金|交付金|扶助費|貸付金|事務費|人件費|運搬費|設計費|監理費|機器(?:購入)?費|購入費)"
)
"""The 節 of budgets and their usual parts: words of what is bought, which say nothing of year, stage or owner."""
_BOUGHT = re.compile(
    r"(?:講師|審査|選考|検討|評価|専門|運営|実行|推進|委員会?|職員|指導[員者]?|相談[員者]?|調査[員者]?|通訳|翻訳|会議|会場|設営|研修|講座|講習|教室|開催|展示|業務|広報|事務"
    r"|保守|点検|清掃|警備|設計|監理|測量|工事|改修|修繕|印刷|製本|郵送|通信|運搬|配送|輸送|資料|教材|機器|機材|備品|消耗品|車両|燃料|施設|設備|システム|電算|ポスター"
    r"|チラシ|パンフレット|イベント|アドバイザー|コーディネーター|等)+"
    r"(?:謝金|謝礼|報酬|賃金|旅費|費用弁償|委託[料費]?|使用料|賃借料|借上[げ料]?|保険料|手数料|購入[料費]?|作成[料費]?|一式|負担金|[料費])"
)
"""What is bought, made of words that say who is paid and what for, and of nothing else: 審査委員謝金, 郵送料, 調査委託."""
_TAKEN = re.compile(
    r"実績|決算|執行|前年|昨年|翌年|次年|総額|限度|除|削除|取消|見送|要求しない|別途|前回|内示|査定|市町村|国費?負担|会計"
)
"""Words before a part that take it out of the item: spent, another year's, another payer's, not asked for."""
_GAP = re.compile(r"[ \u3000]{2,}")
_STOPS = "円\n。、(（[［〔"
"""What the words of a part begin behind."""
_ENDS = ("、", "。", "，", "・", "\n", "\u3000", "  ", "|", "\t")
"""What the words behind a part end before."""
_HARMLESS = re.compile(
    r"[)）]*(?:[(（](?:単価)?[\d,.×*/%円千万百]+(?:[人回件名校社台冊部枚本か箇ヶ所月年日h時間]{1,3})?(?:×\d+[人回件名校社台]?)*[)）])?[)）]*"
)
"""What may follow a part: how often it is bought, at what price, at what rate."""
_ASKED = re.compile(r"を(?:計上|要求)(?:する|します)$")
_SPENT = re.compile(r"を(?:支出|執行)(?:した|しました)$")
"""How a sentence of parts ends: asked for, and of a settled item spent."""
_JOINED = re.compile(r"^[)）]?(?:と|及び|並びに)")
"""What joins the name of a part to the one before it: `委託料（9千円）及び事務費（8千円）`."""
_TAG = re.compile(r"\s*[)）]+\s*【(?P<what>[^】]{1,12})】")
_TAGS = re.compile(r"【([^】]{1,12})】")
_ASIDE = re.compile(r"[注旧再繰]")
"""How tags begin that are no names of parts: notes, what was before, what is printed again or carried over."""
_AMOUNTS = re.compile(r"[▲△\-]?\d[\d,.]*\s*(?:百万|億|千|万)?円")
_NUMBERED = re.compile(r"\s*[(（]\d{1,2}[)）]\s*\S")
"""How a part begins that has a line and a name of its own: `(1) 負担金 289千円`."""
_OF_WHICH = re.compile(r"[(（\"]*うち(?P<what>[^\d()（）、。]{2,16})[\d,.]+(?:百万|千|万)?円[)）\"]*")
_NOTES = re.compile(r"(?:(?:積算|経費|事業|主な)の?)?(?:内容|内訳|根拠|基礎|説明)|備考|摘要|積算")
_MOST_ABOVE = 40
"""Rows between the headings of a table and one of its items."""
_NEW = frozenset({"新規分", "拡充分", "継続分"})
"""What is new about a part of an item; of whose or of which year it is, these do not say."""
_OPENED = ":：=＝"
_BEFORE = "円、。,，・(（|】"
"""What a name begins behind in the text of an item."""
PartKey = tuple[SheetPath, int, Stage]
"""An item's path with a year and a stage."""


@dataclass(frozen=True)
class ItemParts:
    """The parts of the items of one sheet."""

    reading: Reading
    grid: Grid
    words: KnownWords
    _summed: dict[PartKey, tuple[Fraction | None, int, bool]] = field(default_factory=dict)
    _grouped: dict[tuple[SheetPath, Measure], list[Fact]] = field(default_factory=dict)

    def is_part(self, fact: Fact, figure: Figure) -> bool:
        """True for one of two amounts or more that add up to their item's, and for a product printed out that is all of it."""
        key = item_of(fact), fact.year_offset, fact.stage
        if key not in self._summed:
            self._summed[key] = self._sum(fact)
        whole, count, adds_up = self._summed[key]
        alone = count == 1 and whole == fact.cite.value
        return adds_up or (alone and self._is_product(figure)) or self._is_of_which(fact, figure, whole)

    def _is_of_which(self, fact: Fact, figure: Figure, whole: Fraction | None) -> bool:
        """True for `(うち委託料 4,910千円)`, all of a line or a cell in the row of its item, or below it before the next one."""
        row = self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        text = "" if cell is None else squeeze(row.text if row.kind == "line" and len(row.values) < 2 else cell.text)
        match = _OF_WHICH.fullmatch(text)
        if match is None or whole is None or not 0 < fact.cite.value < whole:
            return False
        if not self._is_dated_by_its_row(fact, match["what"]) or self._is_elsewhere(figure):
            return False
        amounts = (one for one in self.reading.under(*fact.path[:2]) if one.measure is Measure.AMOUNT)
        above = (one for one in amounts if (one.cite.line or 0) <= figure.line)
        nearest = max(above, key=lambda one: one.cite.line or 0, default=None)
        own = nearest is not None and nearest.path[:_ITEM] == fact.path[:_ITEM]
        return own and (
            is_expense(match["what"]) or _BOUGHT.fullmatch(match["what"]) is not None or match["what"] in _NEW
        )

    def _is_dated_by_its_row(self, fact: Fact, what: str) -> bool:
        """True where an item has one amount of the sheet's own year, and no other one unless the part is what is new of it."""
        amounts = self.of(item_of(fact), Measure.AMOUNT)
        own = [one for one in amounts if one.year_offset == 0]
        return len(own) == 1 and _is_same(own[0], fact) and (len(amounts) == 1 or what in _NEW)

    def _is_elsewhere(self, figure: Figure) -> bool:
        """True for a part in a column of anything but notes and workings: 前年度の積算, 見送り."""
        row = self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        if row.kind == "line" or cell is None:
            return False
        above = self.grid.rows[max(0, row.position - _MOST_ABOVE) : row.position]
        over = [
            one.cells[cell.index].text
            for one in above
            if len(one.cells) == len(row.cells) and one.texts and not one.values and not one.is_bare
        ]
        return not over or _NOTES.fullmatch(squeeze(over[-1])) is None

    def is_named(self, fact: Fact, figure: Figure) -> bool:
        """True where a part has the name that is printed before it, whole; in an item's own text it has the item's."""
        line = self.reading.source.lines[figure.line - 1]
        before = line.drawn[: figure.start - line.start]
        label = bare(_AMOUNTS.split(before, maxsplit=1)[0].split("|")[-1].split("\t")[0])
        given = squeeze(fact.row)
        names = {squeeze(one.row) for one in self.of(item_of(fact), Measure.AMOUNT)}
        beside = given in names and given in squeeze(before.removesuffix(label))  # a remark of the item's own row
        own = squeeze(before).rstrip(_OPENED).endswith((*(f"{mark}{given}" for mark in _BEFORE),))
        if not beside and (is_expense(squeeze(label)) or _NUMBERED.match(before)):
            return own or given == squeeze(label)
        return own or given in names

    def _sum(self, fact: Fact) -> tuple[Fraction | None, int, bool]:
        """The amount of a part's item, how many parts it has, and whether two or more of its own make it up."""
        item = item_of(fact)
        whole = next((one.cite.value for one in self.of(item, Measure.AMOUNT) if _is_same(one, fact)), None)
        same = [one for one in self.of(item, Measure.BREAKDOWN) if _is_same(one, fact)]
        total = sum((one.cite.value for one in same), Fraction(0))
        return whole, len(same), len(same) > 1 and total == whole and all(map(self._is_own, same))

    def of(self, item: SheetPath, measure: Measure) -> list[Fact]:
        """The amounts below an item that have a measure."""
        if (item, measure) not in self._grouped:
            below = self.reading.under(*item[:_ITEM])
            held = [one for one in below if one.measure is measure and one.path[: len(item)] == item]
            self._grouped[item, measure] = held
        return self._grouped[item, measure]

    def _is_product(self, figure: Figure) -> bool:
        """True for the result of a product printed before it: `30千円×8回=240千円`."""
        line = self.reading.source.lines[figure.line - 1]
        match = _PRODUCT.search(fold(line.drawn[: figure.start - line.start]))
        if match is None or figure.number is None:
            return False
        value = Fraction(1)
        for factor in _FACTOR.finditer(match["factors"]):
            value *= Fraction(factor["number"].replace(",", "")) * _SCALES.get(factor["unit"] or "", 1)
        return value == Fraction(figure.number) * (figure.scale or 1)

    def _is_own(self, part: Fact) -> bool:
        """True where the words before a part say no other year or stage, and nothing that takes it away."""
        figure = self.reading.source.by_id.get(part.cite.figure or "")
        if figure is None:
            return False
        words = self._before(part, figure)
        tags = _TAGS.findall(words)
        if (
            not self._is_left_alone(figure, part.stage)
            or (tags and not self._is_name(tags[-1]))
            or self._is_under_another(part)
        ):
            return False
        stripped = words.rstrip("（( \n")
        own = stripped[max(map(stripped.rfind, _STOPS)) + 1 :]
        said = self.words.said(own)
        if said is None:
            bought = _JOINED.sub("", squeeze(bare(own)))
            known = is_expense(bought) or _BOUGHT.fullmatch(bought) is not None or _is_done(bought)
            return known or (_is_behind_text(words) and _TAKEN.search(squeeze(own)) is None)
        other = said.years - {part.year_offset} or said.stages - {part.stage.value, BUDGET}
        return not other and _TAKEN.search(squeeze(own)) is None

    def _is_under_another(self, part: Fact) -> bool:
        """True for a part on a line of its own that is set in below another amount of its item than the one that it is of."""
        over = self._lines_over[(part.cite.line or 1) - 1]
        wholes = [one for one in self.of(item_of(part), Measure.AMOUNT) if one.cite.line == over]
        return bool(wholes) and not any(_is_same(one, part) for one in wholes)

    @cached_property
    def _lines_over(self) -> list[int | None]:
        """The number of the line that each line is set in below; None for one that no line before it is less set in than."""
        found: list[int | None] = []
        stack: list[tuple[int, int]] = []
        for line in self.grid.source.lines:
            depth = len(line.drawn) - len(line.drawn.lstrip())
            while line.drawn.strip() and stack and stack[-1][0] >= depth:
                stack.pop()
            found.append(stack[-1][1] if stack else None)
            stack += [(depth, line.number)] if line.drawn.strip() else []
        return found

    def _before(self, part: Fact, figure: Figure) -> str:
        """The words before a part: in its cell, or on its line; on the item's own those behind the last wide gap."""
        source, row = self.grid.source, self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        if row.kind in {"tab", "pipe"}:
            return "" if cell is None else source.drawn[cell.start : figure.start]
        words = source.drawn[source.lines[figure.line - 1].start : figure.start].strip()
        beside = any(one.cite.line == figure.line for one in self.of(item_of(part), Measure.AMOUNT))
        return _GAP.split(words)[-1] if beside else words

    def _is_left_alone(self, figure: Figure, stage: Stage) -> bool:
        """True where nothing behind a part takes it back: 、 or the next part follows, a bracket that counts or rates, or 計上する."""
        source, cell = self.grid.source, self.grid.row_of(figure.line).cell_at(figure.start)
        line = source.lines[figure.line - 1]
        row = self.grid.row_of(figure.line)
        end = line.start + len(line.text) if cell is None or row.kind == "line" else cell.start + len(cell.text)
        starts = source.figure_starts
        place = bisect_right(starts, figure.start)
        while place < len(starts) and source.figures[place].kind in NAMES:
            place += 1  # R7年度 is no next part
        tail = AFTER_UNIT.sub("", source.drawn[figure.end : end])
        opened = "" if cell is None else cell.text.lstrip()
        if opened.startswith("【") and self._begins_another(tail):
            return True
        stop = min((place for place in map(tail.find, _ENDS) if place >= 0), default=len(tail))
        ends = end - len(tail) + stop
        if place < len(starts) and starts[place] < ends and not tail.lstrip().startswith(("(", "（")):
            return True  # the words behind it are those before the next number
        said = _SPENT if stage is Stage.SETTLED else _ASKED
        return _HARMLESS.fullmatch(said.sub("", squeeze(tail[:stop]))) is not None

    def _begins_another(self, tail: str) -> bool:
        """True where the bracket of a part closes and a tag begins the next, as one began the first: `(1,240千円)【塗装】`."""
        tag = _TAG.match(tail)
        return tag is not None and self._is_name(tag["what"])

    def _is_name(self, tag: str) -> bool:
        """True for a tag without a word of time, place or condition, and without one that says a measure or a stage."""
        what = squeeze(tag)
        risky = RISK.search(what) or _TAKEN.search(what) or _ASIDE.match(what)
        return risky is None and self.words.said(what) is None


def is_expense(text: str) -> bool:
    """True for the name of a 節 or a usual part of one."""
    return _EXPENSES.fullmatch(text) is not None


def tells_what_is_bought(text: str) -> bool:
    """True for a bracket of nothing but what is bought, and what one costs: `（講師謝礼 @20,000円×11回）`."""
    found = _BRACKET.fullmatch(squeeze(text))
    if found is not None and _is_done(found["what"]):
        return True
    return found is not None and all(
        is_expense(part) or any(known.fullmatch(part) is not None for known in (_BOUGHT, _HIRED)) or _is_done(part)
        for part in re.split(r"[、,・]|及び", found["what"])
    )


def _is_done(part: str) -> bool:
    """True for what is done for the money (募集案内の印刷), without a word of time, place, payer or condition."""
    apart = any(found.search(part) is not None for found in (RISK, APART_FROM, ELSEWHERE, AMOUNTS, _PAYERS))
    return _DONE.fullmatch(part) is not None and not apart and "企業の" not in part and not is_loaded(part, None)


_PAYERS = re.compile(r"[債課県市町村国他]|部局|会計")
"""Who may pay, or have it done, in words of two letters and less."""
_DONE = re.compile(
    r"(?:[一-龠ァ-ヶー々]{2,12}及び)?[一-龠ァ-ヶー々]{2,12}(?:への|の|に係る)(?:謝礼|謝金|報償|印刷|製本|委託|購入|作成|制作|使用|借上げ?|賃借|運搬|郵送|配布|修繕|点検|設置|開催|出席|派遣|更新|整備|運営)"
)
_BRACKET = re.compile(
    r"[(（](?P<what>[^()（）@\d]+)(?:@?[\d,]+(?:千|万)?円[×xX*]\d[\d,.]*[一-龠ァ-ヶ]{1,2}(?:[×xX*]\d+[一-龠ァ-ヶ]{1,2})?(?:ほか|等)?)?[)）]"
)
_HIRED = re.compile(
    r"(?:会計年度任用|臨時|非常勤)職員(?:の?(?:報酬|手当|賃金|共済費))?|(?:先進地|国内|県外|県内|市外|市内)(?:視察|出張)(?:ほか|等)?"
)
"""Who is paid by the hour or the year, which is no 年度 of an amount, and where people are sent."""


def item_of(fact: Fact) -> SheetPath:
    """The path of the item that a part belongs to."""
    return fact.path[: fact.path.index("breakdown")] if "breakdown" in fact.path else fact.path


def _is_same(one: Fact, fact: Fact) -> bool:
    return (one.year_offset, one.stage) == (fact.year_offset, fact.stage)


def _is_behind_text(words: str) -> bool:
    """True for a bracket behind a sentence, or behind a heading in 【】: `…を残す。(14,800千円)`."""
    opened = words.rstrip()
    return opened.endswith(("（", "(")) and (opened[:-1].rstrip().endswith("。") or "】" in words)
