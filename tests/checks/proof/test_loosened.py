"""What an attack on the proofs found verified wrongly: each text once, none of which may be verified."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
UNIT = HEAD.rstrip("\n") + "\n（単位：千円）\n\n"
ROWS = "区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"
LIST = HEAD + "要求額　5,900千円\n\n"
LEFT_OUT = (
    "令和8年度当初予算要求書\n事業名：里山の観察事業\n（単位：千円）\n\n1 予算額\n"
    "| 区分 | 事業費 | 国庫支出金 | 一般財源 |\n|---|---|---|---|\n"
    "| 前年度当初予算額 | 1,000 | 500 | 500 |\n| 要求額 | 1,200 | 600 | 600 |\n\n"
)
PAIR = (
    UNIT
    + "■ 予算額\n{}\t\t\t\n区分\t備考\t事業費\t国庫支出金\t一般財源\n要求額\t\t1,200\t600\t600\n査定額\t\t1,100\t550\t550\n"
)
BEHIND = (
    LIST
    + "細事業と要求額\n① 水辺の観察会\n要求額　1,900千円\n財源　[国費 900千円　一般財源 1,000千円]{}\n② 手引きの作成\n要求額　4,000千円\n"
    "財源　[国費 0千円　一般財源 4,000千円]\n"
)
CHANGED = (
    HEAD
    + "■ 要求額の内訳(単位:千円)\n細事業名\t前年度当初予算額\t要求額\t査定額\t増減（{}）\n水辺の観察会\t1,000\t1,900\t1,500\t{}\n"
    "手引きの作成\t3,000\t4,000\t3,500\t{}\n計\t4,000\t5,900\t5,000\t{}\n"
)
SUMMED = (
    HEAD
    + "■ 要求額の内訳(単位:千円)\n細事業名\t前年度予算額\t要求額\n水辺の観察会\t-\t1,900\n手引きの作成\t-\t4,000\n合計\t{}\t5,900\n"
)
DESCRIBED = (
    HEAD
    + "川の学校を開く。\n\n■ 要求額の内訳\n(1) 水辺の観察会　1,900千円\n　　{}\n(2) 手引きの作成　4,000千円\n合計　5,900千円\n"
)
RATED = (
    "令和8年度 事業点検シート\n事業名：みずの事業\n\n予算額・執行額（単位:千円）\n区分\t令和5年度\t令和6年度\t令和7年度\n"
    "当初予算\t1,000\t1,200\t1,300\n"
    "補正予算\t100\t0\t-\n計\t1,100\t1,200\t1,300\n執行額\t990\t1,080\t-\n執行率\t90千円\t90千円\t-\n"
)

OVER_LABELS = (
    "令和8年度当初予算　要求調書\n事業名：川の学校事業\n所管：農林部 自然課\n（単位　千円）\n{}予算額\n国庫支出金\n県債\n一般財源\n"
    "令和8年度要求額\n7,760\n2,716\n4,656\n388\n"
)

DEEPER = (
    "# 令和8年度 予算要求書\n\n- **事業名**: 川の学校事業\n- **要求額**: 5,900千円\n\n## 歳出の内訳\n\n{} {}（単位：千円）\n\n"
    "| 節 | 要求額 |\n|---|---:|\n| 報償費 | 1,900 |\n| 委託料 | 4,000 |\n| 計 | {} |\n"
)
GRANTS = (
    "令和8年度 予算要求書\n\n事業名　川の学校事業\n要求額　5,900千円\n\n○経費の内訳\n　・報償費　1,900千円（{}）\n"
    "　・委託料　4,000千円（講座の運営）\n　　計　5,900千円\n\n○財源\n　・国庫支出金　1,800千円（{}）\n　・一般財源　4,100千円\n"
)
SPENT = (
    "令和6年度決算に係る主要な施策の成果説明書\n\n事業名：川の学校事業\n\n1. 予算及び決算の状況\n  予算現額　　　5,900千円\n"
    "  決算額　　　　5,500千円\n  翌年度繰越額　　100千円\n  不用額　　　　　{}千円\n"
)
UNITS = (
    "令和8年度 事業シート\n事業名：里山の観察事業\n\n予算額の推移\n区分\n単位\n令和7年度予算\n令和8年度要求\n"
    "事業費\n{0}\n1,200\n1,500\n国庫支出金\n{0}\n600\n750\n一般財源\n{0}\n600\n750\n"
)
TAILS = HEAD + "■ 要求額の内訳\n報酬：1,900千円{}\n委託料：4,000千円（運営業務委託）\n合計：5,900千円\n"
CORNER = (
    "令和8年度 事業シート\n事業名：里山の観察事業\n\n{}（単位：百万円）\t歳出予算目\t令和7年度当初予算\t令和8年度要求\n"
    "\t委託費\t29\t46\n\t庁費\t2\t3\n\tその他\t1\t4\n\t計\t32\t53\n"
)
LABELS = (
    "令和8年度当初予算の概要\n事業名\n川の学校事業\n{}本年度予算額\n5,900千円\n前年度予算額\n5,000千円\n増減額\n900千円\n財源内訳\n"
    "国庫支出金\n1,800千円\n一般財源\n4,100千円\n"
)
DECIDED = (
    HEAD
    + "要求額　5,900千円\n査定額　5,500千円\n\n■ 要求額と査定額（単位：千円）\n| 内訳 | 要求額 | | 査定額 | | 増減 |\n"
    "| | 事業費 | {0} | 事業費 | {0} | |\n| 水辺の観察会 | 1,900 | 900 | 1,700 | 800 | {1} |\n"
    "| 手引きの作成 | 4,000 | 4,000 | 3,800 | 3,800 | ▲200 |\n| 合計 | 5,900 | 4,900 | 5,500 | 4,600 | ▲400 |\n"
)
ADDED = (
    "川端県 令和8年度6月補正予算要求書\n事業名：川の学校事業\n\n■ 事業内訳（単位：千円）\n内容\t現計予算額\t補正要求額\t{}\n"
    "水辺の観察会\t1,900\t300\t{}\n手引きの作成\t4,000\t0\t4,000\n合計\t5,900\t300\t{}\n"
)
DASHED = (
    UNIT
    + "■ 要求額の財源\n区分　　　　　　令和7年度当初　　　令和8年度要求\n{}\n国庫支出金　　　　　　1,500　　　　　　　1,800\n"
    "一般財源　　　　　　　3,500　　　　　　　4,100\n計　　　　　　　　　　5,000　　　　　　　5,900\n"
)
STAFF = (
    HEAD
    + "■ 従事職員数（要求）\n正規職員：1.0人\n会計年度任用職員：0.5人\n計：{}人\n\n要求額の財源(単位:千円)\n"
    + ROWS
)


@pytest.mark.parametrize(
    "text",
    [
        LEFT_OUT + "2 事業の内訳\n・観察会 900千円\n・養成 300千円\n・市町村への補助\n※2,000千円×3件=6,000千円\n",
        LEFT_OUT + "2 市町村への補助\n※2,000千円×3件=6,000千円\n",
        LEFT_OUT + "2 事業の内訳\n- 市町村への補助\n  * 2,000千円×3件=6,000千円\n",
        *(
            PAIR.format(pair)
            for pair in (
                "対象\t雲居市",
                "時点\t決算",
                "費目\t人件費",
                "区分\t他団体",
                "状態\t取下げ",
                "区分\t債務負担行為",
            )
        ),
        *(
            LIST + f"要求額の財源(単位:千円)\n{field}\n" + ROWS
            for field in ("科目　隣県", "計画　前年度", "会計区分　特別会計", "関連計画　取下げ", "予算科目　補正予算")
        ),
        *(HEAD + f"{field}\n隣県の予算額(単位:千円)\n" + ROWS for field in ("事業期間", "関連計画", "担当課", "会計")),
        *(BEHIND.format(tail) for tail in ("（前年度）", "（決算）", "（補正予算）", "（人件費）")),
        "令和8年度\n11月補正予算 一般事業\n事業名：川の学校事業\n\n■ 2月補正予算（単位：千円）\n" + ROWS,
        "令和8年度予算要求書\n補正予算 対象外\n事業名：川の学校事業\n\n■ 3月補正予算（単位：千円）\n" + ROWS,
        SUMMED.format("500"),
        HEAD + "■ 事務費(単位:千円)\n" + ROWS,
        CHANGED.format("査定額－前年度当初", "900", "1,000", "1,900"),
        CHANGED.format("前年度当初－査定額", "500", "500", "1,000"),
        *(
            HEAD + f"■ 現状と課題\n・{words}\n・町の人が減っている。\n\n■ 要求額の財源(単位:千円)\n" + ROWS
            for words in ("二重計上", "暫定", "調整中", "数字は速報", "内数である", "全て財団が持つ", "人件費は別")
        ),
        *(
            DESCRIBED.format(words)
            for words in ("雲居市", "教育委員会", "調整中", "補正で計上", "民間が支払う", "税込")
        ),
        RATED,
        *(OVER_LABELS.format(f"{office}\n") for office in ("企業局", "病院局")),
        OVER_LABELS.format("参考\n").replace("（単位　千円）\n", "（単位　千円）\n財源内訳\n"),
        OVER_LABELS.format("企業局\n").replace("（単位　千円）\n", "（単位　千円）\n（１）財源内訳\n"),
        *(
            LABELS.format(f"{words}\n")
            for words in ("隣県の観察会", "対象\n隣県", "総合計画の施策\n廃止した施策", "参考")
        ),
        LABELS.format("").replace("1,800千円\n一般", "1,700千円\n一般"),
        *(DECIDED.format("うち一般財源", change) for change in ("▲100", "1,700")),
        DECIDED.format("うち一般財源", "▲200").replace("4,000 | 4,000 | 3,800", "4,000 | 4,100 | 3,800"),
        DECIDED.format("うち県債", "▲200"),
        ADDED.format("補正後", "2,300", "6,300"),
        *(DASHED.format(row) for row in ("隣県　　　　　　　　　　－", "県債　　　　　　　　　　－　　　　　　　隣県")),
        *(DEEPER.format("###", name, "5,900") for name in ("隣県の事業", "前年度の観察会", "廃止した事業")),
        DEEPER.format("##", "水辺の観察会", "5,900"),
        DEEPER.format("###", "水辺の観察会", "5,800"),
        *(GRANTS.format(done, "川の学校補助金") for done in ("隣県への謝礼", "前年度分の印刷", "企業の負担")),
        *(GRANTS.format("講師への謝礼", grant) for grant in ("前年度補助金", "隣県負担金", "取下げ予定の補助金")),
        *(UNITS.format(unit) for unit in ("千ドル", "件", "")),
        *(
            TAILS.format(f"（{tail}）")
            for tail in ("隣県分", "前年度", "国費", "教育委員会", "うち繰越", "参考", "職員、隣県")
        ),
        *(
            CORNER.format(over)
            for over in (
                "令和6年度・令和7年度予算内訳",
                "隣県の予算内訳",
                "令和7年度・令和8年度補正予算内訳",
                "県債内訳",
            )
        ),
        CORNER.format("予算内訳").replace("歳出予算目", "財源"),
        STAFF.format("1.6"),
        *(LIST + f"要求額の財源{end}(単位:千円)\n" + ROWS for end in ("（決算）", "（人件費）", "（補正）")),
        UNIT.replace("（単位", "（人件費）\n（単位") + ROWS,
        *(LIST + "要求額の財源(単位:千円)\n" + ROWS + below for below in ("会計　隣県\n", "\n会計：他会計\n")),
        LIST + "会計　一般会計\n\n要求額の財源(単位:千円)\n" + ROWS + "会計　病院事業会計\n",
        UNIT + "区分\n補正\n要求額\n国庫支出金\n1,800\n一般財源\n4,100\n計\n5,900\n",
        *(
            f"令和8年度当初予算要求書\n事業名：川の学校事業\n{stamp}\n\n要求額の財源(単位:千円)\n" + ROWS
            for stamp in ("関連計画\n見本プラン", "関連計画\n却下の方針", "会計\n保留会計")
        ),
    ],
)
def test_none_of_these_is_verified(text: str) -> None:
    """Money left out, another owner, year, stage or source, a sum of nothing: a person looks."""
    assert not is_verified(text)


@pytest.mark.parametrize(
    "text",
    [
        LEFT_OUT + "2 事業の内訳\n・観察会 900千円\n・養成 300千円\n※3千円×2件=6千円\n",
        LIST + "要求額の財源(単位:千円)\n" + ROWS,
        DEEPER.format("###", "水辺の観察会", "5,900"),
        GRANTS.format("講師への謝礼", "川の学校補助金"),
        UNITS.format("千円"),
        *(LABELS.format(words) for words in ("", "対象\n40歳以上の住民\n", "総合計画の施策\n川と親しむまちづくり\n")),
        DECIDED.format("うち一般財源", "▲200"),
        DASHED.format("県債　　　　　　　　　　－　　　　　　　　　－"),
        *(TAILS.format(tail) for tail in ("", "（会計年度任用職員）", "（消耗品費、印刷製本費）")),
        *(CORNER.format(over) for over in ("令和7年度・令和8年度予算内訳", "予算内訳")),
        STAFF.format("1.5"),
        LIST + "要求額の財源（要求）(単位:千円)\n" + ROWS,
        LIST + "会計　一般会計\n\n要求額の財源(単位:千円)\n" + ROWS + "会計　一般会計\n",
        UNIT + "区分\n要求額\n国庫支出金\n1,800\n一般財源\n4,100\n計\n5,900\n",
        HEAD + "関連計画\n川の基本計画\n\n要求額の財源(単位:千円)\n" + ROWS,
        BEHIND.format(""),
        "令和8年度\n11月補正予算 一般事業\n事業名：川の学校事業\n\n■ 11月補正予算（単位：千円）\n"
        + ROWS.replace("要求額", "補正額"),
        SUMMED.format("-"),
        CHANGED.format("査定額－前年度当初", "500", "500", "1,000"),
        CHANGED.format("査定額－当初予算額", "500", "500", "1,000"),
        DESCRIBED.format("川の生き物を数える"),
        OVER_LABELS.format(""),
        RATED.replace("90千円\t90千円", "90.0%\t90.0%"),
    ],
)
def test_their_twins_are(text: str) -> None:
    """The same drawings with nothing that takes the amounts from the project."""
    assert is_verified(text)
