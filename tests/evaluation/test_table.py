"""The evaluation in a terminal: false accepts first, every section in both languages, nothing a terminal obeys."""

from dataclasses import replace

import pytest
from rich.console import Console

from structurer.errors import ReplyInvalid
from structurer.evaluation import table
from structurer.evaluation.compare import compared
from structurer.evaluation.document import Evaluation
from structurer.pipeline import Outcome
from structurer.record.record import Cost
from structurer.sheet.model import Label
from structurer.text.source import Source
from tests.support.golds import careless, measured


def shown(made: Evaluation, width: int = 120) -> str:
    """The report as text."""
    console = Console(width=width, highlight=False, markup=False, color_system=None)
    with console.capture() as capture:
        console.print(table.render(made))
    return capture.get()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in English."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")


def test_false_accepts_come_first() -> None:
    """The first line counts them; what was wrong follows, before anything else."""
    lines = shown(measured("parks-plain", "forest-request", reader=careless)).splitlines()
    assert lines[0] == "2 false accept(s)"
    assert lines[1] == "  parks-plain: 1 amount(s) missed, 1 wrong amount(s)"
    assert lines[2].startswith("    differs  ")


def test_every_section() -> None:
    """Figures, tables, verdicts, printed errors, blame, the difference, in Japanese and in English."""
    made = compared(measured("tottori-dx", "forest-request", blame=2), measured("forest-request", reader=careless))
    text = shown(made)
    for title in (
        "Figures by layout",
        "F1 by table and layout",
        "Verdicts against",
        "Printed errors",
        "Blame",
        "Against",
    ):
        assert f"\n{title}" in text
    assert "better: forest-request" in text
    assert "sheets only before: 0, only now: 1" in text


def test_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Japanese no English heading is left."""
    monkeypatch.setenv("STRUCTURER_LANG", "ja")
    text = shown(measured("tottori-dx", reader=careless))
    assert text.startswith("誤った確認済み 1件")
    assert not {"recall", "sheets", "verdict", "missed"} & set(text.split())


def test_unread_and_worst() -> None:
    """The sheets with the most misses are shown with a few of them; unread ones with their error."""

    def failing(source: Source) -> Outcome:
        if "parks-plain" in source.name:
            raise ReplyInvalid("made", 2)
        return careless(source)

    text = shown(measured("forest-request", "parks-plain", reader=failing))
    assert "The worst sheets" in text
    assert "forest-request: 1 missed, 1 wrong, 0 label(s)  [false accept]" in text
    assert "  parks-plain: ReplyInvalid: made: none of 2 replies" in text


def test_a_hostile_name() -> None:
    """Escape sequences and marks of direction in a name or a label reach no terminal."""
    made = measured("forest-request", reader=careless)
    (sheet,) = made.sheets
    (miss,) = sheet.misses
    assert miss.gold is not None
    named = replace(miss.gold, label=Label(text="\x1b[31m[bold]\u202e"))
    worse = sheet.model_copy(update={"name": "\x1b]0;x\x07", "misses": (miss.model_copy(update={"gold": named}),)})
    text = shown(made.model_copy(update={"sheets": (worse,)}))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[bold]" in text


def test_what_is_not_as_it_should_be() -> None:
    """A printed error that no right claim names is listed; so is a true accept with a wrong figure that is no money."""
    (sheet,) = measured("tottori-dx").sheets
    assert sheet.planted is not None
    made = measured("tottori-dx")
    other = sheet.model_copy(update={"planted": sheet.planted.model_copy(update={"right_claim": False})})
    verdicts = made.verdicts.model_copy(update={"accepted_other_wrong": 2})
    text = shown(made.model_copy(update={"sheets": (other,), "verdicts": verdicts}), 200)
    assert "54,826千円 (L15) → CST201" in text
    assert "2 of the true accepts have a wrong figure that is no amount of money" in text


def test_the_best_finding_counts_and_the_others_are_told() -> None:
    """Where a wrong cite is the reader's by one finding and the sheet's by another, the table says so below."""
    made = measured("forest-request", blame=4)
    lines = tuple(line.model_copy(update={"also_source": line.source + 3}) for line in made.confusion if line.total)
    text = shown(made.model_copy(update={"confusion": lines}))
    assert text.count("in 3 more some finding blames the sheet too") == len(lines) == 2


def test_cost() -> None:
    """What reading cost stands beside its tokens, where there is a price."""
    made = measured("forest-request")
    spent = made.spent.model_copy(update={"cost": Cost(amount="0.5", currency="USD")})
    assert "0 tokens in, 0 out 0.5 USD" in shown(made.model_copy(update={"spent": spent}), 200)
