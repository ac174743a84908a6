"""Workings in words: an English report has no Japanese sentence in it, and says what did not fit of a figure that stands there."""

import pytest

from structurer.report.working_words import spoken as words


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's language."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")


@pytest.mark.parametrize(
    ("working", "said"),
    [
        ("L15 の 30280000 が読み取られていない", "30280000 (L15) was not read"),
        ("0 (L10): item ∌ general", "0 (L10): a table of the kind item holds no general"),
        ("1.0 (L3): regular ∌ yen", "1.0 (L3): the unit (yen) is none of the measure regular"),
        ("15 (L9) ≠ ratio", "15 (L9) stands there, but not in that unit (ratio)"),
        ("「15」 ∉ sheet.txt", "「15」 ∉ sheet.txt"),
    ],
)
def test_our_own_words(working: str, said: str) -> None:
    """What is ours is said in the reader's language; the rest is left as it is."""
    assert words("GRD701", working) == said


def test_other_checks_keep_their_signs() -> None:
    """Only a quotation is put in words: the signs of sums are for everybody."""
    assert words("SUM101", "a ≠ b") == "a ≠ b"
