"""Every table of the store: loaded where a store is made or its tables are compared, and not by a command that uses a few."""

from structurer.store import (
    act_seals,
    audits,
    batches,
    exported_texts,
    jobs,
    leases,
    links,
    project_heads,
    record_acts,
    reviewers,
    words,
)
from structurer.store.search import tables as search_tables
from structurer.store.tables import DatabaseRow

__all__ = [
    "TABLES",
    "act_seals",
    "audits",
    "batches",
    "exported_texts",
    "jobs",
    "leases",
    "links",
    "project_heads",
    "record_acts",
    "reviewers",
    "search_tables",
    "words",
]

TABLES = DatabaseRow.metadata
