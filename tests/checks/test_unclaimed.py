"""What no field of a record claims, and which of it may be amounts."""

import pytest

from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unclaimed, unexplained
from structurer.sheet.model import Cite, Item, Label, Section, Sheet, SubsidyTerms
from structurer.text.source import Figure, Unit
from tests.support.sheets import alone, piped, read, truth, with_sheet


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("予備費 3,300千円", ["3,300千円"]),
        ("予備費 3,300", ["3,300"]),
        ("予備費 6,0664,634", ["6,0664,634"]),
        ("参加者 3,300人、延べ6回、達成率80%", []),
        ("令和7年3月31日 第12号 電話 0120-00-0000", []),
        ("1 事業の背景", []),
    ],
)
def test_unclaimed(line: str, printed: list[str]) -> None:
    """What may be an amount and belongs to no field is a finding; years, codes, counts and list numbers are not."""
    reading = read(truth("forest-request").source.text + line + "\n")
    assert [result.name for result in alone(reading, "CMP801")] == printed


def test_a_repeated_line_is_asked_about() -> None:
    """A line printed again may belong to another table: its amounts are not taken for known."""
    line = "要求額:12,000千円 (前年度予算額 10,000千円) 財源:国1/2\n"
    reading = piped()
    again = Reading(read(reading.source.text + line).source, reading.sheet)
    assert {figure.line for figure in unclaimed(again)} >= {len(again.source.lines)}
    assert [figure.printed for figure in unexplained(again)] == ["12,000千円", "10,000千円"]


@pytest.mark.parametrize(("line", "asked"), [("補助件数：14件", ["14件"]), ("説明会には関係者数名が来た。14件", [])])
def test_a_number_of_cases_among_terms(line: str, asked: list[str]) -> None:
    """On a line of its own beside a rate and a limit it is one of the terms; in a sentence it is none."""
    text = f"令和8年度当初予算要求\n事業名:道\n要求額の内訳\n(1) 道の補助金 4,000千円\n    補助率: 1/2\n    {line}\n計 4,000千円\n"
    reading = read(text)
    bare = Reading(reading.source, without_counts(reading.sheet))
    assert [figure.printed for figure in unexplained(bare) if figure.printed == "14件"] == asked


def without_counts(sheet: Sheet) -> Sheet:
    """A sheet whose items have no number of cases."""
    sections = tuple(
        section.model_copy(update={
            "items": tuple(
                item.model_copy(update={"subsidy": None if item.subsidy is None else item.subsidy.model_copy(update={"count": None})})
                for item in section.items
            )
        })
        for section in sheet.sections
    )  # fmt: skip
    return sheet.model_copy(update={"sections": sections})


TERMS = """令和8年度当初予算要求
事業名:道
要求額:4,000千円
花壇費補助金は、町内会に対し苗の購入費を補助する。補助率1/2以内、上限額500千円、{count}
"""


@pytest.mark.parametrize(
    ("count", "found"),
    [("8件程度", ["8件"]), ("6か月以内", []), ("1件当たりの上限である。", []), ("公募する。8件が残る。", [])],
)
def test_a_count_among_the_terms_of_a_subsidy(count: str, found: list[str]) -> None:
    """A count in one sentence with a cited rate is a term; a period, a share of each and another sentence's are none."""
    reading = read(TERMS.format(count=count))
    figures = {figure.printed: figure for figure in reading.source.figures}
    terms = SubsidyTerms(rate=_cited(figures["1/2"], Unit.RATIO), cap=_cited(figures["500千円"], Unit.YEN))
    item = Item(label=Label(text="花壇費補助金", line=4), subsidy=terms)
    sheet = reading.sheet.model_copy(update={"sections": (Section(items=(item,)),)})
    assert [result.name for result in alone(with_sheet(reading, sheet), "CMP801")] == found


def _cited(figure: Figure, unit: Unit) -> Cite:
    return Cite(
        figure=figure.id, printed=figure.printed, amount=figure.amount(unit) or "0", unit=unit, line=figure.line
    )


def test_staff_on_a_line_of_its_own_is_missed() -> None:
    """A number of staff behind its word is a field of the record, in a list, too."""
    reading = read("令和8年度当初予算要求\n事業名:道\n要求額:4,000千円\n- **正職員**：0.7人\n参加者:12人\n")
    assert [result.name for result in alone(with_sheet(reading, Sheet()), "CMP801")] == ["4,000千円", "0.7人"]


NUMBERED = """令和8年度
事業名:
みどり事業
要求額:900千円
内訳 (単位:千円)
番号\t細事業名\t要求額
1\t花壇の手入れ\t400
{number}\t草刈り委託\t500
\t合計\t900
"""


@pytest.mark.parametrize(("number", "found"), [("2", []), ("②", [])])
def test_row_numbers_are_no_amounts(number: str, found: list[str]) -> None:
    """A column that numbers the rows holds no amounts; what stands elsewhere on the line does."""
    assert [result.name for result in alone(read(NUMBERED.format(number=number)), "CMP801")] == found


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("謝金 15千円×5回", []),
        ("謝金 15千円/人×5人", []),
        ("資料 @1,200円", []),
        ("資料 単価:1,200円", []),
        ("謝金 15千円、5回", ["15千円"]),
        ("謝金 15千円 × の印", ["15千円"]),
    ],
)
def test_unit_prices_are_no_amounts(line: str, printed: list[str]) -> None:
    """The price of one, as a product prints it, has no place in a table; any other amount has."""
    reading = read(truth("forest-request").source.text + line + "\n")
    assert [result.name for result in alone(reading, "CMP801")] == printed


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("要求に係る正職員は2.7人である。", ["2.7人"]),
        ("観察会の参加者数は、令和6年度実績の310人から令和8年度には360人とすることを目標とする。", ["310人", "360人"]),
        ("県内企業の開業率は、令和6年度の実績3.8%である。", ["3.8%"]),
        ("観察会に310人が集まり、満足度は98%であった。", []),
        ("案内の人は2.7人の班で歩く。", []),
    ],
)
def test_staff_and_values_that_a_sentence_gives(line: str, asked: list[str]) -> None:
    """Persons of a kind of staff and the value of a year are facts, where no field claims them; other counts are none."""
    reading = read(truth("forest-request").source.text + line + "\n")
    bare = Reading(reading.source, truth("forest-request").sheet)
    last = len(bare.source.lines)
    assert [figure.printed for figure in unexplained(bare) if figure.line == last] == asked
