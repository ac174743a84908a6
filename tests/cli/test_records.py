"""`structurer records` and `log`: lists for people and for programs, and the acts of a person on a whole record."""

import csv
import io
import json
from pathlib import Path

from tests.support.builders import FIXTURES, Command
from tests.support.stores import execute

SHEET = str(FIXTURES / "parks-plain" / "source.txt")


def test_lists_for_programs(run: Command) -> None:
    """`--format json` of the records, of a log and of the queue; empty lists where there is nothing."""
    assert json.loads(run("records", "--format", "json").stdout) == []
    run("run", SHEET, str(FIXTURES / "tottori-dx" / "source.txt"))
    found = json.loads(run("records", "--format", "json").stdout)
    assert {(row["verdict"], row["revisions"], row["ending"]) for row in found} == {
        ("verified", 1, None),
        ("needs_review", 1, None),
    }
    waiting = json.loads(run("review", "--list", "--format", "json").stdout)
    assert [(entry["stake"], entry["holder"], "CST201" in entry["codes"]) for entry in waiting] == [
        (54_826_000, None, True)
    ]
    log = json.loads(run("log", waiting[0]["id"], "--format", "json").stdout)
    assert ([row["revision"] for row in log["revisions"]], log["damaged"]) == ([1], [])
    assert [act["deed"] for act in log["acts"]] == ["placed"]


def test_withdraw_and_restore(run: Command) -> None:
    """A name and a reason are asked for; the record is out of every list, and comes back."""
    run("run", SHEET)
    (line,) = run("records").stdout.splitlines()
    name = line.split()[0]
    assert "STRUCTURER_AUTHOR" in run("records", "withdraw", name, "--reason", "試し読み").stderr
    assert run("records", "withdraw", name, "--by", "審査A").returncode == 2
    assert run("records", "withdraw", name, "--by", "審査A", "--reason", "試し読み").returncode == 0
    assert run("records").stdout == ""
    assert "withdrawn — 審査A, reason: 試し読み" in run("records", "--all").stdout
    assert "withdrawn — 審査A" in run("log", name).stdout
    assert run("records", "restore", name, STRUCTURER_AUTHOR="審査B").returncode == 0
    assert run("records").stdout.splitlines() == [line]


def test_given_beside_a_sheet(run: Command, tmp_path: Path) -> None:
    """It fills the facts, stands in the record by name, is kept by the next run, and never takes the place of the print."""
    sheet = tmp_path / "sheet.txt"
    sheet.write_bytes(Path(SHEET).read_bytes())
    asked = ("--publisher", "霧ヶ浦市", "--fiscal-year", "令和7", "--by", "審査A")
    done = run("run", str(sheet), *asked, "--format", "json")
    record = json.loads(done.stdout)
    assert record["given"] == {"publisher": "霧ヶ浦市", "fiscal_year": 2025, "by": "審査A"}
    assert (record["verdict"], record["sheet"]["identity"]["publisher"]) == ("verified", None)
    assert "the sheet prints '2026'; '2025', given by 審査A, is not used" in done.stderr
    facts = run("run", str(sheet), "--format", "facts")
    assert "unchanged" in facts.stderr
    assert facts.stdout.splitlines()[1].split(",")[2:4] == ["霧ヶ浦市", "2026"]
    (exported, *_) = csv.DictReader(io.StringIO(run("export").stdout))
    assert (exported["publisher"], exported["state"]) == ("霧ヶ浦市", "grounded")
    assert run("run", str(sheet), "--fiscal-year", "soon").returncode == 2


def test_verify(run: Command, tmp_path: Path) -> None:
    """0 and one sentence for a whole store; each damage named, and 1, where it is none; 2 without a store."""
    assert run("verify").returncode == 2
    run("run", SHEET)
    done = run("verify")
    assert (
        done.returncode,
        done.stdout.endswith("1 record(s), 1 revision(s), 1 act(s); all as they were saved.\n"),
    ) == (0, True)
    execute(f"sqlite:///{next(tmp_path.rglob('*.db'))}", "UPDATE heads SET findings = 7")
    done = run("verify")
    assert (done.returncode, done.stdout.splitlines()[0].partition(": ")[2]) == (
        1,
        "has a row for the queue that says otherwise than the revision.",
    )
    tree = json.loads(run("verify", "--format", "json").stdout)
    assert (tree["records"], [one["harm"] for one in tree["damages"]]) == (1, ["head_changed"])


def test_texts_without_a_name_are_no_readings_of_one(run: Command, tmp_path: Path) -> None:
    """Two sheets that came through stdin are two sheets: an export advises nobody to withdraw one of them."""
    for name in ("parks-plain", "forest-request"):
        run("run", "-", stdin=(FIXTURES / name / "source.txt").read_bytes())
    done = run("export", "--all", "-o", str(tmp_path / "tables"))
    assert (tmp_path / "tables").is_dir()
    assert "withdraw" not in done.stderr
    assert len(run("records").stdout.splitlines()) == 2
