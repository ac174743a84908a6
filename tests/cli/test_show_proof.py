"""`structurer show ID --proof L15`: why the figures of a line are believed."""

import json
from pathlib import Path

import pytest

from structurer.review import Session
from structurer.store import Store
from tests.support import unproved
from tests.support.builders import FIXTURES, Command

PROVED = str(FIXTURES / "numbered-rows" / "source.txt")


def saved(run: Command, sheet: str) -> str:
    """The id of a sheet that is read and saved."""
    run("run", sheet, "--model", "offline")
    return run("records").stdout.split()[0]


def amounts(run: Command, record_id: str, language: str = "en") -> str:
    """The proofs of the first line with an amount."""
    line = json.loads(run("show", record_id, "--format", "json").stdout)["proofs"][0]["line"]
    return run("show", record_id, "--proof", f"L{line}", STRUCTURER_LANG=language).stdout


@pytest.mark.parametrize(("language", "points"), [("en", ("digits", "unit", "place", "year and stage", "owner")),
                                                  ("ja", ("数字", "単位", "位置", "年度・段階", "事業"))])  # fmt: skip
def test_every_point_in_words(run: Command, language: str, points: tuple[str, ...]) -> None:
    """Each point by what and on which line; the text of those lines stands below it."""
    printed = amounts(run, saved(run, PROVED), language)
    assert all(f"✓ {point}: " in printed for point in points)
    assert printed.count(" | ") >= 2


def test_the_reason_for_what_is_missing(run: Command, tmp_path: Path) -> None:
    """A point that is not proved has its reason, and the status is the record's."""
    record_id = saved(run, unproved.written(tmp_path))
    done = run("show", record_id, "--proof", f"L{unproved.LINE}")
    assert done.returncode == 1
    assert f"✗ owner: the heading “{unproved.HEADING}” does not say" in done.stdout
    shown = run("show", record_id, "--proof", f"L{unproved.LINE}", STRUCTURER_LANG="ja").stdout
    assert f"✗ 事業: 見出し「{unproved.HEADING}」からは" in shown


def test_what_a_person_has_accepted(run: Command, tmp_path: Path) -> None:
    """The waiver stands below the points of each amount that it is about, with who gave it and why."""
    record_id = saved(run, unproved.written(tmp_path))
    with Store.open(str(tmp_path / "store.db")) as store:
        session = Session(store, store.load(record_id), "佐藤")
        for finding in session.open_findings:
            session.waive(finding.key, "課の台帳で確かめた")
        session.save()
    shown = run("show", record_id, "--proof", f"L{unproved.LINE}", STRUCTURER_LANG="ja").stdout
    assert "  ! 了承 PRF904" in shown
    assert "佐藤, 理由: 課の台帳で確かめた" in shown


def test_json(run: Command) -> None:
    """`--format json` gives the proofs of the line as the record has them."""
    record_id = saved(run, PROVED)
    proofs = json.loads(run("show", record_id, "--format", "json").stdout)["proofs"]
    line = proofs[-1]["line"]
    printed = json.loads(run("show", record_id, "--proof", str(line), "--format", "json").stdout)
    assert printed == [proof for proof in proofs if proof["line"] == line]


def test_a_line_without_amounts(run: Command) -> None:
    """It says that nothing is there, and is no error."""
    done = run("show", saved(run, PROVED), "--proof", "L1")
    assert (done.returncode, "No figure" in done.stdout or "no field" in done.stdout) == (0, True)


@pytest.mark.parametrize("asked", ["L0", "L9999", "x", "L1-3", "-1", "", "L" + "9" * 5000])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_bad_input_is_one_sentence(run: Command, asked: str, language: str) -> None:
    """What is no line of the sheet is refused with status 2."""
    done = run("show", saved(run, PROVED), "--proof", asked, STRUCTURER_LANG=language)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("output_format", ["facts", "html"])
def test_no_other_format(run: Command, output_format: str) -> None:
    """A proof is text or JSON."""
    done = run("show", saved(run, PROVED), "--proof", "L1", "--format", output_format)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
