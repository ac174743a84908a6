"""What may be an item's name: no word of amounts that other words narrow, and nothing that only 区分 stands over."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.sheet.model import Sheet
from tests.checks.proof.made import HEAD, by_print, drawn, is_verified
from tests.support.builders import FIXTURES, piped, piped_tall, proves, reading_of, source, tabbed, tall

QUALIFIED = [
    "隣県の事業費", "他事業の事業費", "取り下げた事業費", "霧ヶ浦市の要求額", "別の課の決算額", "事業費（隣県分）",
    "事業費（3か年計）", "事業費との差",
    "要求額（文化局）", "組合が負担する事業費", "隣県の一般財源", "前の計画の合計", "隣県の分",
]  # fmt: skip
UNNAMED = ["隣県事業費", "隣県分", "旧事業費", "姉妹事業費", "隣県の取組", "事業費隣県分", "組合の歳出"]
NAMES = [
    "川の案内板設置事業", "水辺整備事業費", "組合負担金", "職員の人件費", "川の教室の使用料", "実施設計", "合計画像の作成", "魚道の追加",
    "決算資料の印刷", "予算編成の事務",
]  # fmt: skip


def of_items(head: str, name: str) -> set[str]:
    """The points that the amounts of an item lack in a table of two items and their total."""
    plain = "川の案内板"

    def text(row: str) -> str:
        amounts = [[row, "2,900", "2,400"], ["川の地図", "3,000", "2,600"], ["合計", "5,900", "5,000"]]
        return f"{HEAD}(単位:千円)\n{drawn([[head, '要求額', '査定額'], *amounts])}"

    read = reading_of(text(plain))  # whatever the layout reader makes of the name: a model may cite it
    sheet = Sheet.model_validate_json(read.sheet.model_dump_json().replace(plain, name))
    found = by_print(Reading(source(text(name)), sheet))
    return {point for printed in ("2,900", "2,400") for point in found[printed].lacking}


def alone(head: str, name: str) -> set[tuple[str, ...]]:
    """What the amounts of the only row of a table lack, where the fixture has 事業費 under 区分."""
    text = (FIXTURES / "supplementary-budget" / "source.txt").read_text("utf-8")
    text = text.replace("区分\t補正前の額", f"{head}\t補正前の額").replace("\n事業費\t", f"\n{name}\t")
    line = text[: text.index(f"\n{name}\t")].count("\n") + 2
    return {proof.lacking for proof in proofs_of(reading_of(text)) if proof.fact.cite.line == line}


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    """Names of things that are done or bought are quoted, whatever words of amounts begin or end inside them."""
    assert of_items("事項", name) == set()


@pytest.mark.parametrize("name", QUALIFIED)
@pytest.mark.parametrize("head", ["事項", "区分"])
def test_an_amount_s_word_with_words_beside_it(head: str, name: str) -> None:
    """It is understood whole or it is not understood; no heading makes it a name."""
    assert of_items(head, name) & {"place", "date"}


@pytest.mark.parametrize("name", ["川の案内板設置事業", "魚道の追加"])
def test_names_under_a_word_of_sorts(name: str) -> None:
    """Several items that have a total are items under 区分, too."""
    assert of_items("区分", name) == set()


@pytest.mark.parametrize("name", ["隣県事業費", "隣県分", "事業費隣県分"])
def test_under_a_word_of_sorts_an_amount_s_word_needs_no_joint(name: str) -> None:
    """Where sorts of amounts are named, 隣県分 is one nobody knows."""
    assert of_items("区分", name) & {"place", "date"}


@pytest.mark.parametrize("head", ["区分", ""])
@pytest.mark.parametrize("name", [*QUALIFIED, *UNNAMED])
def test_a_row_alone_that_no_heading_calls_a_name(head: str, name: str) -> None:
    """One row without a total under 区分: nothing printed says that its words are an item's name."""
    assert alone("区分", "事業費") == {()}
    assert () not in alone(head, name)


@pytest.mark.parametrize("name", ["霞野県分", "紅葉県の事業", "別の課の決算額", "旧事業費"])
@pytest.mark.parametrize("draw", [tabbed, piped, piped_tall, tall, lambda rows: drawn(rows, "    ")])
def test_a_row_alone_in_every_drawing(draw: Callable[[list[list[str]]], str], name: str) -> None:
    """The heading over the label is found one cell a line, too."""
    rows = [
        ["細事業", "要求額", "決定額"],
        ["川の案内板", "2,900", "2,400"],
        ["川の地図", "3,000", "2,600"],
        ["合計", "5,900", "5,000"],
    ]
    alone = [["区分", "要求額", "決定額"], [name, "5,900", "5,000"]]
    found = proofs_of(reading_of(f"{HEAD}予算額\n(単位:千円)\n{draw(alone)}\n事業の内訳\n(単位:千円)\n{draw(rows)}"))
    assert all(proof.lacking for proof in found if proof.fact.row == name)


@proves
@given(
    st.text(alphabet="隣県町川魚局課旧他廃先", min_size=1, max_size=5),
    st.sampled_from(["の", "との", "にいる", "が出した"]),
    st.sampled_from(["事業費", "要求額", "査定額", "予算額", "一般財源", "国庫支出金", "合計"]),
    st.sampled_from(["事項", "区分", "細事業名"]),
)
def test_whoever_s_amount_it_is(who: str, joint: str, amount: str, head: str) -> None:
    """Any words before it: it is never quoted."""
    assert of_items(head, f"{who}{joint}{amount}") & {"place", "date"}


@pytest.mark.parametrize("name", ["隣県の事業費", "事業費(隣県分)", "事業費との差"])
def test_a_word_of_an_amount_that_is_narrowed_names_no_item(name: str) -> None:
    """Such a row says which amount stands beside it, of a neighbour or a part: it is asked about, as an item it would hold."""
    rows = [["細事業名", "要求額"], [name, "1,900"], ["川の地図", "1,000"], ["計", "2,900"]]
    table = f"{HEAD}要求額の内訳(単位:千円)\n{drawn(rows)}"
    assert not is_verified(table)
    assert is_verified(table.replace(name, "水辺の観察会"))
