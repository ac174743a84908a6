"""Parts of an item in its own row: what is bought, named by known words, and amounts that add up to the item's."""

import pytest

from tests.checks.proof.made import HEAD, by_print, drawn, is_verified
from tests.support.builders import reading_of


def text(told: str, heading: str = "説明") -> str:
    """A sheet with a table of 節 and a cell that says what one of them is made of."""
    rows = [
        ["節", "要求額(千円)", "前年度当初予算額(千円)", heading],
        ["報償費", "1,763", "1,659", told],
        ["需用費", "1,502", "1,777", ""],
        ["計", "3,265", "3,436", ""],
    ]
    return HEAD + "歳出\n" + drawn(rows)


@pytest.mark.parametrize(
    "told",
    [
        "講師謝金 615千円、審査委員謝金 1,148千円", "郵送料 615千円、保険料 1,148千円", "調査委託 615千円、運営委託 1,148千円",
        "職員旅費 615千円、委員費用弁償 1,148千円", "会場使用料 615千円、機材賃借料 500千円、ポスター印刷費 648千円",
        "講師謝金（615千円）、審査委員謝金（1,148千円）",
    ],
)  # fmt: skip
def test_parts(told: str) -> None:
    """Two parts and more that add up are the item's, and the sheet is verified."""
    assert is_verified(text(told))
    parts = [proof for printed, proof in by_print(reading_of(text(told))).items() if "千円" in printed]
    assert parts
    assert all(proof.lacking == () for proof in parts)


@pytest.mark.parametrize(
    "told",
    [
        "前年度講師謝金 615千円、審査委員謝金 1,148千円",
        "隣県講師謝金 615千円、審査委員謝金 1,148千円",
        "講師謝金 615千円、市町村負担 1,148千円",
        "講師謝金 615千円、審査委員謝金の減 1,148千円",
        "講師謝金 615千円、別途 審査委員謝金 1,148千円",
        "講師謝金 615千円、審査委員謝金 1,149千円",
        "講師謝金 615千円、審査委員謝金 1,148円",
        "講師謝金 615千円、審査委員謝金（前年度） 1,148千円",
        "講師謝金 615千円、審査委員謝金 1,148千円（前年度）",
        "講師謝金 615千円、川端市委員謝金 1,148千円",
        "講師謝金 615千円、廃止した審査委員謝金 1,148千円",
        "うち講師謝金 1,763千円",
        "講師謝金 615千円、審査委員謝金 1,148千円を除く",
        "講師謝金 615千円、他課の旅費 1,148千円",
        "講師謝金 615千円、翌年度旅費 1,148千円",
        "講師謝金 615千円、取消分の旅費 1,148千円",
        "講師謝金 615千円、国費委託料 1,148千円",
        "講師謝金 615千円、限度額 1,148千円",
        "講師謝金 615千円、実績旅費 1,148千円",
        "講師謝金 615千円、査定旅費 1,148千円",
        "講師謝金 1,659千円",
        "講師謝金 615千円、旅費との差 1,148千円",
        "講師謝金 615千円、審査委員謝金 1,044千円",
        "令和6年度講師謝金 615千円、審査委員謝金 1,148千円",
        "講師謝金 615人、審査委員謝金 1,148千円",
        "講師謝金 615千円、審査委員謝金 1,148千円の減",
        "講師謝金 615千円、審査委員謝金 1,148千円（隣県）",
        "講師謝金 615千円（取消）、審査委員謝金 1,148千円",
        "講師謝金 615千円は見送り、審査委員謝金 1,148千円",
    ],
)
def test_what_is_no_part(told: str) -> None:
    """Another time, owner or payer, a word that takes away, or a sum that is not the item's: nobody's part is verified."""
    assert not is_verified(text(told))


TAGGED = "【春】苗を選んで植える。(615千円)【{tag}】球根を選んで植える。(1,148千円)"


def test_a_tag_begins_the_next_part() -> None:
    """Parts that begin with a tag each may follow each other on one line."""
    assert is_verified(text(TAGGED.format(tag="秋")))


@pytest.mark.parametrize(
    "told",
    [
        *(
            TAGGED.format(tag=tag)
            for tag in ("前年度", "R7年度", "取消", "隣県", "うち補助", "執行済", "繰越", "注", "見込み")
        ),
        TAGGED.format(tag="秋").removeprefix("【春】"),  # no tag before: what does the second one say?
        TAGGED.format(tag="秋").replace("1,148", "1,149"),
        *(TAGGED.format(tag="秋").replace("春", tag) for tag in ("前年度", "R7年度", "取消", "隣県", "繰越")),
    ],
)
def test_a_tag_that_says_more(told: str) -> None:
    """A tag with a word of time, place or condition, or behind a part that has none, proves nothing."""
    assert not is_verified(text(told))


@pytest.mark.parametrize(
    ("told", "verified"),
    [
        ("印刷費1,115千円、通信費648千円", True),
        ("印刷費1,115千円、通信費647千円", False),
        ("別の町の印刷費1,115千円、通信費648千円", False),
    ],
)
def test_parts_in_a_remark_of_an_item(told: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """What an item is made of, told in its own row by what is bought."""
    rows = [
        ["事項", "要求額", "備考"],
        ["水辺の観察会", "1,763", told],
        ["手引きの作成", "1,502", "学校に配る。"],
        ["計", "3,265", ""],
    ]
    assert is_verified(HEAD + "（単位：千円）\n" + drawn(rows, " | ")) is verified


@pytest.mark.parametrize(("heading", "verified"), [("備考", True), ("前年度の積算", False), ("見送り", False)])
def test_a_part_in_a_column_of_something_else(heading: str, *, verified: bool) -> None:
    """うち委託料 is a part of the item in a column of notes; under 前年度の積算 and 見送り it is of something else."""
    rows = [
        ["細事業名", "要求額", heading],
        ["水辺の観察会", "1,900", "(うち委託料 900千円)"],
        ["川の地図", "1,000", ""],
    ]
    rows += [["計", "2,900", ""]]
    assert is_verified(f"{HEAD}要求額の内訳(単位:千円)\n{drawn(rows)}") is verified
