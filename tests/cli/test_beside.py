"""`structurer compare`: two records, or all years of a project, as text, CSV, JSON and a page."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.support.builders import FIXTURES, Command
from tests.support.sheets import PIPED, changed
from tests.support.years import LAST


@pytest.fixture
def ids(run: Command, tmp_path: Path) -> tuple[str, str]:
    """The ids of two saved years of a project."""
    for name, text in (("last", LAST), ("now", changed(PIPED, ("東屋建設補助金", "広場照明補助金")))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("run", str(tmp_path / name), "--publisher", "汐見県", "--by", "審査A")
    now, last = (line.split()[0] for line in run("records").stdout.splitlines())
    return last, now


def test_as_text(run: Command, ids: tuple[str, str]) -> None:
    """Each amount in thousands of yen with its line, the difference, the percentage; rows of one record are named."""
    done = run("compare", *ids)
    text = re.sub(" +", " ", done.stdout)
    assert f"[1] FY2025 汐見県 みどり広場事業 verified {ids[0]} revision 1" in text
    assert "計上額 national approved 5,000 (L23) 4,000 (L24) ▲1,000 ▲20.0%" in text
    assert "広場照明補助金 request — 7,000 (L16) came" in text
    assert "東屋建設補助金 request 7,000 (L16) — went" in text
    assert done.returncode == 0


def test_in_japanese(run: Command, ids: tuple[str, str]) -> None:
    """Every word of it."""
    text = re.sub(" +", " ", run("compare", *ids, STRUCTURER_LANG="ja").stdout)
    assert "計上額 国庫支出金 計上 5,000 (L23) 4,000 (L24) ▲1,000 ▲20.0%" in text
    assert re.search("新たに現れた\n", text)
    assert not re.search("came|went|approved|yen", text)


def test_for_programs(run: Command, ids: tuple[str, str], tmp_path: Path) -> None:
    """CSV and JSON to stdout or to a file."""
    rows = list(csv.DictReader(io.StringIO(run("compare", *ids, "--format", "csv").stdout)))
    tree = json.loads(run("compare", *ids, "--format", "json").stdout)
    assert len(rows) == len(tree["rows"]) > 40
    run("compare", *ids, "--format", "json", "-o", str(tmp_path / "c.json"))
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8")) == tree


def test_as_a_page(run: Command, ids: tuple[str, str]) -> None:
    """A file that needs nothing else: every number leads to a line of one of the sheets, which are there."""
    page = run("compare", *ids, "--format", "html").stdout
    targets = re.findall(r'<a class="amount" href="#([^"]+)"', page)
    assert len(targets) > 60
    assert set(targets) <= set(re.findall(r'<li id="([^"]+)"', page))
    assert not re.search(r"<script|https?://", page)


def test_years(run: Command, ids: tuple[str, str]) -> None:
    """By a record or by the name of the project."""
    by_name = run("compare", "--years", "みどり 広場")
    assert by_name.stdout == run("compare", "--years", ids[1]).stdout
    assert "-1 y" not in by_name.stdout


def test_a_sheet_without_a_year(run: Command) -> None:
    """It is said once above, and in every row instead of a difference."""
    for name in ("tottori-dx", "nagano-it"):
        run("run", str(FIXTURES / name / "source.txt"))
    nagano, tottori = (line.split()[0] for line in run("records").stdout.splitlines())
    text = run("compare", tottori, nagano).stdout
    assert f"The year of record {tottori} is neither printed nor given" in text
    assert "no year known: not compared" in text
    run("run", str(FIXTURES / "tottori-dx" / "source.txt"), "--fiscal-year", "令和8", "--by", "審査A")
    text = re.sub(" +", " ", run("compare", tottori, nagano).stdout)
    assert "no year known" not in text
    assert re.search(r"当初予算要求額 project_cost request 82,726 \(L20\) [\d,]+ \(L\d+\) [+▲][\d,]+ [+▲][\d.]+%", text)


def test_bad_input(run: Command, ids: tuple[str, str]) -> None:
    """One sentence, status 2, nothing on stdout."""
    refused = [
        run("compare"),
        run("compare", ids[0]),
        run("compare", ids[0], "--years", ids[1]),
        run("compare", ids[0], ids[0]),
        run("compare", ids[0], "ffff"),
        run("compare", "--years", "砂丘"),
    ]
    assert [(done.returncode, done.stdout, done.stderr.count("\n")) for done in refused] == [(2, "", 1)] * 6
