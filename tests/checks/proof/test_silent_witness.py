"""A model's reading of a sheet that nobody else reads: a wrong kind, name, heading, stage or count is a finding, its harmless twin none."""

from dataclasses import replace

import pytest

from structurer.checks.every import run, verdict
from structurer.checks.names import named
from structurer.checks.outcome import Verdict
from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact
from structurer.sheet.grouping import grouped
from structurer.sheet.model import Label, Measure, Sheet, Stage, Table
from structurer.text.source import Unit
from tests.support.sheets import pointed, read

TEXT = """令和8年度当初予算要求書
事業名：川の学校事業

要求額：5,900千円（前年度当初予算額 4,700千円）

1 事業費の推移（単位：千円、人）
区分\t事業費\t人件費\tトータルコスト\t正職員
前年度当初予算額\t4,700\t1,600\t6,300\t0.2
要求額\t5,900\t2,400\t8,300\t0.3

2 財源の内訳（単位：千円）
区分\t事業費\t国庫支出金\t県債\t一般財源
前年度当初予算額\t4,700\t1,500\t900\t2,300
要求額\t5,900\t1,800\t1,000\t3,100

3 要求額の内訳（単位：千円）
細事業名\t前年度当初予算額\t要求額
水辺の教室開催費\t3,000\t3,700
川の生き物調査費\t1,700\t2,200
計\t4,700\t5,900
"""
ANNOUNCED = """令和8年度当初予算要求書
事業名：川の学校事業

1 事業費の推移（単位：千円、人）
区分\t前年度繰越\t当初予算\t補正予算\t最終予算\t職員数
令和7年度\t200\t4,700\t100\t5,000\t0.2
令和6年度\t0\t4,500\t300\t4,800\t0.1
"""

STAGED = """令和8年度当初予算要求書
事業名：川の学校事業

1 要求額の内訳（単位：千円）
細事業名\t前年度当初予算額\t要求額\t増減\t査定額
水辺の教室開催費\t3,000\t3,700\t700\t3,500
川の生き物調査費\t1,700\t2,200\t500\t2,200
計\t4,700\t5,900\t1,200\t5,700
"""
BLOCKS = """令和8年度当初予算要求書
事業名：川の学校事業

細事業一覧
細事業No.\t細事業名\tR6年度 当初予算\tR7年度 当初予算\tR8年度 当初予算
1\t水辺の教室開催費補助金\t－ 千円\t3,000 千円\t予算案 3,500 千円 要求 3,700 千円
No.\t細事業を構成する主な取組\t実施方法\t令和8年度実施内容（予定）
1\t水辺の教室開催費補助金\t補助金\t川の学校を開く団体を助成する。（補助率1/2以内、上限額500千円）

細事業No.\t細事業名\tR6年度 当初予算\tR7年度 当初予算\tR8年度 当初予算
2\t川の生き物調査費補助金\t－ 千円\t1,700 千円\t予算案 2,200 千円 要求 2,200 千円
No.\t細事業を構成する主な取組\t実施方法\t令和8年度実施内容（予定）
1\t川の生き物調査費補助金\t補助金\t生き物を数える団体を助成する。（補助率2/3以内、上限額300千円）
"""
TERMS = """令和8年度当初予算要求書
事業名：川の学校事業

1 事業の内容
水辺の教室補助金は、川の学校を開く団体を助成する。（補助率1/2以内、上限額500千円）

2 要求額の内訳（単位：千円）
細事業名\t前年度当初予算額\t要求額
水辺の教室補助金\t3,000\t3,700
川の生き物調査費\t1,700\t2,200
計\t4,700\t5,900
"""

PARTS = """令和8年度当初予算要求書
事業名：川の学校事業

要求額の内訳

1 水辺の教室開催費 439千円
  (1) 負担金 289千円
  (2) 委託料 150千円
2 川の生き物調査費 2,200千円
"""


COUNTED = """令和8年度当初予算要求書
事業名：川の学校事業

要求額：5,900千円
前年度当初予算額：4,700千円
増減額：1,200千円

2 成果指標
指標名\t単位\t令和6年度目標\t令和6年度実績\t令和7年度目標\t令和7年度実績\t令和8年度目標
国際線の利用者数\t人\t4,565\t4,770\t4,793\t4,621\t5,021
船旅の造成件数\t件\t35\t36\t36\t37\t37
"""


TOLD = """川の学校事業について
本事業は農林部が所管し、令和8年度の要求額は12,000千円とする。前年度当初予算額は11,000千円であり、前年度比1,000千円となる。
内訳は、地域清掃費補助金として8百万円、水辺の教室開催事業として4百万円である。
地域清掃費補助金は、住民団体を対象に清掃費を補助するもので、補助率は1/3以内、1件当たりの上限額は150万円とし、5件程度の交付を予定している。
"""


def _facts(text: str = TEXT) -> list[Fact]:
    """The facts of a sheet as a model without mistakes tells them: a list and a table for each, no more."""
    return [replace(fact, path=fact.path[:2]) for fact in read(text).facts]


def _told(facts: list[Fact], text: str = TEXT) -> Reading:
    """The reading of a model that tells these facts, beside a layout reader that is silent."""
    right = read(text)
    sheet = grouped(facts).model_copy(update={"identity": right.sheet.identity})
    told = Reading(right.source, sheet, Sheet())
    return replace(told, sheet=named(told))


def _codes(reading: Reading) -> set[str]:
    return {result.code for result in run(reading) if result.is_finding}


def _changed(line: str, measure: Measure | None = None, /, text: str = TEXT, **changes: object) -> Reading:
    """The reading with the facts of a line changed, all or those of a measure."""
    number = next(n for n, printed in enumerate(text.splitlines(), 1) if printed.startswith(line))
    facts = _facts(text)
    hit = [fact for fact in facts if fact.cite.line == number and measure in {None, fact.measure}]
    assert hit, f"no fact on {line!r}"
    made = [replace(fact, **changes) if fact in hit else fact for fact in facts]  # type: ignore[arg-type]  # fields named by data
    return _told(made, text)


@pytest.mark.parametrize("text", [TEXT, ANNOUNCED, STAGED, TERMS])
def test_a_faultless_reading_is_verified(text: str) -> None:
    """What nobody but the model reads is verified where every point is proved."""
    reading = _told(_facts(text), text)
    assert _codes(reading) == set()
    assert verdict(run(reading)) is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("line", "measure", "path", "table", "wrong"),
    [
        ("要求額\t5,900\t1,800", Measure.TOTAL, ("totals", 9), Table.TOTAL, Measure.AMOUNT),
        ("要求額\t5,900\t1,800", Measure.TOTAL, ("costs", 9), Table.COST, Measure.PROJECT_COST),
        ("要求額\t5,900\t2,400", Measure.PROJECT_COST, ("totals", 9), Table.TOTAL, Measure.AMOUNT),
        ("要求額\t5,900\t2,400", Measure.PROJECT_COST, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("計\t", Measure.AMOUNT, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("計\t", Measure.AMOUNT, ("costs", 9), Table.COST, Measure.PROJECT_COST),
        ("要求額：", Measure.AMOUNT, ("funding", 9), Table.FUNDING, Measure.TOTAL),
        ("要求額：", Measure.AMOUNT, ("costs", 9), Table.COST, Measure.PROJECT_COST),
    ],
)
def test_a_table_of_another_kind(
    line: str, measure: Measure, path: tuple[str, int], table: Table, wrong: Measure
) -> None:
    """A total of sources, a cost, a total of items and a lead line are told apart by what is printed beside them."""
    assert "PRF902" in _codes(_changed(line, measure, path=path, table=table, measure=wrong))


@pytest.mark.parametrize("heading", [None, Label(text="財源の内訳"), Label(text="どこにもない見出し")])
def test_a_heading_of_another_table(heading: Label | None) -> None:
    """Dropped, another's or invented: the record has the one that is printed, whatever the model says."""
    for line in ("水辺の教室", "川の生き物", "計\t"):
        assert _changed(line, heading=heading).sheet.sections  # told of each row
    facts = [replace(fact, heading=heading) if fact.path[0] == "sections" else fact for fact in _facts()]
    reading = _told(facts)
    printed = reading.sheet.sections[0].heading
    assert printed is not None
    assert (printed.text, verdict(run(reading))) == ("3 要求額の内訳", Verdict.VERIFIED)


def test_a_heading_over_two_tables_is_asked_about() -> None:
    """One table told of rows under two printed headings has no heading of its own."""
    made = [
        replace(fact, path=("funding", 0)) if fact.path[0] == "funding" and fact.measure is Measure.TOTAL
        else replace(fact, path=("funding", 0), table=Table.FUNDING, measure=Measure.TOTAL)
        if fact.measure is Measure.PROJECT_COST else fact
        for fact in _facts()
    ]  # fmt: skip
    assert _codes(_told(made)) & {"PRF902", "PRF909"}


@pytest.mark.parametrize("row", ["求額", "要求", "(要求額"])
def test_a_name_cut_is_made_whole(row: str) -> None:
    """A model's name that is a part of the printed one, or more, is the printed one in the record."""
    reading = _changed("要求額\t5,900\t1,800", label=Label(text=row))
    assert [fact.labelled for fact in reading.facts] == [fact.labelled for fact in _told(_facts()).facts]
    assert verdict(run(reading)) is Verdict.VERIFIED


@pytest.mark.parametrize(("row", "codes"), [("求額", {"PRF902"}), ("（要求額", set())])
def test_a_name_cut_in_a_list(row: str, codes: set[str]) -> None:
    """Of a lead line half a name keeps no place, and a bracket more is no part of the name."""
    facts = _facts()
    lead = next(fact for fact in facts if fact.path[0] == "totals" and not fact.year_offset)
    reading = _told([replace(fact, label=Label(text=row)) if fact is lead else fact for fact in facts])
    assert _codes(reading) & {"PRF902"} == codes
    assert codes or "要求額" in {fact.row for fact in reading.facts if fact.path[0] == "totals"}


@pytest.mark.parametrize(("row", "verified"), [("国際線の利用者数", True), ("際線の利用者数", False)])
def test_a_name_cut_of_a_word_that_is_known(row: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """What is cut off the name of an indicator (国) may be a word by itself: it is a part of the name all the same."""
    facts = _facts(COUNTED)
    told = [
        replace(fact, label=Label(text=row, line=fact.label.line)) if fact.cite.unit is Unit.PERSON else fact
        for fact in facts
    ]
    assert (verdict(run(_told(told, COUNTED))) is Verdict.VERIFIED) is verified


@pytest.mark.parametrize(("row", "verified"), [("地域清掃費補助金", True), ("域清掃費補助金", False)])
def test_a_name_cut_in_a_sentence(row: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """The whole name is known from the subsidy's terms, and makes the sentence understood: the item's is cut all the same."""
    facts = _facts(TOLD)
    told = [
        replace(fact, label=Label(text=row, line=fact.label.line)) if fact.cite.printed == "8百万円" else fact
        for fact in facts
    ]
    assert (verdict(run(_told(told, TOLD))) is Verdict.VERIFIED) is verified


def test_the_name_of_another_row_is_asked_about() -> None:
    """An amount told under the name of another row keeps no place."""
    facts = _facts()
    other = next(fact.label for fact in facts if fact.path[0] == "funding" and fact.year_offset == -1)
    own = next(
        fact for fact in facts if fact.path[0] == "funding" and fact.measure is Measure.BONDS and not fact.year_offset
    )
    made = [replace(fact, label=other) if fact is own else fact for fact in facts]
    assert "PRF902" in _codes(_told(made))


@pytest.mark.parametrize(("stage", "codes"), [(Stage.NONE, set()), (Stage.SUPPLEMENTARY, {"PRF903"})])
def test_staff_has_no_stage_of_the_amounts_beside_it(stage: Stage, codes: set[str]) -> None:
    """職員数 in a row of budgets by stages is of none of them."""
    assert _codes(_changed("令和7年度", Measure.HEADCOUNT, text=ANNOUNCED, stage=stage)) == codes


@pytest.mark.parametrize(("stage", "codes"), [(Stage.INITIAL, set()), (Stage.NONE, {"PRF903"})])
def test_staff_has_the_stage_of_its_row(stage: Stage, codes: set[str]) -> None:
    """Staff in a row of 前年度当初予算額 is of that budget."""
    assert _codes(_changed("前年度当初予算額\t4,700\t1,600", Measure.REGULAR, stage=stage)) == codes


@pytest.mark.parametrize(("stage", "codes"), [(Stage.REQUEST, set()), (Stage.NONE, {"PRF903"})])
def test_staff_in_a_sentence_has_the_stage_of_its_cost(stage: Stage, codes: set[str]) -> None:
    """Staff of 正職員0.3人分の人件費 is of the budget that its cost is of."""
    text = TEXT[: TEXT.index("1 事業費")] + (
        "事業費5,900千円に、従事する正職員0.3人分の人件費2,400千円を加えたトータルコストは8,300千円である。\n\n"
    )
    assert _codes(_changed("事業費5,900千円に", Measure.REGULAR, text=text, stage=stage)) & {"PRF903"} == codes


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.APPROVED])
def test_a_proposal_is_printed_as_one(stage: Stage) -> None:
    """No amount of a request is a proposal."""
    assert "PRF903" in _codes(_changed("要求額\t5,900\t1,800", stage=stage))


@pytest.mark.parametrize(("stage", "codes"), [(Stage.REQUEST, set()), (Stage.APPROVED, {"PRF903"})])
@pytest.mark.parametrize("line", ["川の生き物", "水辺の教室"])
def test_a_change_has_the_stage_that_its_column_compares(line: str, stage: Stage, codes: set[str]) -> None:
    """A row whose decision is its request does not make the change one of the decision."""
    reading = _changed(line, Measure.CHANGE, text=STAGED, stage=stage)
    number = next(n for n, printed in enumerate(STAGED.splitlines(), 1) if printed.startswith(line))
    own = next(
        proof for proof in proofs_of(reading) if (proof.fact.measure, proof.fact.cite.line) == (Measure.CHANGE, number)
    )
    assert _codes(reading) & {"PRF903"} == codes
    assert ("date" in own.lacking) == bool(codes)


@pytest.mark.parametrize("line", ["水辺の教室", "川の生き物", "計"])
def test_a_column_of_changes_of_either_stage_is_asked_about(line: str) -> None:
    """Where every row was approved as it was asked for, nothing tells which of them the changes compare."""
    text = STAGED.replace("3,500", "3,700").replace("5,700", "5,900")
    assert "PRF903" in _codes(_changed(line, Measure.CHANGE, text=text, stage=Stage.APPROVED))


@pytest.mark.parametrize(("stage", "codes"), [(Stage.REQUEST, set()), (Stage.APPROVED, {"PRF903"})])
def test_a_change_among_lead_lines_is_of_the_amount_before_it(stage: Stage, codes: set[str]) -> None:
    """Where a decision below is the request, the change printed between them is of the request."""
    head = "令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
    text = f"{head}要求額：5,900千円\n前年度当初予算額：4,700千円\n増減額：1,200千円\n査定額：5,900千円\n"
    assert _codes(_changed("増減額", Measure.CHANGE, text=text, stage=stage)) & {"PRF903"} == codes


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        (Label(text="1 事業の内容"), set()),
        (Label(text="事業の内容"), set()),
        (None, {"PRF909"}),
        (Label(text="2 要求額の内訳"), {"PRF909"}),
        (Label(text="川の生き物調査費"), {"PRF909"}),
        (Label(text="水辺の教室補助金"), {"PRF909"}),
    ],
)
def test_the_terms_of_a_subsidy_have_the_heading_over_them(heading: Label | None, codes: set[str]) -> None:
    """Not none, not that of another table and not an item's name."""
    assert _codes(_terms_under(heading, TERMS, "水辺の教室補助金")) & {"PRF909"} == codes


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        (Label(text="川の生き物調査費補助金"), set()),
        (None, {"PRF909"}),
        (Label(text="細事業一覧"), {"PRF909"}),
        (Label(text="水辺の教室開催費補助金"), {"PRF909"}),
    ],
)
def test_terms_in_the_table_of_an_item_have_its_name(heading: Label | None, codes: set[str]) -> None:
    """A table with headings of its own below an item is the item's, and no other's."""
    assert _codes(_terms_under(heading, BLOCKS, "川の生き物調査費補助金")) & {"PRF909"} == codes


def _terms_under(heading: Label | None, text: str, row: str) -> Reading:
    """The reading with the terms of a subsidy under a heading, in a list of their own."""
    made = [
        replace(fact, heading=heading, path=("sections", 9)) if (fact.table, fact.row) == (Table.SUBSIDY, row) else fact
        for fact in _facts(text)
    ]
    return _told(made, text)


@pytest.mark.parametrize(
    ("name", "is_named"),
    [("負担金", True), ("負担", False), ("委託料", False), ("水辺の教室開催費", False), ("金", False)],
)
def test_a_part_of_an_item_has_the_name_of_its_line(name: str, is_named: object) -> None:
    """Whole, its own and not the item's."""
    facts = read(PARTS).facts
    assert [fact.row for fact in facts if fact.measure is Measure.BREAKDOWN] == ["負担金", "委託料"]
    made = [
        replace(fact, path=fact.path[:2], label=Label(text=name) if fact.cite.printed == "289千円" else fact.label)
        for fact in facts
    ]
    assert ("PRF902" not in _codes(_told(made, PARTS))) is is_named


@pytest.mark.parametrize(
    ("name", "is_placed"), [("水辺の教室(親子)", True), ("水辺の教室(親子", False), ("水辺の教室", False)]
)
def test_a_name_keeps_its_bracket(name: str, is_placed: object) -> None:
    """A name cut of the bracket that closes it is not the printed one."""
    text = TEXT.replace("水辺の教室開催費", "水辺の教室(親子)")
    number = next(n for n, printed in enumerate(text.splitlines(), 1) if printed.startswith("水辺の教室"))
    reading = _changed("水辺の教室(親子)", text=text, label=Label(text=name, line=number))
    rows = {fact.row for fact in reading.facts if fact.path[0] == "sections"}
    assert "水辺の教室(親子)" in rows or "PRF902" in _codes(reading)
    assert not is_placed or verdict(run(reading)) is Verdict.VERIFIED


WORKED = """令和8年度当初予算要求書
事業名：川の学校事業

1 要求額
要求額 ………… 5,900千円
前年度当初予算額 ………… 4,700千円
増減額 ………… 1,200千円

2 要求に係る人件費
正職員　0.5人×8,000千円 ………… 4,000千円
人件費計 ………… 4,000千円
総コスト（事業費＋人件費） ………… 9,900千円
"""
REVIEW = """令和8年度事業レビューシート
事業名　川の学校事業

予算額及び執行額（単位：千円）
区分\t令和6年度\t令和7年度\t令和8年度
当初予算額\t4,000\t4,700\t5,900
補正予算額\t500\t0\t-
予算現額(計)\t4,500\t4,700\t5,900
執行額\t4,200\t4,300\t-
"""


@pytest.mark.parametrize(("row", "codes"), [("正職員　0.5人", set()), ("予算現額", {"PRF902"})])
def test_a_total_is_a_total_cost_beside_staff_only(row: str, codes: set[str]) -> None:
    """計 of budgets is the project's budget; what is called a total cost has that word, or the cost of staff beside it."""
    text = REVIEW if codes else TEXT
    line, measure = (row, Measure.PROJECT_COST) if codes else ("要求額\t5,900\t2,400", Measure.TOTAL_COST)
    assert "PRF902" not in _codes(_told(_facts(text), text))
    assert _codes(_changed(line, measure, text=text, measure=Measure.TOTAL_COST)) & {"PRF902"} == codes


def test_a_cost_beside_staff_is_no_item() -> None:
    """事業費 in a column of labels, beside 人件費, is the project's cost, whoever calls it an item."""
    text = TEXT[: TEXT.index("2 財源")] + (
        "2 事業コスト（単位：千円）\n項目\t前年度当初予算額\t要求額\n事業費\t4,700\t5,900\n人件費\t1,600\t2,400\n"
        "トータルコスト\t6,300\t8,300\n"
    )
    assert "PRF902" not in _codes(_told(_facts(text), text))
    item = {"path": ("sections", 9), "table": Table.ITEM, "measure": Measure.AMOUNT}
    assert "PRF902" in _codes(_changed("事業費\t4,700", text=text, **item))


def _worked(stage: Stage, text: str = WORKED) -> Reading:
    """A model's reading of staff with its working, with the staff of some stage."""
    made, lines = read(text), text.splitlines()
    told = {
        "0.5人": (Table.STAFF, Measure.REGULAR, "正職員", stage, ("costs", 0)),
        "人件費計": (Table.COST, Measure.PERSONNEL_COST, "人件費計", Stage.REQUEST, ("costs", 0)),
        "総コスト": (Table.COST, Measure.TOTAL_COST, "総コスト（事業費＋人件費）", Stage.REQUEST, ("costs", 0)),
    }
    facts = [fact for fact in _facts(text) if fact.path[0] == "totals"]
    for word, (table, measure, row, own, path) in told.items():
        number = next(n for n, line in enumerate(lines, 1) if word in line)
        figure = next(found for found in made.source.figures if found.line == number)
        cite = pointed(figure, Unit.PERSON if table is Table.STAFF else Unit.YEN)
        heading, label = Label(text="2 要求に係る人件費", line=9), Label(text=row, line=number)
        assert cite is not None
        facts.append(Fact(path, table, heading, label, measure, 0, own, cite))
    return _told(facts, text)


@pytest.mark.parametrize(
    ("stage", "codes"), [(Stage.REQUEST, set()), (Stage.NONE, {"PRF903"}), (Stage.APPROVED, {"PRF903"})]
)
def test_staff_worked_out_in_a_list_has_the_stage_of_its_heading(stage: Stage, codes: set[str]) -> None:
    """要求に係る人件費 stands over staff and its cost; price and result of the working need no field."""
    assert _codes(_worked(stage)) == codes


def test_a_working_that_is_wrong_is_asked_about() -> None:
    """0.5 times 8,000 is no 4,100: then price and result are numbers that nothing explains."""
    wrong = WORKED.replace("千円 ………… 4,000千円\n人", "千円 ………… 4,100千円\n人")
    assert "CMP801" in _codes(_worked(Stage.REQUEST, wrong))


SOURCES = """令和8年度当初予算要求書
事業名：川の学校事業

1 要求額
　要求額 ………… 5,900千円

2 要求額の財源
　国庫支出金 ………… 1,800千円
　一般財源 ………… 4,100千円
"""


def test_a_word_of_the_heading_names_no_source() -> None:
    """要求額 of 要求額の財源 stands over the source, and is no name of its row: the record keeps the name beside the amount."""
    assert "PRF902" not in _codes(_told(_facts(SOURCES), SOURCES))
    told = _changed("　国庫支出金", text=SOURCES, label=Label(text="要求額", line=7))
    assert [fact.row for fact in told.facts if fact.measure is Measure.NATIONAL] == ["国庫支出金"]
