"""The description of a CSV export as a Frictionless Data Package, version 1: every file, every column, what it may hold."""

import json
from typing import Any

from structurer.export.column import ColumnKind, ExportColumn, ExportTable
from structurer.export.figures import RECORD
from structurer.export.tables import EXPORT_TABLES, RECORDS
from structurer.version import __version__

NAME = "datapackage.json"
_TYPES = {ColumnKind.INTEGER: "integer", ColumnKind.TIME: "datetime"}


def text() -> str:
    """The text of the file: the same for every export of this version."""
    described = {
        "profile": "tabular-data-package",
        "name": "structurer-export",
        "title": "予算シートの記録 · Records of budget sheets",
        "description": "structurer が検算した予算シートの数値。 Figures of budget sheets, checked by structurer.",
        "version": __version__,
        "resources": [_resource(table) for table in EXPORT_TABLES],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(table: ExportTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": f"{table.title} · {table.title_en}",
        "description": f"{table.description} {table.description_en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: ExportTable) -> dict[str, Any]:
    made: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        made["primaryKey"] = table.key
    if table is not RECORDS:
        reference = {"resource": RECORDS.name, "fields": RECORDS.key}
        made["foreignKeys"] = [{"fields": RECORD.name, "reference": reference}]
    return made


def _field(column: ExportColumn) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, "string")
    described: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "title": f"{column.title} · {column.title_en}",
        "description": f"{column.description} {column.description_en}",
    }
    if column.kind is ColumnKind.TIME:
        described["format"] = "any"
    limits: dict[str, Any] = {"required": True} if column.filled else {}
    limits |= {"enum": list(column.words)} if column.words else {}
    limits |= {"pattern": column.pattern} if column.pattern else {}
    return {**described, "constraints": limits} if limits else described
