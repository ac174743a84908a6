"""What the lists show of every record, worked out once for each revision that a server sees."""

import threading
from collections.abc import Mapping
from typing import NamedTuple

from structurer.export.summary import ProjectSummary, project_summary
from structurer.store import Store


class ListedRecord(NamedTuple):
    """A record's revision in a list: its amounts, and the codes of the checks that its open findings come from."""

    revision: int
    summary: ProjectSummary
    codes: tuple[str, ...]


class Summaries:
    """The records of one server's lists: a revision never changes, so neither does what was worked out of it."""

    def __init__(self) -> None:
        self._known: dict[str, ListedRecord] = {}
        self._lock = threading.Lock()

    def of(self, store: Store) -> Mapping[str, ListedRecord]:
        """Every record by its id, as its newest revision has it."""
        with self._lock:
            for found in store.contents({record_id: listed.revision for record_id, listed in self._known.items()}):
                self._known[found.id] = ListedRecord(found.revision, project_summary(found.sheet), found.codes)
            return dict(self._known)
