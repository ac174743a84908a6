"""Faultless replies without the layout reader about lists and headings broken into pieces: what is verified, and the hostile twins."""

import pytest

from tests.checks.proof.made import NAME, Tables, is_verified, replied

HEAD = f"令和8年度予算要求資料\n\n事業名　{NAME}\n\n"

PIECES = HEAD + (
    "＜財源内訳＞\n(単位：千円)\n区 分 事業費\n財 源 内 訳\n国 庫\n支出金\n分担金\n負担金\n財 産\n収 入\n県 債\n一 般\n財 源\n"
    "前年度 4,700 1,500 120 80 900 2,100\n要求額 5,900 1,800 130 70 1,000 2,900\n\n"
)
PIECES_TABLES: Tables = {
    ("funding", "財源内訳"): [
        (
            "前年度",
            "前年度",
            "initial",
            "total:4,700 national:1,500 contributions:120 property_income:80 bonds:900 general:2,100",
        ),
        (
            "要求額",
            "",
            "request",
            "total:5,900 national:1,800 contributions:130 property_income:70 bonds:1,000 general:2,900",
        ),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("財 産\n収 入\n", "", False),  # a heading too few for the amounts
        ("分担金\n負担金\n", "隣県\n負担金\n", False),
        ("＜財源内訳＞", "＜前年度の財源内訳＞", False),
        ("(単位：千円)", "(単位：千ドル)", False),
    ],
)
def test_headings_in_pieces(printed: str, instead: str, *, verified: bool) -> None:
    """Words that lines print piece by piece are the headings of amounts where they make as many of them, in one way alone."""
    assert replied(PIECES.replace(printed, instead), PIECES_TABLES) is verified


ITEMS = HEAD + (
    "１．細事業の内容\n■川の教室\n　要求額：1,190千円\n　前年度当初予算額：1,000千円\n　内容：仕事を終えた人に川のことを教える。(12回)\n"
    "■川の少ないまちの手引き\n　要求額：4,710千円\n　前年度当初予算額：3,700千円\n　内容：手引きを作る。(3冊)\n"
)
ITEMS_TABLES: Tables = {
    ("item", "１．細事業の内容"): [
        ("川の教室", "令和8年度", "request", "amount:1,190千円"),
        ("川の教室", "前年度", "initial", "amount:1,000千円"),
        ("川の少ないまちの手引き", "令和8年度", "request", "amount:4,710千円"),
        ("川の少ないまちの手引き", "前年度", "initial", "amount:3,700千円"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("■川の教室", "■隣県の教室"),
        ("川のことを教える。", "川のことを教える。額は隣県が払う。"),
        ("内容：手引きを作る。", "内容：前年度に終えた手引き。"),
        ("１．細事業の内容", "１．廃止した細事業"),
    ],
)
def test_items_behind_a_sign(printed: str, instead: str) -> None:
    """What is told of an item stands under its name behind a sign; a name or words of another's or another time's do not pass."""
    text = ITEMS + "\n２．予算額\n要求額：5,900千円\n前年度当初予算額：4,700千円\n"
    tables = {**ITEMS_TABLES, ("total", "２．予算額"): [
        ("要求額", "令和8年度", "request", "amount:5,900千円"), ("前年度当初予算額", "前年度", "initial", "amount:4,700千円"),
    ]}  # fmt: skip
    assert replied(text, tables)
    assert not replied(text.replace(printed, instead), tables)


COMMAS = HEAD + (
    "1 要求額\n　令和8年度要求額：5,900千円\n　令和7年度当初予算額：4,700千円\n2 財源\n"
    "　令和8年度要求額の財源：国庫支出金 1,800千円、県債 1,000千円、一般財源 3,100千円\n"
    "　令和7年度当初予算額の財源：国庫支出金 1,500千円、県債 900千円、一般財源 2,300千円\n"
)
COMMAS_TABLES: Tables = {
    ("total", "1 要求額"): [
        ("令和8年度要求額", "令和8年度", "request", "amount:5,900千円"),
        ("令和7年度当初予算額", "令和7年度", "initial", "amount:4,700千円"),
    ],
    ("funding", "2 財源"): [
        ("国庫支出金", "令和8年度", "request", "national:1,800千円"),
        ("県債", "令和8年度", "request", "bonds:1,000千円"),
        ("一般財源", "令和8年度", "request", "general:3,100千円"),
        ("国庫支出金", "令和7年度", "initial", "national:1,500千円"),
        ("県債", "令和7年度", "initial", "bonds:900千円"),
        ("一般財源", "令和7年度", "initial", "general:2,300千円"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("令和7年度当初予算額の財源", "令和6年度当初予算額の財源", False),
        ("、県債 900千円", "、うち県債 900千円", False),
        ("、一般財源 2,300千円", "、隣県の一般財源 2,300千円", False),
    ],
)
def test_amounts_behind_commas(printed: str, instead: str, *, verified: bool) -> None:
    """What a line begins with dates every amount of it."""
    assert replied(COMMAS.replace(printed, instead), COMMAS_TABLES) is verified


LATER = HEAD + (
    "１ 予算額（単位：千円）\n区分\t事業費\t国庫支出金\t県債\t一般財源\n要求額\t5,900\t1,800\t1,000\t3,100\n\n"
    "２ 後年度の見込み（単位：千円）\n年度\t事業費\tうち一般財源\n令和9年度見込\t6,100\t3,300\n令和10年度見込\t6,200\t3,400\n"
)
LATER_TABLES: Tables = {
    ("funding", "１ 予算額"): [("要求額", "", "request", "total:5,900 national:1,800 bonds:1,000 general:3,100")],
    ("cost", "２ 後年度の見込み"): [
        ("令和9年度見込", "令和9年度", "forecast", "project_cost:6,100 general_fund:3,300"),
        ("令和10年度見込", "令和10年度", "forecast", "project_cost:6,200 general_fund:3,400"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("後年度の見込み", "隣県の後年度の見込み", False),
        ("令和9年度見込\t", "令和9年度見込（国費）\t", False),
    ],
)
def test_years_to_come(printed: str, instead: str, *, verified: bool) -> None:
    """後年度の見込み heads what later years are expected to cost, and nothing else."""
    assert replied(LATER.replace(printed, instead), LATER_TABLES) is verified


RECORD = HEAD + (
    "１ 予算額（単位：千円）\n区分\t事業費\t国庫支出金\t県債\t一般財源\n要求額\t5,900\t1,800\t1,000\t3,100\n\n"
    "２ 指標\n指標Ⅰ\t指標名\t川に来た人の数\t単位\t人\t\n\t年度別の目標値\t\t令和6年度\t令和7年度\t令和8年度\n"
    "\t目標ａ\t\t65\t70\t75\n\t実績ｂ\t\t52\t63\t\n\tｂ／ａ\t\t80.0%\t90.0%\t\n\n３　１次評価\n続ける。\n"
)
RECORD_TABLES: Tables = {
    ("funding", "１ 予算額"): [("要求額", "", "request", "total:5,900 national:1,800 bonds:1,000 general:3,100")],
    ("indicator", "２ 指標"): [
        ("川に来た人の数", "令和6年度", "", "target:65"),
        ("川に来た人の数", "令和7年度", "", "target:70"),
        ("川に来た人の数", "令和8年度", "", "target:75"),
        ("川に来た人の数", "令和6年度", "", "actual:52"),
        ("川に来た人の数", "令和7年度", "", "actual:63"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("80.0%", "85.0%", False),  # not 52 in parts of 65
        ("指標名\t川に来た人の数", "指標名\t隣県の川に来た人の数", False),
        ("単位\t人", "単位\t隣県", False),
        ("年度別の目標値", "隣県の目標値", False),
        ("目標ａ", "計画ａ外", False),
    ],
)
def test_an_indicator_in_a_record(printed: str, instead: str, *, verified: bool) -> None:
    """Name and unit stand in a row over the years, and letters name the rows of which a rate is worked out."""
    assert replied(RECORD.replace(printed, instead), RECORD_TABLES) is verified


DECIDED = HEAD + (
    "予算額及び財源（単位：千円）\n区分\t事業費\t国庫支出金\t県債\t一般財源\n前年度当初予算額\t4,700\t1,500\t900\t2,300\n要求額\t5,900\t1,800\t1,000\t3,100\n"
    "財政課長査定額\t4,900\t1,600\t800\t2,500\n知事査定額\t5,400\t1,700\t950\t2,750\n増減（知事査定－前年度）\t700\t200\t50\t450\n"
)


@pytest.mark.parametrize(
    ("printed", "instead"),
    [("増減（知事査定－前年度）\t700", "増減（知事査定－前年度）\t200"), ("\t50\t450", "\t50\t440")],
)
def test_a_change_of_the_last_decision(printed: str, instead: str) -> None:
    """Of two decisions the one printed last is compared with the year before."""
    assert is_verified(DECIDED)
    assert not is_verified(DECIDED.replace(printed, instead))


def test_a_cut_that_is_asked_for() -> None:
    """Of a cut, more may be left than was asked for: 査定額 △10 of 要求額 △20."""
    rows = "区分\t事業費\t国庫支出金\t一般財源\n補正要求額\t△20\t△10\t△10\n補正査定額\t△10\t△5\t△5\n"
    text = f"令和8年度9月補正予算要求書\n事業名：{NAME}\n\n補正要求額及び財源（単位：千円）\n{rows}"
    assert is_verified(text)
    assert not is_verified(text.replace("△10\t△5\t△5", "30\t15\t15").replace("△", ""))
