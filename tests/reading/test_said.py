"""What a model can say beyond the plain table: a faultless reply to each sheet, with the layout reader beside it and without.

Replies are written by hand in the shape of the wire; a cite is the line and the print of its figure.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from benchmarks.perfect.road import Travelled, travelled
from structurer.checks.outcome import Verdict
from structurer.sheet.model import Stage
from structurer.text.source import Source, Unit

HEAD = "令和8年度当初予算要求\n事業名:川の学校事業\n"
NAMES = [{"kind": "project", "text": "川の学校事業"}, {"kind": "fiscal_year", "text": "令和8年度"}]
Row = dict[str, Any]


@dataclass
class Said:
    """A sheet below the head, and what a reply says of it, table by table."""

    text: str
    tables: list[Row] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """The sheet."""
        return Source("made", HEAD + self.text)

    def line(self, begins: str) -> list[str]:
        """The cites of the line that begins so, in order."""
        source = self.source
        (number,) = [line.number for line in source.lines if line.text.startswith(begins)]
        return [f"{figure.id} {figure.printed}" for figure in source.by_line[number]]

    def table(self, kind: str, heading: str, *rows: Row) -> "Said":
        """One table more."""
        self.tables.append({"kind": kind, "heading": heading, "rows": list(rows)})
        return self

    def travelled(self, *, blind: bool) -> Travelled:
        """What comes of the reply; nothing is asked again."""
        reply = json.dumps({"names": NAMES, "tables": self.tables, "passages": []}, ensure_ascii=False)
        return travelled(self.source, reply, blind=blind, reread=False)

    def codes(self) -> set[str]:
        """The codes of the findings, with the layout reader beside the model and without."""
        return {code for blind in (False, True) for code in self.travelled(blind=blind).findings}


def row(label: str, year: str, stage: str, **cells: str) -> Row:
    """One row of a reply."""
    return {"label": label, "year": year, "stage": stage, "cells": [{"of": of, "at": at} for of, at in cells.items()]}


def test_an_indicator_may_be_money() -> None:
    """A target in 百万円 is yen, exactly."""
    said = Said("""(単位:千円)
区分 | 事業費 | 一般財源 |
要求額 | 900 | 900 |
2 成果指標
指標名 | R6年度実績 | R8年度目標 |
川魚の出荷額 | 118百万円 | 132百万円 |
""")
    total, general = said.line("要求額")
    actual, target = said.line("川魚")
    said.table("funding", "", row("要求額", "", "request", total=total, general=general))
    said.table(
        "indicator",
        "2 成果指標",
        row("川魚の出荷額", "R6", "", actual=actual),
        row("川魚の出荷額", "R8", "", target=target),
    )
    found = said.travelled(blind=True).outcome
    (table,) = found.sheet.indicators
    assert [(cell.cite.amount, cell.cite.unit) for cell in table.rows[0].cells] == [
        ("118000000", Unit.YEN),
        ("132000000", Unit.YEN),
    ]
    assert said.codes() == set()


def test_a_table_may_be_turned() -> None:
    """Sources as rows, years as columns: each row once for each year, with its own label."""
    said = Said("""財源内訳(単位:千円)
区分 | 令和7年度当初予算額 | 令和8年度要求額 |
事業費 | 1,200 | 1,300 |
国庫支出金 | 600 | 650 |
一般財源 | 600 | 650 |
""")
    rows = []
    for label, measure in (("事業費", "total"), ("国庫支出金", "national"), ("一般財源", "general")):
        before, now = said.line(label)
        rows += [
            row(label, "令和7年度", "initial", **{measure: before}),
            row(label, "", "request", **{measure: now}),
        ]
    said.table("funding", "財源内訳", *rows)
    assert said.codes() == set()


ITEMS = """事業内容(単位:千円)
細事業 | 令和6年度決算額 | 令和7年度当初予算額 | 令和8年度要求額 | 対前年度増減 | 増減(要求-決算) |
教室の開催 | 700 | 800 | 950 | 150 | 250 |
調査 | 300 | 350 | 350 | 0 | 50 |
合計 | 1,000 | 1,150 | 1,300 | 150 | 300 |
"""


def test_items_may_have_several_changes() -> None:
    """A second change is told as a difference of the item's amount; arithmetic says that it is on the accounts before."""
    said = Said(ITEMS)
    rows: dict[str, list[Row]] = {"item": [], "total": [], "difference": []}
    for label in ("教室の開催", "調査", "合計"):
        settled, before, now, change, other = said.line(label)
        rows["total" if label == "合計" else "item"] += [
            row(label, "令和6年度", "settled", amount=settled),
            row(label, "令和7年度", "initial", amount=before),
            row(label, "", "request", amount=now, change=change),
        ]
        rows["difference"].append(row(label, "", "request", amount=other))
    for kind, own in rows.items():
        said.table(kind, "" if kind == "difference" else "事業内容", *own)
    found = said.travelled(blind=True).outcome
    assert {(one.table, one.against_offset, one.against_stage) for one in found.sheet.differences} == {
        ("sections", -2, Stage.SETTLED)
    }
    assert found.verdict is Verdict.VERIFIED


DECIDED = """財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
前年度当初予算額 | 0 | 0 | 0 |
要求額 | 1,300 | 650 | 650 |
{label} | 1,300 | 650 | 650 |
"""


@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize(("label", "verified"), [("査定額", False), ("増減額", True)])
def test_only_what_is_printed_as_a_difference_is_one(label: str, *, verified: bool, blind: bool) -> None:
    """What was decided is as much as the request less nothing: told as a difference it would be lost unseen."""
    said = Said(DECIDED.format(label=label))
    before, now, other = said.line("前年度"), said.line("要求額"), said.line(label)
    measures = ("total", "national", "general")
    said.table(
        "funding",
        "財源内訳",
        row("前年度当初予算額", "前年度", "initial", **dict(zip(measures, before, strict=True))),
        row("要求額", "", "request", **dict(zip(measures, now, strict=True))),
    )
    said.table("difference", "", row(label, "", "request", **dict(zip(measures, other, strict=True))))
    assert (said.travelled(blind=blind).outcome.verdict is Verdict.VERIFIED) is verified


def test_prices_hours_and_counts_are_no_amounts() -> None:
    """Operands of a working are said as `none`: they are kept apart, and none of them is in a table."""
    said = Said("要求額:900千円\n  積算は講師15千円×20回×3人、1回2時間\n")
    said.table("total", "", row("要求額", "", "request", amount=said.line("要求額")[0]))
    said.table("none", "", *(row("積算", "", "", count=at) for at in said.line("  積算")))
    found = said.travelled(blind=True).outcome
    assert [mention.cite.printed for mention in found.sheet.mentions] == ["15千円", "20回", "3人", "1回", "2時間"]
    assert len(found.reading.facts) == 1
    assert "CMP801" not in said.codes()


def test_one_stage_holds_for_a_whole_document() -> None:
    """本年度 and 前年度 of a request: the title's stage is that of 本年度."""
    said = Said("""財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
本年度 | 1,300 | 650 | 650 |
前年度 | 1,200 | 600 | 600 |
""")
    measures = ("total", "national", "general")
    said.table(
        "funding",
        "財源内訳",
        row("本年度", "", "request", **dict(zip(measures, said.line("本年度"), strict=True))),
        row("前年度", "前年度", "initial", **dict(zip(measures, said.line("前年度"), strict=True))),
    )
    assert said.codes() == set()


def test_codes_and_pages_carry_no_mark() -> None:
    """A code and a page number are not shown as figures, so that nothing needs to be said of them."""
    said = Said("整理番号 12345\n要求額:900千円\n- 3 -\n")
    said.table("total", "", row("要求額", "", "request", amount=said.line("要求額")[0]))
    found = said.travelled(blind=True)
    assert "CMP801" not in found.findings
    assert [fact.cite.printed for fact in found.outcome.reading.facts] == ["900千円"]


def test_one_figure_may_be_the_cost_and_the_sum_of_its_sources() -> None:
    """Costs and sources in one row: the cost is cited once, and the sources without a total of their own add up to it."""
    said = Said("""(単位:千円)
区分 | 事業費 | 人件費 | トータルコスト | 国庫支出金 | 一般財源 |
要求額 | 1,300 | 200 | 1,500 | 650 | 650 |
""")
    cost, staff, whole, national, general = said.line("要求額")
    said.table("cost", "", row("要求額", "", "request", project_cost=cost, personnel_cost=staff, total_cost=whole))
    said.table("funding", "", row("要求額", "", "request", national=national, general=general))
    tied = [result for result in said.travelled(blind=True).outcome.results if result.code == "FND301"]
    assert [result.outcome.value for result in tied] == ["holds"]
    assert said.codes() == set()


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("国費:650千円(補助率1/2)", True),
        ("財源:国1/2", True),
        ("国費:650千円(市町村の負担率1/2)", False),
        ("県費:650千円(補助率1/2)", False),
    ],
)
def test_a_rate_stands_behind_its_source(line: str, *, known: bool) -> None:
    """The rate of the national share is one where 国 stands before it, be it behind the amount of the national money."""
    said = Said(f"要求額:1,300千円\n{line}\n")
    said.table("total", "", row("要求額", "", "request", amount=said.line("要求額")[0]))
    said.table("rate", "", row("", "", "", rate=said.line(line)[-1]))
    assert ("CMP805" not in said.travelled(blind=True).findings) is known


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("国庫補助対象経費 1,200千円", True),
        ("対象経費(税抜き): 1,200千円", True),
        ("国庫補助対象経費:要求額のうち1,200千円、計上額のうち1,100千円", True),
        ("国庫補助対象経費 1,300千円 査定額 1,200千円", False),
        ("対象経費の査定額 1,200千円", False),
    ],
)
def test_an_eligible_cost_stands_right_behind_its_word(line: str, *, known: bool) -> None:
    """What was decided, on the same line or of the same cost, is no cost that a rate is reckoned on: told so it would be lost."""
    said = Said(f"要求額:1,300千円\n{line}\n")
    said.table("total", "", row("要求額", "", "request", amount=said.line("要求額")[0]))
    said.table("eligible", "", *(row("国庫補助対象経費", "", "request", total=at) for at in said.line(line)))
    assert ("CMP805" not in said.travelled(blind=True).findings) is known
