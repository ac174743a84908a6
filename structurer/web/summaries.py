"""What the lists show of every record, worked out once for each revision that a server sees."""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from structurer.language import language
from structurer.record.tabular.summary import ProjectSummary, project_summary
from structurer.store import Store
from structurer.store.revision import RecordContent

Kept = TypeVar("Kept")


class ListedRecord(NamedTuple):
    """A record's revision in a list.

    Attributes:
        codes: of the checks that its open findings come from.
        year: the fiscal year as printed, else as a person gave it (`is_given`).
    """

    revision: int
    summary: ProjectSummary
    codes: tuple[str, ...]
    year: int | None
    is_given: bool


class Summaries:
    """The records of one server's lists: a revision never changes, so neither does what was worked out of it."""

    def __init__(self) -> None:
        self._known: dict[str, ListedRecord] = {}
        self._kept: dict[str, tuple[object, tuple[Any, ...]]] = {}
        self._lock = threading.RLock()

    def of(self, store: Store) -> Mapping[str, ListedRecord]:
        """Every record by its id, as its newest revision has it."""
        with self._lock:
            for found in store.contents({record_id: listed.revision for record_id, listed in self._known.items()}):
                self._known[found.id] = _listed(found)
            return dict(self._known)

    def kept(self, store: Store, made: Callable[[], Iterable[Kept]]) -> tuple[Kept, ...]:
        """What is made of all records in the reader's language: made anew only where a revision or an act has been added."""
        with self._lock:
            stamp, known = store.stamp(), self._kept.get(language())
            if known is None or known[0] != stamp:
                known = self._kept[language()] = (stamp, tuple(made()))
            return known[1]


def _listed(found: RecordContent) -> ListedRecord:
    summary, given = project_summary(found.sheet), found.given
    is_given = summary.fiscal_year is None and given is not None and given.fiscal_year is not None
    year = given.fiscal_year if is_given and given is not None else summary.fiscal_year
    return ListedRecord(found.revision, summary, found.codes, year, is_given)
