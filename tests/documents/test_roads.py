"""One sheet as PDF, web page, workbook and Word document gives the facts that it gives as text."""

import pytest

from structurer.checks.outcome import Verdict
from tests.support.builders import FIXTURES
from tests.support.document_facts import checked, differing, facts, source_of, wanted
from tests.support.fixture_blocks import blocks
from tests.support.printing import PRINTERS

TABLES = (
    "forest-request", "health-tabs", "library-million", "numbered-rows", "stages-as-columns", "stages-as-rows",
    "tottori-dx",
)  # fmt: skip
RULED = ("ruled", "html", "xlsx", "docx")


@pytest.mark.parametrize("printer", RULED)
@pytest.mark.parametrize("name", TABLES)
def test_facts(name: str, printer: str) -> None:
    """Nothing is missed, nothing is wrong, nothing is invented."""
    outcome = checked(source_of(PRINTERS[printer]([blocks(name)])))
    assert (sorted((wanted(name) - facts(outcome)).elements()), differing(outcome, name)) == ([], [])


@pytest.mark.parametrize("name", TABLES)
def test_without_ruling_lines(name: str) -> None:
    """Where no line is drawn, what is not certain is left to a person: never another fact, never a verified one."""
    outcome = checked(source_of(PRINTERS["plain"]([blocks(name)])))
    whole = not wanted(name) - facts(outcome)
    assert whole or outcome.verdict is Verdict.NEEDS_REVIEW
    assert outcome.verdict is Verdict.NEEDS_REVIEW or differing(outcome, name) == []


def test_alignment_alone() -> None:
    """A table whose amounts stand below their headings is read without ruling lines, too."""
    outcome = checked(source_of(PRINTERS["plain"]([blocks("stages-as-rows")])))
    assert not wanted("stages-as-rows") - facts(outcome)
    assert outcome.verdict is Verdict.VERIFIED


def test_a_page_that_a_browser_printed() -> None:
    """A PDF as Chromium prints it (`--print-to-pdf`), with radicals for characters and lines for borders."""
    outcome = checked(source_of((FIXTURES / "documents" / "browser.pdf").read_bytes()))
    assert not wanted("stages-as-rows") - facts(outcome)
    assert (outcome.verdict, differing(outcome, "stages-as-rows")) == (Verdict.VERIFIED, [])
