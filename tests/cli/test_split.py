"""`structurer split` and `--split`: the parts are shown before they are trusted, and can be overruled."""

import json
import re
from pathlib import Path

import pytest

import structurer
from structurer.errors import SplitUnconfirmed
from tests.support.builders import FIXTURES, Command
from tests.support.fixture_blocks import SHEETS, blocks, department, page
from tests.support.printing import pdf, workbook

PRINTERS = {"pdf": pdf, "xlsx": workbook, "html": page}


@pytest.fixture(scope="module", params=PRINTERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A department's document."""
    path = tmp_path_factory.mktemp("made") / f"dept.{request.param}"
    path.write_bytes(PRINTERS[request.param](department()))
    return path


def test_split_shows(run: Command, made: Path) -> None:
    """A table of the parts, and 0; the cover is marked as no sheet."""
    done = run("split", str(made))
    rows = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [row.split()[0] for row in rows] == ["-", *(str(number) for number in range(1, len(SHEETS) + 1))]
    assert "(no sheet)" in rows[0]
    assert rows[1].endswith("森のしごと応援事業")


def test_progress_of_a_large_document(run: Command, tmp_path: Path) -> None:
    """Of many pages it says on stderr from the beginning how many are read."""
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf([["要求額 1,000千円"]] * 21))
    done = run("split", str(path))
    lines = [line.strip() for line in done.stderr.splitlines()]
    assert (done.returncode, lines[0], lines[-1]) == (0, "0 / 21 pages", "21 / 21 pages")


def test_run_asks_first(run: Command, made: Path) -> None:
    """Without a word on the split nothing is read: the table, one sentence, 2."""
    done = run("run", str(made), "--model", "offline")
    assert (done.returncode, done.stdout) == (2, "")
    assert "森のしごと応援事業" in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"structurer: {made}: seems to hold {len(SHEETS)} sheets.")


def test_run_reads_each(run: Command, made: Path) -> None:
    """Each sheet is a record of its own, under its number and with its origin; the cover is noticed."""
    done = run("run", str(made), "--model", "offline", "--split", "auto", "--format", "json")
    records = json.loads(done.stdout)
    assert [record["source"]["name"] for record in records] == [f"{made}#{n}" for n in range(1, len(SHEETS) + 1)]
    origin = records[1]["source"]["document"]
    assert (origin["part"], origin["parts"], origin["split"]) == (2, len(SHEETS), "auto")
    assert len(origin["places"]) == len(records[1]["source"]["lines"]) - 1
    assert "is no sheet and was not read" in done.stderr


@pytest.mark.parametrize("kind", PRINTERS)
def test_check_with_the_document(run: Command, tmp_path: Path, kind: str) -> None:
    """The record of a part can be checked against the document it came from, which is read for each record."""
    document, record = tmp_path / f"dept.{kind}", tmp_path / "record.json"
    document.write_bytes(PRINTERS[kind](department(("forest-request", "tottori-dx"))))
    run("run", str(document), "--model", "offline", "--split", "auto", "--format", "json", "--output", str(record))
    assert len(json.loads(record.read_text("utf-8"))) == 2
    done = run("check", str(record), "--source", str(document))
    assert done.returncode == 1  # one of the sheets is printed wrong
    assert "structurer:" not in done.stderr


def test_places_in_the_report(run: Command, tmp_path: Path) -> None:
    """A finding says on which page it is; the page shows where pages begin."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf([blocks("error-cost-total")]))
    assert re.search(r"sheet\.pdf:\d+ \(p\. 1\): CST201", run("run", str(path), "--model", "offline").stdout)
    html = run("run", str(path), "--model", "offline", "--format", "html").stdout
    assert '<li class="page">p. 1</li>' in html
    assert 'title="p. 1"' in html


def test_a_text_with_two_sheets(run: Command, tmp_path: Path) -> None:
    """A text is one sheet until `--split` splits it, by its lines; a second name in it is a finding."""
    path = tmp_path / "two.txt"
    text = (FIXTURES.parent / "tests" / "traps" / "31-two-projects-tables.txt").read_text("utf-8")
    path.write_text(text, "utf-8")
    done = run("run", str(path), "--model", "offline")
    assert (done.returncode, "CMP806" in done.stdout) == (1, True)
    done = run("run", str(path), "--model", "offline", "--split", "1-15,16-30", "--format", "json")
    assert [record["source"]["document"]["kind"] for record in json.loads(done.stdout)] == ["text", "text"]


def test_python(made: Path) -> None:
    """The same for Python."""
    assert len(structurer.read_sources(str(made), "auto")) == len(SHEETS)
    with pytest.raises(SplitUnconfirmed):
        structurer.structure(made)
