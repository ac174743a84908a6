"""The right reply to a small sheet, and ten ways to spoil it."""

import re
from typing import Any

from structurer.reading.layout import read_sheet
from tests.support.builders import fixture
from tests.support.perfect import told

SMALL = "forest-request"
"""A small fixture with costs, totals, items and funding."""


def right() -> dict[str, Any]:
    """Return the right reply to the small sheet, to be spoilt."""
    return told(read_sheet(fixture(SMALL)))


def _swapped(tree: dict[str, Any]) -> None:
    cells = tree["funding"][0]["rows"][0]["cells"]
    other = next(cell for cell in cells[1:] if cell["printed"] != cells[0]["printed"])
    for key in ("id", "printed"):
        cells[0][key], other[key] = other[key], cells[0][key]


def _columns_swapped(tree: dict[str, Any]) -> None:
    for row in tree["funding"][0]["rows"]:
        for cell in row["cells"]:
            cell["measure"] = {"fees": "donations", "donations": "fees"}.get(cell["measure"], cell["measure"])


def _digit(tree: dict[str, Any]) -> None:
    cell = tree["costs"][0]["rows"][0]["cells"][0]
    cell["printed"] = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), cell["printed"], count=1)


def _invented(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"][0]["cells"][0] |= {"id": "F9999", "printed": "73,400"}


def _lost(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"].pop()


def _repeated(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"].append(tree["sections"][0]["items"][0])


def _stage(tree: dict[str, Any]) -> None:
    for cell in tree["totals"][0]["rows"][0]["cells"]:
        cell["stage"] = "approved"


def _years(tree: dict[str, Any]) -> None:
    for item in tree["sections"][0]["items"]:
        for cell in item["cells"]:
            cell["year"] = None if cell["year"] else "前年度"


def names_exchanged(tree: dict[str, Any]) -> None:
    """Two items with each other's names: what a row is called is taken from the print, so that this does no harm."""
    items = tree["sections"][0]["items"]
    items[0]["label"], items[1]["label"] = items[1]["label"], items[0]["label"]


def _empty(tree: dict[str, Any]) -> None:
    tree |= {name: [] for name in ("costs", "totals", "sections", "funding", "indicators")}


def _set_aside(tree: dict[str, Any]) -> None:
    rows = tree["funding"][0].pop("rows")
    tree["funding"] = []
    cells = [cell for row in rows for cell in row["cells"]][:20]
    tree["mentions"] = [{"text": "財源", "id": cell["id"], "printed": cell["printed"]} for cell in cells]


SPOILT = [_set_aside, _swapped, _columns_swapped, _digit, _invented, _lost, _repeated, _stage, _years, _empty]
"""Each changes a reply in place, so that it says something wrong."""
