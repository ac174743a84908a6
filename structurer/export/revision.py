"""What an export is made of: a record and where it is saved."""

from dataclasses import dataclass
from typing import Protocol

from structurer.checks.claim import Verdict
from structurer.record.record import Record

PASSED = frozenset({Verdict.VERIFIED, Verdict.APPROVED})
"""What is exported unless everything is asked for: what every check confirms, and what a person has approved."""


class Revision(Protocol):
    """One saved state of a record: what the store hands out, and what looks like it."""

    @property
    def record_id(self) -> str:
        """The record's id in its store."""

    @property
    def revision(self) -> int | None:
        """The number of the revision; None where it is saved nowhere."""

    @property
    def saved_at(self) -> str | None:
        """When it was saved, as ISO 8601 with its offset."""

    @property
    def author(self) -> str | None:
        """Who saved it."""

    @property
    def record(self) -> Record:
        """What was saved."""


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
