"""Words of a year, a stage or a step on which no proof rests: in a title, alone on a line, over labels, behind a label."""

import pytest

from tests.checks.proof.made import is_proved_for, is_verified
from tests.checks.proof.test_dates import BOTH
from tests.checks.proof.test_drawn_rows import SHEET as DRAWN
from tests.checks.proof.test_paired_lists import SHEET as PAIRED
from tests.checks.proof.test_predicates import ITEMS
from tests.checks.proof.test_settled import YEARS
from tests.checks.proof.test_spoken import DRAFTED, TOLD

ASKED = """川端県　令和8年度当初予算要求の概要
事業名　川の学校事業
所属　環境部　水辺課

要求額の内訳（単位：千円）
区分	要求額
観察会	1,900
手引き	4,000
合計	5,900

【成果目標】
指標	単位	令和7年度実績	令和8年度目標
観察会の参加者数	人	310	360
"""
TWO = """令和8年度当初予算要求書
事業名　川の学校事業
所属　環境部　水辺課

要求額及び財源（単位：千円）
区分	事業費	国庫支出金	一般財源
前年度当初予算額	4,700	1,500	3,200
要求額	5,900	1,800	4,100

経費の内訳（単位：千円）
区分	要求額
観察会	1,900
手引き	4,000
合計	5,900
"""
LISTED = ITEMS.format(told="教室を開く。")
RULE = "| --- | --- | --- | --- | --- |\n"


@pytest.mark.parametrize(
    "sheet", [ASKED, TWO, BOTH, YEARS, DRAFTED, TOLD, DRAWN, LISTED], ids=lambda sheet: str(len(sheet))
)
def test_sheets_that_say_nothing_else_are_verified(sheet: str) -> None:
    """The same sheets without such a word."""
    assert is_verified(sheet)
    assert is_proved_for(sheet, sheet)


@pytest.mark.parametrize(
    ("sheet", "old", "new"),
    [
        *(
            (ASKED, "要求の概要", title)
            for title in ("内示概要", "概算概要", "追加経費要求書", "査定の概要", "決算概要")
        ),
        *(
            (BOTH, "当初予算額\t", f"{label}\t")
            for label in ("当初予算額（内示）", "復活当初予算額", "当初予算額（要求）")
        ),
        *((BOTH, "\n計\t", f"\n{label}\t") for label in ("計（内示）", "内示計")),
        *((YEARS, RULE, f"{RULE}|  | {word} |  |  |  |\n") for word in ("見込", "前年度", "翌年度", "内示")),
        (YEARS, RULE, f"{RULE}|  |  | 当初 |  |  |\n"),
        *((DRAFTED, "３　財源\n", f"３　財源\n　{word}\n") for word in ("企業局", "全庁", "前年度", "内示", "決算")),
        *((TWO, "\n経費の内訳", f"\n{word}\n経費の内訳") for word in ("当初", "追加", "内示", "別事業")),
        *((ASKED, "【成果目標】", f"【成果目標（{word}）】") for word in ("類似事業", "全庁", "別事業", "試算")),
        (ASKED, "観察会の参加者数\t人", "翌年度の観察会の参加者数\t人"),
        (DRAWN, "５　総合評価", "５　復活"),
        (DRAWN, "２　取組内容", "２　当初"),
        (TOLD, "要求額を2,600千円", "当初の要求額を2,600千円"),
        (TOLD, "査定額は5,500千円", "当初の査定額は5,500千円"),
        *((LISTED, "(1) 川の教室", f"・{label}：川の会\n(1) 川の教室") for label in ("協議会", "委託先", "企業局")),
        (LISTED, "教室を開く。", "企業局：教室を開く。"),
    ],
)
def test_words_that_no_proof_rests_on_are_asked_about(sheet: str, old: str, new: str) -> None:
    """A reply that is right for the sheet without the word is not believed on the sheet with it."""
    assert old in sheet
    assert not is_proved_for(sheet.replace(old, new, 1), sheet)


@pytest.mark.parametrize("label", ["隣県計", "概算計", "全庁計"])
def test_sums_are_no_items(label: str) -> None:
    """What a list comes to under any name is no entry of it."""
    total = "  合計                          2,000千円"
    assert is_verified(PAIRED)
    assert not is_verified(PAIRED.replace(total, total.replace("合計", label), 1))


@pytest.mark.parametrize(
    ("sheet", "old", "new"),
    [
        (ASKED, "要求の概要", "要求書"),
        (ASKED, "要求の概要", "要求（査定状況）"),
        (TWO, "\n経費の内訳", "\n要求\n経費の内訳"),
        (DRAFTED, "３　財源\n", "３　財源\n　環境部水辺課\n"),
        (DRAFTED, "３　財源\n", "３　財源\n　当初\n"),
        (ASKED, "【成果目標】", "【成果目標（アウトカム）】"),
        (LISTED, "(1) 川の教室", "・対象者：小学生\n(1) 川の教室"),
        (LISTED, "教室を開く。", "内容：教室を開く。"),
    ],
)
def test_words_that_say_the_same_again_are_believed(sheet: str, old: str, new: str) -> None:
    """The stage that the amounts have, the office in charge, and labels of what an item is."""
    assert old in sheet
    assert is_proved_for(sheet.replace(old, new, 1), sheet)
