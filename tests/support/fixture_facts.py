"""The facts that a fixture holds by its gold, and those that the layout reader finds."""

import csv
import json
from collections import Counter
from functools import cache

from structurer.sheet.facts import HEADER, fact_rows
from structurer.text.source import Source
from tests.support import builders
from tests.support.builders import FIXTURES

Row = tuple[str, ...]
COMPARED = tuple(name for name in HEADER if name not in {"record", "state"})


@cache
def gold(name: str) -> Counter[Row]:
    """Return the facts of a fixture's gold."""
    with (FIXTURES / name / "gold.csv").open(encoding="utf-8", newline="") as file:
        return Counter(tuple(row[column] for column in COMPARED) for row in csv.DictReader(file))


@cache
def optional(name: str) -> frozenset[Row]:
    """Return line and print of the figures that may or may not have a row."""
    meta = json.loads((FIXTURES / name / "meta.json").read_text(encoding="utf-8"))
    return frozenset((str(figure["line"]), figure["printed"]) for figure in meta["optional"])


def read(made: Source) -> Counter[Row]:
    """Return the facts that the layout reader finds."""
    found = (dict(zip(HEADER, row, strict=True)) for row in fact_rows(builders.read(made).sheet, made))
    return Counter(tuple(row[column] for column in COMPARED) for row in found)
