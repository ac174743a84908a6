"""`structurer run` in front of a person: what needs one, the verdict and the next command last."""

from pathlib import Path

import pytest

pytest.importorskip("pty", reason="there are no pseudo-terminals here")

from tests.support.builders import FIXTURES
from tests.support.terminal import Screen

REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")
VERIFIED = str(FIXTURES / "parks-plain" / "source.txt")


def shown(*arguments: str, store: Path) -> str:
    """All that a run shows at a terminal."""
    with Screen(*arguments, store=store, STRUCTURER_LANG="en", columns=160) as screen:
        screen.ended()
        return screen.text.replace("\r", "")


def test_it_ends_with_the_next_command(tmp_path: Path) -> None:
    """Findings, then the verdict with who read it, once, then what to do; figures and what holds only with --all."""
    store = tmp_path / "store.db"
    text = shown("run", REVIEW, store=store)
    assert text.index("CST201") < text.index("needs review") < text.index("Next: structurer review 804d25240a88")
    assert ("What holds" in text, text.count("layout reader"), text.count("--model")) == (False, 1, 1)
    whole = shown("run", REVIEW, "--all", store=store)
    assert ("What holds" in whole, "Next:" in whole) == (True, False)


def test_several_sheets_end_with_a_table(tmp_path: Path) -> None:
    """A row each, the verdict first."""
    rows = shown("run", REVIEW, VERIFIED, "--no-save", store=tmp_path / "store.db").rstrip().splitlines()[-3:]
    assert [row.split()[0] for row in rows] == ["verdict", "needs", "verified"]
    assert "みどりの広場再生事業" in rows[-1]


def test_pasting(tmp_path: Path) -> None:
    """`run -` says how to end, and reads up to there."""
    with Screen("run", "-", store=tmp_path / "store.db", STRUCTURER_LANG="en") as screen:
        screen.until("Ctrl-D")
        screen.type("公園整備事業\n要求額 1,000千円\n\x04")
        screen.until("needs review")
