"""The contents of an item's own text: subsidy terms, amounts in prose, activities and their outputs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from structurer.labels.label import CAP_LABELS, ELIGIBLE_LABELS, RATE_LABELS, TAGS, plain
from structurer.sheet.model import Activity, Breakdown, Cite, Item, Measure, Output, Stage, SubsidyTerms
from structurer.tables.cites import cell, cite, label
from structurer.text import lazy_re as re
from structurer.text.money import SCALES, fold
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy, untag

_RATE_BEFORE = re.compile(r"(?:補助|負担|助成|交付)率\s*[:：は]?\s*$")
_CAP_BEFORE = re.compile(  # a ceiling of what is paid, not of a loan, a guarantee or a debt
    r"(?<!債務負担行為)(?<!債務負担行為の)(?<!貸付)(?<!融資)(?<!補償)(?<!補償の)(?<!保証)(?<!保証の)(?<!借入)"
    r"(?:上限|限度)額?\s*[:：は]?\s*(?:1(?:件|団体|組織|事業者|事業所|施設|店舗|世帯|戸|棟|台|校|園|社|人|名|地区|か所|箇所)(?:当たり|あたり|につき))?$"
)
_OTHERS = re.compile(_CAP_BEFORE.pattern + r"|(?:前年度?|昨年度?|令和\d+年度|[RH]\d+年度)[^\d、。,]{0,12}$")
_NO_PART = re.compile(r"(?:単価|総事業費|全体事業費|限度額|上限額)[^\d、。,]{0,4}$")
_COUNT_BEFORE = re.compile(
    r"(?:補助|交付|採択|助成)(?:(?:予定)?(?:件|者|団体|箇所|か所|校|社)?数|予定)\s*[:：は]?\s*$"
    r"|(?<![^\s、。／/])(?:予定|見込|想定)?(?:件|者|団体|箇所|か所|校|社)数\s*[:：は]?\s*$"
    r"|(?<![^\s、。／/])(?:予定|見込|想定)人数\s*[:：は]?\s*$"
)
_UNIT_NOTE = re.compile(r"\((?P<scale>百万|千|万|億)?(?:円|件|人|者|団体|箇所|か所|校|社)\)$")
_COUNT_LABEL = re.compile(
    r"(?:補助|交付|採択|助成)?(?:予定|見込|想定)?(?:件|者|団体|箇所|か所|校|社)数|(?:補助|交付|採択|助成)予定"
)
_AFTER_TERMS = re.compile(r"(?:\d/\d(?:以内)?|円)[、,]\s*$")  # (補助率1/3、上限額1,000千円、6件)
_LONGEST_HALF = 20  # characters: the second line of a name in a narrow cell
_OUTPUT = re.compile(r"([^\s:：、。,()（）]{2,40})\s*[:：]\s*$")
_CEILING_BEFORE = re.compile(r"(?:上限|限度)額?[^、。()]{0,16}[、(（]\s*$")
_SUPPOSED = ("を想定", "を予定", "を見込")
_ABOUT = ("程度", "予定", "以内")
_PLANNED = re.compile(rf"{'|'.join(_ABOUT)}|の(?:交付|補助|助成)を(?:見込|予定|想定)|[にへ](?:交付|補助|助成)")
_EACH = re.compile(r"\s*(?:当たり|あたり|につき|ごと)")
_NATIONAL = re.compile(r"国庫?[^、。()]{0,8}\([^()]*$|国庫?(?:補助)?率?\s*$")
_TERM = re.compile(  # the name of a term at the start of a line, or behind the end of the item's own name
    rf"^(?:[^\s\d、。]{{1,{_LONGEST_HALF}}}\s{{1,60}})?({'|'.join((*RATE_LABELS, *CAP_LABELS, *ELIGIBLE_LABELS))})[\s:：]{{0,60}}(?=\S)"
)
_ACTIVITY_NAME = re.compile(r"主な取組|取組名|取組内容")
_COUNTED = {Kind.COUNT, Kind.HEADCOUNT}
_LOOK_BACK = 24  # characters before a figure: the word that names a rate or a ceiling, with its brackets
_LONGEST_NAME = 120  # characters: a part's own line; bounds the search before every figure of a long text


def terms_row(cells: list[TableCell], terms: SubsidyTerms | None) -> SubsidyTerms | None:
    """Subsidy terms with one more row of them: `補助率 | 1/2`, `補助上限額 | 1,000千円(10件程度)`, `対象経費 | …`."""
    if len(cells) < 2:
        return terms
    name, value = plain(cells[0].text.strip().splitlines()[-1] if cells[0].text.strip() else ""), cells[1]
    found = terms or SubsidyTerms()
    if name.startswith(RATE_LABELS):
        return found.model_copy(update={"rate": _first(value, Kind.RATIO, Unit.RATIO)})
    if name.startswith(CAP_LABELS):
        counts = [figure for figure in value.figures if figure.kind in _COUNTED and not _is_each(value, figure)]
        count = cite(counts[0], Unit.COUNT) if counts else found.count
        return found.model_copy(update={"cap": _first(value, Kind.MONEY, Unit.YEN), "count": count})
    if terms is not None and _COUNT_LABEL.fullmatch(name) is not None:
        counts = [figure for figure in value.figures if figure.kind in _COUNTED]
        return found.model_copy(update={"count": cite(counts[0], Unit.COUNT) if counts else found.count})
    if name.startswith(ELIGIBLE_LABELS):
        return found.model_copy(update={"eligible": value.label})
    return terms


def _is_each(entry: TableCell, figure: Figure) -> bool:
    """True for the one that a ceiling is for: `1団体当たり 150万円`."""
    return _EACH.match(entry.text[figure.end - entry.start :]) is not None


def terms_under(heading: str, entry: TableCell, terms: SubsidyTerms | None) -> SubsidyTerms | None:
    """Subsidy terms with the one that a cell under 補助率, 上限額(千円) or 予定件数(件) holds."""
    name = _UNIT_NOTE.sub("", squeeze(heading))
    unit = _UNIT_NOTE.search(squeeze(heading))
    scale = None if unit is None else SCALES.get(unit["scale"] or "", 1)
    figure, found = entry.figure, terms or SubsidyTerms()
    if name in RATE_LABELS:
        rate = figure or _limit(entry)
        return terms if rate is None else found.model_copy(update={"rate": cite(rate, Unit.RATIO)})
    if figure is None:
        return terms
    if name in CAP_LABELS:
        return found.model_copy(update={"cap": cite(figure, Unit.YEN, scale)})
    if _COUNT_LABEL.fullmatch(name) is not None:
        return found.model_copy(update={"count": cite(figure, Unit.COUNT)})
    return terms


def _limit(entry: TableCell) -> Figure | None:
    """The one rate of a cell that gives it as a limit: `1/2以内`."""
    rate = entry.figures[0] if len(entry.figures) == 1 and entry.figures[0].kind is Kind.RATIO else None
    return rate if rate is not None and squeeze(entry.text) == f"{fold(rate.printed)}以内" else None


def heads_terms(headings: Sequence[str]) -> bool:
    """True for headings of columns that hold a rate, and a ceiling or a number."""
    names = [_UNIT_NOTE.sub("", squeeze(heading)) for heading in headings]
    beside = any(name in CAP_LABELS or _COUNT_LABEL.fullmatch(name) is not None for name in names)
    return beside and any(name in RATE_LABELS for name in names)


def terms_line(row: Row, terms: SubsidyTerms | None) -> SubsidyTerms | None:
    """Subsidy terms with the one that a line without tabs or bars gives: `補助率 1/2`, behind the end of a name or nothing."""
    cells = [entry for entry in row.filled if not entry.is_blank]
    text = "  ".join(entry.text.strip() for entry in cells)
    named = _TERM.match(text) if row.kind in {"line", "space"} and len(text) <= _LONGEST_NAME else None
    if named is None:
        return terms
    figures = tuple(figure for entry in cells for figure in entry.figures)
    value = replace(cells[-1], text=text[named.end() :], figures=figures)
    return terms_row([replace(cells[0], text=named[1]), value], terms)


def _first(entry: TableCell, kind: Kind, unit: Unit) -> Cite | None:
    return next((cite(figure, unit) for figure in entry.figures if figure.kind is kind), None)


def inline_parts(texts: list[TableCell], stage: Stage) -> Iterator[Breakdown]:
    """Amounts in an item's prose that are not subsidy terms: its parts, each with the words before it."""
    for entry in texts:
        for figure in entry.figures:
            if figure.kind is Kind.MONEY and entry.figure is None and _is_part(entry, figure):
                made = cell(figure, Measure.BREAKDOWN, 0, stage)
                if made is not None:
                    yield Breakdown(text=_part(entry, figure), cell=made)


def _is_part(entry: TableCell, figure: Figure) -> bool:
    """True for an amount that is none of another year, no ceiling and no price of one (`15千円×5回`)."""
    after = fold(entry.text[figure.end - entry.start : figure.end - entry.start + 4]).lstrip()
    before = _before(entry, figure)
    return _OTHERS.search(before) is None and _NO_PART.search(before) is None and not after.startswith(("×", "✕"))


def _part(entry: TableCell, figure: Figure) -> str:
    """The bracketed name or the line that an amount in prose belongs to."""
    place = figure.start - entry.start
    line = (entry.text[max(0, place - _LONGEST_NAME) : place].splitlines() or [""])[-1]
    named = re.search(r"【([^】]+)】", line)
    return tidy(named[1] if named is not None else line[-40:])


def with_inline_terms(item: Item, texts: list[TableCell]) -> Item:
    """An item whose prose gives its subsidy terms: `補助率1/2以内、上限額500千円`."""
    found = item.subsidy
    for entry in texts:
        found = inline_terms(entry, found)
    return item if found is item.subsidy else item.model_copy(update={"subsidy": found})


def inline_terms(entry: TableCell, terms: SubsidyTerms | None) -> SubsidyTerms | None:
    """Subsidy terms with what one text says of rate, ceiling and number; the number counts only beside one of the others."""
    found = terms
    for figure in entry.figures:
        before = _before(entry, figure)
        if (
            figure.kind is Kind.RATIO
            and _RATE_BEFORE.search(before) is not None
            and (found is None or found.rate is None)
        ):
            found = (found or SubsidyTerms()).model_copy(update={"rate": cite(figure, Unit.RATIO)})
        elif (
            figure.kind is Kind.MONEY
            and _CAP_BEFORE.search(before) is not None
            and (found is None or found.cap is None)
        ):
            found = (found or SubsidyTerms()).model_copy(update={"cap": cite(figure, Unit.YEN)})
    if found is None or found.count is not None:
        return found
    counted = (f for f in entry.figures if f.kind in _COUNTED and _is_count(entry, f))
    count = next(counted, None)
    return found if count is None else found.model_copy(update={"count": cite(count, Unit.COUNT)})


def ceiling_terms(text: str, figures: Sequence[tuple[Figure, int]]) -> SubsidyTerms | None:
    """The terms that a sentence gives: its rate, its ceiling, and the number that follows the ceiling."""
    found = SubsidyTerms()
    for figure, place in figures:
        end = place + len(figure.printed)
        before, after = text[max(0, place - _LOOK_BACK) : place], text[end : end + _LOOK_BACK]
        if figure.kind is Kind.RATIO and _RATE_BEFORE.search(before) is not None and not _NATIONAL.search(before):
            found = found.model_copy(update={"rate": found.rate or cite(figure, Unit.RATIO)})
        elif figure.kind is Kind.MONEY and _CAP_BEFORE.search(before) is not None:
            found = found.model_copy(update={"cap": found.cap or cite(figure, Unit.YEN)})
        elif (
            figure.kind in _COUNTED
            and found.count is None
            and found.cap is not None
            and (_PLANNED.match(after) or _COUNT_BEFORE.search(before))
        ):
            found = found.model_copy(update={"count": cite(figure, Unit.COUNT)})
    return None if found.rate is None and found.cap is None else found


def _is_count(entry: TableCell, figure: Figure) -> bool:
    """True for `補助件数:10件`, and for the `11件程度` that follows a ceiling in one breath."""
    before, rest = _before(entry, figure), entry.text[figure.end - entry.start :]
    after = rest[: len(_ABOUT[0])]
    if _AFTER_TERMS.search(fold(before)) is not None and (after[:1] in {"", ")", "）"} or rest.startswith(_SUPPOSED)):
        return True
    return _COUNT_BEFORE.search(before) is not None or (after in _ABOUT and _CEILING_BEFORE.search(before) is not None)


def _before(entry: TableCell, figure: Figure) -> str:
    position = figure.start - entry.start
    return entry.text[max(0, position - _LOOK_BACK) : position]


@dataclass(frozen=True, slots=True)
class Activities:
    """The columns of a table of activities: where name, method and description stand."""

    name: int
    method: int | None
    description: int | None

    def row(self, row: Row) -> Activity | None:
        """One activity, None where the row is none."""
        cells = row.filled
        if row.kind != "tab" or len(cells) <= self.name or cells[self.name].figure is not None:
            return None
        if self.name > 0 and not cells[0].label.isascii():
            return None
        text = self._cell(row, self.description)
        entry_label = label(cells[self.name])
        return Activity(
            label=entry_label,
            number=cells[0].label if self.name > 0 else None,
            method=self._text(row, self.method),
            description="" if text is None else tidy(untag(text.text)),
            tags=() if text is None else tuple(found[1] for found in TAGS.finditer(text.text)),
            outputs=() if text is None else tuple(_outputs(text)),
            subsidy=None if text is None else inline_terms(text, None),
        )

    def _cell(self, row: Row, index: int | None) -> TableCell | None:
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def _text(self, row: Row, index: int | None) -> str | None:
        found = self._cell(row, index)
        return None if found is None or found.is_blank else found.label


def activities(row: Row) -> Activities | None:
    """The heading of a table of activities, None where a row is not one."""
    words = [plain(entry.label) for entry in row.filled]
    name = next((index for index, word in enumerate(words) if _ACTIVITY_NAME.search(word) is not None), None)
    if name is None or row.kind != "tab":
        return None
    method = next((index for index, word in enumerate(words) if "方法" in word), None)
    text = next((index for index, word in enumerate(words) if "内容" in word and index != name), None)
    return Activities(name, method, text)


def _outputs(entry: TableCell) -> Iterator[Output]:
    """The outputs of an activity, each count with the words before its colon: `専門人材の配置：1名 会議開催：6回`."""
    for figure in entry.figures:
        place = figure.start - entry.start
        named = _OUTPUT.search(untag(entry.text[max(0, place - _LONGEST_NAME) : place]))
        found = cite(figure, Unit.COUNT) if figure.kind in _COUNTED else None
        if named is not None and found is not None:
            yield Output(label=tidy(named[1]), cite=found)
