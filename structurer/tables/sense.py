"""What a label means: the one place that says it. Unknown is a value, no error.

A label may mean several things by itself (事業費 is a cost, the sum of a row's sources, or an undated amount); which of them it
means in its table its neighbours decide, see `axes`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from structurer.labels.label import DETAIL, detail_of, is_last_year, is_year_label, plain, without_year
from structurer.labels.moment import When, year_offset
from structurer.sheet.model import Measure, Stage
from structurer.tables.context import Context
from structurer.text.money import fold_words
from structurer.text.words import squeeze

_COMPARES = re.compile(r"との差|差引|増減|比較")
_PART = re.compile(r"うち|内訳|に対する|を除く|構成比|比$|比\(|率|%")
_THIS_YEAR = frozenset({"本年度", "当年度", "今年度"})
_TEXTUAL = re.compile(r"(?:内容|理由|考え方|説明|備考|根拠|方法|概要|意見|コメント|摘要|主体|所見)$")
_LONGEST_HEADING = 16  # characters of a heading of amounts; a longer cell says more than a year and a stage
_LONGEST_KIND = 3  # characters: 見込み
_VALUES = (
    (re.compile(r"実績"), Measure.ACTUAL),
    (re.compile(r"目標|計画"), Measure.TARGET),
    (re.compile(r"見込"), Measure.FORECAST),
)


@dataclass(frozen=True, slots=True)
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
        value: actual, forecast or target.
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
    value: Measure | None = None

    @property
    def measured(self) -> bool:
        """True for a source or a cost."""
        return self.source is not None or self.cost is not None

    @property
    def dated(self) -> bool:
        """True where a year or a stage is named."""
        return self.when is not None

    @property
    def valued(self) -> bool:
        """True for a heading that amounts may stand under."""
        return self.measured or self.dated or self.sums or self.amount or self.total or self.change or self.column_stage is not None

    @property
    def beside(self) -> bool:
        """True for the heading of a column beside the amounts."""
        return self.name or self.weak_name or self.number or self.text or self.group

    @property
    def known(self) -> bool:
        """True for a label that means something."""
        return self.valued or self.beside or self.value is not None


def sense(context: Context, text: str) -> Sense:
    """The meaning of one label, worked out once for a sheet."""
    kept = context.senses
    if text not in kept:
        kept[text] = _sense(context, text)
    return kept[text]


def _sense(context: Context, text: str) -> Sense:
    words, word = context.vocabulary, plain(text)
    if not word:
        return Sense(word)
    textual = _TEXTUAL.search(word) is not None or word in words.texts
    change = not textual and (words.is_change(text) or _COMPARES.search(word) is not None)
    part = _PART.search(word) is not None
    when = None if textual or change else _when(context, text, word)
    return Sense(
        word,
        source=words.source_of(text),
        cost=words.cost_of(text),
        sums=word in words.funding_totals,
        amount=word in words.amounts,
        total=words.is_total(text),
        change=change and not part or word in words.changes,
        name=word in words.names,
        weak_name=word in words.weak_names,
        number=word.lower() in words.numbers,
        text=textual,
        group=word in words.groups,
        when=None if part and when is not None and word not in words.costs else when,
        column_stage=words.columns.get(word),
        value=next((measure for pattern, measure in _VALUES if pattern.search(word) is not None), None),
    )


def _when(context: Context, text: str, word: str) -> When | None:
    """The year and stage that a label names and nothing else; 前年度 alone is the budget of the year before."""
    if is_last_year(word) and not context.last_year_unclear:
        return When(-1, Stage.INITIAL)
    if word in _THIS_YEAR and not context.two_years:
        return When(0, None)
    if len(word) > _LONGEST_HEADING * 2:
        return None
    found = context.when(text)
    if found is None and is_year_label(text):
        return None
    return found if found is not None and (found.stage is not None or found.year_offset is not None) else None


def path_sense(context: Context, texts: Sequence[str]) -> Sense:
    """The meaning of a column from its headings, the topmost first: the longest known end of them, dated by those above."""
    parts = [squeeze(text) for text in texts if squeeze(text)]
    for begin in range(len(parts)):
        whole = sense(context, "".join(parts[begin:]))
        if whole.valued or whole.value is not None:
            return _dated(context, whole, parts[:begin])
        if whole.beside and begin == len(parts) - 1:
            return whole
    if not parts:
        return Sense("")
    for begin in range(len(parts) - 1, -1, -1):  # a known heading over an unknown one: only its text is kept
        above = sense(context, parts[begin])
        if above.text or above.change:
            return replace(above, word="".join(parts))
    return Sense("".join(parts))


def _dated(context: Context, found: Sense, above: Sequence[str]) -> Sense:
    """A sense with the year or stage that the headings above it add."""
    for text in reversed(above):
        over = sense(context, text)
        if over.when is None or found.change:
            continue
        own = found.when
        if own is None:
            found = replace(found, when=over.when)
        elif own.year_offset is None and over.when.year_offset is not None and (over.when.stage in {None, own.stage} or over.when.stage is Stage.INITIAL):
            found = replace(found, when=When(over.when.year_offset, own.stage))
        elif own.stage is None and over.when.stage is not None:
            found = replace(found, when=When(own.year_offset, over.when.stage))
    return found


_COUNTED = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}(?!年|月|\d)[.．、]?|[①-⑳])\s*")
_JOINTS = re.compile(r"に係る|(?<!そ)の|[()、\s]")


def over(context: Context, text: str) -> Sense | None:
    """What a heading says of all amounts under it: its year and stage, and what they are (`要求額の財源内訳`).

    None where a word of it is not understood, or none of them names a stage.
    """
    when, rest = When(None, None), Sense("")
    for piece in words_of(text):
        found = sense(context, piece)
        if not found.known or (found.text and not found.group):
            return None
        if found.when is None:
            rest = found
        elif None not in {when.stage, found.when.stage} or None not in {when.year_offset, found.when.year_offset}:
            return None
        else:
            offset = found.when.year_offset if when.year_offset is None else when.year_offset
            when = When(offset, when.stage or found.when.stage)
    return None if when.stage is None else replace(rest, when=when)


def words_of(text: str) -> list[str]:
    """The words of a heading, without its number: 要求額, 財源内訳 of `2 要求額の財源内訳`."""
    return [word for word in _JOINTS.split(item_name(fold_words(text))) if word]


def item_name(text: str) -> str:
    """A heading without the number it begins with."""
    number = _COUNTED.match(text)
    return text if number is None else text[number.end() :]


def value_in_year(context: Context, text: str) -> tuple[int, Measure] | None:
    """The year and the kind of a value that a label names and nothing else: 令和7年度実績."""
    rest, offset = plain(without_year(text)).removesuffix("値"), year_offset(text, context.fiscal_year)
    kinds = [measure for pattern, measure in _VALUES if pattern.match(rest) is not None]
    return (offset, kinds[0]) if offset is not None and len(kinds) == 1 and len(rest) <= _LONGEST_KIND else None


_MOST_DETAIL_ROWS = 30  # rows between the heading of a table of details and one of its rows: a page


def in_detail(context: Context, position: int) -> bool:
    """True for a row of a table that says what the specific revenue is made of."""
    return any(DETAIL.search(row.text) is not None for row in context.rows[max(0, position - _MOST_DETAIL_ROWS) : position])


def detail_sense(text: str) -> Sense:
    """The meaning of a row of such a table: its label holds the name of its source (…国庫補助金 …補助金)."""
    return Sense(plain(text), source=detail_of(text))
