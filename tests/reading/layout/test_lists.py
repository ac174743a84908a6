"""Numbered lists with an amount for each heading."""

import pytest

from tests.support.builders import facts_of, reading_of

HEAD = "令和8年度当初予算\n要求額の内訳\n\n査定額の内訳\n\n"
ITEMS = """1 花壇の手入れ 900千円 単価の見直し 800千円
  (1) 苗 400千円   300千円
  (2) 土 500千円   500千円
2 草刈り 100千円 90千円
"""


def cells(text: str) -> list[tuple[str, str, str, str, str]]:
    """Section, row, measure, stage and amount of each fact."""
    return [(f.section, f.row, f.measure, f.stage, f.amount) for f in facts_of(text)]


def test_an_amount_for_each_heading() -> None:
    """The first amount of a line is of the first heading, the second of the second; parts belong to the item above them."""
    request, approved = ("要求額の内訳", "request"), ("査定額の内訳", "approved")
    wanted = [
        (request, ["900000", "400000", "500000", "100000"]),
        (approved, ["800000", "300000", "500000", "90000"]),
    ]
    rows = [("花壇の手入れ", "amount"), ("苗", "breakdown"), ("土", "breakdown"), ("草刈り", "amount")]
    assert cells(HEAD + ITEMS) == [
        (section, row, measure, stage, amount)
        for (section, stage), amounts in wanted
        for (row, measure), amount in zip(rows, amounts, strict=True)
    ]


def test_what_stands_between_the_amounts() -> None:
    """The words between two amounts say why they differ; the number before the name is the item's."""
    sections = reading_of(HEAD + ITEMS).sheet.sections
    assert [(item.number, item.remark) for item in sections[1].items] == [("1", "単価の見直し"), ("2", None)]
    assert [item.remark for item in sections[0].items] == [None, None]


def test_a_page_number_in_between() -> None:
    """A page number and blank lines end no list."""
    torn = ITEMS.replace("2 草刈り", "\n- 2 -\n\n2 草刈り")
    assert cells(HEAD + torn) == cells(HEAD + ITEMS)


@pytest.mark.parametrize("mark", ["①", "1.", "1、", "１"])
def test_numbers(mark: str) -> None:
    """An item opens with a number, however it is printed."""
    found = cells(f"{HEAD}{mark} 花壇の手入れ 900千円 800千円\n")
    assert [(row, amount) for _, row, _, _, amount in found] == [("花壇の手入れ", "900000"), ("花壇の手入れ", "800000")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1 花壇の手入れ 900千円\n",
        HEAD + "1 花壇の手入れ 900千円 800千円 700千円\n",
        HEAD + "花壇の手入れは 900千円 と 800千円 である。\n",
        "令和8年度\n要求額の内訳\n1 花壇の手入れ 900千円 800千円\n",
        "令和8年度\n要求額の内訳\n上乗せ額の内訳\n1 花壇の手入れ 900千円 800千円\n",
        "予算\n令和8年度要求額\n令和7年度予算額\n1 花壇の手入れ 900千円 800千円\n"[3:].replace(
            "令和8年度", "令和八年度"
        ),
    ],
)
def test_what_is_left(text: str) -> None:
    """More or fewer amounts than headings, a heading that is not understood, a sentence: nothing is claimed."""
    assert cells(text) == []
