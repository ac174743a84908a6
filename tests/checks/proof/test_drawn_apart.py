"""Tables with groups of rows, sums without a stage and several blocks in one grid; each beside a hostile twin."""

import pytest

from tests.checks.proof.made import is_verified
from tests.support.builders import piped, tabbed

HEAD = "令和8年度当初予算要求書\n事業名：花壇手入れ事業\n"
GROUPED = [
    ["節", "積算", "前年度当初予算額", "要求額", "増減"],
    ["【事務費】", "", "", "", ""],
    ["報償費", "講師への謝金", "100", "120", "20"],
    ["旅費", "打合せの旅費", "40", "30", "-10"],
    ["小計", "", "140", "150", "10"],
    ["{}", "", "", "", ""],
    ["委託料", "調査の委託", "500", "700", "200"],
    ["小計", "", "500", "700", "200"],
    ["合計", "", "640", "850", "210"],
]


def quoted(rows: list[list[str]]) -> str:
    """A table as CSV, every cell in quotes."""
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


GROUPS = f"{HEAD}要求額：850千円（前年度当初予算額 640千円）\n積算内訳（単位：千円）\n"
SUPPLEMENT = "令和8年度11月補正予算要求書\n事業名：花壇手入れ事業\n補正要求額：100千円\n{}（単位：千円）\n" + tabbed(
    [
        ["区分", "{}", "補正額", "{}"],
        ["国庫支出金", "400", "60", "460"],
        ["一般財源", "500", "40", "540"],
        ["合計", "900", "100", "1,000"],
    ]
)
REVIEW = "令和8年度事業レビューシート\n" + piped(
    [
        ["事業名", "花壇手入れ事業", "NaN", "NaN", "NaN"],
        ["予算額・執行額（単位：百万円）", "NaN", "令和7年度", "令和8年度", "令和9年度要求"],
        ["{}", "当初予算", "30", "31", "32"],
        ["NaN", "補正予算", "1", "0", "NaN"],
        ["NaN", "計", "31", "31", "32"],
        ["執行額", "NaN", "29", "NaN", "NaN"],
        ["{}（単位：百万円）", "NaN", "令和8年度当初予算", "令和9年度要求", "主な増減理由"],
        ["NaN", "花壇の植替え", "11", "12", "NaN"],
        ["NaN", "草刈りの委託", "20", "20", "NaN"],
        ["NaN", "計", "31", "32", "NaN"],
        ["{}", "NaN", "単位", "令和7年度", "令和8年度"],
        ["来園者数", "成果実績", "人", "20", "-"],
        ["NaN", "目標値", "人", "25", "30"],
    ]
)
DASHES = (
    f"{HEAD}要求額：900千円\n細事業の内容と要求額\n① 花壇の植替え\n要求額　400千円　（前年度当初　400千円）\n"
    "財源　[国費 100千円　県債 －　一般財源 300千円]\n② 草刈りの委託\n要求額　500千円　（新規）\n"
    "{}　[国費 －　{} －　一般財源 500千円]\n"
)
HONEST = [
    (GROUPS + tabbed(GROUPED), ["【事業費】"]),
    (GROUPS + piped(GROUPED), ["【事業費】"]),
    (GROUPS + quoted(GROUPED), ["【事業費】"]),
    (SUPPLEMENT, ["財源内訳", "現計予算額", "計"]),
    (REVIEW, ["予算の状況", "経費の内訳", "成果目標及び成果実績"]),
    (DASHES, ["財源", "県債"]),
]
GROUP_TWINS = [
    "【前年度】", "【令和7年度】", "【他県の状況】", "【参考】", "【再掲】", "【うち新規分】", "【県南分】", "【廃止した事業】",
    "【記入例】", "県南分", "廃止した事業", "(2) 県南分",
]  # fmt: skip
TWINS: list[tuple[str, list[str]]] = [
    *((text, [name]) for text, _ in HONEST[:3] for name in GROUP_TWINS),
    *((text.replace("【事務費】", name), ["【事業費】"]) for text, _ in HONEST[:3] for name in GROUP_TWINS),
    *((SUPPLEMENT, words) for words in (
        ["隣県の財源内訳", "現計予算額", "計"], ["財源内訳", "計", "現計予算額"], ["財源内訳", "現計予算額", "累計"],
        ["財源内訳", "前年度現計予算額", "計"], ["財源内訳", "補正見込額", "計"], ["財源内訳", "現計予算額", "要求額"],
    )),
    *((REVIEW, words) for words in (
        ["隣県の状況", "経費の内訳", "成果目標及び成果実績"], ["予算の状況", "関連事業の経費の内訳", "成果目標及び成果実績"],
        ["予算の状況", "経費の内訳", "他県の成果目標及び成果実績"], ["予算の状況", "経費の内訳", "全国の状況"],
        ["債務負担行為", "経費の内訳", "成果目標及び成果実績"],
    )),
    *((DASHES, words) for words in (["前年度の財源", "県債"], ["他県の財源", "県債"], ["財源", "差引"], ["査定額の財源", "県債"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), HONEST)
def test_drawings_are_proved(text: str, words: list[str]) -> None:
    """Nothing in them needs a person."""
    assert is_verified(text.format(*words))


@pytest.mark.parametrize(("text", "words"), TWINS)
def test_twins_are_not(text: str, words: list[str]) -> None:
    """A group, a caption or a column of another year, of a part or of somebody else: a person looks."""
    assert not is_verified(text.format(*words))
