"""Whole sheets as converters print them: broken names, carried units, pages; each is verified, and its hostile twin is not."""

import pytest

from tests.checks.proof.made import is_verified

TITLE = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n"
BOLD = TITLE + (
    "\n**２　要求額の財源内訳（単位：千円）**\n\n| **区分** | 前年度<br>当初予算額 | 要求額 |\n| :-- | --: | --: |\n"
    "| **事業費** | 4,700 | 5,900 |\n| 　国庫支出金 | 1,500 | 1,800 |\n| 　一般財源 | 3,200 | 4,100 |\n"
)
CARRIED = TITLE + (
    "１　要求額の財源内訳（単位：千円）\n区分            要求額\n事業費           5,900\n国庫支出金       1,800\n一般財源         4,100\n\n"
    "２　成果指標\n"
    "指標名                    単位    区分     R6年度     R7年度     R8年度\n"
    "観察会に来た人数           人     目標         65         70         80\n"
    "                                  実績         64         66         －\n"
    "学校の参加率               %      目標       37.5       41.1       44.0\n"
    "                                  実績       37.9       39.7         －\n"
)
WRAPPED = TITLE + (
    "１　事業の内容\n　　・水辺の観察会　川を歩いて魚や虫の数を学校と一緒に調べる催しを開催\n　　　する（15回）\n"
    "　　・手引きの作成　川の歩き方と生き物の名をまとめた手引きを作り、町の学校に配る\n　　　（6校）\n\n"
    "２　要求額の財源内訳（単位：千円）\n区分            要求額\n事業費           5,900\n国庫支出金       1,800\n一般財源         4,100\n"
)
PAGES = (
    "農林部\n令和8年度当初予算要求書\n事業名　川の学校事業\n\n"
    "１　要求額の内訳                                          （単位：円）\n"
    "　　細事業名                        要求額    前年度当初予算額\n"
    "　　水辺の観察会                 1,900,500           1,700,000\n\n"
    "                      - 3 -\n\n"
    "農林部\n令和8年度当初予算要求書（つづき）\n事業名　川の学校事業\n"
    "                                                          （単位：円）\n"
    "　　細事業名                        要求額    前年度当初予算額\n"
    "　　手引きの作成                 4,000,000           3,000,000\n"
    "　　合計                         5,900,500           4,700,000\n"
)
SUMMED = (
    "川端県 令和8年度９月補正予算要求書\n事業名：川の学校事業\n"
    "補正の内訳（単位：千円）\n| 細事業名 | 現計予算額 | 補正要求額 | 計 |\n| 水辺の観察会 | － | 775 | 775 |\n"
    "| 手引きの作成 | 9,740 | 1,560 | 11,300 |\n| 合計 | 9,740 | 2,335 | 12,075 |\n"
)
NARROW = TITLE + (
    "要求額の内訳（単位：千円）\n"
    "細事業名                         要求額         査定額  内容\n"
    "水辺の生き物観察会開催事          1,190            939  川を歩き、魚や虫を調べる\n"
    "業                                                      （15回）\n"
    "川の手引き作成事業                4,710          4,710  学校に配る手引きを作成する（6校）\n"
    "計                                5,900          5,649\n"
)
SOUND = {
    "bold headings": BOLD,
    "units above": CARRIED,
    "wrapped entries": WRAPPED,
    "the head on every page": PAGES,
    "計 of two stages": SUMMED,
    "names in a narrow column": NARROW,
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_what_a_person_reads_at_once_is_verified(text: str) -> None:
    """Nothing is moved and every word is known."""
    assert is_verified(text)


@pytest.mark.parametrize(
    ("name", "printed", "other"),
    [
        ("bold headings", "要求額の財源内訳", "隣県の財源内訳"),
        ("bold headings", "（単位：千円）", "（単位：千ドル）"),
        ("units above", "           人     ", "           　     "),
        ("units above", "実績         64", "未定         64"),
        ("wrapped entries", "する（15回）", "隣県の分を除く"),
        ("wrapped entries", "する（15回）", "金額は前年度の額である"),
        ("wrapped entries", "（6校）", "（6年）"),
        ("the head on every page", "要求書（つづき）\n事業名　川", "要求書（つづき）\n事業名　海"),
        (
            "the head on every page",
            "農林部\n令和8年度当初予算要求書（つづき）",
            "隣県\n令和8年度当初予算要求書（つづき）",
        ),
        ("the head on every page", "令和8年度当初予算要求書（つづき）", "令和7年度当初予算要求書（つづき）"),
        ("計 of two stages", "11,300", "11,200"),
        ("計 of two stages", "775 | 775", "775 | 675"),
        ("names in a narrow column", "業       ", "前年度   "),
        ("names in a narrow column", "（15回）", "隣県の分"),
    ],
)
def test_its_hostile_twin_is_not(name: str, printed: str, other: str) -> None:
    """One word is another's, another year's or nobody's, or two amounts have changed places."""
    assert printed in SOUND[name]
    assert not is_verified(SOUND[name].replace(printed, other, 1))
