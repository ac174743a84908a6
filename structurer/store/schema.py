"""Every table of the store: loaded where a store is made or its tables are compared, and not by a command that uses a few."""

from structurer.store import (  # noqa: F401  # loading a module declares its tables
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
from structurer.store.search import tables as search_tables  # noqa: F401  # as above
from structurer.store.tables import DatabaseRow

TABLES = DatabaseRow.metadata
