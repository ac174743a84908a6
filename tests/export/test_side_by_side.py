"""Saved records beside each other for programs: by id and by project, as CSV and JSON, exactly."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

import structurer
from structurer import errors
from structurer.export import side_by_side
from structurer.store import Store
from tests.support.sheets import PIPED
from tests.support.years import LAST


@pytest.fixture
def ids(tmp_path: Path) -> tuple[str, str]:
    """The ids of two years of a project, saved in `store.db`."""
    with Store.open(str(tmp_path / "store.db")) as store:
        saved = [
            structurer.structure(text, "offline", store, publisher="汐見県", by="佐藤").saved for text in (LAST, PIPED)
        ]
    assert saved[0] is not None
    assert saved[1] is not None
    return saved[0].record_id, saved[1].record_id


def test_from_python(ids: tuple[str, str], tmp_path: Path) -> None:
    """By ids or their beginnings, by a path or an open store."""
    path = tmp_path / "store.db"
    found = structurer.compare(ids[0][:6], ids[1], path)
    with Store.open(str(path)) as store:
        assert structurer.compare(*ids, store) == found
        assert structurer.compare_years("みどり広場", store) == structurer.compare_years(ids[1], path)
    assert [(one.record, one.fiscal_year, one.publisher) for one in found.records] == [
        (ids[0], 2025, "汐見県"),
        (ids[1], 2026, "汐見県"),
    ]


def test_csv(ids: tuple[str, str], tmp_path: Path) -> None:
    """A line a row, the columns of each record by number; amounts in yen, shares as exact fractions, lines of the print."""
    text = "".join(side_by_side.as_csv(structurer.compare(*ids, tmp_path / "store.db")))
    rows = list(csv.DictReader(io.StringIO(text)))
    (row,) = (row for row in rows if (row["table"], row["measure"], row["stage"]) == ("funding", "general", "approved"))
    assert (row["record_1"], row["amount_1"], row["printed_1"], row["line_1"]) == (ids[0], "5000000", "5,000", "23")
    assert (row["amount_2"], row["difference_2"], Fraction(row["share_2"])) == ("4000000", "-1000000", Fraction(-1, 5))
    went = next(row for row in rows if row["change"] == "went")
    assert (went["amount_2"], went["difference_2"], went["share_2"]) == ("", "", "")


def test_json(ids: tuple[str, str], tmp_path: Path) -> None:
    """The same as a tree; nothing in it is a float."""
    found = structurer.compare(*ids, tmp_path / "store.db")
    tree = json.loads(json.dumps(side_by_side.as_tree(found)), parse_float=pytest.fail)
    assert [one["fiscal_year"] for one in tree["records"]] == [2025, 2026]
    assert len(tree["rows"]) == len(found.rows)
    (row,) = (
        row
        for row in tree["rows"]
        if (row["table"], row["measure"], row["stage"]) == ("cost", "project_cost", "request")
    )
    assert [one["line"] for one in row["amounts"]] == [5, 5]
    assert row["steps"] == [{"difference": "0", "share": "0", "incomparable": None}]


def test_what_cannot_be_compared(ids: tuple[str, str], tmp_path: Path) -> None:
    """One record with itself, a project of one record, and records and projects that are not there."""
    path = tmp_path / "store.db"
    with pytest.raises(errors.RecordsAlike):
        structurer.compare(ids[0], ids[0][:7], path)
    with pytest.raises(errors.RecordUnknown):
        structurer.compare(ids[0], "0000", path)
    with pytest.raises(errors.ProjectUnknown):
        structurer.compare_years("砂丘", path)
    with Store.open(str(path)) as store:
        store.withdraw(ids[0], "佐藤", "試し読み")
        with pytest.raises(errors.ProjectOfOneRecord):
            structurer.compare_years(ids[1], store)
    with pytest.raises(errors.StoreMissing):
        structurer.compare(*ids, tmp_path / "none.db")
