"""What a label means: every role its words can play, and nothing where a word is not understood."""

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.sense import detail_sense, in_detail, item_name, over, path_sense, sense
from tests.support.tables import context_of

CONTEXT = context_of("令和8年度\n")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("国庫支出金", {"source", "measured", "valued", "known"}),
        ("事業費", {"cost", "sums", "column_stage", "measured", "valued", "known"}),
        ("要求額", {"dated", "valued", "known"}),
        ("増減", {"change", "valued", "known"}),
        ("合計", {"total", "sums", "valued", "known"}),
        ("細事業名", {"name", "beside", "known"}),
        ("備考", {"text", "group", "beside", "known"}),
        ("番号", {"number", "beside", "known"}),
        ("財源内訳", {"group", "beside", "known"}),
        ("要求額の財源内訳", {"group", "beside", "known"}),
        ("関係者の財源内訳", set()),
        ("指標名", {"indicator", "beside", "known"}),
        ("くじ収入", set()),
        ("上乗せ額", set()),
        ("要求限度額", set()),
        ("うち一般財源", {"cost", "measured", "valued", "known"}),
        ("", set()),
    ],
)
def test_roles(text: str, roles: set[str]) -> None:
    """Each role a label can play is set, and no other."""
    found = sense(CONTEXT, text)
    asked = {
        "source",
        "cost",
        "sums",
        "total",
        "change",
        "name",
        "text",
        "number",
        "group",
        "column_stage",
        "indicator",
    }
    asked |= {"measured", "dated", "valued", "beside", "known"}
    played = {role for role in asked if getattr(found, role) not in {None, False}}
    assert played - {"sums", "column_stage", "amount"} == roles - {"sums", "column_stage", "amount"}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("令和8年度当初予算要求額", When(0, Stage.REQUEST)),
        ("R6決算", When(-2, Stage.SETTLED)),
        ("令和7年度", When(-1, None)),
        ("前年度", When(-1, Stage.INITIAL)),
        ("本年度", When(0, None)),
        ("査定", When(None, Stage.APPROVED)),
        ("令和七年度予算額", None),
        ("要求額に対する割合", None),
        ("要求の内容", None),
    ],
)
def test_when(text: str, when: When | None) -> None:
    """The year and stage that a label names and nothing else; each may be open."""
    assert sense(CONTEXT, text).when == when


@pytest.mark.parametrize(
    ("text", "value", "year"),
    [
        ("R5実績", Measure.ACTUAL, -3),
        ("2027(R9)目標値", Measure.TARGET, 1),
        ("見込", Measure.FORECAST, None),
        ("目標", Measure.TARGET, None),
        ("成果の目標", None, None),
        ("成果実績", Measure.ACTUAL, None),
        ("当初見込み", Measure.FORECAST, None),
        ("目標 令和10年度", Measure.TARGET, 2),
        ("目標値（R9年度）", Measure.TARGET, 1),
        ("目標 隣県", None, None),
    ],
)
def test_values(text: str, value: Measure | None, year: int | None) -> None:
    """What a value of an indicator is and of which year, where a label says that and nothing else."""
    found = sense(CONTEXT, text)
    assert (found.value, found.year) == (value, year)


@pytest.mark.parametrize(
    ("path", "word", "when"),
    [
        (["令和7年度", "予算"], "令和7年度予算", When(-1, Stage.INITIAL)),
        (["令和8年度", "要求"], "令和8年度要求", When(0, Stage.REQUEST)),
        (["財源内訳", "国庫支出金"], "国庫支出金", None),
        (["国庫", "支出金"], "国庫支出金", None),
        (["要求額", "一般財源"], "一般財源", When(None, Stage.REQUEST)),
    ],
)
def test_a_path_of_headings(path: list[str], word: str, when: When | None) -> None:
    """The longest known end of the headings over a column, dated by those above it."""
    found = path_sense(CONTEXT, path)
    assert (found.word, found.when) == (word, when)


def test_an_unknown_end_of_a_path() -> None:
    """A known heading over an unknown one says nothing of its amounts."""
    assert not path_sense(CONTEXT, ["要求額", "上乗せ"]).known
    assert path_sense(CONTEXT, []).word == ""


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("要求額の財源内訳", When(None, Stage.REQUEST)),
        ("2 令和8年度当初予算要求額", When(0, Stage.REQUEST)),
        ("要求額の使い道", None),
        ("要求額と査定額の財源", None),
        ("財源内訳", None),
        ("要求額 査定額", None),
    ],
)
def test_a_heading_over_amounts(text: str, when: When | None) -> None:
    """It says the stage of all amounts under it only where every word of it is understood and one stage is named."""
    found = over(CONTEXT, text)
    assert (None if found is None else found.when) == when


def test_a_name_without_its_number() -> None:
    """The number of a heading is no part of its name; a year or a date is none."""
    names = ["(1) 花壇", "① 花壇", "2. 花壇", "2 花壇", "7年度の花壇"]
    assert [item_name(text) for text in names] == ["花壇", "花壇", "花壇", "花壇", "7年度の花壇"]


def test_details_of_revenue() -> None:
    """Below a heading that says so, a row belongs to the source named in it."""
    context = context_of("特定財源の積算根拠\n\n総務費国庫補助金 400\n")
    assert in_detail(context, 2)
    assert not in_detail(CONTEXT, 0)
    assert detail_sense("総務費国庫補助金 総務費補助金").source is Measure.NATIONAL


def test_worked_out_once() -> None:
    """The meaning of a label is kept with the sheet."""
    assert sense(CONTEXT, "要求額") is sense(CONTEXT, "要求額")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("**一般財源**", "一般財源"),
        ("執行額(決算額)", "執行額"),
        ("漁業振興基金繰入金", "繰入金"),
        ("過疎対策事業債", "県債"),
    ],
)
def test_other_words_for_the_same(text: str, same: str) -> None:
    """Bold, a meaning in brackets and a fund's own name change nothing in what a label means."""
    found, wanted = sense(CONTEXT, text), sense(CONTEXT, same)
    assert (found.source, found.column_stage, found.known) == (wanted.source, wanted.column_stage, True)


@pytest.mark.parametrize("text", ["執行額(要求額)", "予備費繰出金", "事業債務"])
def test_other_words_for_something_else(text: str) -> None:
    """Brackets that say another stage, and endings that are no source's, are not understood."""
    assert not sense(CONTEXT, text).measured
    assert sense(CONTEXT, text).column_stage is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("成果実績", Measure.ACTUAL),
        ("活動実績", Measure.ACTUAL),
        ("活動見込", Measure.FORECAST),
        ("当初見込み", Measure.FORECAST),
    ],
)
def test_values_of_outcomes_and_activities(text: str, value: Measure) -> None:
    """The forms for reviews say of what a value is: of an outcome, of an activity."""
    assert sense(CONTEXT, text).value is value


@pytest.mark.parametrize(
    ("text", "stage"), [("所要額の財源", Stage.REQUEST), ("財源の所要額", None), ("前年度所要額の財源", None)]
)
def test_what_the_title_dates(text: str, stage: Stage | None) -> None:
    """A heading of an open amount's sources is of the stage that the title says; one of another year is not."""
    found = over(context_of("令和8年度当初予算要求書\n"), text)
    assert (None if found is None or found.when is None else found.when.stage) is stage


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("基準値(R3実績)", -5),
        ("基準値（実績）令和3年度", -5),
        ("現状値（R6実績）", -2),
        ("現状 令和6年度実績", -2),
        ("目標値(R9実績)", None),
    ],
)
def test_a_value_that_says_twice_what_it_is(label: str, year: int | None) -> None:
    """A base or a present value may say in brackets that it was; a target may not."""
    found = sense(CONTEXT, label)
    assert (found.value, found.year) == ((None, None) if year is None else (Measure.ACTUAL, year))
