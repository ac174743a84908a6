"""A misread sheet and saved records, for the review in the terminal."""

from functools import cache
from pathlib import Path

from structurer import pipeline
from structurer.checks.every import run
from structurer.checks.reading import Reading
from structurer.pipeline import Outcome
from structurer.settings import Settings
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import FIXTURES
from tests.support.sheets import exchanged, fixture, pointed

TOTAL = "costs.0.rows.0.cells.2.cite"
"""The printed error of tottori-dx."""
WRONG = ("costs", 0, "rows", 0, "cells", 0, "cite")
"""A field of forest-request that is read from its neighbour."""
RIGHT, NEIGHBOUR = "F2", "F3"


@cache
def misread() -> Reading:
    """A sheet that adds up, with one cite put to the figure beside the right one."""
    outcome = pipeline.check(fixture("forest-request"), "offline", Settings())
    cite = pointed(outcome.source.by_id[NEIGHBOUR])
    assert cite is not None
    return Reading(outcome.source, exchanged(outcome.sheet, WRONG, cite), outcome.sheet)


def kept(path: Path, source: Source) -> str:
    """A sheet read offline and saved; the record's id."""
    with Store.open(str(path)) as store:
        return saved_id(pipeline.save(pipeline.check(source, "offline", Settings()), store))


def kept_misread(path: Path) -> str:
    """The misread sheet saved as a reader would have; the record's id."""
    reading = misread()
    right = pipeline.check(reading.source, "offline", Settings())
    outcome = Outcome(reading, run(reading), right.provenance)
    with Store.open(str(path)) as store:
        return saved_id(pipeline.save(outcome, store))


def hostile(name: str) -> Source:
    """A hostile sheet."""
    return Source(name, (FIXTURES / "hostile" / f"{name}.txt").read_bytes().decode("utf-8"))


def saved_id(outcome: Outcome) -> str:
    """Return the id of a saved outcome."""
    assert outcome.saved is not None
    return outcome.saved.record_id
