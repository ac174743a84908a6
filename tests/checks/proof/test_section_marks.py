"""Sections behind Roman and Chinese numbers, in brackets and under the words of a cycle, labels of offices, counts in remarks."""

import pytest

from tests.checks.proof.made import HEAD, TABLE, drawn, is_verified

SUMS = drawn(TABLE)
ITEMS = drawn([
    ["細事業名", "要求額", "前年度当初予算額", "摘要"],
    ["川の観察会", "1,900", "1,700", "8組合"],
    ["川の測量", "4,000", "3,000", "12回"],
    ["計", "5,900", "4,700", ""],
])  # fmt: skip
TOLD = "川の流域の子どもに、川を知る機会を広げる。\n\n"
HALVES = """令和8年度当初予算要求書
事業名：川の学校事業

２ 歳出・歳入の要求額                                                  （単位：千円）

【歳出】                                        【歳入】
事項                  本年度要求  前年度当初    財源          本年度要求  前年度当初
川の観察会                 1,900       1,700    県支出金           1,800       1,500
川の測量                   4,000       3,000    一般財源           4,100       3,200
歳出合計                   5,900       4,700    歳入合計           5,900       4,700
"""


def chapters(marks: str, first: str = "地域計画の数値目標", second: str = "要求額と財源", end: str = "") -> str:
    """A sheet of three chapters, of which the first has words that nobody knows, over prose."""
    one, two, three = marks.split("|")
    return (
        f"{HEAD}\n{one}{first}{end}\n{TOLD}{two}{second}{end}\n（単位：千円）\n{SUMS}\n"
        f"{three}要求額の内訳{end}\n（単位：千円）\n{ITEMS}"
    )


@pytest.mark.parametrize(
    "marks",
    [
        "Ⅰ |Ⅱ |Ⅲ ",
        "I |II |III ",
        "Ⅰ．|Ⅱ．|Ⅲ．",
        "一　|二　|三　",
        "一、|二、|三、",
        "（一）|（二）|（三）",
        "第一　|第二　|第三　",
    ],
)
def test_chapters_of_one_kind(marks: str) -> None:
    """A chapter ends where the next number of its kind begins, in Roman and Chinese numbers, too."""
    assert is_verified(chapters(marks, first="事業の目的"))
    assert not is_verified(chapters(marks, second="隣県の要求額"))


@pytest.mark.parametrize("heading", ["部局の要求額", "施策の予算額", "課の要求額", "審査後の要求額", "検討額と財源"])
def test_amounts_of_more_than_the_project(heading: str) -> None:
    """What a department or a policy asks for is no project's; 審査の経過 tells of steps, 審査後の額 of one of them."""
    for honest in ("要求額と財源", "事業の予算額", "審査の経過"):
        assert is_verified(chapters("1 |2 |3 ", first="事業の目的", second=honest))
    assert not is_verified(chapters("1 |2 |3 ", first="事業の目的", second=heading))


@pytest.mark.parametrize("marks", ["Ⅰ |Ⅱ |Ⅲ ", "一　|二　|三　"])
def test_a_chapter_ends(marks: str) -> None:
    """Words that nobody knows head their own chapter, and the smaller numbers below it."""
    assert is_verified(chapters(marks))
    assert not is_verified(chapters(marks).replace(TOLD, ""))
    outer = f"{HEAD}\n{marks.split('|')[1]}隣県の状況\n1 要求額と財源（単位：千円）\n{SUMS}"
    assert not is_verified(outer)


@pytest.mark.parametrize("heading", ["決算の概要", "補正要求の概要", "国庫支出金の概要"])
@pytest.mark.parametrize("mark", ["1 ", "■ ", "【"])
def test_an_outline_of_other_amounts(heading: str, mark: str) -> None:
    """`1 決算の概要` heads a section, and is no title of the sheet, whatever its mark."""
    sheet = f"{HEAD}\n{mark}{{0}}{'】' if mark == '【' else ''}\n（単位：千円）\n{SUMS}"
    assert is_verified(sheet.format("要求の概要"))
    assert not is_verified(sheet.format(heading))


@pytest.mark.parametrize("words", ["PLAN（計画）|DO（実施）", "計画（Plan）|実施（Do）", "ＰＬＡＮ|ＤＯ"])
def test_the_words_of_a_cycle(words: str) -> None:
    """Each of the four words may stand in brackets or before them."""
    plan, do = words.split("|")
    sheet = f"{HEAD}\n{plan}\n=====\n\n{TOLD}{do}\n=====\n\n要求額と財源（単位：千円）\n{SUMS}"
    assert is_verified(sheet)
    assert not is_verified(sheet.replace(do, f"{do}（隣県）"))


@pytest.mark.parametrize("label", ["課所名", "部課所名", "課・所名", "部局・課", "室所名", "所管課所"])
def test_labels_of_offices(label: str) -> None:
    """The letters of offices make a label, however many; the line names an office and heads nothing."""
    sheet = (
        f"令和8年度当初予算要求書\n\n事業名 川の学校事業\n{label} 環境部水辺課\n\n要求額と財源（単位：千円）\n{SUMS}"
    )
    assert is_verified(sheet)
    assert not is_verified(sheet.replace(label, f"隣県の{label}"))


@pytest.mark.parametrize("count", ["8組合", "3商店街", "5大学", "4漁協", "15クラブ"])
def test_counts_in_remarks(count: str) -> None:
    """A cell of remarks may count anything; money, persons and shares of others are asked about."""
    sheet = f"{HEAD}\n要求額の内訳（単位：千円）\n{ITEMS}"
    assert is_verified(sheet.replace("8組合", count))
    for other in (
        "8百万",
        "3億",
        "14名",
        "2県",
        "500",
        "8千円",
        "50ユーロ",
        "500地元負担",
        "500限度",
        "3者負担",
        "2号補正",
        "500枠外",
    ):
        assert not is_verified(sheet.replace("8組合", other))


@pytest.mark.parametrize("page", ["　　　1頁", "　第1頁", "\t1頁", "　1ページ"])
def test_a_page_behind_the_title(page: str) -> None:
    """The number of a page is no word of the title; a part and another year are."""
    sheet = f"令和8年度当初予算要求書{{0}}\n事業名：川の学校事業\n\n要求額と財源（単位：千円）\n{SUMS}"
    assert is_verified(sheet.format(page))
    assert not is_verified(sheet.format("　その2"))
    assert not is_verified(sheet.format("　前年度"))


def test_titles_of_halves_in_brackets() -> None:
    """【歳出】 and 【歳入】 over two tables side by side say nothing of the amounts; the words of another body do."""
    assert is_verified(HALVES)
    assert not is_verified(HALVES.replace("【歳出】", "【隣県】"))
    assert not is_verified(HALVES.replace("【歳入】", "【前年】"))


@pytest.mark.parametrize("group", ["事業費の内訳", "事業費の財源内訳", "事業費の財源"])
def test_what_sources_are_of(group: str) -> None:
    """Over sources 事業費の内訳 says of what they are; of a cost of staff, another year or another body they are others."""
    sheet = (
        "令和8年度当初予算要求書,,,,,\n事業名,川の学校事業,,,,\n,,,,,\n1 審査の経過,,,,（単位：千円）,\n"
        f'区分,事業費,{group},,,\n,,一般財源,特定財源,,\n,,,国庫支出金,県債,\n前年度当初予算額,"4,700","2,300","1,500","900",\n'
        '要求額,"5,900","3,100","1,800","1,000",\n'
    )
    assert is_verified(sheet)
    for other in ("人件費の内訳", "隣県の内訳", "前年度の内訳", "決算額の内訳"):
        assert not is_verified(sheet.replace(group, other))


AGAIN = """令和8年度当初予算 復活要求調書

事業名：川の学校事業

１ 予算額の経過（単位：千円）
区分\t予算額\t県債\t一般財源
前年度当初予算額\t4,700\t900\t3,800
当初要求額\t9,900\t1,900\t8,000
内示額（Ａ）\t5,000\t1,000\t4,000
復活要求額\t3,900\t1,000\t2,900
復活内示額（Ｂ）\t2,900\t1,000\t1,900
決定額（Ａ＋Ｂ）\t7,900\t2,000\t5,900

２ 復活要求の内訳（単位：千円）
事項\t復活要求額\t復活内示額
川の観察会\t1,900\t900
川の測量\t2,000\t2,000
計\t3,900\t2,900
"""


def test_what_is_asked_for_once_more() -> None:
    """Items are of a request made once more where the heading that the record keeps says so; else they may be of the first."""
    assert is_verified(AGAIN)
    for heading in ("要求の内訳", "当初要求の内訳", "前年度の復活要求の内訳"):
        assert not is_verified(AGAIN.replace("復活要求の内訳", heading))
    assert not is_verified(AGAIN.replace("復活要求額\t復活内示額", "復活要求額\t当初要求額"))


@pytest.mark.parametrize("told", ["分野別の催しを委託する。", "地域別に説明会を開く。", "学年別に教材を配る。"])
def test_sorts_of_things(told: str) -> None:
    """分野別の says of what sorts something is; 別の says that it is another's."""
    sheet = f"{HEAD}\n要求額の内訳（単位：千円）\n{ITEMS}\n事項の説明\n"
    sheet += "　・川の観察会：{0}（24件）\n　・川の測量：川の深さを測る。（3回）\n"
    assert is_verified(sheet.format(told))
    for other in ("別の事業の催しを委託する。", "会計別に計上する。", "別に要求する催しを委託する。"):
        assert not is_verified(sheet.format(other))
