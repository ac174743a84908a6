"""Proofs on a page: beside each amount, reachable by key and without a script, what a table shares said once."""

import re
from pathlib import Path

from tests.support import unproved
from tests.support.browser import parsed
from tests.support.builders import FIXTURES, Command


def page(run: Command, sheet: str) -> str:
    """A sheet as a page."""
    return run("run", sheet, "--model", "offline", "--no-save", "--format", "html").stdout


PROVED = str(FIXTURES / "numbered-rows" / "source.txt")


def test_every_amount_has_its_proof(run: Command, tmp_path: Path) -> None:
    """One that opens without a script for each field of the tables, its state in text and not in colour alone."""
    html = page(run, unproved.written(tmp_path))
    tree = parsed(html)
    proofs = [one for one in tree.all("details") if one.attributes.get("class") == "why"]
    fields = [one for one in tree.all("td") if one.children]
    summaries = [one.all("summary")[0] for one in proofs]
    assert 0 < len(proofs) <= sum(len(one.all("a")) for one in fields)
    assert {one.text for one in summaries} == {
        "✓",
        "? owner",
        "? place",
    }  # of amounts under another prefecture's heading, and of the terms of a subsidy there
    assert all(one.attributes["aria-label"].startswith("proof") for one in summaries)
    assert "<script" not in html


def test_what_is_missing_stands_beside_the_amount(run: Command, tmp_path: Path) -> None:
    """The points by name, with the reason."""
    html = page(run, unproved.written(tmp_path))
    found = re.findall(r'class="bad">\? owner</summary><p>(.*?)</p>', html, re.DOTALL)
    assert found
    assert all(unproved.HEADING in reason for reason in found)


def test_what_a_table_shares_is_said_once(run: Command) -> None:
    """The caption of a table of many amounts is not repeated beside each."""
    html = page(run, PROVED)
    shared = re.findall(r'<p class="quiet shared">(.*?)</p>', html, re.DOTALL)
    assert shared
    assert all("digits: exactly as printed" in one for one in shared)
    assert "exactly as printed" not in re.sub(r'<p class="quiet shared">.*?</p>', "", html, flags=re.DOTALL)
