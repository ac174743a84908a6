"""Blame: a printed error is the sheet's, a wrong cite the reader's, and the right figure is suggested where it can be."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import dropwhile

import pytest

from structurer.checks.blame import _Court
from structurer.checks.claim import Blame, Result
from structurer.checks.every import run
from structurer.checks.outcome import Side
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite
from structurer.text.source import Unit
from tests.support.builders import reading_of
from tests.support.counting import calls
from tests.support.sheets import FULL, Said, altered, at, known, money, piped, planted_of, pointed, recited, said, truth

PLANTED = {
    "error-breakdown": {"SUM103"}, "error-change-sign": {"CHG501", "SUM101"}, "error-cost-total": {"CST201"},
    "error-current": {"CST202"}, "error-decision": {"FND302"}, "error-funding-source": {"FND301"},
    "error-lead-line": {"AGR601"}, "error-national-half": {"SUB401"}, "error-percent": {"SAN902"},
    "error-section-total": {"CHG501", "SUM101", "SUM102"}, "error-subproject-sum": {"SUM102"},
    "error-difference": {"CHG503"}, "error-funding-detail": {"FND304"}, "error-supplement": {"CST203"},
    "error-unit-slip": {"AGR601", "SAN901"}, "tottori-dx": {"CST201"}, "error-item-decision": {"SUM104"},
    "error-source-word": {"FND305"},
}  # fmt: skip
"""Which checks name each planted error."""
UNTOLD = {
    "error-breakdown", "error-decision", "error-funding-source", "error-item-decision", "error-subproject-sum",
    "error-supplement",
}  # fmt: skip
"""Where arithmetic alone cannot tell which figure of the claim is the misprint."""


def _findings(reading: Reading) -> list[Result]:
    return [result for result in run(reading) if result.is_finding]


@pytest.mark.parametrize("name", PLANTED)
def test_a_printed_error_is_the_sheet_s(name: str) -> None:
    """A faultless reading of a sheet with one printed error has its claims named and the sheet blamed."""
    found = _findings(truth(name))
    assert {result.code for result in found} == PLANTED[name]
    assert {(r.blame.side, r.blame.suggestion) for r in found if r.blame is not None} == {(Side.SOURCE, None)}


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_figure_is_in_the_claim(name: str) -> None:
    """Each finding is about the planted figure; the blame points at it where arithmetic can tell."""
    reading, planted = truth(name), planted_of(name)
    assert planted is not None
    wrong = (int(planted["line"]), planted["printed"])
    found = _findings(reading)
    assert all(wrong in {(e.cite.line, e.cite.printed) for e in result.facts} for result in found)
    blamed = [at(reading.sheet, r.blame.path) for r in found if r.blame is not None and r.blame.path is not None]
    assert len(blamed) == len(found)
    told = [isinstance(cite, Cite) and (cite.line, cite.printed) == wrong for cite in blamed]
    assert all(told) is (name not in UNTOLD)


def _new(reading: Reading, fact: Fact, cite: Cite, before: Collection[Said]) -> list[Result]:
    """The findings that one exchanged cite adds to those from before."""
    return [result for result in _findings(recited(reading, (fact.path, cite))) if said(result) not in before]


def _tally(found: list[Result], fact: Fact) -> Counter[str]:
    """Whom the findings of one wrong cite blame: the cite with the right figure, or with none, or someone else."""
    blames = [result.blame for result in found if result.blame is not None]
    own = [blame for blame in blames if blame.path == fact.path and blame.side is Side.EXTRACTION]
    suggested = {blame.suggestion for blame in own} - {None}
    return Counter(
        {
            "all": 1,
            "blamed": bool(own),
            "right": fact.cite.figure in suggested,
            "wrong": bool(suggested - {fact.cite.figure}),
            "source": any(blame.side is Side.SOURCE for blame in blames),
        }
    )


@pytest.mark.parametrize("name", FULL)
def test_an_altered_print(name: str) -> None:
    """A cite with a changed digit is the reader's, and its own figure is always the suggestion."""
    reading, total = truth(name), Counter[str]()
    before = known(reading)
    for fact in money(reading):
        total += _tally(_new(reading, fact, next(altered(reading, fact, (1,))), before), fact)
    assert total == {"all": len(money(reading)), "blamed": total["all"], "right": total["all"]}


def _next(reading: Reading, fact: Fact) -> Cite | None:
    """A cite of the next amount of the source that differs."""
    after = dropwhile(lambda figure: figure.id != fact.cite.figure, reading.source.figures)
    cites = (pointed(figure, Unit.YEN) for figure in after if figure.is_money)
    return next((cite for cite in cites if cite is not None and cite.amount != fact.cite.amount), None)


@pytest.mark.parametrize(("name", "blamed", "right"), [("tottori-dx", 0.9, 0.8), ("nagano-it", 1.0, 0.45)])
def test_the_next_figure(name: str, blamed: float, right: float) -> None:
    """A cite of the next amount is the reader's; its own figure is the suggestion where a sum covers it, and no other."""
    reading, total = truth(name), Counter[str]()
    before = known(reading)
    for fact in money(reading):
        cite = _next(reading, fact)
        if cite is not None:
            total += _tally(_new(reading, fact, cite, before), fact)
    assert total["wrong"] == total["source"] == 0
    assert total["blamed"] >= blamed * total["all"]
    assert total["right"] >= right * total["all"]


def test_nothing_to_blame() -> None:
    """Results of a faultless reading carry no blame."""
    assert {result.blame for result in run(piped())} == {None}


SHORT = """令和8年度当初予算要求
事業名:道しるべ事業
財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 10,000 | 4,000 | 5,000 |
昨年の決算 6,000
"""


def _funding_blame(reading: Reading) -> Blame | None:
    return next(result.blame for result in _findings(reading) if result.code == "FND301")


def test_two_readers_that_agree_blame_the_sheet() -> None:
    """Alone a reader may have missed the figure next to it; where a second witness read the same, the sheet is at fault."""
    alone = reading_of(SHORT)
    assert alone.witness is None
    one, both = _funding_blame(alone), _funding_blame(replace(alone, witness=alone.sheet))
    assert one is not None
    assert (one.side, one.suggestion is None) == (Side.EXTRACTION, False)
    assert both is not None
    assert (both.side, both.suggestion) == (Side.SOURCE, None)


FUNDED = """令和8年度
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t県債\t一般財源
要求額\t900\t400\t100\t400
"""
CELLS = ("funding", 0, "rows", 0, "cells")


def _twice(cited: int, instead: int) -> tuple[Reading, Result]:
    """A reading that cites one figure of a row for two fields, and what says so."""
    reading = reading_of(FUNDED)
    cites = [cell.cite for cell in reading.sheet.funding[0].rows[0].cells]
    wrong = recited(reading, ((*CELLS, instead, "cite"), cites[cited]))
    return wrong, next(result for result in _findings(wrong) if result.code == "CMP802")


@pytest.mark.parametrize(("cited", "instead"), [(1, 2), (2, 1), (2, 3), (3, 2), (1, 3)])
def test_a_neighbour_cited_twice(cited: int, instead: int) -> None:
    """Two fields of a row cite one figure and one of the row is free: the field off its place is blamed, the free figure suggested."""
    right = reading_of(FUNDED).sheet.funding[0].rows[0].cells[instead].cite
    _, finding = _twice(cited, instead)
    assert finding.blame == Blame(Side.EXTRACTION, (*CELLS, instead, "cite"), right.figure)


def test_a_figure_of_another_row() -> None:
    """A cite off its row is the reader's; the one figure between its own label and the next is suggested."""
    reading = reading_of(FUNDED + "査定額\t800\t300\t100\t400\n")
    other = reading.sheet.funding[0].rows[1].cells[0].cite
    own = reading.sheet.funding[0].rows[0].cells[0].cite
    wrong = recited(reading, ((*CELLS, 0, "cite"), other))
    found = next(result for result in _findings(wrong) if result.code == "GRD703")
    assert found.blame == Blame(Side.EXTRACTION, (*CELLS, 0, "cite"), own.figure)


def test_no_suggestion_that_makes_no_equation_hold() -> None:
    """The one figure at a field's place is no suggestion where a sum would not hold with it, nor where another row was not read."""
    text = FUNDED.replace("900", "950") + "査定額\t800\t300\t100\t400\n"
    reading = reading_of(text)
    wrong = recited(reading, ((*CELLS, 0, "cite"), reading.sheet.funding[0].rows[1].cells[0].cite))
    found = next(result for result in _findings(wrong) if result.code == "GRD703")
    assert found.blame == Blame(Side.EXTRACTION, (*CELLS, 0, "cite"))
    right = reading_of(text.replace("950", "900") + "注 別に 70千円\n")
    wrong = recited(right, ((*CELLS, 0, "cite"), right.sheet.funding[0].rows[1].cells[0].cite))
    found = next(result for result in _findings(wrong) if result.code == "GRD703")
    assert found.blame == Blame(Side.EXTRACTION, (*CELLS, 0, "cite"))


def test_a_figure_that_another_field_has_is_no_suggestion() -> None:
    """Where two fields cite each other's figures, the one is not offered to the other: that would be cited twice."""
    reading = reading_of(FUNDED)
    one, other = (reading.sheet.funding[0].rows[0].cells[place].cite for place in (0, 1))
    wrong = replace(recited(reading, ((*CELLS, 0, "cite"), other), ((*CELLS, 1, "cite"), one)), witness=reading.sheet)
    blames = [result.blame for result in _findings(wrong) if result.code == "AGR602"]
    assert {None if blame is None else blame.suggestion for blame in blames} == {None}


def test_a_measure_that_its_table_does_not_hold_has_no_suggestion() -> None:
    """A figure that is cited as it is printed, for what its table or unit does not hold, is not mended by itself."""
    reading = reading_of(FUNDED)
    cell = reading.sheet.funding[0].rows[0].cells[1]
    wrong = recited(reading, ((*CELLS, 1, "cite"), cell.cite.model_copy(update={"unit": Unit.PERSON})))
    found = next(result for result in _findings(wrong) if result.code == "GRD701")
    assert found.blame == Blame(Side.EXTRACTION, (*CELLS, 1, "cite"))


def test_a_year_that_is_not_printed_is_no_fault_of_the_sheet() -> None:
    """A fiscal year that its label does not give was made up by whoever read it."""
    reading = reading_of(FUNDED)
    identity = reading.sheet.identity.model_copy(update={"fiscal_year": 2019})
    wrong = replace(reading, sheet=reading.sheet.model_copy(update={"identity": identity}))
    found = next(result for result in _findings(wrong) if result.code == "GRD706")
    assert found.blame == Blame(Side.EXTRACTION)


UNREAD = """令和8年度当初予算要求書
事業名:灯台めぐり事業
1 所要経費(単位:千円)
| 細事業名 | 要求額 | 前年度予算額 | 増減 |
|---|---|---|---|
| 案内板の設置 | 4,100 | 4,000 | 100 |
| 冊子の印刷 | 1,250 1,350 | | ▲100 |
| 巡回バスの運行 | 3,650 | 3,000 | 650 |
| 合計 | 9,000 | 8,350 | 650 |
"""


def test_an_unread_row_is_named() -> None:
    """While a part of a row was not read nothing is blamed on the sheet; the figure that is the difference is named."""
    found = [result for result in _findings(reading_of(UNREAD)) if result.code == "SUM101"]
    assert [result.judgement.working[-1] for result in found] == [
        f"L7 の {printed} が読み取られていない" for printed in ("1,250", "1,350")
    ]
    assert {result.blame for result in found} == {Blame(Side.EXTRACTION)}


def test_what_names_a_row_changes_no_key() -> None:
    """A finding's key is made of the working without the unread figure: a waiver of it holds."""
    (first, *_) = (result for result in _findings(reading_of(UNREAD)) if result.code == "SUM101")
    assert first.judgement.keyed
    assert "読み取られていない" not in "".join(first.judgement.keyed)


def test_an_unread_figure_of_another_amount() -> None:
    """Where the unread figures of a table make up no difference, nobody is blamed and nothing suggested."""
    found = [r for r in _findings(reading_of(UNREAD.replace("1,250 1,350", "1,200 1,300"))) if r.code == "SUM101"]
    assert [result.blame for result in found] == [Blame(Side.UNKNOWN), Blame(Side.UNKNOWN)]


NUMBERED = """令和8年度当初予算要求書
事業名:灯台めぐり事業
財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 10,000 | 4,000 | 5,999 |
1 灯台の由来
6,000 灯台の数え方
"""


def test_the_number_of_a_row_is_no_suggestion() -> None:
    """A bare number that begins a line numbers it, whatever sum it would mend."""
    result = next(r for r in _findings(reading_of(NUMBERED)) if r.code == "FND301")
    assert result.blame is not None
    assert result.blame.suggestion is None


ROUNDED = """令和8年度当初予算要求書
事業名:灯台めぐり事業
区分 | 事業費 | 人件費 | トータルコスト |
要求額 | 10,400,300円 | 2,000千円 | 12,400千円 |
"""


def test_rounding_accuses_nobody() -> None:
    """A difference within the rounding of the coarser unit is unverifiable, and the sheet is not called inconsistent."""
    result = next(r for r in _findings(reading_of(ROUNDED)) if r.code == "CST201")
    assert (result.outcome, result.blame) == ("unverifiable", Blame(Side.UNKNOWN))


def test_one_long_line() -> None:
    """The figures looked at for one field are bounded, however many stand on its line."""
    looked = []
    for count in (300, 3000):
        line = " ".join(f"{number},{number % 900 + 100}千円を配り" for number in range(1, count))
        reading = reading_of(f"{FUNDED.replace('900', '901')}{line}\n")
        court = _Court(reading, [], [])
        looked.append(calls(lambda: list(court._candidates(reading.facts[0]))))  # noqa: B023  # called at once
    assert looked[0] == looked[1] > 0
