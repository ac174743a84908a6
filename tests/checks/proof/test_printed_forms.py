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
PLACED = TITLE + (
    "要求額の内訳（単位：千円）\n"
    "細事業名                         要求額         査定額　　内　　容\n"
    "水辺の生き物観察会                1,190            939　　川を歩き、魚や虫\n"
    "（北部地区ほか）                                        を調べる。\n"
    "川の手引き作成                    4,710          4,710　　学校に配る手引きを作成する。\n"
    "（第一期）\n"
    "計                                5,900          5,649\n"
)
ACCOUNT = (
    "令和8年度　当初予算要求　歳出予算見積調書\n会計  01 一般会計          所属  農林部 水産課\n事業名  川の学校事業\n\n"
    "１　節別内訳                                              （単位：千円）\n"
    "  節            本年度要求額      前年度当初          増減    積算基礎\n"
    "                         (A)       予算額(B)      (A)－(B)\n"
    "  報償費               1,190           1,000           190    講師謝礼 119,000円×10回\n"
    "  委託料               4,710                          皆増    手引き作成 471,000円×10校\n"
    "     計                5,900           1,000         4,900\n\n"
    "２　財源内訳                                  （単位：千円）\n"
    "  財源            本年度要求額  前年度当初予算額          比較\n"
    "  国庫支出金             2,950               500         2,450\n"
    "  一般財源               2,950               500         2,450\n"
    "  事業費                 5,900             1,000         4,900\n\n"
    "  ※国庫支出金は交付要綱に基づき算定\n"
)
FRAME = (
    ",0,1,2,3,4\n0,川端市,,,,\n1,令和8年度当初予算要求 歳入歳出予算見積書,,,,\n2,事業名,川の学校事業,,単位：円,\n3,,,,,\n"
    "4,【歳入】,,,,\n5,歳入科目,,本年度要求額,前年度当初予算額,増減額\n6,県支出金,,1500000,1000000,500000\n"
    "7,諸収入,,400000,0,400000\n8,特定財源計,,1900000,1000000,900000\n9,一般財源,,4000000,3700000,300000\n10,,,,,\n"
    "11,【歳出】,,,,\n12,節,細節,本年度要求額,前年度当初予算額,増減額\n13,報償費,,1190000,1000000,190000\n"
    "14,,講師謝礼,1000000,900000,\n15,,記念品代,190000,100000,\n16,委託料,,4710000,3700000,1010000\n"
    "17,,手引き作成,4700000,3700000,\n18,,版の保管,10000,0,\n19,歳出合計,,5900000,4700000,1200000\n"
)
LISTED = (
    "                                                        （1／2）\n令和8年度当初予算　事業別査定調書　　　　川端県\n"
    "事業名　川の学校事業　　　所管　農林部水産課\n＜事項別内訳＞                                    （単位：千円）\n"
    "事　項　名               令和7年度   令和8年度   令和8年度      増減額\n"
    "                        当初予算額      要求額      査定額\n"
    "                                ①          ②          ③      ③－①\n"
    "------------------------------------------------------------------\n"
    "水辺の生き物観察会事          1,000       1,190         939        △61\n業\n"
    "川の手引き作成事業            3,700       4,710       4,700       1,000\n\n"
    "                       － 1 －\n\n                                                        （2／2）\n"
    "令和8年度当初予算　事業別査定調書　　　　川端県\n事業名　川の学校事業　　　所管　農林部水産課\n"
    "＜事項別内訳＞                                    （単位：千円）\n"
    "事　項　名               令和7年度   令和8年度   令和8年度      増減額\n"
    "                        当初予算額      要求額      査定額\n"
    "                                ①          ②          ③      ③－①\n"
    "------------------------------------------------------------------\n"
    "川の見学会                      300         310         305           5\n"
    "橋の観察会                      200         220         210          10\n"
    "------------------------------------------------------------------\n"
    "合計                          5,200       6,430       6,154         954\n"
)
BOOK = (
    "## 総括\n| 川端県令和8年度当初予算 事業別予算調書 | Unnamed: 1 |\n| --- | --- |\n| 事業名 | 川の学校事業 |\n\n"
    "## 細事業\n| 細事業別予算額（単位：千円） | Unnamed: 1 | Unnamed: 2 | Unnamed: 3 |\n| --- | --- | --- | --- |\n"
    "| 細事業名 | 令和7年度 | 令和8年度 | 増減 |\n| NaN | 当初予算額 | 要求額 | 要求額－当初予算額 |\n"
    "| 水辺の観察会 | 1000 | 1190 | 190 |\n| 手引きの作成 | 3700 | 4710 | 1010 |\n| 計 | 4700 | 5900 | 1200 |\n\n"
    "## 財源\n| 財源内訳（単位：千円） | Unnamed: 1 | Unnamed: 2 |\n| --- | --- | --- |\n| 財源区分 | 令和7年度 | 令和8年度 |\n"
    "| NaN | 当初予算額 | 要求額 |\n| 国庫支出金 | 1500 | 1800 |\n| 一般財源 | 3200 | 4100 |\n"
)
TALL = (
    "令和8年度当初予算要求　事務事業評価シート\n川端市\n事務事業名\n川の学校事業\n担当部署\n農林部　水産課\n"
    "意図\n川を知る子どもを増やす。\n"
    "事業費の推移\n（単位：金額は千円、職員数は人）\n年度\n事業費\n人件費\n総事業費\n正規職員\n"
    "令和7年度当初予算\n4,700\n800\n5,500\n0.1\n令和8年度要求\n5,900\n900\n6,800\n0.1\n"
    "財源内訳\n（単位：千円）\n年度\n国庫支出金\n一般財源\n令和7年度当初予算\n1,500\n3,200\n令和8年度要求\n1,800\n4,100\n"
)
CODED = BOLD.replace("事業名：川の学校事業\n", "事業名：川の学校事業\n施策体系：総合計画 １－４\n")
SOUND = {
    "an account by its code": ACCOUNT,
    "numbered by pandas": FRAME,
    "names and headings over pages": LISTED,
    "sheets of a workbook": BOOK,
    "a unit for each kind": TALL,
    "the number of a policy": CODED,
    "bold headings": BOLD,
    "units above": CARRIED,
    "wrapped entries": WRAPPED,
    "the head on every page": PAGES,
    "計 of two stages": SUMMED,
    "names in a narrow column": NARROW,
    "places below names": PLACED,
}


def test_a_title_names_no_project_beside_a_label_behind_a_tag() -> None:
    """The name behind 【新規】事業名 is the project's, and 主な廃止事業 of the title is none."""
    assert not is_verified(
        "川端県　令和8年度当初予算案　主な廃止事業\n\n【新規】事業名：川の学校事業\n予算額：5,900千円\n\n"
        "【財源】\n　国庫支出金：1,800千円\n　一般財源：4,100千円\n"
    )


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
        ("the number of a policy", "総合計画 １－４", "別途 １－４千円"),
        ("names in a narrow column", "（15回）", "隣県の分"),
        ("places below names", "北部地区ほか", "隣県地区ほか"),
        ("places below names", "北部地区ほか", "国直轄区間"),
        ("places below names", "（第一期）", "（前年度分）"),
        ("places below names", "を調べる。", "を除く。"),
        ("an account by its code", "01 一般会計", "01 隣県会計分"),
        ("an account by its code", "交付要綱に基づき算定", "前年度の額に基づき算定"),
        (
            "an account by its code",
            "  委託料               4,710                          皆増",
            "  委託料                               4,710          皆増",
        ),
        ("numbered by pandas", "単位：円", "単位：千ドル"),
        ("numbered by pandas", "特定財源計,,1900000", "特定財源計,,1800000"),
        ("numbered by pandas", "【歳出】", "【隣県の歳出】"),
        ("numbered by pandas", "講師謝礼,1000000", "講師謝礼,1100000"),
        ("names and headings over pages", "\n業\n", "\n隣県\n"),
        ("names and headings over pages", "＜事項別内訳＞", "＜前年度の内訳＞"),
        ("sheets of a workbook", "細事業別予算額", "昨年度の細事業別予算額"),
        ("sheets of a workbook", "財源内訳（", "国の財源内訳（"),
        ("sheets of a workbook", "要求額－当初予算額", "要求額－決算額"),
        ("a unit for each kind", "金額は千円", "金額は百万ドル"),
        ("a unit for each kind", "事業費の推移", "隣県の事業費の推移"),
    ],
)
def test_its_hostile_twin_is_not(name: str, printed: str, other: str) -> None:
    """One word is another's, another year's or nobody's, or two amounts have changed places."""
    assert printed in SOUND[name]
    assert not is_verified(SOUND[name].replace(printed, other, 1))
