"""Subsidies that are described beside the amounts of a sheet."""

from collections.abc import Callable

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.text.source import Source
from tests.support.builders import facts_of, piped, tabbed

HEAD = "令和8年度当初予算要求書\n要求額 900千円\n1 補助制度\n"
FIELDS = "補助金名\t花壇づくり補助金\n補助率\t1/2以内\n補助上限額\t300千円\n予定件数\t3件\n"
TERMS = [("rate", "1/2"), ("cap", "300000"), ("count", "3")]


def terms(text: str) -> list[tuple[str, str, str]]:
    """Name, measure and amount of each fact about a subsidy."""
    found = [fact for fact in facts_of(HEAD + text) if fact.table == "subsidy"]
    assert {fact.section for fact in found} <= {"1 補助制度"}
    return [(fact.row, fact.measure, fact.amount) for fact in found]


@pytest.mark.parametrize(
    "text",
    [
        FIELDS,
        FIELDS.replace("\t", "："),
        "".join(f"・{line}\n" for line in FIELDS.replace("\t", ": ").splitlines()),
        FIELDS.replace("\t", "　　"),
        "".join(f"- {line}\n" for line in FIELDS.replace("\t", "　").splitlines()),
        "・花壇づくり補助金：補助率1/2、上限額300千円、3件程度\n",
    ],
)
def test_fields_and_one_line(text: str) -> None:
    """The name, and its terms below or behind it, however the two are parted."""
    assert terms(text) == [("花壇づくり補助金", *term) for term in TERMS]


@pytest.mark.parametrize(
    "text",
    [
        FIELDS.replace("補助金名", "事業名").replace("花壇づくり補助金", "花壇づくり"),
        FIELDS.replace("補助率", "2 負担のあり方\n補助率"),
        "・花壇づくり教室：補助率1/2、上限額300千円\n",
        "・花壇づくり補助金：300千円\n",
    ],
)
def test_what_is_no_subsidy(text: str) -> None:
    """A project, fields under another heading, a line that names no subsidy, an amount without a term."""
    assert terms(text) == []


TABLE = [["補助の対象", "補助率", "補助上限額(千円)", "予定件数(件)"], ["花壇づくり補助金", "1/2", "300", "3"]]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_terms_in_columns(shape: Callable[[list[list[str]]], str]) -> None:
    """Under 補助率, 上限額 and 件数 a row holds the terms of what it names, whatever unit is in force elsewhere."""
    assert terms(shape(TABLE)) == [("花壇づくり補助金", *term) for term in TERMS]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_terms_beside_amounts(shape: Callable[[list[list[str]]], str]) -> None:
    """So they do in a table of items; a rate alone is of somebody else as well."""
    rows = [["補助金の名称", *TABLE[0][1:], "要求額(千円)"], [*TABLE[1], "900"]]
    assert terms(shape(rows)) == [("花壇づくり補助金", *term) for term in TERMS]
    assert terms(shape([[row[0], row[1], row[4]] for row in rows])) == []


def test_terms_below_a_name_of_its_own() -> None:
    """The name of a subsidy stands on a line of its own over its terms, one subsidy after the other."""
    own = "　{}\n　　対象者　　花の会\n　　補助率　　1/2以内\n　　補助上限額　　300千円\n　　予定件数　　3件\n"
    found = terms(own.format("花壇づくり補助金") + own.format("垣根づくり助成金"))
    assert found == [(name, *term) for name in ("花壇づくり補助金", "垣根づくり助成金") for term in TERMS]
    assert terms(own.format("花壇づくり教室")) == []


def test_a_name_behind_the_heading_of_its_terms() -> None:
    """A subsidy may be named in brackets behind the heading that its terms stand under."""
    text = "2 補助の内容(花壇づくり補助金)\n内　容：花を植える。\n補助率：1/2\n上限額：300千円\n想定件数：3件\n"
    found = [fact for fact in facts_of(HEAD + text) if fact.table == "subsidy"]
    assert [(fact.row, fact.measure, fact.amount) for fact in found] == [("花壇づくり補助金", *term) for term in TERMS]


@pytest.mark.parametrize(("count", "told"), [("3件を想定", True), ("3件を超える", False)])
def test_a_number_that_is_supposed(count: str, told: bool) -> None:  # noqa: FBT001
    """Behind a rate and a ceiling 3件を想定 is the number of the subsidy; what is said of another number is not."""
    found = terms(f"・花壇づくり補助金：補助率1/2、補助上限額300千円、{count}\n")
    assert [measure for _, measure, _ in found] == ["rate", "cap", *(["count"] if told else [])]


@pytest.mark.parametrize(
    ("rate", "told"), [("1/2以内", True), ("1/2", True), ("1/2以上", False), ("1/2又は1/3以内", False)]
)
def test_a_rate_as_a_limit_in_a_column(rate: str, told: bool) -> None:  # noqa: FBT001
    """A cell under 補助率 may give the rate as its limit; two rates, or another word beside it, are not understood."""
    rows = f"| 補助金 | 補助率 | 上限額（千円） | 予定件数 |\n|---|---|---:|---:|\n| 花壇づくり補助金 | {rate} | 300 | 3件 |\n"
    assert [one[1:] for one in terms(rows)] == (TERMS if told else TERMS[1:])


def test_terms_without_colons_under_a_heading_that_names_their_subsidy() -> None:
    """花壇費用助成の要件 heads the terms of that subsidy; of 工事の条件 nobody says that it is one."""
    text = "令和8年度当初予算要求\n\n## 花壇費用助成の要件\n\n  * 補助率 1/2\n  * 上限額 400千円\n  * 件数 24件\n"
    found = [(f.row, f.cite.printed) for f in facts(read_sheet(Source("made", text)))]
    assert found == [("花壇費用助成", "1/2"), ("花壇費用助成", "400千円"), ("花壇費用助成", "24件")]
    assert list(facts(read_sheet(Source("made", text.replace("花壇費用助成", "工事"))))) == []


def test_terms_in_one_line_below_a_numbered_name() -> None:
    """The number of an entry is no part of its name; its terms stand in one line, without colons."""
    told = "(1) 花壇づくり補助金\n    団体に種を配る。\n    補助率 1/2  上限額 300千円  件数 3件\n"
    assert terms(told) == [("花壇づくり補助金", measure, amount) for measure, amount in TERMS]
    assert terms(told.replace("花壇づくり補助金", "花壇づくり講習")) == []


@pytest.mark.parametrize(
    "text",
    [
        "花壇づくり補助金（交付先：自治会）\n　補助率 1/2以内、補助上限額 300千円、予定件数 3件\n",
        "花壇づくり補助金（補助対象者：自治会）\n・補助率：1/2、上限額：300千円、予定件数：3件\n",
        "(1) 花壇づくり補助金\n　①　補助対象者　自治会\n　②　補助率　1/2以内\n　③　補助上限額　300千円\n　④　予定件数　3件\n",
    ],
)
def test_terms_of_a_name_above_them(text: str) -> None:
    """Whom it is paid to stands in brackets behind its name; several terms stand on one line, or each behind a number of its own."""
    assert terms(text) == [("花壇づくり補助金", *term) for term in TERMS]
