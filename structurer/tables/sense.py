"""What a label means: the one place that says it. Unknown is a value, no error.

A label may mean several things by itself (事業費 is a cost, the sum of a row's sources, or an undated amount); which of them it
means in its table its neighbours decide, see `axes`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from structurer.labels.label import DETAIL, detail_of, is_last_year, is_year_label, plain
from structurer.labels.moment import When, year_offset
from structurer.sheet.model import Measure, Stage
from structurer.tables.calendar import Calendar
from structurer.tables.context import Context
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.money import fold_words
from structurer.text.words import KANJI_NUMBER, squeeze

_COMPARES = re.compile(r"との差|差引|増減|比較")
_YEAR_FIRST = re.compile(rf"(?P<year>(?:{ERA_YEAR}|(?:19|20)\d{{2}})年度|[前本今当]年度)の?(?P<measured>\D+)")
_DIFFERENCE = re.compile(r"([^-−()]{2,12})[-−]([^-−()]{2,12})")
_PART = re.compile(r"うち|内訳|に対する(?!査定|内示|計上|決定)|を除く|構成比|比$|比\(|率|%")
THIS_YEAR = frozenset({"本年度", "当年度", "今年度", "本年度予定額", "当年度予定額"})
"""Labels of the own year that name no stage; 予定額 is what the budget of a public enterprise says for 予算額."""
_TEXTUAL = re.compile(r"(?:内容|理由|考え方|説明|備考|根拠|方法|概要|意見|コメント|摘要|主体|所見)$")
_LONGEST_KEPT = 120  # characters of a label or of a column's headings together; a longer one is running text
_LONGEST_HEADING = 16  # characters of a heading of amounts; a longer cell says more than a year and a stage
_LETTERED = re.compile(r"(?<=[標績値込])[(]?[A-Za-z][)]?$")
"""The letter by which a formula names a row: 目標a, 実績b, and below them b/a."""
_VALUE = re.compile(r"(?P<year>.*?)の?(?P<kind>実績|見込み?|目標|計画|数値(?=$))(?:値|数値|数)?")
_DONE = re.compile(
    r"(?:成果|活動)(?=実績|見込)|当初(?=見込)|(?:終期|最終|中間)(?=目標)|基準年度?の?(?=実績)|(?<=目標)最終(?=年度)"
)  # 成果実績, 活動見込 and 当初見込み of a review sheet, 終期目標 and 基準年実績 of an evaluation
_VALUE_FIRST = re.compile(
    r"(?P<kind>実績|見込み?|目標|計画|現状(?=値|(?:令和|平成|[RH])(?:元|\d))|基準(?=値)|事業開始前)(?:値|年度?)?(?P<year>.+)"
)
_BASE = re.compile(r"^(?P<kind>(?:現状|基準)値?+\(?)(?P<year>[^()]+)実績(?=\)?$)")  # 基準値(R3実績), 現状 令和6年度実績
_REALIZED = re.compile(r"(?<=[状準]値)\(実績値?\)")  # 基準値（実績） over its year
_VALUES = {"実績": Measure.ACTUAL, "数値": Measure.ACTUAL, "見込": Measure.FORECAST, "見込み": Measure.FORECAST}
_VALUES |= dict.fromkeys(("現状", "基準", "事業開始前"), Measure.ACTUAL)
_VALUES |= {"目標": Measure.TARGET, "計画": Measure.TARGET}
_NAMED_SOURCES = {"基金繰入金": Measure.TRANSFERS, "納税寄附金": Measure.DONATIONS, "納税寄付金": Measure.DONATIONS}
_NAMED_SOURCES |= {"事業債": Measure.BONDS, "特例債": Measure.BONDS}
_GLOSSED = re.compile(r"(?P<label>[^()]+)\((?P<gloss>[^()]+)\)")
_INDICATOR = re.compile(r"(?:指標|指標名|指標の名称)$|^(?:成果|活動)(?:目標|指標)(?:及び|と)(?:成果|活動)実績$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEARS = frozenset({"年", "年度", "年/年度"})
_SOURCES_OF = re.compile(r"(?P<amount>.+)(?:の|に係る)財源(?:の?内訳)?")
_NOTE = re.compile(r"\([^()]*\)")
_SAME_YEAR = re.compile(rf"(?:(?<=[\d元])|(?<=[\d元]年)|(?<=[\d元]年度))\((?:{ERA_YEAR}|(?:19|20)\d{{2}})(?:年度?)?\)")


@dataclass(frozen=True)
class Sense:
    """Every role that a label's words can play.

    Attributes:
        word: the label as the vocabulary spells it.
        source, cost: the funding source, the cost or staff it names.
        sums: it may head what the sources of a row add up to.
        amount: it heads amounts and says nothing of their stage.
        total, change: it names a row or column that sums, that compares.
        name, weak_name, number, text, group: what a column beside the amounts holds, or spans.
        when: the year and stage it names; each may be open.
        column_stage: the stage of a column of one project's costs by year.
        indicator, unit: what a column beside the values of indicators holds.
        value, year: actual, forecast or target, and of which year; the year may be open.
    """

    word: str
    source: Measure | None = None
    cost: Measure | None = None
    sums: bool = False
    amount: bool = False
    total: bool = False
    change: bool = False
    name: bool = False
    weak_name: bool = False
    number: bool = False
    text: bool = False
    group: bool = False
    when: When | None = None
    column_stage: Stage | None = None
    indicator: bool = False
    unit: bool = False
    value: Measure | None = None
    year: int | None = None

    @property
    def measured(self) -> bool:
        """True for a source or a cost."""
        return self.source is not None or self.cost is not None

    @property
    def dated(self) -> bool:
        """True where a year or a stage is named."""
        return self.when is not None

    @cached_property
    def valued(self) -> bool:
        """True for a heading that amounts may stand under."""
        named = self.measured or self.dated or self.sums or self.amount or self.total or self.change
        return named or self.column_stage is not None or self.value is not None

    @cached_property
    def beside(self) -> bool:
        """True for the heading of a column beside the amounts."""
        return self.name or self.weak_name or self.number or self.text or self.group or self.indicator

    @property
    def years(self) -> bool:
        """True for the heading of a column that dates the values beside it."""
        return self.word in _YEARS

    @cached_property
    def known(self) -> bool:
        """True for a label that means something."""
        return self.valued or self.beside


def sense(context: Context, text: str) -> Sense:
    """The meaning of one label; in brackets behind it the same may be said in other words."""
    return said(context.calendar, text)


def said(calendar: Calendar, text: str) -> Sense:
    """The meaning of one label in the sheets of a calendar; that of a long text, which does not come twice, is not kept."""
    return calendar.once(_sense_or_gloss, text) if len(text) <= _LONGEST_KEPT else _sense_or_gloss(calendar, text)


def _sense_or_gloss(calendar: Calendar, text: str) -> Sense:
    found = _sense(calendar, text)
    dated = None if found.known else _YEAR_FIRST.fullmatch(squeeze(text))
    if dated is not None and (measured := _sense(calendar, dated["measured"])).measured:
        return replace(_dated(calendar, measured, [dated["year"]]), word=found.word)  # 令和8年度事業費
    parts = None if found.known else _GLOSSED.fullmatch(fold_words(text).strip())
    if parts is None:
        return found
    outer, inner = _sense(calendar, parts["label"]), _sense(calendar, parts["gloss"])
    stages = [one.column_stage or (one.when.stage if one.when is not None else None) for one in (outer, inner)]
    same = stages[0] is not None and stages[0] is stages[1]
    return replace(outer, word=found.word) if same else found  # 執行額(決算額)


def _sense(calendar: Calendar, text: str) -> Sense:
    words, word = calendar.vocabulary, plain(text)
    if not word:
        return Sense(word)
    textual = _TEXTUAL.search(word) is not None or word in words.texts
    compared = words.is_change(text) or _COMPARES.search(word) is not None or _is_difference(calendar, word)
    change = not textual and compared
    part = _PART.search(word) is not None
    when = None if textual or change else _when(calendar, text, word)
    value, year = _value(calendar, text)
    related, cost = _cost_of_stage(calendar, word)
    when = related or when
    return Sense(
        word,
        source=words.source_of(text) or _named_source(word),
        cost=cost or words.cost_of(text),
        sums=word in words.funding_totals,
        amount=word in words.amounts,
        total=words.is_total(text),
        change=(change and not part) or word in words.changes,
        name=word in words.names,
        weak_name=word in words.weak_names,
        number=word.lower() in words.numbers,
        text=textual,
        group=word in words.groups or _is_group_of_sources(calendar, word),
        when=None if part and when is not None and word not in words.costs else when,
        column_stage=words.columns.get(word),
        indicator=_is_indicator(calendar, text),
        unit=word == "単位",
        value=value,
        year=year,
    )


def _named_source(word: str) -> Measure | None:
    """The source of a label that names it further: 地域振興基金繰入金, 過疎対策事業債; only endings that no expense has."""
    if word == "市町村負担金":  # in a table of details it may be その他: no word of the vocabulary
        return Measure.CONTRIBUTIONS
    return next((source for ending, source in _NAMED_SOURCES.items() if word.endswith(ending) and word != ending), None)


def _cost_of_stage(calendar: Calendar, word: str) -> tuple[When | None, Measure | None]:
    """The stage and the cost of a label that says whose cost it is: 補正要求に係る従事人役."""
    stage, joint, cost = word.partition("に係る")
    when = calendar.when(stage) if joint else None
    measure = None if when is None or when.stage is None else calendar.vocabulary.cost_of(cost)
    return (None, None) if measure is None else (when, measure)


def _is_group_of_sources(calendar: Calendar, word: str) -> bool:
    """True for a group that says itself whose sources stand under it: 補正額の財源内訳, 合計の財源."""
    found = _SOURCES_OF.fullmatch(word)
    total = found is not None and calendar.vocabulary.is_total(found["amount"])
    return found is not None and (total or calendar.when(found["amount"]) is not None)


def _is_difference(calendar: Calendar, word: str) -> bool:
    """True for an amount of this year less one of the year before, 計上額-前年度当初, by words that are known."""
    parts = _DIFFERENCE.fullmatch(word)
    now, then = (None, None) if parts is None else map(calendar.when, parts.groups())
    return now is not None and then is not None and not now.year_offset and then.year_offset == -1


def _is_indicator(calendar: Calendar, text: str) -> bool:
    """True for the heading over the names of indicators: 指標名, 成果指標, 達成目標(☆印は主要目標)."""
    word = plain(_NOTE.sub("", fold_words(text)))
    return word != "単位" and (word in calendar.vocabulary.indicators or _INDICATOR.search(word) is not None)


def _value(calendar: Calendar, text: str) -> tuple[Measure | None, int | None]:
    """What a value is and of which year, where a label says that and nothing else: R5実績, 2027(R9)目標値, 目標 R8, 見込."""
    own = _REALIZED.sub("", _SAME_YEAR.sub("", squeeze(text)))
    word = _LETTERED.sub("", _DONE.sub("", plain(_BASE.sub(r"\g<kind>\g<year>", own))))
    found = _VALUE.fullmatch(word) or _VALUE_FIRST.fullmatch(word)
    if found is None or not (found["year"] == "" or _YEAR.fullmatch(found["year"]) or is_year_label(found["year"])):
        return None, None
    return _VALUES[found["kind"]], year_offset(found["year"], calendar.fiscal_year)


def _when(calendar: Calendar, text: str, word: str) -> When | None:
    """The year and stage that a label names and nothing else; 前年度 alone is the budget of the year before."""
    if is_last_year(word) and not calendar.last_year_unclear:
        return When(-1, Stage.INITIAL)
    if word in THIS_YEAR and not calendar.two_years:
        return When(0, None)
    if len(word) > _LONGEST_HEADING * 2:
        return None
    found = calendar.when(text)
    if found is None and is_year_label(text):
        return None
    return found if found is not None and (found.stage is not None or found.year_offset is not None) else None


def path_sense(context: Context, texts: Iterable[str]) -> Sense:
    """The meaning of a column from its headings, the topmost first: the longest known end of them, dated by those above."""
    path = tuple(texts)
    short = sum(map(len, path)) <= _LONGEST_KEPT
    return context.calendar.once(_path_sense, path) if short else _path_sense(context.calendar, path)


def row_sense(context: Context, texts: Sequence[str]) -> Sense:
    """The meaning of a row from its labels; a source may stand behind its number, as the revenue of an account lists them: `3 諸収入`."""
    name = item_name(texts[0]) if len(texts) == 1 else ""
    found = sense(context, name) if name and name != texts[0] else None
    return found if found is not None and found.source is not None else path_sense(context, texts)


def _path_sense(calendar: Calendar, texts: tuple[str, ...]) -> Sense:
    parts = [squeeze(text) for text in texts if squeeze(text)]
    for begin in range(len(parts)):
        whole = said(calendar, "".join(parts[begin:]))
        if whole.valued:
            return _dated(calendar, whole, parts[:begin])
        if whole.beside and begin == len(parts) - 1:
            return whole
    if not parts:
        return Sense("")
    for begin in range(len(parts) - 1, -1, -1):  # a known heading over an unknown one: only its text is kept
        above = said(calendar, parts[begin])
        if above.text or above.change:
            return replace(above, word="".join(parts))
    return Sense("".join(parts))


def _dated(calendar: Calendar, found: Sense, above: Sequence[str]) -> Sense:
    """A sense with the year or stage that the headings above it add."""
    whole = (
        said(calendar, "".join(above)).when if len(above) > 1 and found.when is None and found.value is None else None
    )
    if whole is not None and None not in {whole.year_offset, whole.stage} and not found.change:
        return replace(found, when=whole)  # 令和6年度 over 当初予算額: what an earlier year began with
    for text in reversed(above):
        over = said(calendar, text)
        if found.value is not None and not found.measured:
            found = _valued(found, over)
            continue
        own = found.when
        if over.when is None or found.change:
            continue
        if own is None:
            found = replace(found, when=over.when)
        elif (
            own.year_offset is None
            and over.when.year_offset is not None
            and (over.when.stage in {None, own.stage} or over.when.stage is Stage.INITIAL)
        ):
            found = replace(found, when=When(over.when.year_offset, own.stage))
        elif own.stage is None and over.when.stage is not None:
            found = replace(found, when=When(own.year_offset, over.when.stage))
    return found


def _valued(found: Sense, over: Sense) -> Sense:
    """A value below a year, or below a heading that says itself what the value is: R8年度 目標値 over 見込."""
    year = found.year
    if year is None:
        year = over.year if over.when is None else over.when.year_offset
    return replace(found, value=over.value or found.value, year=year)


_COUNTED = re.compile(rf"(?:\(\d{{1,2}}\)|第\d{{1,2}}(?=\s)|\d{{1,2}}(?!年|月|\d)[.．、]?|{KANJI_NUMBER}|[①-⑳])\s*")
_JOINTS = re.compile(r"に係る|(?<!そ)の|[()、\s]")


def over(context: Context, text: str) -> Sense | None:
    """What a heading says of all amounts under it: its year and stage, and what they are (`要求額の財源内訳`).

    None where a word of it is not understood, or none of them names a stage; 所要額の財源 is of the title's.
    """
    when, rest = When(None, None), Sense("")
    pieces = _stage_of_somebody(context, text) or words_of(text)
    for piece in pieces:
        found = sense(context, piece)
        if not found.known or found.value is not None or (found.text and not found.group):
            return None
        if found.when is None:
            rest = found
        elif None not in {when.stage, found.when.stage} or None not in {when.year_offset, found.when.year_offset}:
            return None
        else:
            offset = found.when.year_offset if when.year_offset is None else when.year_offset
            when = When(offset, when.stage or found.when.stage)
    if when.stage is None and when.year_offset in {None, 0} and any(sense(context, one).amount for one in pieces[:-1]):
        when = context.said_by_title or when
    asked = context.printed.supplements and context.printed.title_stage is Stage.REQUEST
    if asked and _IS_REQUESTED.fullmatch(item_name(text)) is not None:
        when = When(0, Stage.REQUEST)
    return None if when.stage is None else replace(rest, when=when)


_IS_REQUESTED = re.compile(r"補正(?:予算)?の(?:概要|内容)")  # what the supplement of the title is about
_FOR_REFERENCE = re.compile(r"\(?参考\)?[\s:・]*(?P<all>\()?(?P<word>[^()]+)(?(all)\))")
_TELLS = re.compile(r"の?(?:状況|結果|概要|内容|段階)$")


def _stage_of_somebody(context: Context, text: str) -> list[str]:
    """The one label that a heading is: `財政課の査定`, `要求の状況`, `参考: 前年度当初予算`; none where it is more or less."""
    word = item_name(fold_words(text)).strip()
    told = _FOR_REFERENCE.fullmatch(word)
    word = word if told is None else told["word"]
    found = next((one for one in (word, _TELLS.sub("", word)) if sense(context, one).dated), None)
    return [] if found is None or "(" in found else [found]  # 要求額(国費): of a part


def are_stages(context: Context, senses: Sequence[Sense]) -> bool:
    """True for labels that are all stages of the project's amount of the sheet's own year, or their sum: 現計予算額, 補正要求額, 計."""
    supplemented = {Stage.SUPPLEMENTARY, Stage.CURRENT} if context.printed.supplements else set()
    whole = all(
        not one.measured
        and (one.total or one.column_stage in supplemented or (one.when is not None and one.when.stage))
        for one in senses
    )
    return whole and all(one.when is None or one.when.year_offset in {None, 0} for one in senses)


def says_amount(text: str) -> bool:
    """True for a label that ends as words for amounts do, known or not, 上乗せ額 or 令和七年度予算額: it is no item's name."""
    return _SAYS_AMOUNT.search(fold_words(text).strip()) is not None


_SAYS_AMOUNT = re.compile(r"(?:額|年度|予算|決算|査定|要求)(?:\([^()]*\))?$")


def words_of(text: str) -> list[str]:
    """The words of a heading, without its number: 要求額, 財源内訳 of `2 要求額の財源内訳`."""
    return [word for word in _JOINTS.split(item_name(fold_words(text))) if word]


def item_name(text: str) -> str:
    """A heading without the number it begins with."""
    number = _COUNTED.match(text)
    return text if number is None else text[number.end() :]


_MOST_DETAIL_ROWS = 30  # rows between the heading of a table of details and one of its rows: a page


def in_detail(context: Context, position: int) -> bool:
    """True for a row of a table that says what the specific revenue is made of."""
    return any(
        DETAIL.search(row.text) is not None for row in context.rows[max(0, position - _MOST_DETAIL_ROWS) : position]
    )


def detail_sense(text: str) -> Sense:
    """The meaning of a row of such a table: its label holds the name of its source (…国庫補助金 …補助金)."""
    return Sense(plain(text), source=detail_of(text))
