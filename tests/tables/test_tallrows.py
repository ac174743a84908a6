"""The rows of tables with one cell a line."""

import pytest

from tests.support.builders import facts_of, reading_of
from tests.support.tables import tables_of

UNIT = "(単位:千円)\n"


def rows(text: str) -> list[tuple[str, list[str], list[str]]]:
    """The label, the amounts and the cells beside them of each row of the one table of a text."""
    (table,) = tables_of(UNIT + text)
    assert table.kind == "tall"
    return [
        (
            line.text,
            [cell.label for cell in line.values.values()],
            [cell.label for _, cell in sorted(line.beside.items()) if cell not in line.labels],
        )
        for line in table.lines
    ]


def test_costs() -> None:
    """A label and its amounts; a label broken over lines is one where it means something together."""
    text = "区分\n事業費\n一般財源\n要求額\n4\n4\n前年度\n予算額\n3\n3\n"
    assert rows(text) == [("要求額", ["4", "4"], []), ("前年度予算額", ["3", "3"], [])]


def test_items_with_texts() -> None:
    """A text behind the name has its column."""
    text = "細事業名\n内容\n要求額\n前年度予算額\n花壇\n植える。\n4\n3\n草刈り\n刈る。\n5\n6\n"
    assert rows(text) == [("花壇", ["4", "3"], ["植える。"]), ("草刈り", ["5", "6"], ["刈る。"])]


def test_items_with_numbers() -> None:
    """A number before the name is none of the amounts."""
    text = "番号\n細事業名\n要求額\n1\n花壇\n4\n2\n草刈り\n5\n"
    assert [(name, amounts) for name, amounts, _ in rows(text)] == [("花壇", ["4"]), ("草刈り", ["5"])]


@pytest.mark.xfail(strict=True, reason="the number of the first item is taken for an amount of the last heading")
def test_items_with_numbers_and_several_amounts() -> None:
    """The same with two amounts a row, and a text."""
    text = "番号\n細事業名\n内容\n要求額\n前年度予算額\n1\n花壇\n植える。\n4\n3\n2\n草刈り\n刈る。\n5\n6\n"
    assert rows(text) == [("花壇", ["4", "3"], ["1", "植える。"]), ("草刈り", ["5", "6"], ["2", "刈る。"])]


def test_amounts_too_few() -> None:
    """A row that lacks an amount is none, unless a sum places it."""
    assert rows("区分\n事業費\n一般財源\n要求額\n4\n4\n査定額\n3\n終わり\n") == [("要求額", ["4", "4"], [])]


def test_a_label_with_its_amount_is_no_row() -> None:
    """`要求額:` below a table is no row of it."""
    assert rows("区分\n事業費\n要求額\n4\n査定額:\n3\n") == [("要求額", ["4"], [])]


@pytest.mark.timeout(30)  # it went round for ever
def test_label_cut_off_below_a_wide_row() -> None:
    """A text behind the amounts whose row spans the lines of another one never leads back above them."""
    text = (
        "                                                                         前年度の単価による\n"
        "  節                                    本年度      前年度      比　較   積算基礎\n"
        "  17 備品購入費                          1,056       1,056           0   標識購入費\n"
        "  18 負担金、補助"
    )
    assert not reading_of(text).facts  # nothing is known of amounts without a unit, a year or an end; it only must end


def test_a_sum_without_a_text() -> None:
    """A dash in place of a sum's text is none of its amounts."""
    text = "細事業名\n内容\n要求額\n前年度予算額\n花壇\n植える。\n4\n3\n草刈り\n刈る。\n5\n－\n計\n－\n9\n3\n"
    assert [(name, amounts) for name, amounts, _ in rows(text)][1:] == [("草刈り", ["5", "-"]), ("計", ["9", "3"])]


FUNDED = ["区分", "事業費", "国庫支出金", "県債", "その他", "一般財源"]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["9,000", "4,000", "", "2,000", "3,000"], {"national": "4000000", "other": "2000000", "general": "3000000"}),
        (["9,000", "4,000", "2,000", "", "3,000"], {"national": "4000000", "bonds": "2000000", "general": "3000000"}),
        (["9,000", "4,000", "", "", "5,000"], {"national": "4000000", "general": "5000000"}),
        (["9,000", "4,000", "2,000", "3,000"], {}),  # nothing says which cell is empty
        (["9,000", "4,000", "", "2,000", "3,500"], {}),  # the sum fails
        (["9,000", "", "4,000", "2,000", "", "3,000"], {}),  # an empty cell too many
    ],
)
def test_an_empty_cell_is_a_blank_line(cells: list[str], expected: dict[str, str], apart: str) -> None:
    """In a table with a cell a line the blank line between amounts is a cell, where the row then is whole and its sum holds."""
    text = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n" + apart.join(
        [*FUNDED, "要求額", *cells]
    )
    found = {fact.measure: fact.amount for fact in facts_of(text + "\n") if fact.table == "funding"}
    assert {measure: amount for measure, amount in found.items() if measure != "total"} == expected


def test_a_page_end_is_no_empty_cell() -> None:
    """A line of the page's between the amounts leaves open what the blank lines around it are."""
    rows = [*FUNDED, "要求額", "9,000", "4,000", "2,000", "", "- 3 -", "3,000"]
    text = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n" + "\n".join(rows) + "\n"
    assert {fact.measure for fact in facts_of(text) if fact.table == "funding"} <= {"total"}


def test_dashes_for_texts() -> None:
    """A dash in each column of texts behind the amounts is the text of its row: the next name is no text of it."""
    items = "花壇\n4\n3\n植える。\n草刈り\n5\n6\n－\n小屋\n7\n8\n建てる。\n"
    found = rows(f"細事業名\n要求額\n前年度予算額\n内容\n{items}計\n16\n17\n")
    assert found[:3] == [
        ("花壇", ["4", "3"], ["植える。"]),
        ("草刈り", ["5", "6"], []),
        ("小屋", ["7", "8"], ["建てる。"]),
    ]
