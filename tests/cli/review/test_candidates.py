"""The options of a reviewer."""

import pytest

from structurer import review
from structurer.cli.review import candidates
from structurer.record.correction import Identify, Relabel, RemoveCell, RemoveRow
from structurer.review import Draft
from structurer.text.source import Unit
from tests.support.builders import read
from tests.support.review_sheets import RIGHT, TOTAL, WRONG, hostile, misread
from tests.support.reviews import LAYOUT, WHY, draft
from tests.support.sheets import exchanged, piped, truth, with_sheet


def begun(name: str = "tottori-dx") -> Draft:
    """A fixture under review."""
    return review.begin(truth(name), LAYOUT, parent=1)


def test_the_suggestion_of_blame() -> None:
    """One field and one figure, and it settles everything."""
    given = review.begin(misread(), LAYOUT, parent=1)
    wanted = [candidates.suggested(given, finding) for finding in given.open_findings]
    found = next(one for one in wanted if one is not None)
    assert (found.path, found.figure) == (".".join(map(str, WRONG)), RIGHT)
    assert review.apply(given, found).after.open_findings == ()
    assert candidates.suggested(begun(), begun().open_findings[0]) is None


def test_the_blamed_field_comes_first() -> None:
    """The stated total, then its terms."""
    given = begun()
    paths = [".".join(map(str, fact.path)) for fact in candidates.fields(given, given.open_findings[0])]
    assert (paths[0], len(paths)) == (TOTAL, 3)


def test_figures_near_are_free() -> None:
    """No other field cites them, and the nearest stand first."""
    reading = misread()
    fact = next(fact for fact in reading.facts if fact.path == WRONG)
    assert [figure.id for figure in candidates.figures_near(reading, fact)][:1] == [RIGHT]


def test_fields_near_a_figure() -> None:
    """A figure that no field claims: the fields and the rows beside it."""
    given = read(hostile("terminal"))
    figure = next(f.figure for f in review.begin(given, LAYOUT).open_findings if f.figure is not None)
    assert candidates.fields_near(given, figure)
    rows = candidates.rows_near(given, figure)
    assert len({row.path[:-2] for row in rows}) == len(rows) > 0


@pytest.mark.parametrize(
    ("text", "found"),
    [("F1", ["F1"]), ("f1", ["F1"]), ("F999999", []), ("L13", ["F2"]), ("L9999", []), ("3", None), ("", None)],
)
def test_figures_by_id_or_line(text: str, found: list[str] | None) -> None:
    """`F12` and `L15`; anything else is no name of a figure."""
    source = truth("tottori-dx").source
    named = candidates.figures_named(source, text)
    if text == "L13":
        found = [figure.id for figure in source.figures if figure.line == 13]
    assert (None if named is None else [figure.id for figure in named]) == found


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("58,038千円", Unit.YEN, "58038000"),
        ("△1,000千円", Unit.YEN, "-1000000"),
        ("５８，０３８千円", Unit.YEN, "58038000"),
        ("58,038", Unit.YEN, None),
        ("円", Unit.YEN, None),
        ("0.4人", Unit.PERSON, "0.4"),
        ("61.5%", Unit.PERCENT, "61.5"),
        ("1/2", Unit.RATIO, "1/2"),
        ("0.5", Unit.RATIO, None),
        ("12", Unit.OTHER, "12"),
        ("abc", Unit.OTHER, None),
    ],
)
def test_a_typed_value(text: str, unit: Unit, amount: str | None) -> None:
    """As it would be printed; money only with its unit, for a bare number may be off by a thousand."""
    assert candidates.typed(text, unit) == amount


def test_the_labels_of_a_finding() -> None:
    """Row label and heading, each by the path that a correction takes."""
    given = begun()
    named = candidates.labels(given, given.open_findings[0])
    assert [one.path for one in named] == ["costs.0.rows.0.label"]
    correction = named[0].corrected("当初予算", 12, WHY)
    assert isinstance(correction, Relabel)
    assert review.apply(given, correction).after.corrections


def test_a_wrong_name_in_the_head() -> None:
    """The project's name is corrected as part of the head."""
    reading = piped()
    project = reading.sheet.identity.project
    assert project is not None
    sheet = exchanged(reading.sheet, ("identity", "project", "text"), "よその事業")
    given = review.begin(with_sheet(reading, sheet), LAYOUT, parent=1)
    finding = next(f for f in given.open_findings if f.code == "GRD702")
    (named,) = candidates.labels(given, finding)
    correction = named.corrected(project.text, project.line, WHY)
    assert isinstance(correction, Identify)
    assert review.apply(given, correction).after.open_findings == ()


def test_every_label_has_its_path() -> None:
    """For each fact of the fixtures the label that is found is the fact's own."""
    for name in ("tottori-dx", "nagano-it"):
        reading = truth(name)
        for fact in reading.facts:
            named = list(candidates._named(reading.sheet, fact))
            assert fact.label in [one.label for one in named]


def test_what_is_removed() -> None:
    """A row as a whole; of a subsidy only the amount; and the engine takes each."""
    given = draft()
    for fact in given.reading.facts:
        removal = candidates.removal(fact.path, WHY)
        assert isinstance(removal, RemoveCell if "subsidy" in fact.path else RemoveRow)
        assert review.apply(given, removal).after.corrections
