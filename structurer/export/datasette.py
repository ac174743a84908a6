"""`metadata.json` for Datasette: titles, descriptions, units and facets. The licence is the publisher's to say, and is kept."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from structurer.export.sqlite import FACETS, SQLITE_TABLES, labelled
from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.summary import PROJECTS
from structurer.record.tabular.tables import RECORDS
from structurer.version import __version__

NAME = "metadata.json"
DATABASE = "budget"
"""The name of the database in a folder: it stands in the addresses of its pages."""
FOLDER = frozenset({f"{DATABASE}.db", NAME})
"""The files of an export for Datasette."""
_OWN = "structurer"
_KEPT = ("license", "license_url", "source", "source_url", "about", "about_url")
"""What a publisher adds to the file, and a later export leaves there."""
_UNITS = {
    ColumnKind.YEN: ("単位: 円。", "Unit: yen."),
    ColumnKind.THOUSANDS: ("単位: 千円。", "Unit: thousands of yen."),
}


def text(database: str, earlier: Path | None = None) -> str:
    """Return the text of the file for a database of this name, with what a publisher had added to an earlier one."""
    kept = {} if earlier is None else {name: value for name, value in _read(earlier).items() if name in _KEPT}
    described = {
        "title": "予算シートの記録 · Records of budget sheets",
        "description": "structurer が検算した予算シートの数値。 Figures of budget sheets, checked by structurer.",
        **kept,
        _OWN: __version__,
        "databases": {database: {"tables": _tables()}},
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def is_own(path: Path) -> bool:
    """True for a file that an earlier export wrote."""
    return _OWN in _read(path)


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _tables() -> dict[str, Any]:
    tables = {table.name: _table(table) for table in SQLITE_TABLES}
    views = {table.title: _view(table) for table in (PROJECTS, FACTS)}
    return tables | views | {name: {"hidden": True, "label_column": "label"} for name in labelled()}


def _table(table: ExportTable) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": f"{table.title} · {table.title_en}",
        "description": f"{table.description} {table.description_en}",
        "columns": {column.name: _column(column) for column in table.typed},
    }
    if table.name in FACETS:
        described["facets"] = list(FACETS[table.name])
    if table is RECORDS:
        described["label_column"] = "project"
    return described


def _view(table: ExportTable) -> dict[str, Any]:
    return {
        "title": f"{table.title}(日本語の見出し) · {table.title_en}, in Japanese",
        "description": f"{table.description} {table.description_en}",
        "columns": {column.title: _column(column) for column in table.typed},
    }


def _column(column: ExportColumn) -> str:
    ja, en = _UNITS.get(column.kind, ("", ""))
    return " ".join(filter(None, (f"{column.title}: {column.description}{ja}", column.description_en, en)))
