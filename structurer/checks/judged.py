"""A reading with what the checks say of it, as a reader asks for it (`structurer.reading.judging`)."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property

from structurer.checks.claim import Result
from structurer.checks.every import run
from structurer.checks.names import named
from structurer.checks.outcome import ClaimOutcome, Side
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unexplained
from structurer.sheet.model import Sheet
from structurer.text.source import Figure, Source

_PROOFS = "PRF"
"""The family of checks about proofs: they say what the print bears out, and nothing of what the reader did."""


@dataclass(frozen=True)
class JudgedReading:
    """A reading and the results of every check; nothing is worked out before it is asked for."""

    reading: Reading

    @property
    def source(self) -> Source:
        """The text that was read."""
        return self.reading.source

    @property
    def sheet(self) -> Sheet:
        """The sheet that is judged."""
        return self.reading.sheet

    @property
    def witness(self) -> Sheet | None:
        """The sheet of the second witness, where there is one."""
        return self.reading.witness

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every claim of every check, judged."""
        return run(self.reading)

    @cached_property
    def unexplained(self) -> tuple[Figure, ...]:
        """The figures that may be amounts and that no table of the sheet claims."""
        return unexplained(self.reading)

    @cached_property
    def findings(self) -> Counter[Hashable]:
        """The findings by what they are about: the same finding of two sheets is equal."""
        return Counter((found.code, found.name, found.lines) for found in self.results if found.is_finding)

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The lines of the findings that the reader may have caused, in order."""
        return doubtful(self.results)

    @property
    def failing(self) -> int:
        """The number of findings about the sheet's own fields; a missing proof is none, a part of a sheet cannot have all."""
        own = (result for result in self.results if result.facts and not result.code.startswith(_PROOFS))
        return sum(result.is_finding for result in own)

    @property
    def holding(self) -> int:
        """The number of claims that compare several fields and hold."""
        return sum(result.outcome is ClaimOutcome.HOLDS for result in self.results if len(result.facts) > 1)

    def of(self, sheet: Sheet) -> "JudgedReading":
        """Another sheet of the same source, named as the source prints it and judged beside the same witness."""
        told = replace(self.reading, sheet=sheet)
        printed = named(told)  # where the reader has every name as printed, its proofs are not worked out twice
        return JudgedReading(told if printed == sheet else replace(told, sheet=printed))


def doubtful(results: tuple[Result, ...]) -> tuple[int, ...]:
    """The lines of the findings that the reader may have caused.

    Not those blamed on the printed sheet, and neither what lacks a proof nor the amounts that only lack a second witness:
    another look at them by the same eyes settles nothing.
    """
    lines: set[int] = set()
    for result in results:
        blamed = result.blame is not None and result.blame.side is Side.SOURCE
        alone = result.outcome is ClaimOutcome.UNVERIFIABLE and result.facts
        if result.is_finding and not blamed and not alone and not result.code.startswith(_PROOFS):
            lines.update(result.lines)
    return tuple(sorted(lines))
