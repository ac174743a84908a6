"""No attack of the adversary is verified wrongly, its harmless twins mostly are, and silence is no result."""

import pytest

from benchmarks.adversary.trial import ATTACKS, Tally, trials
from tests.checks.proof.made import is_verified

GROUPS = sorted({kind[0] for kind in ATTACKS})
SEED = 1
FEWEST_TWINS = 0.75
"""Share of twins verified in every group: a proof that nothing has is no proof."""


@pytest.mark.parametrize("group", GROUPS)
def test_every_class_of_attack(group: str) -> None:
    """Each class once, under one seed, each followed by its twin."""
    kinds = [kind for kind in ATTACKS if kind.startswith(group)]
    tally = Tally()
    for trial in trials(len(kinds), SEED, kinds):
        tally.add(trial)
    counts = tally.counts()
    assert [(wrong.kind, wrong.is_twin, wrong.reason) for wrong in tally.wrong] == []
    assert (counts["tries"], counts["twins"]) == (len(kinds), len(kinds))
    assert isinstance(counts["twins_verified"], int)
    assert counts["twins_verified"] >= FEWEST_TWINS * len(kinds)


PROJECT = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
SOURCES = "区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"
SOUND_TABLE = PROJECT + "要求額の財源\n(単位:千円)\n" + SOURCES
LISTED = (
    PROJECT
    + "要求額　5,900千円\n\n要求額の内訳\n・水辺の観察会 1,900千円\n{}・手引きの作成 4,000千円\n・合計 5,900千円\n"
)
HALVES = (
    PROJECT + "財源内訳\n                            （単位：千円）\n区　　分        事 業 費    国　　庫    一　　般\n"
    "                            支 出 金    財　　源\n{}\n当初予算額         4,700       1,500       3,200\n"
    "本 年 度\n要　求　額         5,900       1,800       4,100\n"
)
NOTED = (
    PROJECT + "要求額　5,900千円（前年度当初予算額　4,700千円）\n\n【事業の内訳】{}\n"
    "　(1) 水辺の観察会　1,900千円（1,700千円）\n　(2) 手引きの作成　4,000千円（3,000千円）\n　　計　5,900千円（4,700千円）\n\n"
    "【経費の内訳】{}\n　(1) 報償費　1,900千円（1,700千円）\n　(2) 印刷費　4,000千円（3,000千円）\n　　計　5,900千円（4,700千円）\n"
)
BESIDE = (
    PROJECT + "事業内訳\n(単位:千円)\n細事業名\t区分\t要求額\t前年度当初予算額\n水辺の観察会\t{}\t1,900\t1,700\n"
    "手引きの作成\t継続\t4,000\t3,000\n計\t\t5,900\t4,700\n"
)
SALES = (
    "成果指標\n指標名\t単位\t令和7年度実績\t令和8年度目標\n川の物産の売上\t億円\t176\t188\n"
    "※要求額は各部局の{}段階のものであり、今後の予算編成の中で変わることがあります。\n"
)
HEADED = "川端県 {}\n{}\n事業名：川の学校事業\n\n要求額の財源\n(単位:千円)\n" + SOURCES
BRACKETED = (
    PROJECT + "要求額の内訳　※（　）内は前年度当初予算額\n{}・水辺の観察会 1,900千円（1,700千円）\n"
    "・手引きの作成 4,000千円（3,000千円）\n・計 5,900千円（4,700千円）\n"
)
TOLD = (
    PROJECT + "(単位:千円)\n| 細事業名 | 要求額 | 前年度当初予算額 |\n|---|---|---|\n| 水辺の観察会 | 1,900 | 1,700 |\n"
    "| 手引きの作成 | 4,000 | 3,000 |\n| 計 | 5,900 | 4,700 |\n\n* 水辺の観察会 … {}\n"
)
OFFICE = "令和8年度当初予算要求書\n{}事業名　川の学校事業\n1 要求額\n(単位:千円)\n" + SOURCES


@pytest.mark.parametrize(
    "text",
    [
        SOUND_TABLE + "注　財源の「国庫支出金」は、本年度から実施する事業である。\n",
        SOUND_TABLE + "※端数処理のため合計が一致しない。上記は隣県の額である。\n",
        SOUND_TABLE + SALES.format("査定"),
        SOUND_TABLE + "* 国庫支出金 … 隣県の分である。\n",
        SOUND_TABLE + "・国庫支出金：前年度の額である。\n",
        SOUND_TABLE + "- 国庫支出金：要求を取り下げた。\n",
        SOUND_TABLE.replace("(単位:千円)", "(単位:千円（隣県）)"),
        SOUND_TABLE.replace("(単位:千円)", "（単位：百万円）\t\t(単位:千円)"),
        PROJECT + "山の学校事業\t(単位:千円)\n" + SOURCES,
        PROJECT + "税抜き\t(単位:千円)\n" + SOURCES,
        LISTED.format("  採択されなかった。\n"),
        LISTED.format("  前の年のものである。\n"),
        *(
            OFFICE.format(f"{office}\n")
            for office in ("（隣川県農林部）", "隣川県農林部", "旧農林部", "他局", "廃止係")
        ),
        *(
            LISTED.format("").replace("要求額の内訳", heading)
            for heading in ("隣県", "山の学校事業", "隣県の要求額の内訳")
        ),
        PROJECT + "隣県\n要求額　6,900千円\n前年度当初予算額　4,700千円\n増減　2,200千円\n",
        SOUND_TABLE.replace("区分", "区分（国費）"),
        SOUND_TABLE.replace("区分\t", "翌年度\t\n区分\t"),
        SOUND_TABLE.replace("一般財源\t", "2月補正\n一般財源\t"),
        SOUND_TABLE.replace("一般財源\t", "参考\n一般財源\t"),
        PROJECT
        + "財源内訳\n                            （単位：千円）\n区　　分        事 業 費    国　　庫    一　　般\n隣県\n"
        "                            支 出 金    財　　源\n前 年 度\n当初予算額         4,700       1,500       3,200\n"
        "本 年 度\n要　求　額         5,900       1,800       4,100\n",
        PROJECT
        + "予算額・執行額（単位：千円）\n区分\t令和7年度\t令和8年度要求\n当初予算額\t4,700\t5,900\n計\t4,700\t9,999\n",
        HALVES.format("国の"),
        HALVES.format("本年度の国の"),
        *(PROJECT + f"{words}\t(単位:千円)\n" + SOURCES for words in ("国分", "2月補正", "補正予算")),
        *(
            PROJECT + f"【{words}】\n(単位:千円)\n" + SOURCES
            for words in ("2月補正", "2月補正予算要求額", "国庫支出金")
        ),
        LISTED.format("").replace("・合計", "* 水辺の観察会…令和9年度に行う。\n・合計"),
        NOTED.format("", "※（　）内は前年度当初予算額"),
        NOTED.format("※（　）内は前年度当初予算額", ""),
        *(
            BESIDE.format(words)
            for words in (
                "令和7年度分",
                "2か年分",
                "取下げ",
                "別事業",
                "うち県分",
                "国庫",
                "人件費",
                "執行",
                "仮",
                "R9",
                "補正分",
                "累計",
                "要求せず",
            )
        ),
        *(
            HEADED.format(title, field)
            for title, field in (
                ("令和8年度 来年度予算要求調書", ""),
                ("令和8年度 事業実績調書", ""),
                ("令和8年度 隣県事業点検シート", ""),
                ("令和8年度 事務カード", "会計　令和9年度一般会計"),
                ("令和8年度 事務カード", "要求年度：R9"),
                ("令和8年度当初予算要求書", "要求年度：R9"),
                ("令和8年度 事務カード", "区分　新規\n\n令和9年度から始める。"),
                ("令和8年度当初予算要求書", "所管　農林部　　　　　　から環境部へ移管"),
                ("令和8年度当初予算要求書", "担当課　自然課　　　　　　（旧森林課）"),
            )
        ),
        *(OFFICE.format(f"{office}\n") for office in ("（山上市農林部）", "（東京都建設局）", "（山上町農林課）")),
        *(BRACKETED.format(f"{owner}\n") for owner in ("隣県", "山上市")),
        *(
            TOLD.format(told)
            for told in ("山上市の予算に計上。", "R9に計上。", "11年度に計上。", "要求から外す。", "実施しない。")
        ),
    ],
)
def test_words_that_change_what_is_understood(text: str) -> None:
    """A note, a caption, a name in a cell, a sentence of an item, an office in brackets, a corner, a sum: each may change the amounts."""
    assert not is_verified(text)


@pytest.mark.parametrize(
    "text",
    [
        SOUND_TABLE,
        SOUND_TABLE + SALES.format("要求"),
        LISTED.format("  生き物を見に行く。\n"),
        OFFICE.format(""),
        OFFICE.format("農林部 水産課\n"),
        PROJECT + "要求額　6,900千円\n前年度当初予算額　4,700千円\n増減　2,200千円\n",
        HALVES.format("前 年 度"),
        PROJECT.replace("当初", "2月補正") + "【2月補正予算要求額】\n(単位:千円)\n" + SOURCES,
        NOTED.format("※（　）内は前年度当初予算額", "※（　）内は前年度当初予算額"),
        *(BESIDE.format(words) for words in ("新規", "終了", "拡充")),
        *(
            HEADED.format(title, "会計　一般会計")
            for title in ("令和8年度 事務カード", "令和8年度当初予算要求書", "令和8年度 事業点検シート")
        ),
        *(OFFICE.format(f"{office}\n") for office in ("（市民生活部）", "（県民生活部）", "（都市計画課）")),
        BRACKETED.format(""),
        TOLD.format("町の人と生き物を数える。"),
    ],
)
def test_the_same_without_them(text: str) -> None:
    """Nothing is changed, and all of it is verified."""
    assert is_verified(text)


GROUPED = (
    "(単位:千円)\n区分\t\t要求額\n{}\t水辺の観察会\t1,900\n\t手引きの作成\t4,000\n\t計\t5,900\n"
    "財源内訳\t国庫支出金\t1,800\n\t一般財源\t4,100\n"
)


@pytest.mark.parametrize(
    ("group", "verified"),
    [
        ("事業費", True),
        ("重点枠", True),
        *((word, False) for word in ("山の学校事業", "翌年度", "2年分", "国庫支出金", "企業局", "百万円")),
    ],
)
def test_a_group_of_rows(group: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """What stands left of the names of items may be another project's, another time's, a part of the money or a unit."""
    assert is_verified(PROJECT + GROUPED.format(group)) is verified


@pytest.mark.parametrize(("aside", "verified"), [("", True), ("備考 | ", False)])
def test_a_heading_that_no_cell_stands_under(aside: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Of more headings before the amounts than a row has cells there, one may be that of its first amount; 合計 spans them."""
    rows = "| 水辺の観察会 | 1,900 | 1,700 |\n| 手引きの作成 | 4,000 | 3,000 |\n| 計 | 5,900 | 4,700 |\n"
    heads = f"(単位:千円)\n| 細事業名 | {aside}前年度当初予算額 | 要求額 |\n|---|---|---|\n"
    assert is_verified(PROJECT + heads + rows) is verified


ALONE = (
    "（単位：千円）\n{}\n細事業           令和8年度要求額   決定額\n水辺の観察会     36,608            36,530\n"
    "手引きの作成     2,816             2,810\n計               39,424            39,340\n"
)


@pytest.mark.parametrize(
    ("line", "verified"),
    [("事業の内訳", True), *((line, False) for line in ("県債の内訳", "前年度の内訳", "隣県の内訳", "2月補正の内訳"))],
)
def test_a_line_set_among_headings(line: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """It is over the table where it says nothing of the amounts."""
    assert is_verified(PROJECT + ALONE.format(line)) is verified
