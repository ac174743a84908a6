"""The description of a CSV export as a Frictionless Data Package, version 1: every file, every column, what it may hold."""

import json
from typing import Any

from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable
from structurer.record.tabular.figures import FACTS, RECORD
from structurer.record.tabular.tables import EXPORT_TABLES, RECORDS
from structurer.version import __version__

NAME = "datapackage.json"
_TYPES = {ColumnKind.INTEGER: "integer", ColumnKind.TIME: "datetime"}


def text(encoding: str = "utf-8", unit: str = "円") -> str:
    """The text of the file: the same for every export of this version in one encoding and unit of money."""
    described = {
        "profile": "tabular-data-package",
        "name": "structurer-export",
        "title": "予算シートの記録 · Records of budget sheets",
        "description": "structurer が検算した予算シートの数値。 Figures of budget sheets, checked by structurer.",
        "version": __version__,
        "resources": [_resource(table, encoding, unit) for table in EXPORT_TABLES],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(table: ExportTable, encoding: str, unit: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": f"{table.title} · {table.title_en}",
        "description": f"{table.description} {table.description_en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "schema": _schema(table, unit if table is FACTS else "円"),
    }


def _schema(table: ExportTable, unit: str) -> dict[str, Any]:
    made: dict[str, Any] = {"fields": [_field(column, unit) for column in table.columns], "missingValues": [""]}
    if table.key:
        made["primaryKey"] = table.key
    if table is not RECORDS:
        reference = {"resource": RECORDS.name, "fields": RECORDS.key}
        made["foreignKeys"] = [{"fields": RECORD.name, "reference": reference}]
    return made


def _field(column: ExportColumn, unit: str) -> dict[str, Any]:
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
    codes = [unit if (column.name, code, unit != "円") == ("unit", "yen", True) else code for code in column.words]
    limits |= {"enum": codes} if codes else {}
    limits |= {"pattern": column.pattern} if column.pattern else {}
    return {**described, "constraints": limits} if limits else described
