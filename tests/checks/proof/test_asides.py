"""Words beside titles, names and fields of a head that may take the amounts from the project, each beside its harmless twin."""

import pytest

from tests.checks.proof.made import is_verified

TABLE = """1 事業費（単位：千円）
区分\t要求額\t前年度当初予算額\t増減
事業費\t12,000\t10,000\t2,000
国庫支出金\t6,000\t5,000\t1,000
一般財源\t6,000\t5,000\t1,000
"""
TITLE = "令和8年度当初予算要求書"
NAMES = "事業名：川辺の安全事業\n所属：県土整備部 河川課\n\n"
TITLES = [
    "令和8年度当初予算要求書（{}）",
    "令和8年度当初予算要求書　{}",
    "令和8年度　{}　予算要求調書",
    "令和8年度当初予算要求書-{}-",
]
NAMED = [
    "事業名：川辺の安全事業（{}）\n所属：河川課\n\n",
    "事業名\t川辺の安全事業（{}）\n所属\t河川課\n\n",
    "| 事業名 | 川辺の安全事業【{}】 |\n|---|---|\n| 所属 | 河川課 |\n\n",
    "事業名\n川辺の安全事業（{}）\n所属\n河川課\n\n",
    "事業名　　川辺の安全事業　{}\n所属　　河川課\n\n",
    "事業名　　川辺の安全事業-{}-\n所属　　河川課\n\n",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_adds_no_state(title: str) -> None:
    """What stands apart in a title may say of which account the paper is, and no state, part or unit of its amounts."""
    assert is_verified(title.format("一般会計") + "\n" + NAMES + TABLE)
    for word in ("概算", "補正", "復活", "骨格", "内示", "市町村", "百万円"):
        assert not is_verified(title.format(word) + "\n" + NAMES + TABLE), word


@pytest.mark.parametrize("line", ["（復活）", "（補助分）", "骨格"])
def test_a_line_below_the_title_adds_none(line: str) -> None:
    """Nor does a line of its own."""
    assert is_verified(f"{TITLE}\n（一般会計）\n{NAMES}{TABLE}")
    assert not is_verified(f"{TITLE}\n{line}\n{NAMES}{TABLE}")


def test_a_title_of_two_budgets_is_of_neither() -> None:
    """当初予算 is no 補正予算; a paper of a supplementary budget says so alone."""
    table = TABLE.replace("要求額", "補正要求額").replace("前年度当初予算額", "現計予算額")
    assert not is_verified(f"令和8年度当初予算要求書（補正予算）\n{NAMES}{TABLE}")
    assert not is_verified(f"令和8年度当初予算要求書（補正予算）\n{NAMES}{table}")


@pytest.mark.parametrize("unit", ["単位：百万円", "単位　百万円", "百万円", "単位：千ドル"])
@pytest.mark.parametrize("place", ["{0}（{1}）\n{2}", "{0}　{1}\n{2}", "{0}\n{1}\n{2}"])
def test_a_title_names_the_unit_of_its_table(place: str, unit: str) -> None:
    """Two units contradict each other, and one that nobody knows may be any."""
    assert is_verified(place.format(TITLE, "単位：千円", NAMES) + TABLE)
    assert not is_verified(place.format(TITLE, unit, NAMES) + TABLE)


@pytest.mark.parametrize("names", NAMED)
def test_a_name_is_of_the_whole_project(names: str) -> None:
    """Behind the project's name stands what is new about it or what it is for, and no payer, part or state."""
    assert is_verified(f"{TITLE}\n{names.format('新規')}{TABLE}")
    for word in ("県警分", "限度額", "うち補助分", "債務負担分", "再掲"):
        assert not is_verified(f"{TITLE}\n{names.format(word)}{TABLE}"), word


@pytest.mark.parametrize("beside", ["（河川）", "（河川課）", "（スポーツ）", "　　　　所属　河川課"])
def test_harmless_words_behind_a_name(beside: str) -> None:
    """What it is for, an office, another field of the head."""
    assert is_verified(f"{TITLE}\n事業名　　川辺の安全事業{beside}\n\n{TABLE}")


FIELDS = ["{}：{}\n", "{}\t{}\n", "・{}：{}\n", "{}　　{}\n"]
HONEST = [
    ("事業主体", "県"),
    ("予算区分", "当初"),
    ("会計", "一般会計"),
    ("会計区分", "港湾整備特別会計"),
    ("財源", "国1/2"),
]
FOREIGN = [
    ("事業主体", "隣県"),
    ("実施主体", "○○市"),
    ("予算区分", "補正"),
    ("会計", "企業会計"),
    ("負担者", "市町村"),
    ("段階", "査定前"),
    ("状態", "取下げ"),
    ("予算種別", "繰越"),
]


@pytest.mark.parametrize("drawn", FIELDS)
def test_a_field_leaves_the_amounts_with_the_project(drawn: str) -> None:
    """Fields of whose the amounts are, of which budget and in which state have values that are known."""
    for field in HONEST:
        assert is_verified(f"{TITLE}\n事業名：川辺の安全事業\n{drawn.format(*field)}\n{TABLE}"), field
    for field in FOREIGN:
        assert not is_verified(f"{TITLE}\n事業名：川辺の安全事業\n{drawn.format(*field)}\n{TABLE}"), field


def test_those_who_are_served_may_be_anybody() -> None:
    """With a subsidy towns carry out what the project pays; without one the amounts would be theirs."""
    carried = f"{TITLE}\n事業名：川辺の安全事業\n実施主体：市町村\n\n{TABLE}"
    assert is_verified(carried.replace("川辺の安全事業", "川辺の安全補助事業").replace("実施主体", "対象者"))
    assert is_verified(carried.replace("川辺の安全事業", "川辺の安全補助事業"))
    assert not is_verified(carried)


CELLS = """1 事業の内訳（単位：千円）
項目\t要求額\t前年度当初予算額\t{0}
講習会の開催\t7,000\t6,000\t{1}
看板の設置\t5,000\t4,000\t
計\t12,000\t10,000\t
"""
ALIGNED = """1 事業の内訳（単位：千円）
項目                要求額    前年度当初予算額   {0}
講習会の開催          7,000       6,000            {1}
看板の設置            5,000       4,000            県内
計                   12,000      10,000
"""


@pytest.mark.parametrize("table", [CELLS, ALIGNED])
def test_a_cell_beside_amounts_names_no_other_payer(table: str) -> None:
    """Bodies and parts alone in a cell, and a column of payers: nobody says that the project pays."""
    head = f"{TITLE}\n{NAMES}"
    assert is_verified(head + table.format("備考", "小学校で行う"))
    assert is_verified(head + table.format("対象", "市町村"))
    for word in ("協議会", "隣県", "国", "限度額", "内数", "前年度", "国費", "再掲"):
        assert not is_verified(head + table.format("備考", word)), word
    for heading in ("負担者", "支払者", "予算区分"):
        assert not is_verified(head + table.format(heading, "みどり")), heading


GROUPS = """1 事業費（単位：千円）
区分\t要求額\t前年度当初予算額\t{0}
事業費\t12,000\t10,000\t2,000
{1}
国庫支出金\t6,000\t5,000\t1,000
一般財源\t6,000\t5,000\t1,000
"""


@pytest.mark.parametrize("line", ["限度額", "上限額", "補助分"])
def test_a_line_between_groups_heads_what_follows(line: str) -> None:
    """A term of a subsidy with nothing behind it, and a part of which nobody says what it is."""
    assert is_verified(f"{TITLE}\n{NAMES}{GROUPS.format('増減', '財源内訳')}")
    assert not is_verified(f"{TITLE}\n{NAMES}{GROUPS.format('増減', line)}")


@pytest.mark.parametrize("change", ["国との比較", "国との差", "要求との比較"])
def test_a_comparison_is_with_the_year_before(change: str) -> None:
    """Differences of two columns compare what their heading says."""
    assert is_verified(f"{TITLE}\n{NAMES}{GROUPS.format('前年度との比較', '財源内訳')}")
    assert not is_verified(f"{TITLE}\n{NAMES}{GROUPS.format(change, '財源内訳')}")


@pytest.mark.parametrize("line", ["関連計画", "当初計画", "計画との比較"])
def test_a_line_over_the_table_heads_it(line: str) -> None:
    """The label of a field with nothing below it is none."""
    assert is_verified(f"{TITLE}\n{NAMES}事業の概要\n\n{TABLE}")
    assert not is_verified(f"{TITLE}\n{NAMES}{line}\n\n{TABLE}")


BODIES = [
    "国土交通省",
    "隣山県",
    "出典：隣山県",
    "資料提供：国土交通省",
    "花房市長",
    "一般社団法人水辺協会",
    "隣山県知事 様",
]


@pytest.mark.parametrize("sheet", ["花房県\n{0}\n{1}\n{2}{3}", "花房県\n{1}\n{2}{3}\n{0}\n"])
def test_a_paper_is_its_publishers(sheet: str) -> None:
    """Another body at the head or the foot: its amounts may be that one's."""
    assert is_verified(sheet.format("", TITLE, NAMES, TABLE))
    assert is_verified(sheet.format("花房県 県土整備部", TITLE, NAMES, TABLE))
    for body in BODIES:
        assert not is_verified(sheet.format(body, TITLE, NAMES, TABLE)), body


@pytest.mark.parametrize("line", ["概算", "再掲", "（県警分）", "※決算", "以上は前年度", "取下げ済", "隣県の分"])
def test_a_line_right_below_amounts_takes_none_away(line: str) -> None:
    """What stands alone below a table is over all of it."""
    assert is_verified(f"{TITLE}\n{NAMES}{TABLE}\n以上\n")
    assert not is_verified(f"{TITLE}\n{NAMES}{TABLE}\n{line}\n")


@pytest.mark.parametrize("tag", ["概算", "隣県", "債務負担", "民間"])
def test_a_bracket_behind_an_items_name(tag: str) -> None:
    """A name is quoted, but for a bracket that is all of another body or state."""
    items = "２　事業の内訳（単位：千円）\n項目\t要求額\n講習会（{}）\t7,000\n看板の設置\t5,000\n計\t12,000\n"
    assert is_verified(f"{TITLE}\n{NAMES}{items.format('小学校')}")
    assert not is_verified(f"{TITLE}\n{NAMES}{items.format(tag)}")


@pytest.mark.parametrize("office", ["隣県農林部", "見送り農林部", "農林部（再掲） 河川課", "農林部 廃止"])
def test_an_office_is_the_projects_own(office: str) -> None:
    """Nor does an office stand behind another body or a state."""
    sheet = f"{TITLE}\n事業名　川辺の安全事業\n所属　{{}}\n\n{TABLE}"
    assert is_verified(sheet.format("農林部 河川課"))
    assert not is_verified(sheet.format(office))


def test_accounts_one_within_the_other_are_no_way_to_a_page() -> None:
    """民生費>社会福祉費>老人福祉費 says nothing of whose the amounts are; a page that was given up does."""
    text = f"{TITLE}\n{NAMES}{{}}\n\n{TABLE}"
    assert is_verified(text.format("予算科目　民生費>社会福祉費>老人福祉費"))
    assert not is_verified(text.format("川端県 > 財政課 > 見送り"))
    assert not is_verified(text.format("隣県民生費>社会福祉費>老人福祉費"))
