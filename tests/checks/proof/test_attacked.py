"""What attacks on the proofs found verified wrongly: each text once, by what it turns on; none of them may be verified."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
ASKED = "要求額　5,900千円\n\n"
ROWS = "区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"


@pytest.mark.parametrize(
    ("turns_on", "text"),
    [
        ("addressee", HEAD + ASKED + "要求額の財源(単位:千円)\n" + ROWS + "連絡：上記の額は前年度の要求額です\n"),
        ("addressee unit", HEAD + ASKED + "問合せ：金額は百万円単位\n要求額の財源(単位:千円)\n" + ROWS),
        ("addressee neighbour", HEAD + ASKED + "要求額の財源(単位:千円)\n" + ROWS + "連絡：金額は隣県のもの\n"),
        ("korera", HEAD + ASKED + "これらにより、本事業の要求額は廃止となった。\n要求額の財源(単位:千円)\n" + ROWS),
        (
            "korera settled",
            HEAD + ASKED + "要求額の財源(単位:千円)\n" + ROWS + "\nこれらにより表の額は決算額である。\n",
        ),
        ("path heading", HEAD + ASKED + "（単位：千円）\n[トップ](/) > 隣県の要求額\n" + ROWS),
        ("path heading2", HEAD + ASKED + "[隣県](#r) > 要求額の財源(単位:千円)\n" + ROWS),
        ("office brackets", HEAD + "【隣県農林部】\n■ 要求額の財源（単位：千円）\n" + ROWS),
        ("office former", HEAD + "【旧農林部】\n■ 要求額の財源（単位：千円）\n" + ROWS),
        (
            "told bullet rejected",
            HEAD
            + (
                "川の学校を開く。\n\n■ 要求額の内訳\n・水辺の観察会　1,900千円\n　　議会で否決\n"
                "・手引きの作成　4,000千円\n合計　5,900千円\n"
            ),
        ),
        (
            "told bullet moved",
            HEAD
            + (
                "川の学校を開く。\n\n■ 要求額の内訳\n・水辺の観察会　1,900千円\n　　海野町へ移管\n"
                "・手引きの作成　4,000千円\n合計　5,900千円\n"
            ),
        ),
        (
            "told bullet foundation",
            HEAD
            + (
                "川の学校を開く。\n\n■ 要求額の内訳\n・水辺の観察会　1,900千円\n　　財団の支出\n"
                "・手引きの作成　4,000千円\n合計　5,900千円\n"
            ),
        ),
        (
            "told tax",
            HEAD
            + (
                "川の学校を開く。\n\n■ 要求額の内訳\n(1) 水辺の観察会　1,900千円\n　　税を上乗せする\n"
                "(2) 手引きの作成　4,000千円\n合計　5,900千円\n"
            ),
        ),
        (
            "settled beside",
            HEAD
            + (
                "■ 決算額の内訳（単位：千円）\n細事業名\t前年度額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "settled beside compared",
            HEAD
            + (
                "■ 決算額との比較（単位：千円）\n細事業名\t前年度額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "final beside",
            HEAD
            + (
                "■ 最終予算額との比較（単位：千円）\n細事業名\t前年度額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "settled beside old",
            HEAD
            + (
                "■ 要求額と決算額（単位：千円）\n細事業名\t前年度額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "cut note",
            HEAD
            + (
                "要求額の内訳(単位:千円)\n細事業名\t前年度当初予算額\t要求額\t増減\t備考\n"
                "水辺の観察会\t1,000\t1,900\t900\t委託\n川の地図\t\t700\t700\t委託\n手引きの作成\t4,000\t4,000\t令和8年度"
                "から\n"
            ),
        ),
        (
            "cut total as source",
            HEAD
            + ASKED
            + (
                "要求額の財源(単位:千円)\n区分\t国庫支出金\t県債\t一般財源\t事業費\n要求額\t1,800\t1,000\t3,100\t5,900\n"
                "前年度当初予算額\t2,000\t3,000\t5,000\n\n成果指標\n指標\t単位\t令和6年度実績\t令和7年度見込\t令和8年度目"
                "標\n参加者数\t人\t\t90\t95\n"
            ),
        ),
        (
            "cut request row",
            HEAD
            + ASKED
            + (
                "要求額の財源(単位:千円)\n区分\t事業費\t国庫支出金\t県債\t一般財源\n要求額\t5,900\t1,800\t4,100\n"
                "\n成果指標\n指標\t単位\t令和6年度実績\t令和7年度見込\t令和8年度目標\n参加者数\t人\t\t90\t95\n"
            ),
        ),
        (
            "cut prose",
            HEAD
            + (
                "要求額の財源(単位:千円)\n区分\t事業費\t国庫支出金\t県債\t一般財源\n要求額\t5,900\t\t1,800\t4,100\n"
                "前年度当初予算額\t2,000\t1,000\t1,000\n\n前年度は国庫支出金を受けていない。\n"
            ),
        ),
        (
            "cut staff",
            HEAD
            + (
                "コスト(単位:千円、人)\n区分\t事業費\t人件費\tトータルコスト\t正規職員\t会計年度任用職員\n"
                "要求額\t5,900\t1,000\t6,900\t1.0\t0.5\n前年度当初予算額\t5,000\t900\t5,900\t0.5\n"
                "\n成果指標\n指標\t単位\t令和6年度実績\t令和7年度見込\t令和8年度目標\n参加者数\t人\t\t90\t95\n"
            ),
        ),
        (
            "count in table",
            HEAD
            + (
                "コスト(単位:千円)\n| 区分 | 要求額 | 補助件数 |\n| 事業費 | 5,900 | |\n"
                "| 人件費 | 1,000 | 小規模団体 3件 |\n| トータルコスト | 6,900 | |\n"
            ),
        ),
        (
            "staff in table",
            HEAD
            + (
                "要求額の内訳(単位:千円)\n細事業名\t要求額\t職員数\n水辺の観察会\t1,800\t\n"
                "手引きの作成\t4,100\t正規職員 2人\n計\t5,900\t\n"
            ),
        ),
        (
            "staff in table2",
            HEAD
            + (
                "要求額の内訳(単位:千円)\n細事業名\t要求額\t人役\n水辺の観察会\t1,800\t\n"
                "手引きの作成\t4,100\t従事人役 1.5人\n計\t5,900\t\n"
            ),
        ),
        (
            "opened amount",
            HEAD
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + "\n内訳(単位:百万円)\n区分\t要求額\n国庫支出金\t1 補助対象分\n県債\t2 起債対象分\n",
        ),
        (
            "corner special",
            HEAD
            + (
                "要求額の内訳\n特定財源（単位：千円）\t事業内容\t前年度当初予算額\t要求額\n"
                "\t水辺の観察会\t1,000\t1,900\n\t手引きの作成\t3,000\t4,000\n\t合計\t4,000\t5,900\n"
            ),
        ),
        (
            "corner reserve",
            (
                "令和8年度 事業シート\n事業名：里山の観察事業\n\n予備費の内訳（単位：百万円）\t歳出予算目\t令和7年度当初"
                "予算\t令和8年度要求\n\t委託費\t29\t46\n\t庁費\t2\t3\n\tその他\t1\t4\n\t計\t32\t53\n"
            ),
        ),
        ("publisher title", "令和8年度見本市予算要求書\n事業名：川の学校事業\n\n要求額の財源(単位:千円)\n" + ROWS),
        ("publisher title2", "令和8年度農山村行政事業シート\n事業名：川の学校事業\n\n要求額の財源(単位:千円)\n" + ROWS),
        ("publisher others", "令和8年度の他市当初予算要求書\n事業名：川の学校事業\n\n要求額の財源(単位:千円)\n" + ROWS),
        (
            "field value",
            (
                "令和8年度当初予算の概要\n事業名\n川の学校事業\n政策\n補正予算\n本年度予算額\n"
                "5,900千円\n前年度予算額\n5,000千円\n増減額\n900千円\n財源内訳\n国庫支出金\n"
                "1,800千円\n一般財源\n4,100千円\n"
            ),
        ),
        (
            "field value2",
            (
                "令和8年度当初予算の概要\n事業名\n川の学校事業\n本年度予算額\n5,900千円\n"
                "前年度予算額\n5,000千円\n増減額\n900千円\n対象\n二か年の合計\n財源内訳\n"
                "国庫支出金\n1,800千円\n一般財源\n4,100千円\n"
            ),
        ),
        ("free unused", HEAD + ASKED + "1 要求額の財源\n(1) 未利用額（単位：千円）\n" + ROWS),
        ("free example", HEAD + ASKED + "1 要求額の財源\n(1) 記載事例（単位：千円）\n" + ROWS),
        (
            "title row stamp",
            "令和8年度当初予算要求書\t\t不採択\n事業名：川の学校事業\n\n要求額の財源(単位:千円)\n" + ROWS,
        ),
        (
            "title row sample",
            "令和8年度当初予算要求書\t\t見本\n事業名：川の学校事業\n\n要求額の財源(単位:千円)\n" + ROWS,
        ),
        ("note in cell", HEAD + "要求額の財源(単位:千円)\n" + ROWS + "\n備考\t上の金額は百万円単位である。\n"),
        ("note in cell owner", HEAD + "要求額の財源(単位:千円)\n" + ROWS + "\n備考\t金額は隣県のもの\n"),
        (
            "indicator labels",
            HEAD
            + ASKED
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + "\n成果指標\n指標名：契約栽培の農家数\n現状値（令和6年度実績）：22戸\n目標値（令和8年度）：29戸\n",
        ),
        (
            "indicator lost",
            HEAD
            + ASKED
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + "\n成果指標\n契約栽培の農家数\n現状値：22人\n目標値：29人\n",
        ),
        ("heading dash neighbour", HEAD + ASKED + "■ 隣県の予算額　　－\n（単位：千円）\n" + ROWS),
        ("heading dash example", HEAD + ASKED + "【記入例】　－\n（単位：千円）\n" + ROWS),
        ("heading dash settled", HEAD + "■ 前年度決算　　－\n要求額の財源(単位:千円)\n" + ROWS),
        ("heading dash withdrawn", HEAD + ASKED + "■ 取下げ   -   令和8年度\n（単位：千円）\n" + ROWS),
        ("heading dashed unmarked", HEAD + ASKED + "－　　隣県の予算額　　－\n（単位：千円）\n" + ROWS),
        (
            "caption of counts money",
            HEAD
            + "要求額の財源（単位：千円）\n"
            + ROWS
            + "\n成果指標（単位：社）\n指標名\t令和6年度実績\t令和8年度目標\n売上高　億円\t60\t64\n",
        ),
        (
            "corner supplementary",
            HEAD
            + ASKED
            + (
                "（単位：千円）\n補正予算内訳\t細事業名\t前年度当初予算額\t要求額\n\t水辺の観察会\t1,000\t1,900\n"
                "\t手引きの作成\t3,000\t4,000\n\t合計\t4,000\t5,900\n"
            ),
        ),
        (
            "corner staff",
            HEAD
            + ASKED
            + (
                "（単位：千円）\n人件費内訳\t細事業名\t前年度当初予算額\t要求額\n\t水辺の観察会\t1,000\t1,900\n"
                "\t手引きの作成\t3,000\t4,000\n\t合計\t4,000\t5,900\n"
            ),
        ),
        (
            "corner supplementary old",
            HEAD
            + ASKED
            + (
                "要求額の内訳（単位：千円）\n補正予算内訳\t前年度当初予算額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "corner settled old",
            HEAD
            + ASKED
            + (
                "要求額の内訳（単位：千円）\n決算額の内訳\t前年度当初予算額\t要求額\n水辺の観察会\t1,000\t1,900\n"
                "手引きの作成\t3,000\t4,000\n合計\t4,000\t5,900\n"
            ),
        ),
        (
            "change against heading",
            HEAD
            + (
                "前年度当初予算額　5,000千円\n要求額　5,900千円\n査定額　5,500千円\n\n■ 要求額と査定額（単位：千円）\n"
                "細事業名\t要求額\t査定額\t前年度との増減\n水辺の観察会\t1,900\t1,700\t▲200\n"
                "手引きの作成\t4,000\t3,800\t▲200\n計\t5,900\t5,500\t▲400\n"
            ),
        ),
        (
            "half names debt",
            (
                "\t\t令和8年度　歳入歳出予算見積書（事業別）\n事業名\t川の学校事業\t\t会計\t一般会計\n"
                "\t\t（単位：千円）\n歳入\t\t\t\t歳出\t\t\t\n財源\t本年度要求額\t前年度当初予算額\t比較\t債務負担行為\t本"
                "年度要求額\t前年度当初予算額\t比較\n国庫支出金\t1,800\t1,500\t300\t報酬\t1,900\t1,000\t900\n"
                "一般財源\t4,100\t3,500\t600\t委託料\t4,000\t4,000\t0\n計\t5,900\t5,000\t900\t計\t5,900\t5,000\t900\n"
            ),
        ),
        (
            "half names neighbour",
            (
                "\t\t令和8年度　歳入歳出予算見積書（事業別）\n事業名\t川の学校事業\t\t会計\t一般会計\n"
                "\t\t（単位：千円）\n歳入\t\t\t\t歳出\t\t\t\n財源\t本年度要求額\t前年度当初予算額\t比較\t隣県の節\t本年度"
                "要求額\t前年度当初予算額\t比較\n国庫支出金\t1,800\t1,500\t300\t報酬\t1,900\t1,000\t900\n"
                "一般財源\t4,100\t3,500\t600\t委託料\t4,000\t4,000\t0\n計\t5,900\t5,000\t900\t計\t5,900\t5,000\t900\n"
            ),
        ),
        (
            "half names example",
            (
                "\t\t令和8年度　歳入歳出予算見積書（事業別）\n事業名\t川の学校事業\t\t会計\t一般会計\n"
                "\t\t（単位：千円）\n歳入\t\t\t\t歳出\t\t\t\n財源\t本年度要求額\t前年度当初予算額\t比較\t記入例\t本年度要"
                "求額\t前年度当初予算額\t比較\n国庫支出金\t1,800\t1,500\t300\t報酬\t1,900\t1,000\t900\n"
                "一般財源\t4,100\t3,500\t600\t委託料\t4,000\t4,000\t0\n計\t5,900\t5,000\t900\t計\t5,900\t5,000\t900\n"
            ),
        ),
        (
            "half names ended",
            (
                "\t\t令和8年度　歳入歳出予算見積書（事業別）\n事業名\t川の学校事業\t\t会計\t一般会計\n"
                "\t\t（単位：千円）\n歳入\t\t\t\t歳出\t\t\t\n財源\t本年度要求額\t前年度当初予算額\t比較\t廃止した事業\t本"
                "年度要求額\t前年度当初予算額\t比較\n国庫支出金\t1,800\t1,500\t300\t報酬\t1,900\t1,000\t900\n"
                "一般財源\t4,100\t3,500\t600\t委託料\t4,000\t4,000\t0\n計\t5,900\t5,000\t900\t計\t5,900\t5,000\t900\n"
            ),
        ),
        (
            "heading over oku",
            HEAD + "要求額　2億5,000万円\n\n隣県の予算額\n* 国庫支出金　1億2,000万円\n* 一般財源　1億3,000万円\n",
        ),
        (
            "heading over oku ended",
            HEAD
            + (
                "要求額　2億5,000万円\n\n要求額の財源\n廃止した事業\n・国庫支出金　1億2,000万円\n"
                "・一般財源　1億3,000万円\n"
            ),
        ),
        ("two units", HEAD + "要求額の財源（百万円）（単位：千円）\n" + ROWS),
        (
            "bracket behind caption",
            HEAD
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + (
                "\n主な費目（令和8年度要求額、単位：千円）（隣県）\n費目\t金額\n報酬\t1,900\n委託料\t4,000\n計\t5,900\n"
            ),
        ),
        (
            "bracket behind caption year",
            HEAD
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + (
                "\n主な費目（令和8年度要求額、単位：千円）（令和5年度）\n費目\t金額\n報酬\t1,900\n"
                "委託料\t4,000\n計\t5,900\n"
            ),
        ),
        (
            "heading bracket bonds",
            HEAD
            + ASKED
            + (
                "４　主な取組（県債）（単位：千円）\n細事業名\t要求額\n水辺の観察会\t1,900\n"
                "手引きの作成\t4,000\n合計\t5,900\n"
            ),
        ),
        (
            "funding row told as bought",
            HEAD
            + (
                "要求額：5,900千円\n\n■ 要求額の財源\n国庫支出金：1,900千円（検定手数料）\n"
                "一般財源：4,000千円\n計：5,900千円\n"
            ),
        ),
        (
            "stamp with dash",
            ("川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n【取下げ】　－\n\n要求額の財源(単位:千円)\n")
            + ROWS,
        ),
        (
            "stamp behind name",
            "川端県 令和8年度当初予算要求書\n事業名：川の学校事業　【取下げ】\n\n要求額の財源(単位:千円)\n" + ROWS,
        ),
        (
            "second account",
            HEAD
            + (
                "（款）農林水産業費　（項）農業費　（目）農業振興費\n要求額　5,900千円\n"
                "\n（款）教育費　（項）社会教育費　（目）海の学校費\n（単位：千円）\n区分\t前年度当初予算額\n"
                "国庫支出金\t800\n一般財源\t2,100\n計\t2,900\n"
            ),
        ),
        (
            "told bonds",
            HEAD
            + (
                "川の学校を開く。\n\n■ 要求額の内訳\n・水辺の観察会　1,900千円\n　　返還予定\n"
                "・手引きの作成　4,000千円\n合計　5,900千円\n"
            ),
        ),
        ("field over table settled", HEAD + ASKED + "政策　決算（単位：千円）\n" + ROWS),
        ("field over table staff", HEAD + ASKED + "要求額の財源(単位:千円)\n施策：人件費\n" + ROWS),
        ("field over table supplementary", HEAD + ASKED + "施策　補正予算\n（単位：千円）\n" + ROWS),
        (
            "deeper heading other project",
            HEAD
            + ASKED
            + (
                "## 主な取組\n\n### 海の学校事業（単位：千円）\n\n| 細事業名 | 要求額 |\n"
                "|---|---|\n| 水辺の観察会 | 1,900 |\n| 手引きの作成 | 4,000 |\n| 合計 | 5,900 |\n"
            ),
        ),
        (
            "deeper heading account",
            HEAD
            + ASKED
            + (
                "## 主な取組\n\n### 特別会計（単位：千円）\n\n| 細事業名 | 要求額 |\n|---|---|\n"
                "| 水辺の観察会 | 1,900 |\n| 手引きの作成 | 4,000 |\n| 合計 | 5,900 |\n"
            ),
        ),
        (
            "deeper heading carried",
            HEAD
            + ASKED
            + (
                "## 主な取組\n\n### 繰越明許費（単位：千円）\n\n| 細事業名 | 要求額 |\n|---|---|\n"
                "| 水辺の観察会 | 1,900 |\n| 手引きの作成 | 4,000 |\n| 合計 | 5,900 |\n"
            ),
        ),
        ("note behind field", HEAD + ASKED + "要求額の財源(単位:千円)\n" + ROWS + "\n* 所管課: 表の額は決算額\n"),
        (
            "grant of another source",
            HEAD
            + (
                "要求額：5,900千円\n\n■ 要求額の財源\n国庫支出金：1,900千円（特別会計繰入金）\n"
                "一般財源：4,000千円\n計：5,900千円\n"
            ),
        ),
        (
            "done with bonds",
            HEAD
            + (
                "要求額：5,900千円\n\n■ 要求額の内訳\n水辺の観察会：1,900千円（県債の使用）\n"
                "手引きの作成：4,000千円\n合計：5,900千円\n"
            ),
        ),
        (
            "done other division",
            HEAD
            + (
                "要求額：5,900千円\n\n■ 要求額の内訳\n水辺の観察会：1,900千円（他課の購入）\n"
                "手引きの作成：4,000千円\n合計：5,900千円\n"
            ),
        ),
        (
            "staff of a town",
            HEAD + "要求額の財源(単位:千円)\n" + ROWS + "\n海野町の職員\n正規職員：1.0人\n会計年度任用職員：0.5人\n",
        ),
        (
            "staff until now",
            HEAD
            + "要求額の財源(単位:千円)\n"
            + ROWS
            + "\nこれまでの職員数\n正規職員：1.0人\n会計年度任用職員：0.5人\n",
        ),
        (
            "budget in force as request",
            (
                "令和8年度 事業点検シート\n事業名：みずの事業\n\n予算額・執行額（単位:千円）\n"
                "区分\t令和6年度\t令和7年度\t令和8年度要求\n当初予算\t1,000\t1,200\t1,300\n"
                "補正予算\t100\t-\t-\n最終予算額\t1,100\t1,200\t1,300\n"
            ),
        ),
    ],
)
def test_no_attack_is_verified(turns_on: str, text: str) -> None:
    """Another owner, year, stage, unit, column or kind, money left out, or a stamp: a person looks."""
    assert not is_verified(text), turns_on
