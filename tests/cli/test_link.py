"""`structurer link`: two records are of one project, or are not, by name and time."""

import json
import re
from pathlib import Path

import pytest

from tests.support.builders import FIXTURES, Command
from tests.support.sheets import PIPED
from tests.support.years import LAST

SHEET = FIXTURES / "parks-plain" / "source.txt"


@pytest.fixture
def two(run: Command, tmp_path: Path) -> tuple[str, str]:
    """The ids of two saved records: a sheet, and the same sheet of a project that was called otherwise the year before."""
    text = SHEET.read_text(encoding="utf-8")
    before = tmp_path / "before.txt"
    before.write_text(text.replace("公園", "緑地"), encoding="utf-8")
    run("run", str(SHEET))
    run("run", str(before))
    newest, oldest = (line.split()[0] for line in run("records").stdout.splitlines())
    return oldest, newest


def test_link_and_part(run: Command, two: tuple[str, str]) -> None:
    """It says who and when, and lists the project by year."""
    one, other = two
    done = run("link", one, other[:8], "--by", "審査A", "--reason", "改称")
    assert re.search(rf"Records {one} and {other} are of one project \(審査A 20\d\d-", done.stdout)
    assert [line.split()[1] for line in done.stdout.splitlines()[1:]] == [one, other]
    parted = run("link", other, one, "--apart", STRUCTURER_AUTHOR="審査B")
    assert f"Record {other} is not of the project of {one} (審査B " in parted.stdout
    assert [line.split()[1] for line in parted.stdout.splitlines()[1:]] == [other]


def test_in_the_log(run: Command, two: tuple[str, str]) -> None:
    """What was said stands in the log of both records, with name and reason."""
    one, other = two
    run("link", one, other, "--by", "審査A", "--reason", "改称")
    run("link", other, one, "--apart", "--by", "審査B")
    said = [
        f"records {one} and {other} are of one project — 審査A, reason: 改称",
        f"record {other} is not of the project of {one} — 審査B",
    ]
    for record in two:
        assert [line.split("  ")[-1] for line in run("log", record).stdout.splitlines()[-2:]] == said
    links = json.loads(run("log", one, "--format", "json").stdout)["links"]
    assert [(act["deed"], act["author"]) for act in links] == [("linked", "審査A"), ("apart", "審査B")]


def test_what_cannot_be_linked(run: Command, two: tuple[str, str]) -> None:
    """A name is asked for; a record that is not there, and one with itself, end in a sentence and 2."""
    one, other = two
    refused = [
        (run("link", one, other), "STRUCTURER_AUTHOR"),
        (run("link", one, one, "--by", "審査A"), "cannot be linked to itself"),
        (run("link", one, "0000", "--by", "審査A"), "no such saved record"),
        (run("link", one, other, "--by", "審査A", "--reason", "あ" * 3000), "reason"),
    ]
    assert [(done.returncode, sentence in done.stderr, done.stdout) for done, sentence in refused] == [
        (2, True, "")
    ] * 4


def test_no_store(run: Command) -> None:
    """None is made."""
    done = run("link", "ab", "cd", "--by", "審査A")
    assert (done.returncode, "There is no store" in done.stderr) == (2, True)


def test_a_record_that_is_withdrawn(run: Command, tmp_path: Path) -> None:
    """The sheet of the year after is compared anew, and once more when the record is taken back."""
    for name, text in (("last", LAST), ("now", PIPED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("run", str(tmp_path / name), "--publisher", "汐見県", "--by", "審査A")
    now, last = (line.split()[0] for line in run("records").stdout.splitlines())
    assert "YRS101" in run("show", now).stdout
    run("records", "withdraw", last, "--by", "審査A", "--reason", "試し読み")
    assert "YRS101" not in run("show", now).stdout
    run("records", "restore", last, "--by", "審査A")
    assert "YRS101" in run("show", now).stdout
