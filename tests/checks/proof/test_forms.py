"""Whole sheets in forms that a person reads at once: each is verified, and its hostile twin is not."""

import pytest

from tests.checks.proof.made import is_verified

TITLE = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n"
SOURCED = """要求額の内訳
(単位:千円)
| 細事業名 | 要求額 | 前年度予算額 | 国庫支出金 | 一般財源 |
| 水辺の観察会 | 1,900 | 1,700 | 900 | 1,000 |
| 手引きの作成 | 4,000 | 3,000 | 900 | 3,100 |
| 計 | 5,900 | 4,700 | 1,800 | 4,100 |
"""
UNSTAGED = SOURCED.replace("要求額の内訳", "1 取組別の予算額").replace("要求額 |", "本年度 |")
ACCOUNTS = TITLE + "農林水産業費 水産業費 水産業振興費\n" + SOURCED.replace("要求額の内訳\n", "")
CAPTION = TITLE + "財源内訳\n\t\t(単位:千円)\t\n区分\t事業費\t国庫支出金\t一般財源\n要求額\t5,900\t1,800\t4,100\n"
LABELLED = TITLE + "要求額の財源内訳\n国庫支出金: 1,800千円\n一般財源: 4,100千円\n計: 5,900千円\n"
DEFINED = TITLE + "## 要求額の財源内訳\n\n国庫支出金\n:   1,800千円\n一般財源\n:   4,100千円\n計\n:   5,900千円\n"
RATES = (
    TITLE
    + "事業費の内訳\n(単位:千円)\n"
    + (
        "区分\t前年度予算額\t要求額\t前年比\n事業費\t4,700\t5,900\t125.5%\n人件費\t1,000\t1,200\t120.0%\nトータルコスト\t5,700\t7,100\t124.6%\n"
    )
)
LISTED = TITLE + (
    "担当課　自然課\n1 要求額\n要求額　5,900千円\n前年度当初予算額　4,700千円\n増減　1,200千円\n前年比　125.5%\n"
    "3 経費の内訳\n水辺の観察会　1,900千円\n　・生き物を数える。\n手引きの作成　4,000千円\n　・学校に配る。\n計　5,900千円\n"
)
NOTED = TITLE + (
    "要求額　5,900千円\n前年度当初予算額　4,700千円\n\n【要求額の内訳】　※（　）内は前年度当初予算額\n"
    "　(1) 水辺の観察会　1,900千円（1,700千円）\n　(2) 手引きの作成　4,000千円（3,000千円）\n　　計　5,900千円（4,700千円）\n"
)
BY_YEARS = TITLE + (
    "予算額・決算額の推移\n(単位:千円)\n区分\t令和6年度\t令和7年度\t令和8年度\n当初予算額\t4,000\t4,700\t-\n補正予算額\t500\t0\t-\n"
    "予算現額\t4,500\t4,700\t-\n執行額\t4,200\t4,300\t-\n執行率\t93.3%\t91.5%\t-\n"
)
TOLD = TITLE + (
    "要求額の内訳\n・水辺の観察会 1,900千円\n  町の人と生き物を数える。\n・手引きの作成 4,000千円\n  学校に配る。\n・合計 5,900千円\n"
)
OFFICES = (
    "令和8年度当初予算要求書\n（農林部）\n事業名　川の学校事業（自然課）\n1 要求額\n要求額　5,900千円\n前年度当初予算額　4,700千円\n"
    "増減　1,200千円\n"
)
NAMED = TITLE + (
    "要求額　5,900千円（前年度当初予算額　4,700千円）\n\n【補助メニュー】\n"
    "① 水辺の教室補助\n　　所要額　1,900千円（前年度当初予算額　1,700千円）\n"
    "② 川の道補助\n　　所要額　4,000千円（前年度当初予算額　3,000千円）\n所要額合計　5,900千円（前年度当初予算額　4,700千円）\n"
)
IN_GROUPS = TITLE + (
    "予算の推移\n(単位:千円)\n区分\t\t前年度当初予算額\t要求額\n事業費\t水辺の観察会\t1,700\t1,900\n\t手引きの作成\t3,000\t4,000\n\t計\t4,700\t5,900\n"
    "財源内訳\t国庫支出金\t1,500\t1,800\n\t一般財源\t3,200\t4,100\n"
)
BROKEN = TITLE + (
    "財源内訳\n                            （単位：千円）\n区　　分        事 業 費    国　　庫    一　　般\n"
    "                            支 出 金    財　　源\n前 年 度\n当初予算額         4,700       1,500       3,200\n"
    "本 年 度\n要　求　額         5,900       1,800       4,100\n"
)
STAGES = (
    TITLE
    + "財源内訳\n(単位:千円)\n区分\t事業費\t国庫支出金\t一般財源\n"
    + ("既査定額\t4,000\t1,000\t3,000\n調整要求額\t1,900\t800\t1,100\n計\t5,900\t1,800\t4,100\n")
)
SOUND = {
    "a heading with a note": NOTED,
    "years in columns": BY_YEARS,
    "a list with sentences": TOLD,
    "offices in brackets": OFFICES,
    "names over amounts": NAMED,
    "groups of rows": IN_GROUPS,
    "labels over two lines": BROKEN,
    "an item with its sources": TITLE + SOURCED,
    "本年度 of a request": TITLE + UNSTAGED.replace("予算額\n", "内訳\n"),
    "本年度 of a budget": (TITLE + UNSTAGED).replace("当初予算要求書", "当初予算 主要事業一覧"),
    "accounts": ACCOUNTS,
    "a caption in a cell": CAPTION,
    "labels with amounts": LABELLED,
    "a definition list": DEFINED,
    "quotients": RATES,
    "a list with its quotient": LISTED,
    "two stages": STAGES,
    "an unnamed sheet": "## Sheet1\n" + TITLE + SOURCED,
    "a note of the stage": TITLE + SOURCED + "\n\\* 金額は要求時点のもの\n",
    "payers": TITLE + "財源の区分 国1/2\n○目的\n川を歩いて学ぶ。\n○" + SOURCED,
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_what_a_person_reads_at_once_is_verified(text: str) -> None:
    """Nothing is moved and every word is known."""
    assert is_verified(text)


@pytest.mark.parametrize(
    ("name", "printed", "other"),
    [
        ("an item with its sources", "国庫支出金 |", "隣県負担金 |"),
        ("an item with its sources", "一般財源 |", "前年度の一般財源 |"),
        ("an item with its sources", "| 900 | 1,000 |", "| 1,000 | 900 |"),
        ("an item with its sources", "細事業名", "川端市"),
        ("an item with its sources", "要求額の内訳", "隣県の内訳"),
        ("本年度 of a request", "令和8年度当初予算要求書", "令和7年度当初予算要求書\n令和8年度当初予算書"),
        ("本年度 of a budget", "川の学校事業\n", "川の学校事業\n内示前の資料\n"),
        ("本年度 of a budget", "取組別", "隣県の取組別"),
        ("accounts", "農林水産業費 水産業費", "隣県費 水産業費"),
        ("accounts", "水産業振興費", "廃止事業費"),
        ("a caption in a cell", "(単位:千円)", "(単位:千ドル)"),
        ("labels with amounts", "要求額の財源内訳", "隣県の財源内訳"),
        ("labels with amounts", "要求額の財源内訳", "前年度の財源内訳"),
        ("a definition list", "要求額の財源内訳", "隣県の財源内訳"),
        ("a definition list", "国庫支出金", "隣県の支出金"),
        ("quotients", "125.5%", "152.5%"),
        ("a list with its quotient", "125.5%", "152.5%"),
        ("a list with its quotient", "担当課　自然課", "隣県の額　自然課"),
        ("a list with its quotient", "3 経費の内訳", "3 隣県の経費の内訳"),
        ("two stages", "計\t", "翌年度計\t"),
        ("an unnamed sheet", "Sheet1", "隣県"),
        ("a note of the stage", "要求時点", "査定時点"),
        ("a note of the stage", "要求時点のもの", "要求時点の概算"),
        ("payers", "財源の区分 国1/2", "隣県の区分 国1/2"),
        ("a heading with a note", "内は前年度当初予算額", "内は隣県の額"),
        ("a heading with a note", "【要求額の内訳】", "【隣県の内訳】"),
        ("a heading with a note", "※（　）内は前年度当初予算額", ""),
        ("years in columns", "執行額\t4,200", "執行額\t4,100"),
        ("years in columns", "93.3%", "39.3%"),
        ("years in columns", "執行額", "隣県の執行額"),
        ("a list with sentences", "町の人と生き物を数える。", "上の額は隣県の額である。"),
        ("a list with sentences", "町の人と生き物を数える。", "隣県の人の分を除く。"),
        ("offices in brackets", "（農林部）", "（隣県の例）"),
        ("names over amounts", "① 水辺の教室補助", "① 隣県の水辺の教室補助"),
        ("names over amounts", "【補助メニュー】", "【隣県の補助メニュー】"),
        ("groups of rows", "財源内訳\t国庫", "隣県\t国庫"),
        ("groups of rows", "事業費\t水辺", "参考\t水辺"),
        ("labels over two lines", "前 年 度\n", "隣 県 の\n"),
        ("labels over two lines", "支 出 金", "負 担 金"),
        ("offices in brackets", "（農林部）", "（海洋部の額）"),
    ],
)
def test_its_hostile_twin_is_not(name: str, printed: str, other: str) -> None:
    """One word is another's, another year's or nobody's, or two amounts have changed places."""
    assert printed in SOUND[name]
    assert not is_verified(SOUND[name].replace(printed, other, 1))


def test_a_heading_of_offices_is_no_title() -> None:
    """The project's office has other projects, too."""
    office = TITLE + "所管　農林部\n" + SOURCED
    assert is_verified(office)
    assert not is_verified(office.replace("要求額の内訳", "3. 農林部"))
    assert not is_verified(office + "\n農林部\n主な事業内容\n" + SOURCED.partition("\n")[2])


def test_amounts_decided_before_are_no_answer_to_a_request() -> None:
    """既査定額 above an adjustment's request is no decision that exceeds it."""
    text = (
        TITLE
        + "調整内容\n(単位:千円)\n"
        + (
            "細事業名\t既査定額\t調整要求額\t計\n水辺の観察会\t3,000\t1,000\t4,000\n手引きの作成\t2,000\t500\t2,500\n計\t5,000\t1,500\t6,500\n"
        )
    )
    assert is_verified(text)
    assert not is_verified(text.replace("6,500", "6,400"))
    assert not is_verified(text.replace("既査定額", "査定額"))
