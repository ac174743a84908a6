"""The benchmark of faultless answers: what it makes of gold is right, its mistakes are mistakes, and it counts both."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.perfect.__main__ import main
from benchmarks.perfect.answers import answer
from benchmarks.perfect.mistakes import ONE, one_of
from benchmarks.perfect.reply import content
from benchmarks.perfect.right import Right
from benchmarks.perfect.road import travelled
from structurer.evaluation.gold import load
from structurer.pipeline import check
from structurer.settings import Settings
from structurer.sheet.facts import facts
from structurer.text.source import Source, Unit
from tests.support.golds import as_csv, folder, gold

SMALL = "forest-request"


def test_an_answer_cites_the_figure_of_each_gold_fact() -> None:
    """Every fact of gold has an id whose print and line are the gold's."""
    known = gold(SMALL)
    for fact, told in zip(known.facts, answer(known).facts, strict=False):
        figure = known.source.by_id[told.cite.figure or ""]
        assert (figure.printed, figure.line) == (fact.cite.printed, fact.cite.line)


@pytest.mark.parametrize("blind", [False, True])
def test_the_road_brings_gold_back(*, blind: bool) -> None:
    """The reply made of gold is read as gold, with the layout reader beside it and without."""
    known = gold(SMALL)
    came = travelled(known.source, content(answer(known)), blind=blind, reread=False)
    assert Counter(f.quotation for f in facts(came.outcome.sheet)) == Counter(f.quotation for f in known.facts)
    assert came.reply.requests == 1
    assert came.reply.received == len(content(answer(known)))


@pytest.mark.parametrize("kind", ONE)
def test_every_class_makes_mistakes(kind: str) -> None:
    """No class is empty, and what it makes is not the right answer."""
    known = gold("tottori-dx")
    right = Right(known.source, answer(known))
    made = one_of(right, ONE[kind], random.Random(1))  # noqa: S311  # a sample, not a secret
    assert made is not None
    assert made != right.answer


def test_words_are_asked_about_once_and_answered_as_gold_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two sheets of one layout with a source that nobody knows: one question, and both are verified once it is answered."""
    for copy in ("one", "two"):
        text = (folder(tmp_path / copy, SMALL) / SMALL / "source.txt").read_text("utf-8")
        known = text.replace("\n起債 |\n", "\n臨財債 |\n")
        (tmp_path / copy / SMALL / "source.txt").write_text(known + "\n" * len(copy), "utf-8")
    main([str(tmp_path / "one"), str(tmp_path / "two"), "--unknown", "--mutants", "40"])
    told = json.loads(capsys.readouterr().out)
    assert (told["consistent"], told["verified_before_words"], told["questions"], told["verified"]) == (2, 0, 1, 2)
    assert (told["wrong"] > 0, told["wrong_verified"]) == (True, 0)


ROWS = """| 区分 | 令和7年度当初予算額 | 令和8年度要求額 | 増減 |
| 県債 | 700 | 900 | 200 |
| 一般財源 | 500 | 400 | ▲100 |
"""
COLUMNS = """| 区分 | 県債 | 一般財源 |
| 令和7年度当初予算額 | 700 | 500 |
| 令和8年度要求額 | 900 | 400 |
| 増減 | 200 | ▲100 |
"""


@pytest.mark.parametrize("table", [ROWS, COLUMNS], ids=["column", "row"])
def test_differences_that_gold_has_no_measure_for_are_told(table: str, tmp_path: Path) -> None:
    """A faultless model says what a difference at the end of a row, or a row of them, compares."""
    text, compared = f"令和8年度当初予算要求\n事業名:川の学校事業\n財源内訳(単位:千円)\n{table}", {"200", "▲100"}
    read = check(Source("made", text), "offline", Settings())
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "source.txt").write_text(text, "utf-8")
    (tmp_path / "made" / "gold.csv").write_text(as_csv(*(fact for fact in facts(read.sheet))), "utf-8")
    optional = [
        {"line": figure.line, "amount": figure.amount(Unit.YEN), "unit": "yen", "printed": figure.printed, "why": "a difference"}
        for figure in read.source.figures if figure.printed in compared
    ]  # fmt: skip
    (tmp_path / "made" / "meta.json").write_text(json.dumps({"consistent": True, "optional": optional}), "utf-8")
    (known,) = load(tmp_path)
    came = travelled(known.source, content(answer(known)), blind=True)
    assert {found.cite.printed for found in came.outcome.sheet.differences} == compared


def test_it_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sheet with some mutants, as JSON; no wrong one is verified."""
    main([str(folder(tmp_path, SMALL)), "--mutants", "30"])
    told = json.loads(capsys.readouterr().out)
    assert (told["sheets"], told["right"], told["wrong_verified"]) == (1, 1, 0)
    assert told["wrong"] <= told["mutants"]
    assert told["wrong"] > 0
