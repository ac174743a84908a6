"""The outcome of one sheet: the reading, every result, the verdict."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from structurer.checks.claim import Result
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.record.correction import Review
from structurer.record.finding import Finding, findings, verdict
from structurer.record.making import record_of
from structurer.record.record import Provenance, Record
from structurer.report import brief
from structurer.sheet import facts
from structurer.sheet.given import Given
from structurer.sheet.model import Sheet
from structurer.store import Head, Saved
from structurer.text.source import Source

if TYPE_CHECKING:  # only a batch loads its tables, and who asks for a frame the export
    from structurer.export.frame import Frame


OFFLINE = "offline"


@dataclass(frozen=True, repr=False)
class Outcome:
    """The outcome of one sheet: the reading, every result, the verdict, a person's review, and the saved revision.

    `standing` is the revision of this sheet that a reading is not saved over unless `again` is given: a person's, or a verified
    one where the reading is not.
    `given` is what a person gave beside the sheet; `added` the revision by which it came to such a review.
    """

    reading: Reading
    results: tuple[Result, ...]
    provenance: Provenance
    replies: tuple[str, ...] = ()
    saved: Saved | None = None
    review: Review | None = None
    standing: Head | None = None
    given: Given | None = None
    added: Saved | None = None

    @property
    def source(self) -> Source:
        """The text that was read."""
        return self.reading.source

    @property
    def sheet(self) -> Sheet:
        """The structured sheet."""
        return self.reading.sheet

    @cached_property
    def _found(self) -> tuple[Finding, ...]:
        return findings(self.reading, self.results, () if self.review is None else self.review.waivers)

    @cached_property
    def verdict(self) -> Verdict:
        """`verified` or `needs_review`; `approved` where a person's approval stands and no finding is open."""
        approval = None if self.review is None else self.review.approval
        touched = self.review is not None or self.provenance.is_unconfirmed
        return verdict(self._found, touched=touched, approval=approval)

    @cached_property
    def findings(self) -> tuple[Result, ...]:
        """The results a person must look at: every finding that no waiver closes."""
        return tuple(finding.result for finding in self._found if finding.is_open)

    def record(self) -> Record:
        """The outcome as it is saved and as `--format json` prints it."""
        return record_of(self.reading, self.results, self.verdict, self.provenance, self.review, self.given)

    def __repr__(self) -> str:
        """The outcome in one line."""
        return brief.one_line(self.record(), self._place)

    def _repr_html_(self) -> str:
        """The outcome as a notebook shows it."""
        return brief.html(self.record(), self._place)

    @property
    def _place(self) -> tuple[str, int] | None:
        return None if self.saved is None else (self.saved.record_id, self.saved.revision)

    def frame(self) -> "Frame":
        """The facts by column, whatever the verdict: `outcome.frame().to_pandas()`. See `structurer.frame`."""
        from structurer.export.frame import framed  # the tables are above this module, and seldom asked for

        return framed(self)

    def facts(self) -> list[tuple[str, ...]]:
        """The tidy table, one tuple per figure; `structurer.sheet.facts.HEADER` names the columns."""
        record = "" if self.saved is None else self.saved.record_id
        return list(facts.fact_rows(self.sheet, self.source, record, self.given))
