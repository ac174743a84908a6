"""Completeness: every figure that could be an amount is cited or explained; nothing is cited twice; no row is lost."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks.check import check
from structurer.checks.claim import ClaimOutcome, Judgement, shown
from structurer.checks.grounding import Placed
from structurer.entry import Entry, Reading, entries
from structurer.scan import Kind
from structurer.sheet import Item
from structurer.source import Figure, Source, Unit
from structurer.words import squeeze, tidy

_COUNTABLE = {Kind.MONEY, Kind.PLAIN, Kind.HEADCOUNT, Kind.PERCENT, Kind.COUNT, Kind.RATIO, Kind.MALFORMED}
_UNEXPLAINED = {Kind.MONEY, Kind.PLAIN, Kind.MALFORMED}
_NAMES = re.compile(r"[^\W\d_円千百万億人]{2}")


def unclaimed(reading: Reading) -> tuple[Figure, ...]:
    """Figures with a value that no field cites, in the order of the source."""
    cited = {cite.figure for _, cite in reading.cites}
    return tuple(f for f in reading.source.figures if f.id not in cited and f.kind in _COUNTABLE)


def unexplained(reading: Reading) -> tuple[Figure, ...]:
    """The unclaimed figures that may be amounts and do not stand on a line printed again (a repeated page head)."""
    lines = range(1, len(reading.source.lines) + 1)
    read = {_words(reading, cite.line) for _, cite in reading.cites if cite.line in lines}
    return tuple(
        figure
        for figure in unclaimed(reading)
        if figure.kind in _UNEXPLAINED and (_words(reading, figure.line) or None) not in read
    )


def _words(reading: Reading, line: int | None) -> str:
    """A line's text where it names something beside its figures, else nothing: a bare `0 |` repeats no other."""
    text = "" if line is None else squeeze(reading.source.line_text(line))
    return text if _NAMES.search(text) is not None else ""


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A figure that no field cites."""

    name: str
    figure: Figure
    entries: tuple[Entry, ...] = ()
    note: bool = False

    @property
    def lines(self) -> tuple[int, ...]:
        """The figure's line."""
        return (self.figure.line,)

    def judge(self, source: Source) -> Judgement:
        """Unverifiable: nothing is claimed of it."""
        text = tidy(source.line_text(self.figure.line))
        return Judgement(ClaimOutcome.UNVERIFIABLE, (f"{self.figure.printed} (L{self.figure.line}) 「{text[:60]}」",))


@check("CMP801", "unclaimed-figure")
def unclaimed_figure(reading: Reading) -> Iterator[Unclaimed]:
    """An amount of the source belongs to no field of the record.

    Why it matters   A lost row leaves its figures behind, even where the sums that are left still hold.
    Inputs           Every amount and every bare number of the source that is no year, date, code or list number.
    Arithmetic       None: each must be cited, or stand on a line that repeats one already read.
    What to do       Add the row the figure belongs to, or waive with the reason why the record does not need it.

    日本語
    シートの金額のうち、記録のどの項目にも使われていないものがある。
    行を読み落としても残りの合計は合うことがあるが、数字は残る。年・日付・番号でない数字が、引用されているか、読んだ行の繰り返しかを
    見る。その数字の行を加えるか、不要な理由を付けて了承する。
    """
    for figure in unexplained(reading):
        yield Unclaimed(figure.printed, figure)


@check("CMP802", "figure-cited-twice")
def cited_twice(reading: Reading) -> Iterator[Placed]:
    """One figure of the source is used for two fields.

    Why it matters   One print is one amount; used twice, one of the two was read from the wrong place.
    Inputs           The cites of all tables.
    Arithmetic       None: each figure is cited by one field.
    What to do       Find the field's own figure.

    日本語
    シートの一つの数字が、二つの項目に使われている。
    一つの印字は一つの金額であり、二度使われたなら一方は別の場所から読まれている。すべての表の引用について、同じ数字が一つの項目だけに
    使われているかを見る。本来の数字を探す。
    """
    users: dict[str, list[Entry]] = defaultdict(list)
    for entry in reading.entries:
        if entry.cite.figure is not None:
            users[entry.cite.figure].append(entry)
    for found in users.values():
        if len(found) > 1:
            said = " / ".join(f"{e.row} {e.measure.value}" for e in found)
            yield Placed(found[0].row, tuple(found), ClaimOutcome.FAILS, (f"{shown(found[0])}: {said}",))


@check("CMP803", "numbered-row-missing")
def numbered_rows(reading: Reading) -> Iterator[Placed]:
    """The numbers printed before a list's items leave one out.

    Why it matters   A sub-project lost between two pages takes its amounts with it.
    Inputs           The printed numbers of the items of a section, where each item has one.
    Arithmetic       1, 2, 3 … without a gap or a repetition.
    What to do       Look for the missing number in the sheet.

    日本語
    細事業の通し番号が抜けている。
    ページの境で失われた細事業は金額も失われる。番号のある節で、番号が1から抜けも重なりもなく続くかを見る。抜けた番号をシートで探す。
    """
    for number, section in enumerate(reading.sheet.sections):
        numbers = [_number(item) for item in section.items]
        if not numbers or any(value is None for value in numbers):
            continue
        own = tuple(reading.under("sections", number))[:1]
        complete = numbers == list(range(1, len(numbers) + 1))
        outcome = ClaimOutcome.HOLDS if complete else ClaimOutcome.FAILS
        name = "" if section.heading is None else section.heading.text
        yield Placed(name, own, outcome, (", ".join(str(value) for value in numbers),))


def _number(item: Item) -> int | None:
    text = tidy(item.number or "").rstrip(".")
    return int(text) if text.isdecimal() and len(text) <= 4 else None


@dataclass(frozen=True, slots=True)
class Something:
    """A record holds at least one amount of money."""

    name: str
    entries: tuple[Entry, ...]
    note: bool = False
    lines: tuple[int, ...] = ()

    def judge(self, source: Source) -> Judgement:
        """Fails where nothing was read."""
        outcome = ClaimOutcome.HOLDS if self.entries else ClaimOutcome.FAILS
        return Judgement(outcome, (f"{len(self.entries)} / {len(source.figures)}",))


@check("CMP804", "nothing-read")
def nothing_read(reading: Reading) -> Iterator[Something]:
    """No amount of money was read at all.

    Why it matters   An empty record has no failing sum; it must not pass for a checked one.
    Inputs           The amounts of money of all tables.
    Arithmetic       At least one.
    What to do       Read the sheet with a model, or enter it by hand.

    日本語
    金額が一つも読み取れていない。
    空の記録には合わない計算もないため、確認済みと見なしてはならない。表の金額が一つ以上あるかを見る。モデルで読むか、手で入力する。
    """
    money = tuple(entry for entry in reading.entries if entry.cite.unit is Unit.YEN)
    yield Something("", money[:1])


@check("CMP805", "figure-unconfirmed")
def unconfirmed(reading: Reading) -> Iterator[Placed]:
    """A model's amount is not confirmed by the second witness.

    Why it matters   A real figure under a plausible label can still be the wrong one; something besides the model must
                     say so.
    Inputs           With a second witness: every amount of money, and the amounts the layout reader reads.
    Arithmetic       None: the layout reader gives the same figure the same measure, year and stage.
    What to do       Compare the field with the sheet.

    日本語
    モデルの読んだ金額を、書式リーダーが裏付けていない。
    実在の数字がもっともらしい項目に入っていても、誤りのことがある。書式リーダーが同じ数字を同じ項目・年度・段階で読んだかを見る。
    シートと見比べる。
    """
    if reading.witness is None:
        return
    seen = {_said(entry) for entry in entries(reading.witness)}
    for entry in reading.entries:
        if entry.cite.unit is Unit.YEN and _said(entry) not in seen:
            yield Placed(entry.row, (entry,), ClaimOutcome.UNVERIFIABLE, (shown(entry),))


def _said(entry: Entry) -> tuple[str | None, str, int, str]:
    return (entry.cite.figure, entry.measure, entry.year_offset, entry.stage)
