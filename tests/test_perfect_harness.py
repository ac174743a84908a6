"""The benchmark of faultless answers: what it makes of gold is right, its mistakes are mistakes, and it counts both."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.perfect.__main__ import main
from benchmarks.perfect.answers import answer
from benchmarks.perfect.mistakes import ONE, Right, one_of
from benchmarks.perfect.reply import content
from benchmarks.perfect.road import travelled
from structurer.sheet.facts import facts
from tests.support.golds import folder, gold

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


def test_it_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sheet with some mutants, as JSON; no wrong one is verified."""
    main([str(folder(tmp_path, SMALL)), "--mutants", "30"])
    told = json.loads(capsys.readouterr().out)
    assert (told["sheets"], told["right"], told["wrong_verified"]) == (1, 1, 0)
    assert told["wrong"] <= told["mutants"]
    assert told["wrong"] > 0
