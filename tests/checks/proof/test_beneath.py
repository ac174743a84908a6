"""What stands beneath names, tables and headings and takes amounts away from the project, each with a twin that does not."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "令和8年度当初予算要求　事業概要\n事業名　　水辺の安全推進事業\n"
TABLE = (
    "\n１　事業費                                    （単位：千円）\n"
    "区分              要求額      前年度当初予算額      増減\n"
    "{}"
    "事業費            12,000             10,000     2,000\n"
    "国庫支出金         6,000              5,000     1,000\n"
    "一般財源           6,000              5,000     1,000\n"
)
ITEMS = (
    "# 令和8年度当初予算要求 事業概要\n\n- 事業名: 水辺の安全推進事業\n- 要求額: 12,000千円\n\n## 事業の内容\n\n"
    "### 講習会の開催{name}\n\n- 要求額: 7,000千円\n{line}\n\n### 看板の設置\n\n- 要求額: 5,000千円\n- 危険箇所に看板を立てる。\n"
)
NAMES = (
    "\n２　主な取組                                  （単位：千円）\n"
    "取組                            要求額   前年度当初予算額    増減\n"
    "水難救助講習会等の開催事業費     7,000              6,000   1,000\n"
    "{}\n"
    "河川看板の設置                   5,000              4,000   1,000\n"
    "計                              12,000             10,000   2,000\n"
)


@pytest.mark.parametrize(
    "line", ["- 小学校で講習を行う。", "- 講師を学校に派遣する。(3校)", "- 対象：小学生", "- 場所：県内の河川"]
)
def test_what_an_item_of_markdown_is_for(line: str) -> None:
    """What is done, for whom and where."""
    assert is_verified(ITEMS.format(name="", line=line))


@pytest.mark.parametrize(
    "line",
    [
        "累計", "税抜", "補正前", "財団", "- 他部の予算で行う。", "- 桁を一つ落として記した。", "- 計には入れていない。",
        "- もう終わった。",
        "- 取りやめることにした。", "- 実行委員会の予算を示す。", "- 仮に置いた額を示す。", "- 特別会計で賄う。",
        "- 対象：民間分", "- 場所：隣県",
    ],
)  # fmt: skip
def test_what_takes_an_item_of_markdown_away(line: str) -> None:
    """Another time, payer, unit or standing, in a sentence or in a word alone."""
    assert not is_verified(ITEMS.format(name="", line=line))


@pytest.mark.parametrize(
    ("name", "verified"),
    [
        ("", True),
        ("及び調査", True),
        ("（再掲）", False),
        ("（税抜）", False),
        ("（5年分）", False),
        ("（試算）", False),
        ("（企業局）", False),
    ],
)
def test_names_of_items_of_markdown(name: str, *, verified: bool) -> None:
    """A name may hold anything but what makes its amount another's or another amount."""
    assert is_verified(ITEMS.format(name=name, line="- 小学校で講習を行う。")) is verified


@pytest.mark.parametrize("rest", ["補助", "補助金", "センター", "システム"])
def test_names_that_end_below(rest: str) -> None:
    """Words that names end with."""
    assert is_verified(HEAD + NAMES.format(rest))


@pytest.mark.parametrize(
    "rest", ["ひな形", "試算", "例", "財団", "百万円", "税抜", "民間事業", "イメージ", "仮", "県費事業"]
)
def test_words_below_a_name_that_end_none(rest: str) -> None:
    """What a full name does not go on with is a remark on its amounts."""
    assert not is_verified(HEAD + NAMES.format(rest))


@pytest.mark.parametrize(
    ("marks", "verified"),
    [
        ("                   ①                  ②      ①－②\n", True),
        ("                  (A)                (B)  (C)=(A)-(B)\n", True),
        ("                   t                   t          t\n", False),
        ("                   M                   M          M\n", False),
        ("                ①＋③                 ②      ①－②\n", False),
        ("                ①／②                 ②          ①\n", False),
        ("                ①＋②                 ②          ①\n", False),
    ],
)
def test_marks_of_columns(marks: str, *, verified: bool) -> None:
    """Marks in order and what is reckoned of them; letters alike are units, a mark of no column makes another amount."""
    assert is_verified(HEAD + TABLE.format(marks)) is verified


@pytest.mark.parametrize(
    ("account", "verified"),
    [("一般会計", True), ("一般会計以外", False), ("繰越分", False), ("前年度", False), ("令和6年度", False)],
)
def test_names_of_accounts_behind_a_code(account: str, *, verified: bool) -> None:
    """Behind its code stands an account's name, and no other word."""
    assert is_verified(f"{HEAD}会計　01　{account}\n{TABLE.format('')}") is verified


@pytest.mark.parametrize(
    ("note", "verified"),
    [
        ("※端数は四捨五入している。", True),
        ("※前年度", False),
        ("※令和6年度", False),
        ("※見送り", False),
        ("※民間分", False),
        ("※ひな形", False),
        ("※繰越分", False),
    ],
)
def test_notes_of_a_word(note: str, *, verified: bool) -> None:
    """A note that is nothing but another year, payer or standing is of the amounts over it."""
    assert is_verified(f"{HEAD}{TABLE.format('')}\n{note}\n") is verified


@pytest.mark.parametrize(
    ("line", "verified"),
    [("施策番号 2-1", True), ("2の表彰を行う", True), ("施策番号 20-30 千円ずつ", False), ("20の表の外に出す", False)],
)
def test_numbers_of_policies(line: str, *, verified: bool) -> None:
    """A number of a policy or of a table is none before a word of money, nor of many tables."""
    assert is_verified(f"{HEAD}{TABLE.format('')}\n{line}\n") is verified


@pytest.mark.parametrize(
    ("office", "verified"),
    [
        ("県土整備部　河川課", True),
        ("■県土整備部　河川課", True),
        ("企業局", False),
        ("（教育委員会）", False),
        ("■農林水産部", False),
        ("■隣県土木部", False),
        ("港湾課", False),
        ("## 警察本部", False),
    ],
)
def test_offices_over_a_table(office: str, *, verified: bool) -> None:
    """A line of offices is the project's own where it names those of the labelled field, and no other beside them."""
    assert is_verified(f"{HEAD}所属　　県土整備部 河川課\n\n{office}\n{TABLE.format('')[1:]}") is verified


TAGGED = (
    "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n要求額の内訳（単位：千円）\n| 細事業名 | 前年度当初 | 要求額 |\n"
    "| （{}）講習会の開催 | 1,700 | 1,900 |\n| 手引きの作成 | 3,000 | 4,000 |\n| 合計 | 4,700 | 5,900 |\n"
)


@pytest.mark.parametrize("tag", ["新規", "拡充", "公財", "県単"])
def test_a_bracket_before_a_name_may_say_what_is_new(tag: str) -> None:
    """It leaves the amounts the project's own."""
    assert is_verified(TAGGED.format(tag))


@pytest.mark.parametrize("tag", ["隣県", "市町村分", "令和6年度", "税抜", "債務負担", "国費", "試算", "5年分"])
def test_a_bracket_before_a_name_that_takes_it_away_is_asked_about(tag: str) -> None:
    """Another body's, another year's, a part, or a trial."""
    assert not is_verified(TAGGED.format(tag))
