"""The summary of a batch: counts by verdict, failures by kind, the cost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from structurer.checks.outcome import Verdict
from structurer.language import say
from structurer.reading.model.account import Account
from structurer.reading.model.prices import total
from structurer.record.record import Cost, Tokens
from structurer.report import phrases
from structurer.report.phrases import printable
from structurer.sheet.model import Model
from structurer.store.batches import SheetStatus

_MOST_NAMES, _LONGEST = 3, 160
"""The failures named for each kind, and the characters of each: a summary fits a screen; --format json has all of it."""


class FailedSheet(Model):
    """A sheet that could not be read or saved, with the name of the error's class and its message."""

    name: str
    error: str
    message: str


class BatchSummary(Model):
    """A batch and this run of it.

    `sheets` counts the sheets of the whole batch by verdict; `before` of them were saved by earlier runs; `standing` were
    left as a person had reviewed them, `outdone` as an earlier reading had verified them, `unchanged` read as they had been;
    `superseded` records of earlier texts have ended; `contradicted` sheets print another publisher or year than was given.
    Requests, tokens, cost and seconds are this run's. `repeated` files hold the text of another one. `ended` is the message of
    what stopped it before the last sheet, None where nothing did; `interrupted` is set where a person did. `waiting` sheets
    have a request under way at the Batch API.
    """

    batch: str
    model: str
    sheets: dict[str, int]
    before: int
    standing: int
    outdone: int
    unchanged: int
    repeated: int
    superseded: int
    contradicted: int
    waiting: int
    failures: tuple[FailedSheet, ...]
    requests: int
    cached: int
    tokens: Tokens
    cost: Cost | None
    seconds: str
    ended: str | None = None
    interrupted: bool = False

    @classmethod
    def of(
        cls,
        batch: str,
        model: str,
        sheets: list[SheetStatus] | None,
        run: "RunTally",
        ended: str | None,
        *,
        interrupted: bool = False,
    ) -> "BatchSummary":
        """Return the summary of a batch in the store and of what this run has done.

        What failed in this run counts whether the store could note it or not; where the store says nothing any more (None),
        what has ended in this run is all there is.
        """
        known = run.saved() if sheets is None else sheets
        verdicts = Counter(sheet.verdict.value for sheet in known if sheet.verdict is not None)
        failed = {
            (sheet.item, sheet.name): FailedSheet(name=sheet.name, error=sheet.error or "", message=sheet.message or "")
            for sheet in known
            if sheet.verdict is None
        }
        done = {sheet.item for sheet in known if sheet.verdict is not None}
        failed |= {key: failure for key, failure in run.failures.items() if key[0] not in done}
        read = [item for item, _ in run.ended]
        return cls(
            batch=batch,
            model=model,
            sheets={verdict.value: verdicts[verdict.value] for verdict in Verdict},
            before=run.before,
            standing=run.standing,
            outdone=run.outdone,
            unchanged=run.unchanged,
            repeated=len(read) - len(set(read)),
            superseded=run.superseded,
            contradicted=run.contradicted,
            waiting=run.waiting,
            failures=tuple(failed.values()),
            requests=run.account.requests,
            cached=run.account.cached,
            tokens=run.account.tokens,
            cost=total(run.account.costs),
            seconds=f"{run.seconds:.1f}",
            ended=ended,
            interrupted=interrupted,
        )

    def text(self) -> Iterator[str]:
        """Yield the summary for people, line by line."""
        whole = sum(self.sheets.values()) + len(self.failures) + self.waiting
        yield say(
            f"バッチ {self.batch} · {self.model} · {whole:,}件 · {self.seconds}秒",
            f"Batch {self.batch} · {self.model} · {whole:,} sheet(s) · {self.seconds} s",
        )
        for name, count in self.sheets.items():
            if count:
                yield f"  {phrases.verdict(Verdict(name))} {count:,}"
        if self.before:
            yield say(f"  (うち以前の実行で保存済み {self.before:,})", f"  (saved by an earlier run: {self.before:,})")
        if self.standing:
            yield say(
                f"  (うち人の確認を残したもの {self.standing:,})",
                f"  (left as a person reviewed them: {self.standing:,})",
            )
        yield from self._nightly()
        if self.waiting:
            yield say(f"  回答待ち {self.waiting:,}", f"  waiting for an answer {self.waiting:,}")
        if self.interrupted or self.ended is not None:
            yield say("  途中まで", "  not all of them")
        yield from self._failures()
        if self.sheets[Verdict.NEEDS_REVIEW.value]:
            yield say("次にすること: structurer review --list", "Next: structurer review --list")

    def _nightly(self) -> Iterator[str]:
        if self.outdone:
            yield say(
                f"  (うち以前の検証済みの読み取りを残し、今回の要確認の読み取りを保存しなかったもの {self.outdone:,}。"
                "保存するには structurer run --again)",
                f"  (left as an earlier reading verified them, this one, which needs review, not saved: {self.outdone:,}; "
                "to save it: structurer run --again)",
            )
        if self.unchanged:
            yield say(f"  (うち変更なし {self.unchanged:,})", f"  (unchanged: {self.unchanged:,})")
        if self.repeated:
            yield say(
                f"  内容がほかと同じファイル {self.repeated:,}(同じ1件)",
                f"  files with the content of another, which are one sheet: {self.repeated:,}",
            )
        if self.superseded:
            yield say(
                f"  変わったファイルの前の記録 {self.superseded:,} 件は、残して書き出さない(structurer records --all)",
                f"  records of the earlier text of changed files, kept and not exported: {self.superseded:,} (structurer records --all)",
            )
        if self.contradicted:
            yield say(
                f"  与えた団体・年度と印字が異なる {self.contradicted:,} 件は、印字のまま",
                f"  sheets that print another publisher or year than given, and keep it: {self.contradicted:,}",
            )

    def _failures(self) -> Iterator[str]:
        if self.failures:
            yield say(f"  失敗 {len(self.failures):,}", f"  failed {len(self.failures):,}")
        ordered = sorted(self.failures, key=lambda failure: (failure.error, failure.name))
        for kind, found in groupby(ordered, key=lambda failure: failure.error):
            of_kind = list(found)
            yield f"    {kind} {len(of_kind):,}"
            for failure in of_kind[:_MOST_NAMES]:
                yield f"      {_short(failure.message if failure.name in failure.message else f'{failure.name}: {failure.message}')}"
            if len(of_kind) > _MOST_NAMES:
                more = len(of_kind) - _MOST_NAMES
                yield say(f"      ほか{more:,}件(--format json)", f"      and {more:,} more (--format json)")


@dataclass
class RunTally:
    """The counts of this run so far; `before` is how many sheets were saved when it began.

    By item and name, since files of one content are one item: `failures`, and what has `ended` well with its verdict, None
    where an earlier run knows it.
    """

    before: int = 0
    failures: dict[tuple[str, str], FailedSheet] = field(default_factory=dict)
    ended: dict[tuple[str, str], Verdict | None] = field(default_factory=dict)
    standing: int = 0
    outdone: int = 0
    unchanged: int = 0
    superseded: int = 0
    contradicted: int = 0
    waiting: int = 0
    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    account: Account = field(default_factory=Account)

    def saved(self) -> list[SheetStatus]:
        """Return the sheets that this run has saved, each once."""
        found = {item: (name, verdict) for (item, name), verdict in self.ended.items() if verdict is not None}
        return [SheetStatus(item, name, verdict) for item, (name, verdict) in found.items()]


def _short(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"
