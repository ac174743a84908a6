"""`structurer search`: what is printed for people and for programs."""

import json

import pytest

from tests.support.builders import FIXTURES, Command

SHEETS = [str(FIXTURES / name / "source.txt") for name in ("parks-plain", "tottori-dx")]


def test_a_list_for_people(run: Command) -> None:
    """A record a line with the lines that print the words; the facets stand beside it."""
    run("run", *SHEETS)
    found = run("search", "事業", "千円")
    assert (found.returncode, found.stdout.count("\n    L")) == (0, 4)
    assert "伝統工芸継承推進事業" in found.stdout
    assert "verdict: " in found.stderr
    nothing = run("search", "隕石")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "None (0 in all).\n")
    assert "1 to 1 of 2 (--limit, --offset)." in run("search", "--limit", "1").stderr


def test_a_list_for_programs(run: Command) -> None:
    """Amounts are exact texts, and the options go together."""
    run("run", *SHEETS)
    found = json.loads(
        run("search", "--verdict", "needs_review", "--amount", "5,000万円以上", "--format", "json").stdout
    )
    (result,) = found["results"]
    assert (found["total"], result["project"], result["ended"]) == (1, "伝統工芸継承推進事業", False)
    assert "54826000" in result["amounts"]
    assert json.loads(run("search", "--publisher", "どこか県", "--format", "json").stdout)["results"] == []


def test_withdrawn_records_are_shown_where_they_are_asked_for(run: Command) -> None:
    """And say so."""
    run("run", SHEETS[0])
    name = run("records").stdout.split()[0]
    run("records", "withdraw", name, "--by", "審査A", "--reason", "試し読み")
    assert run("search").stdout == ""
    assert run("search", "--all").stdout.endswith("(withdrawn or superseded)\n")


@pytest.mark.parametrize("options", [["--amount", "約3億"], ["--year", "去年"], ["・"], ["--verdict", "good"]])
def test_bad_questions(run: Command, options: list[str]) -> None:
    """One sentence and status 2; nothing is printed."""
    run("run", SHEETS[0])
    found = run("search", *options)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (2, "", 1)


def test_no_store(run: Command) -> None:
    """None is made."""
    found = run("search", "公園")
    assert (found.returncode, run("search").returncode) == (2, 2)
    assert "store.db" in found.stderr
