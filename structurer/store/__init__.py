"""The saved records: append-only revisions in a database. The only importer of sqlalchemy.

A save is one transaction: the source, the revision and the raw replies all stand there afterwards, or none does.
"""

from structurer.store.record_acts import Ending, RecordAct, SheetPlace, place_of
from structurer.store.revision import Head, Lease, QueueEntry, RecordSummary, RevisionSummary, Saved, StoredRevision
from structurer.store.store import Store

__all__ = [
    "Ending",
    "Head",
    "Lease",
    "QueueEntry",
    "RecordAct",
    "RecordSummary",
    "RevisionSummary",
    "Saved",
    "SheetPlace",
    "Store",
    "StoredRevision",
    "place_of",
]
