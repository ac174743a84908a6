"""The words of the reports."""

import pytest

from structurer.checks.every import CHECKS
from structurer.checks.outcome import ClaimOutcome, Side, Verdict
from structurer.report import phrases
from structurer.sheet import names
from structurer.sheet.model import Measure, Stage, Table


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_word_exists(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts, outcomes, sides, checks, measures, stages and tables have words in both languages."""
    monkeypatch.setenv("STRUCTURER_LANG", language)
    words = [*map(phrases.verdict, Verdict), *map(phrases.outcome, ClaimOutcome), *map(phrases.blame, Side)]
    words += [phrases.title(check.code) for check in CHECKS]
    assert all(words)
    assert len(set(words)) == len(words)
    assert set(names.MEASURES) == set(Measure)
    assert set(names.STAGES) == set(Stage)
    assert set(names.TABLES) == set(Table)


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\u202e", "\u200b", "\u2066", "\ufeff", "\x9b", "\x7f"])
def test_control_characters_become_marks(character: str) -> None:
    """A character that could move a cursor, turn text round or hide it is shown as a mark."""
    assert phrases.printable(f"a{character}b") == "a�b"


def test_line_breaks_become_spaces() -> None:
    """A label broken over lines is shown on one."""
    assert phrases.printable("前年度\n予算額\t1") == "前年度 予算額 1"
