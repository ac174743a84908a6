"""Gold: sheets with the facts that a perfect reader finds. All of it is loaded before the first sheet is read.

Two shapes, in a folder and in its own folders: `NAME.txt`, `NAME.gold.csv`, `NAME.meta.json`, and one folder a sheet with
`source.txt`, `gold.csv`, `meta.json`. The meta file may be left out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pydantic

from structurer.documents.intake import read_source
from structurer.errors import GoldInvalid, GoldMissing, GoldNotFound
from structurer.sheet.facts import FACT_NAMES, Fact, fact_of
from structurer.sheet.model import Amount, Measure
from structurer.text.source import Source

_IDENTITY = ("project", "publisher", "fiscal_year")
_COLUMNS = (*_IDENTITY, *FACT_NAMES)
_SUFFIX = ".gold.csv"
NO_LAYOUT = "-"
"""The layout of a sheet whose meta file names none."""


class _MetaPart(pydantic.BaseModel):
    """A part of a meta file; keys that it does not name are passed over."""

    model_config = pydantic.ConfigDict(frozen=True, extra="ignore")


class OptionalFigure(_MetaPart):
    """A figure that may have a row or not."""

    line: int
    amount: Amount


class PrintedError(_MetaPart):
    """One printed error: its kind and the figure that is misprinted."""

    kind: str
    line: int
    printed: str
    measure: Measure | None = None


class Meta(_MetaPart):
    """The meta file of a sheet. `consistent` is whether its printed text agrees with itself; None where that is not known."""

    layout: str = NO_LAYOUT
    consistent: bool | None = None
    planted: PrintedError | None = None
    optional: tuple[OptionalFigure, ...] = ()


@dataclass(frozen=True)
class Gold:
    """One sheet, its true facts and what is known of it; `identity` is project, publisher and fiscal year, as texts."""

    name: str
    source: Source
    facts: tuple[Fact, ...]
    identity: tuple[str, ...] | None = None
    meta: Meta = field(default_factory=Meta)
    files: tuple[Path, ...] = ()


class _Place(NamedTuple):
    name: str
    source: Path
    facts: Path
    meta: Path


def load(folder: Path) -> list[Gold]:
    """Every gold sheet of a folder, by name; an error says which file is at fault and why."""
    if not folder.is_dir():
        raise GoldNotFound(str(folder))
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
        places = sorted(place for path in (folder, *inner) for place in _places(path, folder))
    except OSError as error:
        raise GoldInvalid(str(folder), error.strerror or type(error).__name__) from error
    if not places:
        raise GoldMissing(str(folder))
    return [_gold(place) for place in places]


def _places(folder: Path, top: Path) -> Iterator[_Place]:
    prefix = "" if folder == top else f"{folder.name}/"
    for facts in folder.glob(f"*{_SUFFIX}"):
        name = facts.name.removesuffix(_SUFFIX)
        yield _Place(prefix + name, folder / f"{name}.txt", facts, folder / f"{name}.meta.json")
    if (folder / "gold.csv").is_file():
        yield _Place(folder.resolve().name, folder / "source.txt", folder / "gold.csv", folder / "meta.json")


def _gold(place: _Place) -> Gold:
    if not place.source.is_file():
        raise GoldInvalid(str(place.facts), f"{place.source.name}: no such file")
    cells = list(_cells(place.facts))
    facts = tuple(_fact(place.facts, number, cell) for number, cell in cells)
    identity = tuple(cells[0][1][name] for name in _IDENTITY) if cells else None
    source = read_source(str(place.source))
    files = (place.source, place.facts, place.meta)
    return Gold(place.name, source, facts, identity, _meta(place.meta), files)


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row of the CSV with the number of its last line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise GoldInvalid(str(path), f"no column {', '.join(missing)}")
            for cells in reader:
                if None in cells or None in cells.values():
                    raise GoldInvalid(str(path), f"line {reader.line_num} has more or fewer cells than the header")
                yield reader.line_num, cells
    except OSError as error:
        raise GoldInvalid(str(path), error.strerror or type(error).__name__) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise GoldInvalid(str(path), str(error)) from error


def _fact(path: Path, number: int, cells: dict[str, str]) -> Fact:
    """One row of the CSV as a fact; GoldInvalid where it is none."""
    try:
        fact = fact_of(cells)
        _ = fact.cite.value  # the shape of an amount allows `1/0`
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise GoldInvalid(str(path), f"line {number}, {first['loc'][-1]}: {first['msg']}") from error
    except ZeroDivisionError as error:
        raise GoldInvalid(str(path), f"line {number}, amount: division by zero") from error
    return fact


def _meta(path: Path) -> Meta:
    try:
        return Meta.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Meta()
    except OSError as error:
        raise GoldInvalid(str(path), error.strerror or type(error).__name__) from error
    except pydantic.ValidationError as error:
        raise GoldInvalid(str(path), _first(error)) from error


def _first(error: pydantic.ValidationError) -> str:
    """The first thing that does not fit, with its place."""
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]
