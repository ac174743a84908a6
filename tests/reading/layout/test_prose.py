"""Amounts inside sentences."""

import pytest

from structurer.checks.every import run
from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.text.source import Source
from tests.support.builders import facts_of, reading_of

HEAD = "令和8年度当初予算要求の概要\n花壇事業\n"


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Row, measure, year, stage and amount of each fact of a text under the head."""
    return [(f.row, f.measure, f.year_offset, f.stage, f.amount) for f in facts_of(HEAD + text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("要求額は900千円である。\n", [("要求額", "0", "request")]),
        ("花壇の手入れにおける査定額は900千円となった。\n", [("査定額", "0", "approved")]),
        ("令和7年度の当初予算額は900千円であった。\n", [("当初予算額", "-1", "initial")]),
        ("前年度の当初予算額は900千円であった。\n", [("前年度の当初予算額", "-1", "initial")]),
        ("当初予算額は900千円である。\n", []),
        ("(参考)他課の要求額は900千円である。\n", []),
        ("県全体では要求額は900千円である。\n", []),
        ("花壇事業は、要求額900千円とする。\n", [("要求額", "0", "request")]),
        ("緑化推進事業は、要求額900千円とする。\n", []),
        ("要求額に対し900千円を認めた。\n", []),
    ],
)
def test_the_amounts_of_the_project(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """An amount right behind its name is the project's, of the year and stage named; others' amounts are left."""
    found = [(row, year, stage) for row, measure, year, stage, _ in cells(text) if measure == "amount"]
    assert found == wanted


def test_a_change_in_words() -> None:
    """`前年度比100千円の減` is a change of −100千円."""
    assert ("前年度比", "change", "0", "request", "-100000") in cells(
        "要求額は900千円であり、前年度比100千円の減である。\n"
    )


SOURCES = "財源は、国庫支出金(補助率1/2)400千円、残る一般財源500千円である。\n"


@pytest.mark.parametrize(("name", "stage"), [("要求額", "request"), ("査定額", "approved")])
def test_sources_take_the_stage_told_last(name: str, stage: str) -> None:
    """Sources in a sentence are of the project amount before it; the row is the source's name."""
    found = [cell for cell in cells(f"{name}は900千円である。{SOURCES}") if cell[0] in {"国庫支出金", "一般財源"}]
    assert found == [
        ("国庫支出金", "national", "0", stage, "400000"),
        ("一般財源", "general", "0", stage, "500000"),
    ]


def test_costs_in_a_sentence() -> None:
    """Project cost, staff cost, their sum and the number of staff, each behind its name."""
    text = "要求額は900千円である。事業費900千円に、正職員0.3人分の人件費200千円を加えた総コストは1,100千円である。\n"
    assert [(measure, stage, amount) for _, measure, _, stage, amount in cells(text) if measure != "amount"] == [
        ("project_cost", "request", "900000"),
        ("regular", "request", "0.3"),
        ("personnel_cost", "request", "200000"),
        ("total_cost", "request", "1100000"),
    ]


@pytest.mark.parametrize(
    "items",
    [
        "・花壇の手入れ 400千円\n・草刈り委託 500千円\n",
        "花壇の手入れ事業に400千円を計上し、苗を植える。\n草刈り委託に500千円を見込む。\n",
        "主な経費の内訳は、花壇の手入れ400千円、草刈り委託500千円である。\n",
        "内訳といたしましては、花壇の手入れに400千円、草刈り委託に500千円を要求しております。\n",
        "経費の内訳としては、花壇の手入れに400千円、草刈り委託に500千円を計上する。\n",
    ],
)
def test_items_take_the_stage_of_their_sum(items: str) -> None:
    """Bullets, sentences of their own, a list in a sentence: items of the stage whose amount they sum to."""
    text = f"要求額は1,000千円、査定額は900千円である。\n{items}"
    assert [cell[2:] for cell in cells(text)][2:] == [("0", "approved", "400000"), ("0", "approved", "500000")]


def test_who_bears_an_item() -> None:
    """The shares in brackets behind a bullet's amount are its parts."""
    found = cells("要求額は900千円である。\n・花壇の手入れ 900千円(国400千円、一財500千円)\n")
    assert [(measure, amount) for row, measure, _, _, amount in found if row == "花壇の手入れ"] == [
        ("amount", "900000"),
        ("breakdown", "400000"),
        ("breakdown", "500000"),
    ]


def test_the_terms_of_a_subsidy() -> None:
    """A sentence below an item gives its rate, its ceiling and how many; the rate of the state's share is none of them."""
    text = "要求額は900千円である。\n・花壇補助金 900千円\n　苗代を補助する。(補助率2/3以内、上限額300千円、10件程度)\n"
    assert [(f.row, f.measure, f.amount) for f in facts_of(HEAD + text) if f.table == "subsidy"] == [
        ("花壇補助金", "rate", "2/3"),
        ("花壇補助金", "cap", "300000"),
        ("花壇補助金", "count", "10"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "財源は、国庫支出金400千円、一般財源500千円である。\n",
        "苗を400千円で買った。\n",
        "要求額のうち400千円は苗代である。\n",
        "花壇の手入れに400千円を計上する。\n",
    ],
)
def test_what_nothing_dates_is_left(text: str) -> None:
    """Sources, items and parts without a project amount to date them: nothing is claimed, and a person is asked."""
    reading = reading_of(HEAD + text)
    assert [fact for fact in facts_of(HEAD + text) if fact.unit == "yen"] == []
    assert {"CMP801", "CMP804"} <= {result.code for result in run(reading) if result.is_finding}


def test_a_source_that_is_not_known() -> None:
    """An unknown source in a sentence is left, and its sum says that one is missing."""
    text = "要求額は900千円である。財源は、国庫支出金400千円、くじ収入100千円、一般財源400千円である。\n"
    assert [measure for _, measure, _, _, _ in cells(text)] == ["amount", "national", "general"]
    assert {"CMP801", "FND301"} <= {result.code for result in run(reading_of(HEAD + text)) if result.is_finding}


@pytest.mark.parametrize("named", ["前年度の", "令和7年度の", "昨年度の"])
def test_the_sources_of_another_year(named: str) -> None:
    """Sources of another year are none of the request's."""
    found = cells(f"要求額は900千円である。{named}財源は、国庫支出金400千円、一般財源500千円であった。\n")
    assert [cell for cell in found if cell[1] in {"national", "general"} and cell[2] == "0"] == []


def test_a_subsidy_that_is_no_item_of_the_list() -> None:
    """Terms whose sentence names a subsidy are of that subsidy, not of the item that happens to stand above them."""
    text = "要求額は900千円である。花壇の手入れ事業に400千円、草刈り委託に500千円を計上する。\n"
    terms = "また、緑の補助金は、町内会を対象とし、補助率は2分の1以内、1件当たりの上限額は200千円である。\n"
    assert [cell[:2] for cell in cells(text + terms) if cell[1] in {"rate", "cap"}] == [
        ("緑の補助金", "rate"),
        ("緑の補助金", "cap"),
    ]


def test_accounts_told_in_sentences() -> None:
    """予算現額 and 決算額, what they compare with, the sources of the account, its items and their subsidy's terms."""
    text = (
        "令和6年度決算に係る主要な施策の成果の説明\n\n"
        "　令和6年度の事業費は、予算現額5,300,000円、決算額5,000,000円である。\n"
        "前年度決算額4,200,000円に対し、増減額は800,000円の増となった。\n\n"
        "　決算額の財源は、国庫支出金が2,000,000円、諸収入が\n　1,000,000円、一般財源が2,000,000円である。\n\n"
        "　支出の主なものは、花壇の運営委託3,000,000円及び苗の購入の補助2,000,000円である。\n\n"
        "　苗の購入の補助は、補助率２分の１、限度額20万円で、22件に交付した。\n"
    )
    sheet = read_sheet(Source("made", text))
    found = {(f.row, f.measure.value, f.stage.value, f.cite.printed) for f in facts(sheet)}
    assert found == {
        ("予算現額", "amount", "current", "5,300,000円"),
        ("決算額", "amount", "settled", "5,000,000円"),
        ("前年度決算額", "amount", "settled", "4,200,000円"),
        ("増減額", "change", "settled", "800,000円"),
        ("国庫支出金", "national", "settled", "2,000,000円"),
        ("諸収入", "miscellaneous", "settled", "1,000,000円"),
        ("一般財源", "general", "settled", "2,000,000円"),
        ("花壇の運営委託", "amount", "settled", "3,000,000円"),
        ("苗の購入の補助", "amount", "settled", "2,000,000円"),
        ("苗の購入の補助", "rate", "", "２分の１"),
        ("苗の購入の補助", "cap", "", "20万円"),
        ("苗の購入の補助", "count", "", "22件"),
    }


WITHIN = "令和8年度当初予算案における花壇事業の予算額は、1億9百万円である。前年度当初予算額は1億円であり、差引9百万円の\n増となる。\n"


def test_the_budget_that_a_sentence_speaks_of() -> None:
    """The words that open a sentence date the amount of the project they name, and the change behind both amounts is one."""
    assert cells(WITHIN) == [
        ("予算額", "amount", "0", "approved", "109000000"),
        ("前年度当初予算額", "amount", "-1", "initial", "100000000"),
        ("差引", "change", "0", "approved", "9000000"),
    ]
    less = WITHIN.replace("1億9百万円", "9,100万円").replace("差引9百万円の\n増", "差引9百万円の\n減")
    assert ("差引", "change", "0", "approved", "-9000000") in cells(less)


@pytest.mark.parametrize("others", ["緑化推進事業", "隣県の花壇事業"])
def test_the_budget_of_another_project(others: str) -> None:
    """A sentence that opens with another project's budget gives this one no amount."""
    assert not [one for one in cells(WITHIN.replace("花壇事業", others)) if one[:3] == ("予算額", "amount", "0")]


def test_items_with_the_year_before_in_brackets() -> None:
    """The budget of the year before stands in brackets behind each item's; 新規 says that there is none."""
    text = "要求額は900千円である。\n\n2 事業の内容\n"
    text += "草刈り講習事業に40万円（前年度当初30万円）を計上する。花壇整備事業に50万円（新規）を計上する。\n"
    assert [one for one in cells(text) if one[0] != "要求額"] == [
        ("草刈り講習事業", "amount", "0", "request", "400000"),
        ("草刈り講習事業", "amount", "-1", "initial", "300000"),
        ("花壇整備事業", "amount", "0", "request", "500000"),
    ]
    assert "花壇整備事業" not in [one[0] for one in cells(text.replace("（新規）", "（国費）"))]


def test_the_sources_of_the_year_before() -> None:
    """Sources behind the words that name the budget of the year before are of that."""
    text = "要求額は900千円である。\n\nなお、前年度当初予算の財源は、国庫支出金300千円、一般財源\n200千円であった。\n"
    assert cells(text)[1:] == [
        ("国庫支出金", "national", "-1", "initial", "300000"),
        ("一般財源", "general", "-1", "initial", "200000"),
    ]


def test_the_values_of_an_indicator() -> None:
    """A sentence may say what an indicator was and is to be."""
    text = "来園者の満足度は、令和6年度実績の85.1%に対し、令和8年度の目標を86%とする。\n"
    assert cells(text) == [
        ("来園者の満足度", "actual", "-2", "actual", "85.1"),
        ("来園者の満足度", "target", "0", "target", "86"),
    ]
    assert cells(text.replace("来園者", "他県")) == []
    assert [one[1] for one in cells(text.replace("令和6年度実績", "開園時"))] == ["target"]


def test_staff_in_words() -> None:
    """Each kind of staff behind its word, of the stage that the sentence opens with; another body's staff is none."""
    text = "要求に係る正職員は2.7人、会計年度任用職員は2.8人である。\n"
    wanted = [("regular", "request", "2.7"), ("fiscal_year_appointed", "request", "2.8")]
    assert [(measure, stage, amount) for _, measure, _, stage, amount in cells(text)] == wanted
    assert cells(text.replace("要求に係る", "隣町の")) == []


@pytest.mark.parametrize(("aim", "measure"), [("とすることを目標とする。", "target"), ("であった。", "")])
def test_an_aim_in_words(aim: str, measure: str) -> None:
    """What a sentence sets an aim for is an indicator with what came of a year and what is aimed at; without the aim there is none."""
    text = f"花壇の数を、令和6年度実績の31か所から令和8年度には36か所{aim}\n"
    found = [(f.table, f.row, f.measure, f.year_offset, f.amount) for f in facts_of(HEAD + text)]
    rows = [("indicator", "花壇の数", "actual", "-2", "31"), ("indicator", "花壇の数", measure, "0", "36")]
    assert found == (rows if measure else rows[:1])


@pytest.mark.parametrize(("name", "found"), [("増減", True), ("増減額", True), ("増減率", False)])
def test_the_name_of_a_change(name: str, found: bool) -> None:  # noqa: FBT001  # one of the cases
    """増減は100千円 is the change between the amounts before it."""
    text = f"要求額は900千円であり、前年度当初予算額800千円と比べた{name}は100千円である。\n"
    assert ((name, "change", "0", "request", "100000") in cells(text)) is found


def test_the_office_heads_no_sentence() -> None:
    """A field of the head is no heading of the running text below it."""
    text = "令和8年度当初予算要求の概要\n事業名　花壇事業\n要求部課　公園部　緑課\n　要求額は900千円である。\n"
    assert [(f.section, f.printed) for f in facts_of(text)] == [("", "900千円")]
