"""The rows below the headings: what belongs to a table, and where it ends."""

from collections.abc import Callable

import pytest

from structurer.tables.body import body_of
from tests.support.builders import facts_of, piped, tabbed, tall
from tests.support.tables import block_of, shapes_of

UNIT = "(単位:千円)\n"
ROWS = [["区分", "要求額", "査定額"], ["事業費", "4", "3"], ["一般財源", "4", "3"]]


def lines(text: str) -> list[tuple[str, list[str]]]:
    """The label and the amounts of each row, as the first way to read the headings has them."""
    context, block = block_of(UNIT + text)
    body = body_of(context, block, shapes_of(UNIT + text)[0])
    return [(line.text, [cell.label for cell in line.values.values()]) for line in body.lines]


WHOLE = [("事業費", ["4", "3"]), ("一般財源", ["4", "3"])]


def aligned(rows: list[list[str]]) -> str:
    """A row a line, its cells four spaces apart."""
    return "".join("    ".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("shape", [tabbed, piped, tall, aligned])
@pytest.mark.parametrize("between", ["", "\n", "- 3 -\n", "(単位:千円)\n", "-----\n"])
def test_what_is_passed_over(shape: Callable[[list[list[str]]], str], between: str) -> None:
    """Blank lines, page numbers, units and ruled lines between the rows end no table."""
    assert lines(shape(ROWS[:2]) + between + shape(ROWS[2:])) == WHOLE


@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_headings_printed_again(shape: Callable[[list[list[str]]], str]) -> None:
    """Under the same headings on the next page the rows go on."""
    assert lines(shape(ROWS[:2]) + shape([ROWS[0], *ROWS[2:]])) == WHOLE


@pytest.mark.parametrize("after", ["苗を配る。\n", "2 要求の内容\n", "事業費    4    3    2\n"])
def test_what_ends_a_table(after: str) -> None:
    """A sentence, a heading of a section, a row with more amounts than headings."""
    assert lines(f"{aligned(ROWS[:2])}{after}{aligned(ROWS[2:])}") == WHOLE[:1]


def test_a_label_broken_over_lines() -> None:
    """A year on a line of its own is the first half of the label below it."""
    text = "区分    事業費    一般財源\n前年度\n当初予算額    4    4\n令和8年度\n要求額    3    3\n"
    assert [label for label, _ in lines(text)] == ["前年度当初予算額", "令和8年度要求額"]


def test_an_item_goes_on_below_its_amounts() -> None:
    """Lines of an item's text and terms stand between its amounts and those of the next one."""
    text = (
        "細事業名    内容                要求額  前年度からの変更点\n"
        "苗の購入    【春】苗を買う。        4    回数の増\n"
        "            【秋】球根を買う。\n"
        "            補助率 1/2\n"
        "草取り      通路の草を取る。        3    ‐\n"
        "合計                                7    2\n"
    )
    assert [label for label, _ in lines(text)] == ["苗の購入", "草取り", "合計"]


@pytest.mark.parametrize("between", ["2 財源\n", "区分    要求額\n", "(財源)\n一般財源\n"])
def test_another_table_is_no_text_of_an_item(between: str) -> None:
    """A heading, or the headings of other amounts, end the table."""
    text = f"細事業名    内容    要求額\n苗の購入    苗を買う。    4\n{between}草取り    草を取る。    3\n"
    assert len(lines(text)) == 1


@pytest.mark.parametrize(
    "text", ["        季節の花を植える。\n", "季節の花を植える。\n", "\n    花を植える。\n    道を歩く。\n"]
)
def test_a_sentence_below_an_item(text: str) -> None:
    """A sentence between two aligned rows says what the item above it does."""
    rows = ["事業名    要求額    査定額\n", "花壇    4    3\n", "草刈り    5    3\n"]
    assert lines(rows[0] + rows[1] + text + rows[2]) == [("花壇", ["4", "3"]), ("草刈り", ["5", "3"])]


@pytest.mark.parametrize(
    "note", ["以下は前年度に終えた。", "次の金額は見込みである。", "ここに900千円を含む。", "季節の花を植える"]
)
def test_a_sentence_that_ends_a_table(note: str) -> None:
    """A sentence that points, or speaks of amounts, may change what stands below it; words that are no sentence are a heading."""
    text = f"事業名    要求額    査定額\n花壇    4    3\n{note}\n草刈り    5    3\n"
    assert [label for label, _ in lines(text)][:1] == ["花壇"]
    assert "草刈り" not in [label for label, _ in lines(text)]


def test_an_unknown_row_one_cell_a_line_costs_itself() -> None:
    """A row that holds words where amounts are due is passed over."""
    rows = [["区分", "事業費", "一般財源"], ["要求額", "4", "4"], ["別の話", "無し", "無い"], ["査定額", "3", "3"]]
    assert [label for label, _ in lines(tall(rows))] == ["要求額", "査定額"]


def test_a_short_row() -> None:
    """A row with fewer amounts is read where its own sum places it, else it ends the table."""
    heading = "区分    事業費    人件費    トータルコスト    正職員\n"
    assert lines(f"{heading}要求額    8千円    1千円    9千円    1人\n査定額    7千円    1千円    8千円\n")[1:] == [
        ("査定額", ["7千円", "1千円", "8千円"])
    ]
    assert lines(f"{heading}要求額    8千円    1千円    9千円    1人\n査定額    7千円    7千円\n")[1:] == []


def test_an_item_that_leaves_cells_blank_costs_itself() -> None:
    """Between whole rows an item with fewer amounts than columns is passed over, with the sentence below it; at the end it is none."""
    heads = "事業名    前年度当初予算額    要求額    査定額\n"
    rows = ["花壇    4    3    3\n", "草刈り    5    5\n", "道の草を刈る。\n", "垣根    2    1    1\n"]
    assert [label for label, _ in lines(heads + "".join(rows))] == ["花壇", "垣根"]
    assert [label for label, _ in lines(heads + "".join(rows[:3]))] == ["花壇"]
    assert [label for label, _ in lines(heads + "".join([*rows[:2], "2 査定の理由\n", rows[3]]))] == ["花壇"]


def test_a_word_that_heads_what_follows_is_no_half_of_a_name() -> None:
    """事業内容 on a line of its own below a table of amounts begins something else."""
    text = "区分\t要求額\t査定額\n事業費\t8千円\t7千円\n事業内容\nア 花壇\t\t3千円\n"
    assert [label for label, _ in lines(text)] == ["事業費"]


@pytest.mark.parametrize("between", ["    5千円×3人=15千円\n", "  500円×1,000部×2回＝1,000,000円\n"])
def test_a_working_below_an_item(between: str) -> None:
    """What an item is worked out from ends no aligned table; a line that says anything more does."""
    rows = [["細事業名", "要求額", "査定額"], ["苗", "4", "3"], ["土", "4", "3"]]
    assert [text for text, _ in lines(aligned(rows[:2]) + between + aligned(rows[2:]))] == ["苗", "土"]
    other = between.rstrip() + " のほか県が負担\n"
    assert [text for text, _ in lines(aligned(rows[:2]) + other + aligned(rows[2:]))] == ["苗"]


def test_a_name_around_its_amounts() -> None:
    """Half of a name above amounts without one, half below them, are the name; a number before it makes it no heading."""
    text = (
        "節                      要求額    前年度当初予算額    説明\n"
        "08 旅費                      4                   3    視察\n"
        "12 公園の手入れ\n"
        "                             6                   5    造園会社へ\n"
        "   及び見回り\n"
        "合計                        10                   8\n"
    )
    assert [label for label, _ in lines(text)] == ["08 旅費", "12 公園の手入れ及び見回り", "合計"]


def test_a_remark_below_its_amounts_is_no_half_of_a_name() -> None:
    """Words that begin right of the amounts go on with the remark of the row above."""
    text = (
        "節                      要求額    前年度当初予算額    説明\n"
        "旅費                         4                   3    視察と\n"
        "                                                      打合せ\n"
        "報償費                       6                   5    講師\n"
        "合計                        10                   8\n"
    )
    assert [label for label, _ in lines(text)] == ["旅費", "報償費", "合計"]


def test_a_name_cut_at_a_joint() -> None:
    """A name that ends with 及び goes on below its amounts, and a line that begins with it goes on with the name above."""
    rows = [
        ["節", "要求額", "査定額"],
        ["花の及び", "4", "3"],
        ["球根代"],
        ["手入れ"],
        ["及び片づけ", "6", "5"],
        ["合計", "10", "8"],
    ]
    assert [label for label, _ in lines(aligned(rows))] == ["花の及び球根代", "手入れ及び片づけ", "合計"]
    rows = [rows[0], ["手入れ", "4", "3"], ["及び片づけ"], ["合計", "4", "3"]]
    assert [label for label, _ in lines(aligned(rows))] == ["手入れ及び片づけ", "合計"]


def test_a_sentence_with_a_remark_below_an_item() -> None:
    """A sentence that ends with a remark in brackets says what the item above it does."""
    text = "事業名    要求額    査定額\n花壇    4    3\n    花を植えた。（3か所）\n垣根    2    1\n"
    assert [label for label, _ in lines(text)] == ["花壇", "垣根"]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_dashes_behind_a_group(shape: Callable[[list[list[str]]], str]) -> None:
    """A row of dashes whose first cell a group above it spans ends no table."""
    rows = [
        ["区分", "", "要求額", "査定額"],
        ["予算", "当初予算", "4", "3"],
        ["", "補正予算", "-", "-"],
        ["", "計", "4", "3"],
    ]
    assert [amounts for _, amounts in lines(shape(rows))] == [["4", "3"], ["4", "3"]]


def test_numbers_before_the_sources_of_an_account() -> None:
    """A source behind its number is one; a name behind it is an item's."""
    text = "令和8年度予算要求\n単位:千円\n款\t要求額\t前年度当初\n1 繰入金\t900\t800\n2 {}\t100\t200\n歳入合計\t1,000\t1,000\n"
    assert [fact.measure for fact in facts_of(text.format("諸収入"))] == [
        *["transfers"] * 2,
        *["miscellaneous"] * 2,
        *["total"] * 2,
    ]
