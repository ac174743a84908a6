"""Every fixture gives its expected report, verdict and record, to the byte. `make golden` rewrites them."""

import json
from pathlib import Path

import pytest

from tests.generate.golden import FIXTURES, FOLDERS, WITH_RECORD, json_of, record_of, report_of

IDS = [folder.name for folder in FOLDERS]


@pytest.fixture(autouse=True)
def _japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """The expected reports are the Japanese ones."""
    monkeypatch.setenv("STRUCTURER_LANG", "ja")


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_report(folder: Path) -> None:
    """The report is the expected one."""
    assert report_of(folder) == (folder / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_verdict(folder: Path) -> None:
    """The verdict is the one that the sheet's own notes give."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert record_of(folder).verdict == meta["verdict"]


def test_record() -> None:
    """The JSON record is the expected one."""
    folder = FIXTURES / WITH_RECORD
    assert json_of(folder) == (folder / "record.json").read_text(encoding="utf-8")


def test_no_float() -> None:
    """No number of a record is a float."""

    def refuse(text: str) -> float:
        raise AssertionError(text)

    json.loads((FIXTURES / WITH_RECORD / "record.json").read_text(encoding="utf-8"), parse_float=refuse)
