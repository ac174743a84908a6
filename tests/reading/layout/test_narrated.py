"""Items that running text tells of one after another, and what is decided of each below."""

import pytest

from tests.support.builders import facts_of

HEAD = "令和8年度当初予算要求の概要\n花壇事業\n\n"
ASKED = (
    "【要求の内容】\n　① 花壇の手入れについては、要求額を900千円とし、花を植える。前年度当初予算額は800千円である。\n"
)
DECIDED = "\n【査定の結果】\n　花壇の手入れは、850千円に減額した。\n"


def items(text: str) -> list[tuple[str, str, str, str]]:
    """The name, year, stage and print of each amount of an item in a text under the head."""
    return [(f.row, f.year_offset, f.stage, f.printed) for f in facts_of(HEAD + text) if f.table == "item"]


def test_an_item_of_its_paragraph() -> None:
    """What is asked for and what was had are of the item that the paragraph opens with; a decision is of the heading above it."""
    assert items(ASKED + DECIDED) == [
        ("花壇の手入れ", "0", "request", "900千円"),
        ("花壇の手入れ", "-1", "initial", "800千円"),
        ("花壇の手入れ", "0", "approved", "850千円"),
    ]


@pytest.mark.parametrize("given", ["に減額した。", "とした。", "を認めた。", "に増額しました。"])
def test_ways_to_decide(given: str) -> None:
    """850千円 is what the item gets."""
    assert ("花壇の手入れ", "0", "approved", "850千円") in items(ASKED + DECIDED.replace("に減額した。", given))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("花壇の手入れは、850", "草刈りは、850"),  # no item that was told of
        ("に減額した", "を減額した"),
        ("に減額した", "を見送った"),
        ("【査定の結果】", "【今後の進め方】"),
        ("は、850", "は、前年度850"),
    ],
)
def test_what_is_no_decision(old: str, new: str) -> None:
    """Another name, another deed, no stage over it."""
    assert [found for found in items(ASKED + DECIDED.replace(old, new)) if found[3] == "850千円"] == []


@pytest.mark.parametrize("said", ["国の前年度当初予算額は", "参加者は"])
def test_what_is_not_the_items(said: str) -> None:
    """Words before the label that the item does not have leave the amount."""
    assert [found for found in items(ASKED.replace("前年度当初予算額は", said)) if found[3] == "800千円"] == []


def test_a_paragraph_of_its_own_is_about_no_item() -> None:
    """What stands behind another bullet or under another heading is not of the item before."""
    for more in ("　② 前年度当初予算額は700千円である。\n", "\n【参考】\n　前年度当初予算額は700千円である。\n"):
        assert [found for found in items(ASKED + more) if found[3] == "700千円"] == []
