"""The progress of a batch: a bar on a terminal, now and then a line elsewhere. On stderr, like all that is no result."""

import sys
import time
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from structurer.batch.summary import RunTally
from structurer.batch.worker import SheetResult
from structurer.checks.outcome import Verdict
from structurer.language import say
from structurer.reading.model.prices import total
from structurer.report import phrases
from structurer.report.text import console

_BETWEEN_LINES = 10.0
"""The seconds between two lines of a log: a batch of an hour leaves a few hundred of them."""


class ProgressDisplay:
    """A display of counts by verdict, failures, tokens, cost and the time left; `documents` is how many there are to open."""

    def __init__(self, documents: int) -> None:
        self._sheets, self._ended, self._shown_at = documents, 0, time.monotonic()
        self._known: set[str] = set()
        self._bar = Bar(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console(stderr=True),
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=documents, counts="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._bar.stop()

    def take(self, ended: SheetResult, tally: RunTally) -> None:
        """Count one more sheet that has ended; a document with several sheets is found to be so with the first of them."""
        self._ended += 1
        document = ended.item.partition("#")[0]
        if ended.parts > 1 and document not in self._known:
            self._known.add(document)
            self._sheets += ended.parts - 1
        counts = _counts(tally)
        self._bar.update(self._task, completed=self._ended, total=self._sheets, counts=counts)
        now = time.monotonic()
        if self._bar.disable and now - self._shown_at >= _BETWEEN_LINES:
            self._shown_at = now
            sys.stderr.write(f"{self._ended:,}/{self._sheets:,} {counts}\n")


def _counts(tally: RunTally) -> str:
    counts = [f"{phrases.verdict(verdict)} {tally.verdicts[verdict.value]:,}" for verdict in Verdict]
    parts = [text for text, verdict in zip(counts, Verdict, strict=True) if tally.verdicts[verdict.value]]
    if tally.failures:
        parts.append(say(f"失敗 {len(tally.failures):,}", f"failed {len(tally.failures):,}"))
    tokens = tally.account.tokens.input + tally.account.tokens.output
    if tokens:
        parts.append(say(f"{tokens:,}トークン", f"{tokens:,} tokens"))
    cost = total(tally.account.costs)
    if cost is not None:
        parts.append(f"{cost.amount} {cost.currency}")
    return " · ".join(parts)
