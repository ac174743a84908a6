"""The head of a sheet and its narrative."""

import pytest

from structurer.sheet.model import Identity, Label
from tests.support.builders import reading_of


def identity(text: str) -> Identity:
    """What the head of a text says."""
    return reading_of(text).sheet.identity


def said(label: Label | None) -> str | None:
    """A label's text."""
    return None if label is None else label.text


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度当初予算 要求書", 2026),
        ("Ｒ８年度 当初予算", 2026),
        ("平成30年度予算", 2018),
        ("令和元年度\n", 2019),
        ("事業改善シート（令和8年度実施事業分）", 2026),
        ("花壇\n要求額 5千円", None),
        ("令和7年10月に改まる指針", None),
        ("前年度当初予算額\n5千円", None),
        ("構想2030", None),
        ("ひばり市　令和8年度　取組カード\n事業名　花壇の手入れ", 2026),
        ("事業名　花壇の手入れ\nひばり市　令和8年度　取組カード", None),
        ("ひばり市　令和8年度開始　取組カード", None),
        ("区分 | 事業費 |\n| 令和8年度当初予算要求額 | 5千円 |", 2026),
        ("2026年度当初予算 要求書", 2026),
        ("鳥羽県の２０２６（令和８）年度当初予算", 2026),
        ("2026（令和7）年度当初予算", None),
        ("区分 | 事業費 |\nR7当初 | 4千円 |\nR8要求 | 5千円 |", 2026),
        ("区分 | R7当初 | R8要求 |\n事業費 | 4千円 | 5千円 |", 2026),
        ("区分 | 事業費 |\nR8要求 | 5千円 |\nR9当初 | 4千円 |", None),
        ("区分 | 事業費 |\nR7要求 | 4千円 |\nR8要求 | 5千円 |", None),
        ("令和9年度当初予算 要求書\n区分 | 事業費 |\nR8要求 | 5千円 |", 2027),
        ("# 北浜県 令和3年度 主要事業要求シート", 2021),
        ("令和 8 年度　予　算　要　求　書", 2026),
        ("令和8(2026)年度 当初予算要求書", 2026),
        ("Ｒ８当初予算要求シート", 2026),
        ("令和2年度補正(17号) 公園管理費", 2020),
        ("令和8年度予算見積調書 (単位:千円)", 2026),
        ("## Sheet1\n| 令和9年度当初予算要求 花壇事業 | NaN |", 2027),
        ("令和8年度当初予算　支出科目 款：民生費", 2026),
        ("令和8年度\t予算要求書\t鳥羽県", 2026),
        ("| 区分 | 令和8年度当初予算 | 備考 |", None),
        ("会計年度：令和8年度", 2026),
        ("年度\t令和8年度\t令和7年度", None),
        ("令和8年度要求書\n会計年度：令和7年度", None),
        ("令和7年度2月補正・令和8年度当初予算要求書", None),
        ("令和7年度決算・令和8年度予算 事業シート", None),
        ("平成30年度から続く事業の要求書", None),
        ("令和8年度～令和10年度 予算要求書", None),
        ("令和8年度の資料にあるとおり進める", None),
        ("開始年度\n平成30年度", None),
        ("令和6年度決算　事務事業点検票", 2024),
        ("令和6年度決算　前年度評価との差", None),
        ("事業名\n令和10年度国体準備調書作成事業", None),
        ("事業名 花壇の手入れ 令和9年度\n", 2027),
        ("事業名 花壇の手入れ令和9年度\n", None),
        ("令和8年度当初予算要求書\n事業名 花壇の手入れ 令和9年度\n", 2026),
        ("令和8年度当初予算要求書\n令和9年度要求額", None),
        ("令和8年度当初予算要求書\n令和8年度要求額\n令和7年度要求額", 2026),
        ("", None),
        (
            "令和8年度レビューシート\n          令和6年度   令和7年度   令和9年度要求\n事業費       1       2       3\n",
            2026,
        ),
    ],
)
def test_fiscal_year(text: str, year: int | None) -> None:
    """The sheet's own year is Western, and only where the sheet prints one."""
    assert identity(text).fiscal_year == year


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("鳥羽県 令和8年度当初予算", "鳥羽県"),
        ("鳥羽県", "鳥羽県"),
        ("鳥羽県の2026年度当初予算", "鳥羽県"),
        ("鳥羽県の２０２６年度当初予算", "鳥羽県"),
        ("鳥羽県営住宅", None),
        ("鳥羽県の予算の内訳", None),
        ("鳥羽県当初予算の内訳", None),
        ("# 若葉台市 令和3年度 要求シート", "若葉台市"),
        ("水城町令和6年度当初予算", "水城町"),
        ("令和8年度 みなと町 予算要求書", "みなと町"),
        ("令和8年度 6月補正予算要求書　　鳥羽県", "鳥羽県"),
        ("# 令和8年度 事務事業評価シート（若葉台市）", "若葉台市"),
        ("令和8年度当初予算要求書（隣県）", None),
        ("令和8年度当初予算要求書（市町村）", None),
        ("令和8年度当初予算要求書（政令市）", None),
        ("令和8年度当初予算要求書（旧若葉台市）", None),
        ("令和8年度当初予算要求書（若葉台市の例）", None),
        ("令和8年度に始めた花壇　若葉台市", None),
        ("団体名：鳥羽広域連合", "鳥羽広域連合"),
        ("隣県 令和8年度当初予算", None),
        ("関係市町村 令和8年度当初予算", None),
        ("住みよい町 応援事業", None),
        ("東地区 令和8年度当初予算", None),
        ("事業名 花壇\n連絡先 hana @ pref.toba.lg.jp\n鳥羽県花壇の会", "鳥羽県"),
        ("連絡先 hana @ pref.toba.lg.jp\n鳥羽県花壇の会と伊良県草木の会", None),
        ("鳥羽県花壇の会の話", None),
        ("花壇", None),
    ],
)
def test_publisher(text: str, publisher: str | None) -> None:
    """A prefecture at the head, or the only one named on a sheet with a prefecture's address; else none."""
    assert said(identity(text).publisher) == publisher


@pytest.mark.parametrize(
    ("text", "project", "line"),
    [
        ("事業名:\n花壇応援事業\n", "花壇応援事業", 2),
        ("事業名：花壇応援事業 (20090444)\n", "花壇応援事業", 1),
        ("事業名\t花壇応援事業\t部局\t農林部\n", "花壇応援事業", 1),
        ("\n| 事業名 | 花壇　応援事業 |\n", "花壇 応援事業", 2),
        ("花壇応援事業\n", "花壇応援事業", 1),
        ("| **事業名** | 花壇応援事業 |\n", "花壇応援事業", 1),
        ("- **事業名**：花壇応援事業\n", "花壇応援事業", 1),
        ("事業名\n:   花壇応援事業\n", "花壇応援事業", 2),
        ("【事業名】花壇応援事業\n", "花壇応援事業", 1),
        ("(1) 事務事業の名称　花壇応援事業\n", "花壇応援事業", 1),
        ("事業名花壇応援事業\n", "花壇応援事業", 1),
        ("事業名,花壇応援事業,,担当課,花の課\n所管,農林部,,,\n", "花壇応援事業", 1),
        ("管理事業名 :水の事業\n事業名 :花壇応援事業費(20090444) 予算要求課 花の課\n", "花壇応援事業費", 2),
        ("番号 事  業  名 会計 款\nA1 花壇応援事業 一般会計 農林費\n", "花壇応援事業", 2),
        ("番号 | 事 業 名 | 会計\nA1 | 花壇応援事業 | 一般\nA2 | 水の事業 | 一般\n", None, None),
        ("事業名：花壇及び里\n　　　　山の手入れ\n担当：花の課\n", "花壇及び里山の手入れ", 1),
        ("事業名　花壇及び里\n山応援事業\n", "花壇及び里山応援事業", 1),
        ("事業名：花壇応援事業\n花の課 苗係\n", "花壇応援事業", 1),
        ("事業名\n農林部 花の課\n", None, None),
        ("事業名\n事業の目的\n花を植える。\n", None, None),
        ("事業名：別紙\n", None, None),
        ("事業名\n要求額\n", None, None),
        ("平成29年度当初予算 花壇応援事業費\n", "花壇応援事業費", 1),
        ("令和9年度当初予算 主要事業\n", None, None),
        ("令和8年度に始めた事業\n", None, None),
        ("花壇の話\n", None, None),
        ("事業名", None, None),
    ],
)
def test_project(text: str, project: str | None, line: int | None) -> None:
    """The project's name stands beside its label or below it, its code aside."""
    found = identity(text).project
    assert (said(found), None if found is None else found.line) == (project, line)


def test_pairs_of_the_head() -> None:
    """Number, department, division, period and the marked stage, as they stand beside their labels."""
    head = "事業番号\t07 03 02\t事業改善シート\t□当初予算案\t■当初要求\n事業名\t花壇\t部局\t農林部\t課・室\t花の課\t実施期間 H27 ~\n"
    found = identity(head)
    assert [said(label) for label in (found.code, found.department, found.division, found.stage)] == [
        "07 03 02",
        "農林部",
        "花の課",
        "当初要求",
    ]
    assert said(found.period) == "H27 ~"


@pytest.mark.parametrize(
    ("head", "offices"),
    [
        ("農林水産部 花の課 苗係", ("農林水産部", "花の課", "苗係")),
        ("農林水産部 花の課\t\t", ("農林水産部", "花の課", None)),
        ("所　管：農林水産部　花の課（内線 1）", ("農林水産部", "花の課", None)),
        ("部局：農林水産部 課名：花の課 係名：苗担当 内線：7658", ("農林水産部", "花の課", "苗担当")),
        ("- 担当: 農林水産部 花の課", ("農林水産部", "花の課", None)),
        ("担当課\n花の課", (None, "花の課", None)),
        ("担当課\n事業費の概要", (None, None, None)),
        ("農林水産部 令和8年度予算要求書", (None, None, None)),
    ],
)
def test_offices(head: str, offices: tuple[str | None, ...]) -> None:
    """Department, division and unit stand on one line, or beside their labels, which are no part of them."""
    found = identity(f"事業名:\n花壇\n{head}\n")
    assert (said(found.department), said(found.division), said(found.unit)) == offices


@pytest.mark.parametrize(
    ("head", "accounts"),
    [
        ("支出科目 款：農林費 項：農業費", "款:農林費 項:農業費"),
        ("款名・項名・目名 :農林費 農業費", "農林費 農業費"),
        ("| 款名・項名・目名 | :農林費 農業費 |", "農林費 農業費"),
        ("番号 会計 款 項 目 説 明 事 業", None),
    ],
)
def test_accounts(head: str, accounts: str | None) -> None:
    """The accounts behind their labels; labels alone are none."""
    assert said(identity(head).accounts) == accounts


def test_mentions() -> None:
    """Counts and percentages of running text are kept with the words before them; amounts and plain numbers are not."""
    made = reading_of("苗を配る会を6回開き、2.6%増やし、5千円と7を使い、3人で回る。\n").sheet.mentions
    assert [(mention.cite.printed, mention.cite.unit) for mention in made] == [
        ("6回", "count"),
        ("2.6%", "percent"),
        ("3人", "count"),
    ]
    assert made[0].text == "苗を配る会を"


@pytest.mark.parametrize(
    "text",
    [
        "令和8年度,歳出予算要求内訳書,,\n事業名,花壇事業,,\n,,,(単位:円)\n項目,要求額,前年度,比較\n苗,1200000,900000,300000\n",
        "■ 令和8年度当初予算案の主な事業\n\n◎ 花壇事業\n予算額 900千円\n",
        "---\ntitle: 令和8年度当初予算 査定結果\n事業名: 花壇事業\n---\n",
        "件名：令和8年度当初予算の要求について\n事業名: 花壇事業\n",
        "<!-- Slide number: 1 -->\n# 花壇事業\n令和8年度当初予算案 重点事業説明資料\n",
    ],
)
def test_the_year_of_more_titles(text: str) -> None:
    """A year beside the paper's name in another cell, behind a mark or the label of a title, below a converter's mark."""
    assert reading_of(text).sheet.identity.fiscal_year == 2026
