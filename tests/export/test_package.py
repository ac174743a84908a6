"""The data package describes the CSV files truly: frictionless finds nothing wrong with them, and what is broken it finds."""

import json
import os
from pathlib import Path

import pytest

pytest.importorskip(
    "frictionless", reason="data packages are validated with frictionless: pip install 'structurer[dev-all]'"
)

from frictionless import Package, Report

from structurer.export.text import csv_folder, csv_texts
from structurer.record.tabular.tables import EXPORT_TABLES
from tests.support.records import exported, reviewed, revisions


def validated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report of frictionless on an export; it takes no absolute path."""
    monkeypatch.chdir(folder)
    report: Report = Package("datapackage.json").validate()
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An export of every fixture and of a reviewed record."""
    csv_folder([csv_texts(EXPORT_TABLES, "円", exported(*revisions(), reviewed()))], tmp_path)
    return tmp_path


def test_an_export_is_valid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is what the package says, foreign keys included."""
    report = validated(folder, monkeypatch)
    assert report.flatten(["type", "note"]) == []
    assert [task.name for task in report.tasks] == [table.name for table in EXPORT_TABLES]
    assert all(task.stats["rows"] for task in report.tasks)


BROKEN = {
    "amount": ("facts.csv", ",58909000,yen,", ",5.89e7,yen,", "constraint-error"),
    "unit": ("facts.csv", ",58909000,yen,", ",58909000,dollar,", "constraint-error"),
    "year": ("facts.csv", ",2026,cost,", ",令和8年,cost,", "type-error"),
    "table": ("facts.csv", ",2026,cost,", ",2026,,", "constraint-error"),
    "verdict": ("records.csv", ",1,verified,", ",1,sure,", "constraint-error"),
    "cell": ("facts.csv", ",58909000,yen,", ",58909000,yen,yen,", "extra-cell"),
    "record": ("records.csv", "017f9c1d3ef2,", "017f9c1d3ef3,", "foreign-key"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What a column cannot hold, a cell too many and a record that is not there are errors."""
    file, old, new, kind = BROKEN[name]
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = validated(folder, monkeypatch)
    assert kind in [found for (found,) in report.flatten(["type"])]


def test_every_column_is_described(folder: Path) -> None:
    """A title and a description in Japanese and English for each column of each file, in its order."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for table, resource in zip(EXPORT_TABLES, described["resources"], strict=True):
        fields = resource["schema"]["fields"]
        assert tuple(field["name"] for field in fields) == table.header
        assert all(" · " in field["title"] and "。 " in field["description"] for field in fields)
        assert os.listdir(folder).count(resource["path"]) == 1  # noqa: PTH208  # names, as the package has them
