"""The verdict on a reading as a reader needs it. Reading imports no check: the pipeline hands a `JudgedSheet` in."""

from collections import Counter
from collections.abc import Hashable
from typing import Protocol, Self

from structurer.sheet.model import Sheet
from structurer.text.source import Figure, Source


class JudgedSheet(Protocol):
    """A sheet of a source as the checks judge it, beside what the second witness read.

    `structurer.checks.judged.JudgedReading` is one; the pipeline makes it.
    """

    @property
    def source(self) -> Source:
        """The text that was read."""

    @property
    def sheet(self) -> Sheet:
        """The sheet that is judged."""

    @property
    def witness(self) -> Sheet | None:
        """The sheet of the second witness, where there is one."""

    @property
    def unexplained(self) -> tuple[Figure, ...]:
        """The figures that may be amounts and that no table of the sheet claims."""

    @property
    def findings(self) -> Counter[Hashable]:
        """The findings by what they are about: the same finding of two sheets is equal."""

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The lines of the findings that the reader may have caused, in order."""

    @property
    def failing(self) -> int:
        """The number of findings about the sheet's own fields."""

    @property
    def holding(self) -> int:
        """The number of claims that compare several fields and hold."""

    def of(self, sheet: Sheet) -> Self:
        """Another sheet of the same source, named as the source prints it and judged beside the same witness."""
