"""Prefectural budget sheets as structured records that can be trusted.

    import structurer
    outcome = structurer.structure("sheet.txt")
    outcome.verdict, outcome.findings, outcome.record()

Importing this package imports no model library and opens no file.
"""

import logging
from typing import TYPE_CHECKING, Any

from structurer.version import __version__

if TYPE_CHECKING:
    from structurer.batch import Structured, structure_many
    from structurer.documents.intake import read_sources
    from structurer.errors import StructurerError
    from structurer.evaluation.evaluate import evaluate
    from structurer.export.frame import frame, summary
    from structurer.export.side_by_side import compare, compare_years
    from structurer.pipeline import Outcome, structure, structure_async
    from structurer.reading.options import Options
    from structurer.record.record import Record
    from structurer.store import Store
    from structurer.store.search.results import search_records
    from structurer.text.source import Source

__all__ = [
    "Options",
    "Outcome",
    "Record",
    "Source",
    "Store",
    "Structured",
    "StructurerError",
    "__version__",
    "compare",
    "compare_years",
    "evaluate",
    "frame",
    "read_sources",
    "search_records",
    "structure",
    "structure_async",
    "structure_many",
    "summary",
]

_HOMES = {
    "Options": "structurer.reading.options",
    "Outcome": "structurer.pipeline",
    "Record": "structurer.record.record",
    "Source": "structurer.text.source",
    "Store": "structurer.store",
    "Structured": "structurer.batch",
    "StructurerError": "structurer.errors",
    "compare": "structurer.export.side_by_side",
    "compare_years": "structurer.export.side_by_side",
    "evaluate": "structurer.evaluation.evaluate",
    "frame": "structurer.export.frame",
    "read_sources": "structurer.documents.intake",
    "search_records": "structurer.store.search.results",
    "structure": "structurer.pipeline",
    "structure_async": "structurer.pipeline",
    "structure_many": "structurer.batch",
    "summary": "structurer.export.frame",
}

logging.getLogger(__name__).addHandler(logging.NullHandler())
"""What structurer does is logged as `structurer`, for programs that listen: names, verdicts and ids, no text of a sheet."""


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the command line starts quickly."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
