"""A word: a label that the vocabulary lacks, with the meaning that is proposed for it or that named persons confirmed.

A word says what stands under or beside a label, never an amount. It holds for the sheets of one scope only (`scope`), and
what may be no word is refused here, whoever asks: a sheet, a model or a person.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

from structurer.labels.label import unmarked, without_year
from structurer.labels.moment import narrows
from structurer.sheet.model import SOURCES, TABLE_MEASURES, Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

Role = Literal["name", "number", "change", "total", "amount", "heading"]
"""The roles of what is no cost, no source and no moment: columns and rows, and a heading or note that changes no amount."""

COSTS = (*TABLE_MEASURES[Table.COST], *TABLE_MEASURES[Table.STAFF])
"""The measures that a label of a cost table may name."""

LONGEST_WORD = 24
"""Characters of a word: a printed heading fits a table cell; a longer text is a sentence."""
SHORTEST_WORD = 2
"""Characters of a word: a single letter stands in too many others."""
FARTHEST_YEAR = 3
"""Years from the sheet's own that a word may name: the settled year before the last is -2, a plan's next years are +3."""
PERSONS = 2
"""Names that a word of stage or year needs, and a heading: no equation sees a wrong one."""

_NO_WORD = re.compile(r"[\d。、「」『』<>⟦⟧{}\\|()\[\]〔〕【】:;,=]")
_UNSEEN = ("C", "Z")
_OTHERS = re.compile(
    r"隣|他の|他県|他都|他市|他町|その他[都道府県市町村区]|県外|国外|全国|市町村|市の|町の|別の|類似|先進|視察|関連|関係|近隣|同種"
    r"|[都道府県市区町村庁部局課室係班所]$|廃止|中止|取消|取り?下げ|取りやめ|終了|削除|除|外$|以外|なし|無し|無い|しない|せず|例年|参考|場合|仮"
    r"|未|非|不(?!動産)|積立|一部|内訳|うち|撤回|凍結|過去|将来|次年|来年|翌|債務|負担行為"
)
"""Words of another owner, place, project or time, of negation, part or condition: no label with one of them is asked about."""
_PARTS = re.compile(r"の?内訳|一覧")
"""What a heading says of any table."""
_CHANGES = re.compile(r"対?前年度?[比差]?|増減|比較|差引|差額?")
"""Words of a change, which beside another meaning make another amount of it."""
_HEADS_OTHERS = re.compile(
    r"年|前|昨|翌|旧|次|案|実績|見込|例$|税|分$|負担|補正|支出|会計|国の|県の|団体|者$|限"
    r"|[百千万億](?:円|単位|$)|円|ドル|ユーロ|単価|概[算数]|累[計積]|通算|合計|総[額計]|半[額分]|保留|決算|執行|別(?:事業|途|件|$)|重複|再掲"
    r"|白紙|延期|却下|否決|不採|完了|終[わえ]|止め|やめ|返還|返納|繰り?[越延]|立替|流用|予備費|国庫|国費|直轄|民間|企業|財団|組合|公[社庫]|三セク|協議会|連合"
    r"|議会|委員会|病院|警察|受託|出資|貸付|[来後前中長]期|第[二三四]期|期末|単独|暫定|速報|試[算案]|見本|ひな形|雛形|テスト|控え|[希要]望|内示|裁定|復活"
    r"|査定[前外中]|(?:要求|査定|決定|計上)額"
)
"""What a heading may say of another time, version, payer or amount, beside `_OTHERS`: nobody is asked to take it for harmless."""
_CODE = re.compile(
    r"(?P<kind>source|cost|stage|year):(?P<what>[a-z_]+|[+-]?\d)(?:/(?P<year>[+-]?\d))?|(?P<role>[a-z]+)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a word: a source, a cost, a moment, or the role of its column or row.

    Written as `source:bonds`, `cost:personnel_cost`, `stage:approved`, `stage:initial/-1`, `year:-1`, `name`.
    """

    measure: Measure | None = None
    year_offset: int | None = None
    stage: Stage | None = None
    role: Role | None = None

    @classmethod
    def of(cls, code: str) -> Self:
        """The meaning that a code writes; ValueError for any other text."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise ValueError(code)
        kind, what = found["kind"], found["what"]
        if kind == "stage":
            made = cls(stage=Stage(what), year_offset=None if found["year"] is None else int(found["year"]))
        elif kind == "year":
            made = cls(year_offset=int(what))
        elif kind is not None:
            made = cls(measure=_measure(what, SOURCES if kind == "source" else COSTS))
        else:
            made = cls(role=_role(found["role"]))
        if made.code != code.replace("+", "") or abs(made.year_offset or 0) > FARTHEST_YEAR:
            raise ValueError(code)
        return made

    @property
    def code(self) -> str:
        """The meaning in writing; `of` reads it back."""
        if self.measure is not None:
            return f"{'source' if self.is_source else 'cost'}:{self.measure.value}"
        if self.role is not None:
            return self.role
        if self.stage is None:
            return f"year:{self.year_offset}"
        return f"stage:{self.stage.value}" + ("" if self.year_offset is None else f"/{self.year_offset}")

    @property
    def is_source(self) -> bool:
        """True for a source of funds."""
        return self.measure in SOURCES

    @property
    def is_moment(self) -> bool:
        """True for a stage or a year: what no equation sees wrong."""
        return self.stage is not None or self.year_offset is not None

    @property
    def needs_two(self) -> bool:
        """True where one person's mistake would go unseen: a moment, and a heading, which may hide whose amounts are below."""
        return self.is_moment or self.role == "heading"


def _measure(text: str, known: tuple[Measure, ...]) -> Measure:
    measure = Measure(text)
    if measure not in known:
        raise ValueError(text)
    return measure


def _role(text: str) -> Role:
    roles: dict[str, Role] = {
        "name": "name",
        "number": "number",
        "change": "change",
        "total": "total",
        "amount": "amount",
        "heading": "heading",
    }
    if text not in roles:
        raise ValueError(text)
    return roles[text]


@dataclass(frozen=True)
class Word:
    """A word that sheets of its scope are read with.

    Attributes:
        word: the label as `spelling` writes it.
        meaning: what it means.
        scope: the sheets it holds for, as `structurer.labels.scope` writes it.
        by: who confirmed it; nobody yet where it is only proposed.
        at: when the last of them did.
    """

    word: str
    meaning: Meaning
    scope: str
    by: tuple[str, ...] = ()
    at: str = ""

    @property
    def is_confirmed(self) -> bool:
        """True where named persons confirmed it; a proposal helps to read, and nothing read with it is verified."""
        return bool(self.by)

    @cached_property
    def label(self) -> str:
        """The word as printed texts are compared with it."""
        return squeeze(self.word)


def spelling(label: str) -> str:
    """A printed label as a word writes it: without spaces, marks and the year it begins with."""
    return unmarked(without_year(tidy(label)))


def is_label(word: str) -> bool:
    """True for a short text of letters that is spelt as a word: no digit, no bracket, no sentence, nothing unseen."""
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD or word != spelling(word):
        return False
    if any(unicodedata.category(character).startswith(_UNSEEN) for character in word):
        return False
    return any(character.isalpha() for character in word) and _NO_WORD.search(word) is None


def is_narrowed(word: str, meaning: Meaning | None = None) -> bool:
    """True for a label of another owner or time, of a negation or a part, or of another amount than its stage's own."""
    role = None if meaning is None else meaning.role
    if role == "heading" and _HEADS_OTHERS.search(word) is not None:
        return True
    rest = {"change": _CHANGES, "heading": _PARTS}[role].sub("", word) if role in {"change", "heading"} else word
    return _OTHERS.search(rest) is not None or narrows(rest)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names of different persons, however they are typed: in order, each once."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(squeeze(name).casefold(), name)
    return tuple(found.values())
