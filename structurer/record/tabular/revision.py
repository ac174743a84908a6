"""The input of an export: a record and where it is saved."""

from dataclasses import dataclass
from typing import Protocol

from structurer.checks.outcome import Verdict
from structurer.record.record import Record

PASSED = frozenset({Verdict.VERIFIED, Verdict.APPROVED})
"""The verdicts that are exported by default: every check holds, or a person has approved."""


class Revision(Protocol):
    """One saved state of a record, as the store returns it; Loose has the same shape."""

    @property
    def record_id(self) -> str:
        """The record's id in its store."""

    @property
    def revision(self) -> int | None:
        """The number of the revision; None where it is saved nowhere."""

    @property
    def saved_at(self) -> str | None:
        """The time it was saved, as ISO 8601 with its offset."""

    @property
    def author(self) -> str | None:
        """The person who saved it."""

    @property
    def record(self) -> Record:
        """The saved record."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A record outside its store. `saved_as` is its id there; else it goes by the id it would have, to be told apart."""

    record: Record
    saved_as: str | None = None
    revision: int | None = None
    saved_at: str | None = None
    author: str | None = None

    @property
    def record_id(self) -> str:
        """Its id, else the beginning of its source's sha256."""
        return self.record.source.sha256[:12] if self.saved_as is None else self.saved_as
