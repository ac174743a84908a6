"""The heading that dates a table: what is read under it, and what stays silent."""

import pytest

from tests.support.builders import facts_of
from tests.support.tables import context_of

TITLE = "令和8年度当初予算\n\n事業名：花壇整備事業\n\n"
TABLE = "区分\t金額（千円）\n事業費\t900\n国庫支出金\t300\n一般財源\t600\n"
LIST = "・花壇の手入れ 500千円\n・草刈り 400千円\n"


def dated(text: str) -> set[tuple[str, str, str]]:
    """Table, year offset and stage of every fact."""
    return {(fact.table, str(fact.year_offset), fact.stage) for fact in facts_of(TITLE + text)}


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("## 所管部局の要求", "request"),
        ("【要求の内容】", "request"),
        ("２　財政課の査定", "approved"),
        ("◇市長査定", "approved"),
        ("□ 要求段階", "request"),
        ("査定結果", "approved"),
    ],
)
def test_table_and_list_under_a_stage(heading: str, stage: str) -> None:
    """A table whose headings name no stage, and the list behind it that adds up to it, are of the stage over both."""
    text = f"{heading}\n積算の根拠を見直した。\n{TABLE}{LIST}"
    assert dated(text) == {("funding", "0", stage), ("item", "0", stage)}


def test_table_of_parts_below_a_heading_of_parts() -> None:
    """A heading that only says what its amounts are leaves the stage to the one over it."""
    text = f"【要求額】\n{TABLE}\n【節別内訳】\n節\t金額（千円）\n委託料\t500\n需用費\t400\n計\t900\n"
    assert ("item", "0", "request") in dated(text)


@pytest.mark.parametrize(
    "heading",
    ["■ 他県の査定", "■ 査定の対象", "■ 要求額(国費)", "■ 要求と査定", "■ 5年前の要求", "■ 参考", "■ 市長の意見"],
)
def test_headings_that_are_not_understood_whole(heading: str) -> None:
    """Somebody else's, a part or two stages: nothing is read."""
    assert dated(f"{heading}\n{TABLE}{LIST}") == set()


def test_a_heading_between_ends_the_search() -> None:
    """What a nearer heading heads is not of the stage further up."""
    assert dated(f"■ 要求\n\n■ 委託先の決算\n{TABLE}") == set()


def test_list_that_is_no_part_of_the_table() -> None:
    """Behind a table a list is only read where it adds up to it."""
    found = dated(f"■ 要求\n{TABLE}{LIST.replace('400', '300')}")
    assert found == {("funding", "0", "request")}


def test_year_before() -> None:
    """The year before under a heading that names it, as the own year prints it; alone, or of another project, it is none."""
    before = f"\n■ 参考: 前年度当初予算\n{TABLE}"
    assert dated(f"■ 要求\n{TABLE}{before}") == {("funding", "0", "request"), ("funding", "-1", "initial")}
    assert dated(before) == set()
    assert ("funding", "-1", "initial") not in dated(f"■ 要求\n{TABLE}\n■ 参考: 関連事業の前年度当初予算\n{TABLE}")


def test_reference_is_the_own_budget() -> None:
    """参考 before a budget that is named whole opens no reference; before anything else it does."""
    context = context_of("■ 参考: 前年度当初予算\n予算額 5千円\n■ 参考: 前年度の状況\n予算額 5千円\n")
    assert [context.printed.is_apart(line) for line in (2, 4)] == [False, True]
