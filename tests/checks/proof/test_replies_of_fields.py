"""Faultless replies about amounts in brackets, broken cells, words down the rows, fields below names, and the hostile twins of each."""

import pytest

from tests.checks.proof.made import NAME, Rows, Tables, replied

BRACKETED = (
    "令和８年度当初予算　主要な施策の概要\n（単位：千円、金額の（　）内は前年度当初予算額）\n\n"
    f"事業名        {NAME}\n当初予算額    5,900（4,700）\n\n"
    "(1) 取組の内容\n　　① 川の教室                   3,400（2,300）\n　　　・川で授業を開く。\n"
    "　　② 川の手引き                   500（400）\n　　　・手引きを配る。\n"
    "　　小計                         3,900（2,700）\n"
    "(2) 活動の内容\n　　① 川の先生                   2,000（2,000）\n　　小計                         2,000（2,000）\n\n"
    "〔財源内訳〕\n　　国庫支出金                   1,800（1,500）\n　　一般財源                     4,100（3,200）\n"
)
BRACKETED_TABLES: Tables = {
    ("total", ""): [
        ("当初予算額", "令和8年度", "approved", "amount:5,900"),
        ("当初予算額", "令和7年度", "initial", "amount:4,700"),
    ],
    ("item", "(1) 取組の内容"): [
        ("川の教室", "令和8年度", "approved", "amount:3,400"),
        ("川の教室", "令和7年度", "initial", "amount:2,300"),
        ("川の手引き", "令和8年度", "approved", "amount:500"),
        ("川の手引き", "令和7年度", "initial", "amount:400"),
    ],
    ("total", "(1) 取組の内容"): [
        ("小計", "令和8年度", "approved", "amount:3,900"),
        ("小計", "令和7年度", "initial", "amount:2,700"),
    ],
    ("item", "(2) 活動の内容"): [
        ("川の先生", "令和8年度", "approved", "amount:2,000"),
        ("川の先生", "令和7年度", "initial", "amount:2,000"),
    ],
    ("total", "(2) 活動の内容"): [
        ("小計", "令和8年度", "approved", "amount:2,000"),
        ("小計", "令和7年度", "initial", "amount:2,000"),
    ],
    ("funding", "財源内訳"): [
        ("国庫支出金", "令和8年度", "approved", "national:1,800"),
        ("国庫支出金", "令和7年度", "initial", "national:1,500"),
        ("一般財源", "令和8年度", "approved", "general:4,100"),
        ("一般財源", "令和7年度", "initial", "general:3,200"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("内は前年度当初予算額", "内は隣県の予算額", False),
        ("内は前年度当初予算額", "内は前年度決算額", False),
        ("（単位：千円、金額", "（単位：千円又は百万円、金額", False),
        ("〔財源内訳〕", "〔隣県の財源内訳〕", False),
    ],
)
def test_a_caption_that_tells_of_brackets(printed: str, instead: str, *, verified: bool) -> None:
    """A caption may say what amounts in brackets are, and an amount below a thousand with another in brackets is no heading."""
    assert replied(BRACKETED.replace(printed, instead), BRACKETED_TABLES) is verified


RULED = (
    f"令和8年度当初予算　知事査定結果\n事業名　{NAME}\n\n【査定の内訳】（単位：千円）\n"
    "┌──────────┬───────┬───────┬───────┬────────────┐\n"
    "│ 細事業名           │   前年度当初 │       要求額 │   知事査定額 │ 内容                   │\n"
    "│                    │       予算額 │              │              │                        │\n"
    "├──────────┼───────┼───────┼───────┼────────────┤\n"
    "│ 川の学校に集う生徒 │        4,300 │        5,600 │        5,400 │ 市町村の教室の改修を支 │\n"
    "│ の教室事業         │              │              │              │ 援する。               │\n"
    "├──────────┼───────┼───────┼───────┼────────────┤\n"
    "│ 川の手引き         │          400 │          500 │          500 │ 手引きの設計を         │\n"
    "│                    │              │              │              │ 行う。                 │\n"
    "├──────────┼───────┼───────┼───────┼────────────┤\n"
    "│ 合計               │        4,700 │        6,100 │        5,900 │                        │\n"
    "└──────────┴───────┴───────┴───────┴────────────┘\n"
)
_NAMES = (("川の学校に集う生徒の教室事業", "4,300 5,600 5,400"), ("川の手引き", "400 500 500"))
_STAGES = (("令和7年度", "initial"), ("令和8年度", "request"), ("令和8年度", "approved"))
RULED_TABLES: Tables = {
    ("item", "査定の内訳"): [
        (name, year, stage, f"amount:{printed}")
        for name, amounts in _NAMES
        for (year, stage), printed in zip(_STAGES, amounts.split(), strict=True)
    ],
    ("total", "査定の内訳"): [
        ("合計", year, stage, f"amount:{printed}")
        for (year, stage), printed in zip(_STAGES, ("4,700", "6,100", "5,900"), strict=True)
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("│ の教室事業         │", "│ 隣県の分           │", False),  # not the name of the record
        ("市町村の教室の改修を支 ", "市町村が費用を全額負担 ", False),
        ("│ 援する。               │", "│ 隣県の予算額である。   │", False),
        (
            "│                    │              │              │              │ 行う。",
            "│ 隣県分             │              │              │              │ 行う。",
            False,
        ),
    ],
)
def test_names_and_texts_broken_in_ruled_cells(printed: str, instead: str, *, verified: bool) -> None:
    """The rest of a name and of the text behind its amounts, on the same line of a ruled table, is no heading over what follows."""
    assert replied(RULED.replace(printed, instead), RULED_TABLES) is verified


LETTERS = (
    f"令和8年度　事務事業評価調書\n\n事務事業名　{NAME}\n\n１ 投入コストの推移　　（単位：千円、人）\n"
    "          区　　　分                令和７年度      令和８年度\n"
    "                                        決算額      当初予算額\n"
    "事業費（Ａ）                             4,700           5,900\n"
    "　財　国庫支出金                         1,500           1,800\n"
    "　源　県債                                 900           1,000\n"
    "　内　その他                               200             300\n"
    "　訳　一般財源                           2,100           2,800\n"
    "人件費（Ｂ）                             8,100           7,290\n"
    "　従事する正規職員                         1.0             0.9\n"
    "総コスト（Ａ＋Ｂ）                      12,800          13,190\n"
)
_YEARS = (("令和7年度", "settled"), ("令和8年度", "approved"))
_ROWS = {
    "事業費（Ａ）": "project_cost:4,700 project_cost:5,900",
    "人件費（Ｂ）": "personnel_cost:8,100 personnel_cost:7,290",
    "従事する正規職員": "regular:1.0 regular:0.9",
    "総コスト（Ａ＋Ｂ）": "total_cost:12,800 total_cost:13,190",
    "国庫支出金": "national:1,500 national:1,800",
    "県債": "bonds:900 bonds:1,000",
    "その他": "other:200 other:300",
    "一般財源": "general:2,100 general:2,800",
}


def _rows(*labels: str) -> Rows:
    """The rows of a table of two years, one for each year of each label."""
    return [
        (label, year, stage, cell)
        for label in labels
        for (year, stage), cell in zip(_YEARS, _ROWS[label].split(), strict=True)
    ]


LETTERS_TABLES: Tables = {
    ("cost", "1 投入コストの推移"): _rows(*list(_ROWS)[:4]),
    ("funding", "1 投入コストの推移"): _rows(*list(_ROWS)[4:]),
}


@pytest.mark.parametrize(
    ("letters", "verified"), [("財源内訳", True), ("隣県負担", False), ("補正内訳", False), ("財源見込", False)]
)
def test_a_word_down_the_rows(letters: str, *, verified: bool) -> None:
    """財源内訳, a letter a row, says no more of the sources than their names; any other word is not known."""
    text = LETTERS
    for old, new in zip("財源内訳", letters, strict=True):
        text = text.replace(f"\n　{old}　", f"\n　{new}　")
    assert replied(text, LETTERS_TABLES) is verified


FIELDS = (
    f"補助金等見直し調書\n対象年度：令和8年度\n事業名：{NAME}\n\n１ 予算の状況\n当初予算要求額：5,900,000円\n"
    "前年度当初予算額：4,700,000円\n\n要求額の財源内訳\n国庫支出金：1,800,000円\n一般財源：4,100,000円\n\n２ 補助金等の内訳\n\n"
    "(1) 市町村広報費補助金\n補助対象者：市町村\n補助率：1/2以内\n補助限度額：700,000円\n交付予定件数：8件\n"
    "要求額：5,400,000円\n前年度当初予算額：4,300,000円\n見直しの内容：特になし\n\n"
    "(2) 川の先進事例調査費補助金\n補助対象者：川の団体\n補助率：2/3以内\n補助限度額：200,000円\n交付予定件数：3件\n"
    "要求額：500,000円\n前年度当初予算額：400,000円\n見直しの内容：特になし\n"
)
FIELDS_TABLES: Tables = {
    ("total", "1 予算の状況"): [
        ("当初予算要求額", "令和8年度", "request", "amount:5,900,000円"),
        ("前年度当初予算額", "令和7年度", "initial", "amount:4,700,000円"),
    ],
    ("funding", "要求額の財源内訳"): [
        ("国庫支出金", "令和8年度", "request", "national:1,800,000円"),
        ("一般財源", "令和8年度", "request", "general:4,100,000円"),
    ],
    ("item", "2 補助金等の内訳"): [
        ("市町村広報費補助金", "令和8年度", "request", "amount:5,400,000円"),
        ("市町村広報費補助金", "令和7年度", "initial", "amount:4,300,000円"),
        ("川の先進事例調査費補助金", "令和8年度", "request", "amount:500,000円"),
        ("川の先進事例調査費補助金", "令和7年度", "initial", "amount:400,000円"),
        ("市町村広報費補助金", "", "", "rate:1/2 cap:700,000円 count:8件"),
        ("川の先進事例調査費補助金", "", "", "rate:2/3 cap:200,000円 count:3件"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("\n補助対象者：川の団体", "\n実施年度：令和9年度", False),
        ("\n補助対象者：市町村", "\n隣県の事業である", False),
        ("\n交付予定件数：3件", "\n隣県分の交付件数：3件", False),
        ("２ 補助金等の内訳", "２ 隣県の補助金等の内訳", False),
    ],
)
def test_fields_below_a_name(printed: str, instead: str, *, verified: bool) -> None:
    """Fields that tell of a subsidy stand between its name and its amounts; what no such field is parts them."""
    assert replied(FIELDS.replace(printed, instead), FIELDS_TABLES) is verified


@pytest.mark.parametrize("name", ["市町村単独費補助金", "隣県広報費補助金", "市町村負担費補助金"])
def test_a_grant_of_others(name: str) -> None:
    """To whom a grant is paid may begin its name; whose it is may not."""
    tables = {
        key: [(name if row[0] == "市町村広報費補助金" else row[0], *row[1:]) for row in rows]
        for key, rows in FIELDS_TABLES.items()
    }
    assert not replied(FIELDS.replace("市町村広報費補助金", name), tables)


BESIDE = (
    f"令和8年度当初予算要求　歳出歳入対照表\n\n事業名：{NAME}　　所属：環境部 河川課\n\n(単位：千円)\n"
    "| 歳出 |  |  | 歳入 |  |  |\n"
    "| 事業名 | 前年度当初予算額 | 本年度要求額 | 財源区分 | 前年度当初予算額 | 本年度要求額 |\n"
    "| 川の教室 | 4,300 | 5,400 | 国庫支出金 | 1,500 | 1,800 |\n"
    "| 川の手引き | 400 | 500 | 一般財源 | 3,200 | 4,100 |\n"
    "| 歳出計 | 4,700 | 5,900 | 歳入計 | 4,700 | 5,900 |\n"
)
BESIDE_TABLES: Tables = {
    ("item", "歳出"): [
        ("川の教室", "令和7年度", "initial", "amount:4,300"),
        ("川の教室", "令和8年度", "request", "amount:5,400"),
        ("川の手引き", "令和7年度", "initial", "amount:400"),
        ("川の手引き", "令和8年度", "request", "amount:500"),
    ],
    ("total", "歳出"): [
        ("歳出計", "令和7年度", "initial", "amount:4,700"),
        ("歳出計", "令和8年度", "request", "amount:5,900"),
    ],
    ("funding", "歳入"): [
        ("国庫支出金", "令和7年度", "initial", "national:1,500"),
        ("国庫支出金", "令和8年度", "request", "national:1,800"),
        ("一般財源", "令和7年度", "initial", "general:3,200"),
        ("一般財源", "令和8年度", "request", "general:4,100"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("歳入計 | 4,700 | 5,900", "歳入計 | 4,700 | 6,900", False),  # not what the sources come to
        ("歳入計", "事業計", False),
        ("歳入計", "隣県の計", False),
        ("\n| 事業名 ", "\n| 事業名 | 隣県の川 |\n\n| 事業名 ", False),
    ],
)
def test_the_sum_of_the_sources_beside_items(printed: str, instead: str, *, verified: bool) -> None:
    """歳入計 has no field of its own where every source above it is cited and they come to it; 事業名 may head names."""
    assert replied(BESIDE.replace(printed, instead), BESIDE_TABLES) is verified
