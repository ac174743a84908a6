"""The words of budget sheets and what they mean, as a value that is handed along.

The words are those of `words.toml`, of a user's own file, and those that persons confirmed for the sheet that is read. Nothing
changes a vocabulary: `with_file` and `with_confirmed` make another one.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeVar, TypeVarTuple, cast

from structurer import settings as configuration
from structurer.errors import VocabularyInvalid
from structurer.labels import headingwords
from structurer.labels.label import plain, without_note, without_origin, without_year
from structurer.labels.moment import StageWords, When, is_moment, last_stage_word, printed_moment, year_offset
from structurer.labels.word import Meaning, Word, is_label, is_narrowed
from structurer.sheet.model import SOURCES, Measure, Stage
from structurer.text.words import squeeze

Words = Mapping[str, Mapping[str, Sequence[str]]]
"""A vocabulary file: for each table the labels of each measure, stage or kind."""

Meant = TypeVar("Meant")
Work = TypeVar("Work")
Inputs = TypeVarTuple("Inputs")
VocabularyT = TypeVar("VocabularyT", bound="Vocabulary")

_BUILT_IN = Path(__file__).with_name("words.toml")
_DIGITS = 16  # of a sha256: enough to tell two files of one user apart in a record's provenance
_MOST_KEPT = 32  # calendars of some 2 MB each: sheets of four years, with and without each of the three notes
_MOST_LINES = 4096  # lines that may be headings, some 2 MB
_LONGEST_LINE = 400  # characters of a line worth keeping: wide headings with their gaps; a longer one is text
_COMPARING = ("増減", "比較増減", "差引増減", "対前年度増減")


def _nothing() -> Mapping[str, Meant]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False, repr=False)
class Vocabulary:
    """Labels as `plain` spells them, with what they mean. Two are the same only where they are one object.

    Attributes:
        sources: funding sources by printed label.
        costs: costs and staff by printed label.
        columns: columns of a cost table whose rows name years.
        stage_words: words inside a label that name its stage, beside the fixed ones.
        funding_totals: labels of the column that the sources of a funding row add up to.
        groups: labels that name or span other columns.
        names: labels of the column that names items.
        weak_names: labels that name items where the table has no better column for it.
        texts: labels of columns of running text.
        numbers: labels of the column that numbers the rows.
        amounts: labels of a column of amounts that say nothing of their stage.
        indicators: labels of the columns that name an indicator and its unit.
        changes: labels of the column that compares with the year before.
        totals: labels of a total row.
        headings: headings and notes that change no amount, as persons have confirmed.
        moments: labels whose year and stage are those of a word of a person's.
        file: the first digits of the sha256 of the user's own file; None without one.
        own: the words that are not of a file, each of which is in the tables above too.
    """

    sources: Mapping[str, Measure] = field(default_factory=_nothing)
    costs: Mapping[str, Measure] = field(default_factory=_nothing)
    columns: Mapping[str, Stage] = field(default_factory=_nothing)
    stage_words: StageWords = ()
    funding_totals: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    weak_names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    moments: Mapping[str, When] = field(default_factory=_nothing)
    file: str | None = None
    own: tuple[Word, ...] = ()

    @classmethod
    def built_in(cls) -> "Vocabulary":
        """The words of `words.toml`."""
        return _built_in()

    @classmethod
    def configured(cls) -> "Vocabulary":
        """The built-in words and those of the user's own file, where one is set."""
        path = configuration.vocabulary()
        return _built_in() if path is None else _built_in().with_file(Path(path))

    def with_file(self, path: Path) -> Self:
        """These words and those of a user's own file; VocabularyInvalid names the fault in it."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise VocabularyInvalid(str(path), str(error)) from None
        made: Self = _filed(self, path, data)
        return made

    def _with_data(self, path: Path, data: bytes) -> Self:
        try:
            words: Words = tomllib.loads(data.decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise VocabularyInvalid(str(path), str(error)) from None
        for name, kinds in words.items():
            self._examine(path, name, kinds)
        return replace(self.with_words(words), file=hashlib.sha256(data).hexdigest()[:_DIGITS])

    def _examine(self, path: Path, name: str, kinds: Mapping[str, object] | object) -> None:
        known = {
            "sources": {measure.value for measure in SOURCES},
            "costs": {measure.value for measure in self.costs.values()},
            "columns": {stage.value for stage in Stage},
            "labels": self._lists.keys(),
            "stages": {stage.value for stage in Stage},
        }.get(name)
        if known is None or not isinstance(kinds, dict):
            raise VocabularyInvalid(str(path), f"[{name}]")
        for kind, labels in dict[str, object](kinds).items():
            texts = isinstance(labels, list) and all(isinstance(text, str) and text.strip() for text in labels)
            if kind not in known or not kind or not texts:
                raise VocabularyInvalid(str(path), f"[{name}] {kind}")

    def with_words(self, words: Words) -> Self:
        """These words and more; KeyError names an unknown measure or stage."""
        more = words.get("labels", {})
        lists = {kind: known.union(map(plain, more.get(kind, ()))) for kind, known in self._lists.items()}
        sources, costs = _by_measure(words.get("sources", {})), _by_measure(words.get("costs", {}))
        columns = {plain(label): Stage[stage.upper()] for stage, label in _pairs(words.get("columns", {}))}
        stages = {squeeze(word): Stage[stage.upper()] for stage, word in _pairs(words.get("stages", {}))}
        return replace(
            self,
            sources=_joined(self.sources, sources),
            costs=_joined(self.costs, costs),
            columns=_joined(self.columns, columns),
            stage_words=tuple((dict(self.stage_words) | stages).items()),
            funding_totals=lists["funding_totals"],
            groups=lists["groups"],
            names=lists["names"],
            weak_names=lists["weak_names"],
            texts=lists["texts"],
            numbers=lists["numbers"],
            amounts=lists["amounts"],
            indicators=lists["indicators"],
            changes=lists["changes"],
            totals=lists["totals"],
        )

    def with_confirmed(self, words: Iterable[Word]) -> Self:
        """These words and those that persons confirmed, or that are proposed to a reader; what may be no word stays out."""
        given = tuple(word for word in words if self.refusal(word.word, word.meaning) is None)
        return _overlaid(self, given) if given else self

    def _overlay(self, words: tuple[Word, ...]) -> Self:
        meant = {word.word: word.meaning for word in words}
        measures = {word: (m.measure, m.is_source) for word, m in meant.items() if m.measure is not None}
        roles: dict[str, set[str]] = {}
        for word, meaning in meant.items():
            roles.setdefault(meaning.role or "", set()).add(word)
        return replace(
            self,
            sources=_joined(self.sources, {word: one for word, (one, source) in measures.items() if source}),
            costs=_joined(self.costs, {word: one for word, (one, source) in measures.items() if not source}),
            names=self.names.union(roles.get("name", ())),
            numbers=self.numbers.union(map(str.lower, roles.get("number", ()))),
            changes=self.changes.union(roles.get("change", ())),
            totals=self.totals.union(roles.get("total", ())),
            amounts=self.amounts.union(roles.get("amount", ())),
            headings=self.headings.union(roles.get("heading", ())),
            moments=_joined(
                self.moments, {word: When(m.year_offset, m.stage) for word, m in meant.items() if m.is_moment}
            ),
            own=(*self.own, *words),
        )

    def refusal(self, word: str, meaning: Meaning | None = None) -> str | None:
        """Why a label may be no word beside these: `shape`, `narrowed`, `known` or `contradicted`; None where it may be one."""
        if not is_label(word):
            return "shape"
        if self.understands(word):
            return "known"
        if is_narrowed(word, meaning):
            return "narrowed"
        said = printed_moment(word, None, self.stage_words)
        stage = None if meaning is None else meaning.stage
        return "contradicted" if said.stage is not None and meaning is not None and said.stage is not stage else None

    def understands(self, word: str) -> bool:
        """True for a label that these words have or understand as a year and a stage."""
        named = word in self.known or word.lower() in self.numbers or self.names_measure(word)
        return named or self.is_stage_label(word) or self.is_change(word) or self._is_staged(word)

    def _is_staged(self, word: str) -> bool:
        """True for a cost, staff or a source behind a stage of its own: 要求職員数."""
        ends = (pattern.search(word) for pattern in (self.cost_at_end, self.source_at_end))
        return any(end is not None and self.is_stage_label(word[: end.start()]) for end in ends)

    @property
    def _lists(self) -> dict[str, frozenset[str]]:
        """The labels of columns and rows by the name of their list in a vocabulary file."""
        return {
            "funding_totals": self.funding_totals,
            "groups": self.groups,
            "names": self.names,
            "weak_names": self.weak_names,
            "texts": self.texts,
            "numbers": self.numbers,
            "amounts": self.amounts,
            "indicators": self.indicators,
            "changes": self.changes,
            "totals": self.totals,
        }

    def __getstate__(self) -> dict[str, object]:
        """The plain values that a copy in another process is made of."""
        own = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: dict(value) if isinstance(value, Mapping) else value for name, value in own}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore the mappings as read-only ones."""
        vars(self).update(
            (name, MappingProxyType(value) if isinstance(value, dict) else value) for name, value in state.items()
        )

    @cached_property
    def _kept(self) -> Callable[..., Any]:
        return lru_cache(maxsize=_MOST_KEPT)(lambda work, *inputs: work(self, *inputs))

    def once(self, work: Callable[["Vocabulary", *Inputs], Work], *inputs: *Inputs) -> Work:
        """The result of a function of these words and some values, kept: sheets that are read with them share it."""
        return cast("Work", self._kept(work, *inputs))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every label that may head a column."""
        return frozenset().union(self.sources, self.costs, self.columns, self.moments, *self._lists.values())

    @cached_property
    def source_at_end(self) -> re.Pattern[str]:
        """A funding source at the end of some words."""
        return _at_end(self.sources)

    @cached_property
    def cost_at_end(self) -> re.Pattern[str]:
        """A cost at the end of some words."""
        return _at_end(self.costs)

    def heading_words(self, folded: str) -> tuple[tuple[int, int], ...] | None:
        """The spans of the column headings that a folded line is made of; None where it says more."""
        return self._heading_words(folded) if len(folded) > _LONGEST_LINE else self._kept_lines(folded)

    @cached_property
    def _kept_lines(self) -> Callable[[str], tuple[tuple[int, int], ...] | None]:
        """What lines are made of, kept: those of one table are taken apart for each way to read them."""
        return lru_cache(maxsize=_MOST_LINES)(self._heading_words)

    def _heading_words(self, folded: str) -> tuple[tuple[int, int], ...] | None:
        found = headingwords.heading_words(folded, self.known, self.sources)
        return None if found is None else tuple(found)

    def when(self, label: str, fiscal_year: int | None) -> When:
        """Year and stage that a row or column label names, by the contract's rules or as a person's word says."""
        taught = self._taught(label)
        if taught is None:
            return printed_moment(label, fiscal_year, self.stage_words)
        offset = year_offset(label, fiscal_year) if taught.year_offset is None else taught.year_offset
        return When(offset, taught.stage)

    def _taught(self, label: str) -> When | None:
        """The moment that a person's word gives a label, or what is left of it without its year."""
        if not self.moments:
            return None
        whole = self.moments.get(plain(label))
        return self.moments.get(plain(without_year(label))) if whole is None else whole

    def is_stage_label(self, label: str) -> bool:
        """True for a label that says a year and a stage and nothing else: 令和8年度当初予算要求額, not 要求限度額."""
        return self._taught(label) is not None or is_moment(label, self.stage_words)

    def last_stage(self, words: str) -> Stage | None:
        """The stage of the last stage word in running text: `予算案 2月公表予定 要求` is a request."""
        named = last_stage_word(words)
        return None if named is None else self.when(named, None).stage

    def is_change(self, label: str) -> bool:
        """True for the label of a row or column that compares: 増減, 増減(総額計-前年度)."""
        word = plain(label)
        return word in self.changes or word.startswith(_COMPARING)

    def is_total(self, label: str) -> bool:
        """True for the label of a total row."""
        return plain(label) in self.totals

    def names_measure(self, word: str) -> bool:
        """True for a source or a cost, as `plain` spells it."""
        return word in self.sources or word in self.costs

    def source_of(self, label: str) -> Measure | None:
        """The funding source that a row's label names, a rate, a remark or its origin in brackets beside it left out."""
        spelled = (spelling(label) for spelling in (plain, without_note, without_origin))
        return next((self.sources[word] for word in spelled if word in self.sources), None)

    def cost_of(self, label: str) -> Measure | None:
        """The cost or the staff that a row's label names, a remark in brackets beside it left out."""
        return self.costs.get(plain(label)) or self.costs.get(without_note(label))


@cache
def _built_in() -> Vocabulary:
    return Vocabulary().with_words(tomllib.loads(_BUILT_IN.read_text("utf-8")))


@lru_cache(maxsize=8)
def _filed(vocabulary: VocabularyT, path: Path, data: bytes) -> VocabularyT:
    """One vocabulary for the same bytes of a file, however many sheets are read with it."""
    return vocabulary._with_data(path, data)  # noqa: SLF001  # as below


@lru_cache(maxsize=64)
def _overlaid(vocabulary: VocabularyT, words: tuple[Word, ...]) -> VocabularyT:
    """One vocabulary for the same words: what is kept of it, the sheets of a publisher share."""
    return vocabulary._overlay(words)  # noqa: SLF001  # of this very class, kept beside it because methods keep their object


def _pairs(kinds: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each label of a table with its kind."""
    return ((kind, label) for kind, labels in kinds.items() for label in labels)


def _by_measure(kinds: Mapping[str, Sequence[str]]) -> dict[str, Measure]:
    return {plain(label): Measure[measure.upper()] for measure, label in _pairs(kinds)}


def _joined(known: Mapping[str, Meant], more: Mapping[str, Meant]) -> Mapping[str, Meant]:
    return MappingProxyType({**known, **more})


def _at_end(labels: Iterable[str]) -> re.Pattern[str]:
    """One of the labels at the end of some words, the longest first; a single letter is no word of its own."""
    longest = sorted((label for label in labels if len(label) > 1), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest)) + ")$")
