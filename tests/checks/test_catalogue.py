"""The catalogue: every check has a code, a defect, two documentations, a reading that fails it and one that passes it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from structurer.checks.check import Check
from structurer.checks.every import CHECKS
from structurer.checks.reading import Reading
from structurer.sheet.model import Label, Sheet, Stage
from structurer.text.origin import Notice, Origin
from tests.support.sheets import alone, exchanged, fixture, piped, read, recited, tabbed, with_sheet
from tests.support.years import beside

Made = Callable[[], Reading]


def _put(made: Made, *path: str | int, value: object, witnessed: bool = False) -> Reading:
    """A made reading with one value exchanged; the right one stays as the witness where asked."""
    reading = made()
    return Reading(
        reading.source, exchanged(reading.sheet, path, value), reading.sheet if witnessed else reading.witness
    )


def _witnessed() -> Reading:
    return Reading(piped().source, piped().sheet, piped().sheet)


def _left_out() -> Reading:
    path = ("costs", 0, "rows", 0, "cells")
    sheet = exchanged(piped().sheet, path, piped().sheet.costs[0].rows[0].cells[1:])
    return Reading(piped().source, sheet, piped().sheet)


def _repeated() -> Reading:
    cells = piped().sheet.costs[0].rows[0].cells
    return recited(piped(), (("costs", 0, "rows", 0, "cells", 1, "cite"), cells[0].cite))


def _neighbour() -> Reading:
    other = piped().sheet.costs[0].rows[1].cells[0].cite
    return recited(piped(), (("costs", 0, "rows", 0, "cells", 0, "cite"), other))


def _scanned() -> Reading:
    found = piped()
    origin = Origin("scan.pdf", "0" * 64, "pdf", notices=(Notice("ocr", "page=1"),))
    return Reading(replace(found.source, origin=origin), found.sheet)


PARTS = """(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
復活要求額 | 2,000 | 1,000 | 1,000 |
追加要求額 | 1,000 | 0 | 1,000 |
要求額計 | {total} | 1,000 | 2,000 |
"""
COMPARED = """令和8年度
(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
前年度予算額 | 2,000 | 900 | 1,100 |
要求額 | 2,500 | 1,200 | 1,300 |
増減 | 500 | {change} | 200 |
"""
SUPPLEMENT = """令和8年度6月補正予算
(単位:千円)
細事業名 | 補正前の額 | 補正額 | 計 |
花壇事業 | 2,000 | △{cut} | 1,700 |
"""
DETAIL = """令和8年度
(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 2,500 | 1,200 | 1,300 |
特定財源の積算根拠
項目 | 要求額 | 査定額 |
総務費国庫補助金 総務費補助金 | 1,000 | 900 |
民生費国庫補助金 民生費補助金 | {last} | 100 |
"""
CARRIED = """令和8年度
(単位:千円)
細事業名 | 要求額 |
花壇事業 | 700 |
草刈り事業 | 300 |
小計 | 1,000 |
{row} | {amount} |
植樹事業 | 200 |
合計 | {total} |
"""
TWICE = """令和8年度
(単位:千円)
細事業名 | 要求額 | {heading} |
花壇事業 | 700 | 500 |
合計 | 700 | 500 |
"""
DECIDED = """令和8年度
(単位:千円)
細事業名 | 要求額 | 査定額 |
花壇事業 | 700 | {amount} |
"""


def _printed(name: str, *changes: tuple[str, str]) -> Reading:
    """A fixture with some of its text exchanged: what it prints wrongly put right."""
    text = fixture(name).text
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return read(text)


def _silent() -> Reading:
    """What a model reads of a sheet beside a layout reader that reads nothing."""
    right = piped()
    return Reading(right.source, right.sheet, Sheet())


def _read_twice(stage: Stage) -> Reading:
    """A sheet of which a second reading says that its first cost is of this stage."""
    right = piped()
    said = exchanged(right.sheet, (*FIRST, "stage"), stage)
    return replace(right, second=said)


def _headed_otherwise() -> Reading:
    """The same with the heading of a table that stands nowhere."""
    right = _silent()
    return with_sheet(right, exchanged(right.sheet, ("funding", 0, "heading"), Label(text="どこにもない")))


FIRST = ("costs", 0, "rows", 0, "cells", 0)
CASES: dict[str, tuple[Made, Made]] = {
    "AGR601": (partial(piped, ("要求額:12,000千円", "要求額:12,001千円")), piped),
    "AGR602": (partial(_put, piped, *FIRST, "stage", value=Stage.APPROVED, witnessed=True), _witnessed),
    "AGR603": (partial(_read_twice, Stage.APPROVED), partial(_read_twice, Stage.REQUEST)),
    "CHG501": (partial(piped, ("| 5,000 | 4,000 | 1,000 |", "| 5,000 | 4,000 | △1,000 |")), piped),
    "CHG502": (
        partial(piped, ("| 5,000 | 4,000 | 1,000 |", "| 5,000 | 4,000 | 新規 |")),
        partial(piped, ("| 5,000 | 4,000 | 1,000 |", "| 5,000 | 0 | 新規 |")),
    ),
    "CHG503": (partial(read, COMPARED.format(change="△300")), partial(read, COMPARED.format(change="300"))),
    "CMP801": (partial(piped, ("事業費\n要求額", "予備費 900千円\n要求額")), piped),
    "CMP802": (_repeated, piped),
    "CMP803": (partial(tabbed, ("\n2\t", "\n3\t")), tabbed),
    "CMP804": (partial(read, "参加者は6人である。\n"), piped),
    "CMP805": (_left_out, _witnessed),
    "CMP806": (partial(piped, ("事業費\n要求額", "事業名:\nかわ辺事業\n要求額")), piped),
    "CMP807": (partial(read, "要求額:12,000千円\n"), piped),
    "CMP808": (
        partial(read, CARRIED.format(row="前ページ計", amount="1,000", total="1,200")),
        partial(read, CARRIED.format(row="剪定事業", amount="100", total="1,300")),
    ),
    "CMP809": (partial(read, TWICE.format(heading="要望額")), partial(read, TWICE.format(heading="査定額"))),
    "CST201": (partial(piped, ("15,000千円", "12,000千円")), piped),
    "CST202": (partial(tabbed, ("△400", "400")), tabbed),
    "CST203": (partial(read, SUPPLEMENT.format(cut="400")), partial(read, SUPPLEMENT.format(cut="300"))),
    "FND301": (partial(piped, ("保留 | 1,000 | 500", "保留 | 1,000 | 400")), piped),
    "FND302": (partial(piped, ("計上額 | 8,000", "計上額 | 18,000")), piped),
    "FND303": (partial(read, PARTS.format(total="3,100")), partial(read, PARTS.format(total="3,000"))),
    "FND304": (partial(read, DETAIL.format(last="300")), partial(read, DETAIL.format(last="200"))),
    "FND305": (
        partial(piped, ("財源:国1/2", "財源:単県")),
        partial(
            piped,
            ("財源:国1/2", "財源:単県"),
            ("要求額 | 12,000 | 6,000 | 0 | 6,000", "要求額 | 12,000 | 0 | 0 | 12,000"),
        ),
    ),
    "GRD701": (partial(_put, piped, *FIRST, "cite", "printed", value="12,100千円"), piped),
    "GRD702": (partial(_put, piped, *FIRST[:4], "label", value=Label(text="決定額", line=5)), piped),
    "GRD703": (_neighbour, piped),
    "GRD706": (partial(_put, piped, "identity", "fiscal_year", value=2031), piped),
    "GRD707": (_scanned, piped),
    "PRF901": (
        partial(_printed, "error-caption"),
        partial(_printed, "error-caption", ("（単位：千人）", "（単位：千円）")),
    ),
    "PRF902": (partial(_printed, "error-columns"), partial(_printed, "error-columns", ("1,200 |", "1,200 | 0 |"))),
    "PRF903": (partial(_printed, "error-undated"), partial(_printed, "error-undated", ("本年度", "本年度要求額"))),
    "PRF904": (partial(_printed, "error-owner"), partial(_printed, "error-owner", ("取りやめた事業", "事業"))),
    "PRF905": (
        partial(_printed, "error-sentence"),
        partial(_printed, "error-sentence", ("前年度当初予算額は3,900千円", "要求額は4,300千円")),
    ),
    "PRF906": (
        partial(_printed, "error-note"),
        partial(_printed, "error-note", ("上表には隣県の分を含む。", "端数処理のため合計が一致しない場合がある。")),
    ),
    "PRF907": (
        partial(_printed, "error-number"),
        partial(_printed, "error-number", ("ほかに弐拾万円を町内会が寄せる。", "ほかに町内会が人手を寄せる。")),
    ),
    "PRF908": (partial(_printed, "error-head"), partial(_printed, "error-head", (" 協議済", ""))),
    "PRF909": (_headed_otherwise, _silent),
    "SAN901": (
        partial(piped, ("要求額:12,000千円", "要求額:12,000円")),
        partial(piped, ("要求額:12,000千円", "要求額:12,001千円")),
    ),
    "SAN902": (partial(tabbed, ("65.0", "650")), tabbed),
    "SAN903": (partial(tabbed, ("6,420", "9,920")), tabbed),
    "SAN904": (partial(piped, ("要求額:12,000千円", "要求額:12.000千円")), piped),
    "SAN905": (
        partial(piped, ("1 内容 (単位:千円)", "1 内容 (単位:円)"), ("財政課使用欄(単位:千円)", "財政課使用欄")),
        piped,
    ),
    "SUB401": (partial(piped, ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 8,000 | 4,500 | 0 | 3,500")), piped),
    "SUB402": (partial(piped, ("7件", "6件")), piped),
    "SUM101": (partial(piped, ("合計 | 12,000", "合計 | 12,100")), piped),
    "SUM102": (partial(tabbed, ("要求 7,400", "要求 7,500")), tabbed),
    "SUM103": (partial(piped, ("(2,000千円)", "(2,100千円)")), piped),
    "SUM104": (partial(read, DECIDED.format(amount="900")), partial(read, DECIDED.format(amount="500"))),
    "YRS101": (partial(beside, ("前年度当初予算額 | 10,000千円", "前年度当初予算額 | 10,900千円")), beside),
}
INFORMATION = {"SUB402"}
SILENT = {"CMP801", "CMP802", "CMP805", "GRD707", "PRF906", "PRF907", "PRF908", "SAN904", "SAN905"}
"""Checks that say nothing where all is well."""


def test_every_check_has_its_cases() -> None:
    """Each code has a reading that fails it and one that passes it."""
    assert list(CASES) == [check.code for check in CHECKS]


@pytest.mark.parametrize("code", CASES)
def test_fails(code: str) -> None:
    """The wrong reading has a finding of this check, or what it tells where it only informs."""
    results = alone(CASES[code][0](), code)
    assert any(result.is_finding or (code in INFORMATION and result.outcome != "holds") for result in results)


@pytest.mark.parametrize("code", CASES)
def test_passes(code: str) -> None:
    """The right reading has claims of this check that hold, and no finding."""
    outcomes = [result.outcome for result in alone(CASES[code][1](), code)]
    assert set(outcomes) == (set() if code in SILENT else {"holds"})


def test_codes() -> None:
    """Codes are a family and a number, unique, in their order; a family's codes share their hundred."""
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in codes)
    assert len({code[:3] for code in codes}) == len({code[:4] for code in codes})


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_name_states_the_defect(check: Check) -> None:
    """A name says what is wrong, not what to do or what is looked at."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", check.defect) is not None
    assert re.match(r"(check|use|avoid|ensure|verify|validate|must|fix|no)-", check.defect) is None


def test_defects_are_told_apart() -> None:
    """No two checks name the same defect."""
    assert len({check.defect for check in CHECKS}) == len(CHECKS)
