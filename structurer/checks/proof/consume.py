"""Labels and headings consumed whole: what each word of them says of measure, year, stage and unit.

A text is understood only where every character of it is a known word, a mark or a bracket around such; anything else is None,
which proves nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from structurer.sheet.model import Measure, Stage
from structurer.text import lazy_re as re
from structurer.text.era import ERA_START
from structurer.text.words import heading_spelling, squeeze

_MOST_KEPT = 20_000
"""Texts kept, about 10 MB: a batch of a thousand sheets has some 5,000 different labels and headings."""
_LONGEST = 80
"""Letters of a text worth keeping; a longer one is running text, which does not come twice."""
DATED = "dated"
"""A word of another time, which needs a year beside it: 終期目標(R7)."""
BUDGET = "budget"
"""予算額, 当初予算: initial of an earlier year, approved of the sheet's own."""


@dataclass(frozen=True, slots=True)
class Consumed:
    """What a text says, every word of it consumed.

    Attributes:
        measures: costs, staff or sources named in it.
        years: offsets from the sheet's own year, or Western years as they are printed.
        stages: stages named, `BUDGET` for a budget without a stage of its own.
        units: units that stand in it (千円, 人, %).
        marks: `total`, `change`, `part`, `amount`, `group`: words that say what kind of row or column it is.
    """

    measures: frozenset[Measure] = frozenset()
    years: frozenset[int] = frozenset()
    stages: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def is_of_another_year(self) -> bool:
        """True where years are named, and the sheet's own is none of them."""
        return bool(self.years) and 0 not in self.years

    def __add__(self, other: "Consumed") -> "Consumed":
        if self is SILENT or other is SILENT:
            return other if self is SILENT else self
        return Consumed(
            self.measures | other.measures,
            self.years | other.years,
            self.stages | other.stages,
            self.units | other.units,
            self.marks | other.marks,
        )


SILENT = Consumed()
"""What a bracket or a mark says: nothing."""
_WHO = (
    r"(?:(?:財政|財務|総務|企画)(?:課|部|局)長|(?:財政|財務)[部局]|副知事|副市長|部局長|部長|局長|課長|知事|市長|町長"
    r"|財政課|財政当局|主管課|主務課|一般事業|公共事業)"
)
_ERA_YEAR = r"(?P<era>令和|平成|昭和|[RHS])(?P<number>元|\d{1,2})"
_YEAR = re.compile(rf"(?:{_ERA_YEAR}|(?P<western>(?:19|20)\d\d)(?:\([RHS](?:元|\d{{1,2}})\))?)(?:年度|年)?の?")
_SHORT_YEAR = re.compile(r"(?P<short>元|\d{1,2})年度の?")
_RELATIVE = (
    (re.compile(r"前々年度の?"), -2),
    (re.compile(r"(?:前年度|前年|昨年度|現年度(?=予算))の?"), -1),
    (re.compile(r"(?:本年度|今年度|当年度|来年度|当該年度)の?"), 0),
    (re.compile(r"(?:翌年度|次年度)の?"), 1),
)
_STAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"翌年度(?:への?)?繰越し?(?:額)?|予備費等?"), Stage.NONE),
    (re.compile(r"(?:前年度)?(?:からの?)?繰越し?(?:額)?"), Stage.CARRIED_OVER),
    (
        re.compile(
            r"合計\(?予算現額\)?|予算現額|最終予算(?:額)?|現計(?:予算)?(?:額)?|(?:\d{1,2}月)?補正後の?(?:予算)?(?:額)?"
        ),
        Stage.CURRENT,
    ),
    (re.compile(r"補正前の?(?:予算)?(?:額)?|既定(?:予算)?(?:額)?|既決(?:予算)?(?:額)?"), Stage.NONE),
    (
        re.compile(
            rf"(?:{_WHO}|部局|[局部課])?後?の?(?:当初|本年度)?(?:予算)?(?:復活|追加|調整|補正)?(?:(?:・|及び|と)(?:復活|追加|調整))?(?:予算)?要求(?:総額|事業費|額)?"
            rf"|要求(?:総額|額|事業費)?|(?:予算)?要望(?:額)?|(?:予算)?見積(?:額)?|復活(?:・追加)?(?:額)?|追加(?:額)?"
        ),
        Stage.REQUEST,
    ),
    (
        re.compile(
            rf"{_WHO}?の?(?:当初)?(?:予算)?(?:(?:復活|追加|調整)要求(?:額)?に対する|復活)?(?:既査定|査定|内示|計上|決定|議決)(?:額)?|(?:当初)?予算案(?:額)?|(?:当初)?予算計上額"
        ),
        Stage.APPROVED,
    ),
    (re.compile(r"決算(?:額)?|執行額|支出済(?:額)?"), Stage.SETTLED),
    (re.compile(r"(?:既|今回の?|\d{1,2}月)?補正(?:予算)?(?:額|等)*"), Stage.SUPPLEMENTARY),
    (re.compile(r"保留(?:額)?"), Stage.DEFERRED),
    (re.compile(r"別途(?:額)?"), Stage.SEPARATE),
    (re.compile(r"(?:成果|活動)?実績(?:値|額)?|現状値"), Stage.ACTUAL),
    (re.compile(r"(?:活動)?見込(?:み|値)?"), Stage.FORECAST),
    (re.compile(r"(?:成果|活動)?目標(?:値|年度)?"), Stage.TARGET),
    (re.compile(r"当初予算(?:額)?|当初(?:額)?|予算(?:額)?|(?<=[本前当]年度)予定額"), BUDGET),
)
_UNIT_WORD = r"(?:百万|千|万|億|十億)?円|千人|人役|人|名|%|件"
_UNIT = re.compile(
    rf"[(\[](?:単位:?)?(?P<a>{_UNIT_WORD})(?:[、,・/](?P<b>{_UNIT_WORD}))?[)\]]|単位:?(?P<c>{_UNIT_WORD})"
)
_MARK = re.compile(
    r"\([A-Za-z](?:[+\-−‐][A-Za-z])*\)(?:[+\-−‐]\([A-Za-z]\))*|\([①-⑳]\)|[①-⑳]|[A-Z](?:[+\-−][A-Z])+|[A-Z](?![A-Za-z])|※\d?"
)
_PUNCTUATION = re.compile(
    r"[()（）\[\]〔〕【】〈〉<>「」:、,・/|の及びと→]|に[係要](?:る|する)|にかかる|左の(?=.{0,8}財源内訳)"
)
_CHANGE = re.compile(
    r"前年度(?:当初)?予算額?に対する(?:本年度)?(?:当初)?(?:予算)?(?:要求|査定|計上)?額の増減額?|(?:比較)?増減(?:額)?|対前年度(?:増減|比較|比)?|前年度(?:比較?|との差|差)|前年度?との(?:対比|比較)|差引(?:増減)?(?:額)?|差(?:額)?|比較|増[△▲]減"
)
_TERM = (
    rf"(?:(?:(?:令和|[RH])?(?:元|\d{{1,2}})年度|本年度|前年度)?{_WHO}?"
    r"(?:(?:当初)?(?:予算)?(?:要求|査定|内示|決定|予算|現計|決算|計上)額?|当初(?:予算)?額?)|前年度)"
)
FORMULA = re.compile(rf"(?P<open>\()?(?P<now>{_TERM})[-－−‐–](?P<before>{_TERM})(?(open)\))")
"""How a change is reckoned, behind its word, in brackets or not, or below it."""
_TOTAL = re.compile(r"総合計|合計|小計|総計|計|総額(?:計)?")
_SAID = re.compile(
    rf"\({_WHO}後\)|(?:予算案)?(?:\d{{1,2}}月)?(?:上旬|中旬|下旬)?公表予定"
    r"|(?:一般事業|公共事業|政策戦略事業|部長|財政課長)?査定[:：]?(?:一部)?計上(?=\s*(?:計上額|$))|単県"
)
"""Words beside an amount that say nothing of it: when a proposal is published, how much of it a decision took."""
_PLAIN = re.compile(r"年/年度|数値|推移|金額|所要額|所要経費|額|分|等")
_GROUP = re.compile(r"(?:左の?|左記の?|同上|上の)?(?:財源の?)?内訳|財源|特定財源|区分|段階|項目|備考")
_BEFORE, _AFTER = frozenset("年度のと及び"), frozenset("のと及び")
"""Letters that may touch a word of a person's own: the end of a year, particles."""
_FUND_NAME = (
    r"(?![^基]*(?:中止|廃止|限度|見込|参考|以外|全体|百万|返還|繰越))"
    r"(?:(?![の国県市町村都府費金額債財源円計前後他隣別旧元今昨翌次来各年期補正要求査定決算予除未再減増う])[一-龠々ぁ-んァ-ヶー]){2,12}基金"
)
_FUND = re.compile(rf"{_FUND_NAME}(?:からの)?繰入金|繰入金\({_FUND_NAME}\)")
"""Money out of a fund by its name, which is quoted; no letter of it may be of a word that the amount could be meant by."""
_WHOLE_COST = re.compile(
    r"\(?事業費(?:と|及び|[+＋])(?:職員の?)?人件費の?(?:合計|総計|計|和)(?:額)?\)?|\(事業費[+＋](?:職員の?)?人件費\)"
)
"""What a total cost is the sum of, in words."""
STAFF = frozenset({
    Measure.PERSONNEL_COST, Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT,
})  # fmt: skip
_STAGED = re.compile(r"(?:額|予算|決算|案)$")
_PATTERNS: tuple[tuple[re.Pattern[str], Consumed], ...] = (
    *((pattern, Consumed(stages=frozenset({stage}))) for pattern, stage in _STAGES),
    (
        re.compile(r"(?:現況|基準)値|基準年度?の?実績値?|事業開始前"),
        Consumed(stages=frozenset({Stage.ACTUAL}), marks=frozenset({DATED})),
    ),
    (
        re.compile(r"(?:終期|最終|中間)目標(?:値|年度)?|目標最終年度"),
        Consumed(stages=frozenset({Stage.TARGET}), marks=frozenset({DATED})),
    ),
    (_SAID, Consumed(marks=frozenset({"plain"}))),
    (_FUND, Consumed(measures=frozenset({Measure.TRANSFERS}))),
    (_WHOLE_COST, Consumed(measures=frozenset({Measure.TOTAL_COST}))),
    (_CHANGE, Consumed(marks=frozenset({"change"}))),
    (FORMULA, Consumed(marks=frozenset({"change"}))),
    (_TOTAL, Consumed(marks=frozenset({"total"}))),
    (_GROUP, Consumed(marks=frozenset({"group"}))),
    (_PLAIN, Consumed(marks=frozenset({"plain"}))),
    (_MARK, SILENT),
    (_PUNCTUATION, SILENT),
)
"""What words of a form say, beside those of the vocabulary."""


Consume = Callable[["Lexicon", str, int | None], Consumed | None]
"""A way to consume a squeezed text in a sheet of a year."""


@dataclass(frozen=True)
class Lexicon:
    """The words of a vocabulary as consuming needs them: each table as data, the longest words first.

    `own` are the words that persons confirmed for this sheet. Each stands whole: no letter touches it but those of a year and
    of particles, so that it is no part of another word.
    """

    measures: Mapping[str, Measure]
    totals: frozenset[str]
    changes: frozenset[str]
    amounts: frozenset[str]
    heads: frozenset[str] = frozenset()
    own: tuple[tuple[str, Consumed], ...] = ()
    headings: frozenset[str] = frozenset()

    def is_heading(self, text: str) -> bool:
        """True for a heading or a note that persons confirmed to change no amount."""
        return bool(self.headings) and heading_spelling(text) in self.headings

    @cached_property
    def for_headings(self) -> "Lexicon":
        """The words for headings over tables and for notes: of a person's own only stages that end as such do, and staff.

        A label that a person took for a source, a total or what a project costs is none there: as a heading it may be the name
        of another project.
        """
        own = tuple((word, said) for word, said in self.own if _may_head(word, said))
        return self if own == self.own else replace(self, own=own)

    @cached_property
    def _words(self) -> dict[str, list[tuple[str, str, Measure | None]]]:
        """By first letter, the longest first: the word, what kind it is, and the measure it names."""
        found: dict[str, list[tuple[str, str, Measure | None]]] = {}
        kinds = (("total", self.totals), ("change", self.changes), ("amount", self.amounts))
        for word, measure in self.measures.items():
            found.setdefault(word[0], []).append((word, "measure", measure))
        for kind, words in kinds:
            for word in words:
                if kind == "total" and _is_staged_total(word):
                    continue  # 要求額合計 says 要求額 and 合計, each by its own pattern
                found.setdefault(word[0], []).append((word, kind, None))
        for words_of in found.values():
            words_of.sort(key=lambda entry: -len(entry[0]))
        return found

    @cached_property
    def _kept(self) -> Callable[[Consume, str, int | None], Consumed | None]:
        """What texts say, kept: sheets of one vocabulary share it, and so do the threads of a batch."""
        return lru_cache(maxsize=_MOST_KEPT)(lambda work, text, fiscal_year: work(self, text, fiscal_year))

    def once(self, work: Consume, text: str, fiscal_year: int | None) -> Consumed | None:
        """What a squeezed text says by a way to consume it, worked out once for all sheets of a year."""
        return work(self, text, fiscal_year) if len(text) > _LONGEST else self._kept(work, text, fiscal_year)

    def consume(self, text: str, fiscal_year: int | None = None) -> Consumed | None:
        """What a text says; None where a word of it is not known. An empty text says nothing."""
        return self.once(Lexicon._consumed, squeeze(text), fiscal_year)

    def _consumed(self, text: str, fiscal_year: int | None) -> Consumed | None:
        place, sense = 0, SILENT
        while place < len(text):
            taken = self.longest(text, place, fiscal_year)
            if taken is None:
                return None
            place, said = place + taken[0], taken[1]
            sense = sense + said
        return sense

    def longest(self, text: str, place: int, fiscal_year: int | None) -> tuple[int, Consumed] | None:
        """The longest known word at a place of a squeezed text, with what it says."""
        return max(self._takings(text, place, fiscal_year), key=lambda found: found[0], default=None)

    def _own_at(self, text: str, place: int) -> Iterator[tuple[int, Consumed]]:
        """The person's own word that stands whole at a place."""
        for word, said in self.own:
            if text.startswith(word, place) and _stands_whole(text, place, place + len(word)):
                yield len(word), said

    def _takings(self, text: str, place: int, fiscal_year: int | None) -> Iterator[tuple[int, Consumed]]:
        """Every known word at a place, with its length; the longest one is taken, the first named of two as long."""
        for word, kind, measure in self._words.get(text[place], ()):
            if text.startswith(word, place):
                said = Consumed(marks=frozenset({kind})) if measure is None else Consumed(frozenset({measure}))
                yield len(word), said
                break
        yield from self._own_at(text, place)
        year = _year(text, place, fiscal_year)
        if year is not None:
            yield year
        unit = _UNIT.match(text, place)
        if unit is not None:
            yield unit.end() - place, Consumed(units=frozenset(filter(None, unit.group("a", "b", "c"))))
        for pattern, sense in _PATTERNS:
            match = pattern.match(text, place)
            if match is not None and match.end() > place:
                yield match.end() - place, sense


def _is_staged_total(word: str) -> bool:
    """True for the word of a stage and that of a total behind it."""
    stem = re.sub(r"(?:合計|総計|計)$", "", word)
    return stem not in {"", word} and any(pattern.fullmatch(stem) is not None for pattern, _ in _STAGES)


def _may_head(word: str, said: Consumed) -> bool:
    staged = bool(said.stages) and _STAGED.search(word) is not None
    return staged or (bool(said.measures) and said.measures <= STAFF)


def _stands_whole(text: str, begin: int, end: int) -> bool:
    """True where no letter of another word touches a part of a text."""
    before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    return not (before.isalpha() and before not in _BEFORE) and not (after.isalpha() and after not in _AFTER)


def _year(text: str, place: int, fiscal_year: int | None) -> tuple[int, Consumed] | None:
    """A year at a place, as an offset from the sheet's own; one that cannot be placed is not understood."""
    for pattern, offset in _RELATIVE:
        match = pattern.match(text, place)
        if match is not None:
            return match.end() - place, Consumed(years=frozenset({offset}))
    match = _YEAR.match(text, place)
    if match is not None and (place == 0 or not text[place - 1].isalnum() or not text[place].isascii()):
        western = int(match["western"]) if match["western"] else ERA_START[match["era"]] + _number(match["number"])
        return (
            None if fiscal_year is None else (match.end() - place, Consumed(years=frozenset({western - fiscal_year})))
        )
    short = _SHORT_YEAR.match(text, place)
    if short is not None and fiscal_year is not None:
        number = _number(short["short"])
        nearest = min((number + start - fiscal_year for start in (2018, 1988, 1925)), key=abs)
        return short.end() - place, Consumed(years=frozenset({nearest}))
    return None


def _number(text: str) -> int:
    return 1 if text == "元" else int(text)
