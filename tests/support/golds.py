"""Gold folders of fixtures, and readers that err on purpose."""

import csv
import io
import json
import shutil
from pathlib import Path

from structurer.checks.every import run
from structurer.checks.reading import Reading
from structurer.evaluation.document import Evaluation
from structurer.evaluation.evaluate import Reader, evaluated
from structurer.evaluation.gold import Gold, load
from structurer.pipeline import Outcome, check
from structurer.reading.layout import read_sheet
from structurer.record.record import Provenance
from structurer.settings import Settings
from structurer.sheet.facts import FACT_NAMES, Fact, columns_of, fact_of, with_cite
from structurer.sheet.model import Cite
from structurer.text.source import Source
from tests.support.builders import FIXTURES

PROVENANCE = Provenance(reader="layout", model="offline", seconds="0.5")


def folder(top: Path, *names: str) -> Path:
    """A gold folder with copies of some fixtures, one folder a sheet."""
    for name in names:
        (top / name).mkdir(parents=True)
        for file in ("source.txt", "gold.csv", "meta.json"):
            shutil.copy(FIXTURES / name / file, top / name / file)
    return top


def flat(top: Path, name: str) -> Path:
    """A gold folder with a fixture in the flat shape."""
    top.mkdir(exist_ok=True)
    for file, suffix in (("source.txt", "txt"), ("gold.csv", "gold.csv"), ("meta.json", "meta.json")):
        shutil.copy(FIXTURES / name / file, top / f"{name}.{suffix}")
    return top


def gold(name: str) -> Gold:
    """The gold of one fixture."""
    (found,) = load(FIXTURES / name)
    return found


def with_meta(top: Path, name: str, **changes: object) -> None:
    """Change what a meta file of a gold folder says."""
    path = top / name / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), encoding="utf-8")


def offline(source: Source) -> Outcome:
    """The layout reader."""
    return check(source, "offline", Settings())


def careless(source: Source) -> Outcome:
    """A reader that takes a neighbour for the first amount, with no check to see it."""
    reading = Reading(source, read_sheet(source))
    fact = next(fact for fact in reading.facts if fact.cite.unit == "yen")
    figure = next(f for f in source.figures if f.is_money and f.amount(fact.cite.unit) != fact.cite.amount)
    amount = figure.amount(fact.cite.unit) or ""
    cite = Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=fact.cite.unit, line=figure.line)
    return Outcome(Reading(source, with_cite(reading.sheet, fact.path, cite)), (), PROVENANCE)


def blind(source: Source) -> Outcome:
    """A reader that reads nothing."""
    reading = Reading(source, read_sheet(source).model_copy(update=dict.fromkeys(("costs", "totals", "sections"), ())))
    return Outcome(reading, run(reading), PROVENANCE)


def measured(*names: str, reader: Reader = offline, blame: int = 0) -> Evaluation:
    """The evaluation of a reader on some fixtures."""
    return evaluated([gold(name) for name in names], reader, "made", blame=blame)


def a_fact(**changes: object) -> Fact:
    """A fact as gold has it, by its columns."""
    fields = {
        "table": "cost", "section": "", "row": "要求額", "measure": "project_cost", "year_offset": 0, "stage": "request",
        "amount": "1000", "unit": "yen", "printed": "1千円", "line": 3,
    }  # fmt: skip
    return fact_of({**fields, **changes})


def as_csv(*facts: Fact, columns: tuple[str, ...] = ("project", "publisher", "fiscal_year", *FACT_NAMES)) -> str:
    """Return rows as the text of a gold file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**columns_of(fact), "project": "橋"} for fact in facts)
    return out.getvalue()
