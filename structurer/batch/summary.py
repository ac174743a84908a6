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
    left as a person had reviewed them, `unchanged` read as they had been; `superseded` records of earlier texts have ended;
    `contradicted` sheets print another publisher or year than was given. Requests, tokens, cost and seconds are this run's.
    `ended` is the message of what stopped it before the last sheet, None where nothing did; `interrupted` is set where a
    person did. `waiting` sheets have a request under way at the Batch API.
    """

    batch: str
    model: str
    sheets: dict[str, int]
    before: int
    standing: int
    unchanged: int
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
        sheets: list[SheetStatus],
        run: "RunTally",
        ended: str | None,
        *,
        interrupted: bool = False,
    ) -> "BatchSummary":
        """Return the summary of a batch in the store and of what this run has done.

        What failed in this run counts whether the store could note it or not.
        """
        verdicts = Counter(sheet.verdict.value for sheet in sheets if sheet.verdict is not None)
        failed = {
            sheet.item: FailedSheet(name=sheet.name, error=sheet.error or "", message=sheet.message or "")
            for sheet in sheets
            if sheet.verdict is None
        }
        done = {sheet.item for sheet in sheets if sheet.verdict is not None}
        failed |= {item: failure for item, failure in run.failures.items() if item not in done}
        return cls(
            batch=batch,
            model=model,
            sheets={verdict.value: verdicts[verdict.value] for verdict in Verdict},
            before=run.before,
            standing=run.standing,
            unchanged=run.unchanged,
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
        if self.interrupted:
            yield say("  途中まで(中断)", "  interrupted: not all of them")
        yield from self._failures()
        if self.sheets[Verdict.NEEDS_REVIEW.value]:
            yield say("次にすること: structurer review --list", "Next: structurer review --list")

    def _nightly(self) -> Iterator[str]:
        if self.unchanged:
            yield say(f"  (うち変更なし {self.unchanged:,})", f"  (unchanged: {self.unchanged:,})")
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
    """The counts of this run so far, and what has failed by its item; `before` is how many sheets were saved when it began."""

    before: int = 0
    failures: dict[str, FailedSheet] = field(default_factory=dict)
    standing: int = 0
    unchanged: int = 0
    superseded: int = 0
    contradicted: int = 0
    waiting: int = 0
    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    account: Account = field(default_factory=Account)


def _short(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"
