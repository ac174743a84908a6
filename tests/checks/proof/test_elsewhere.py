"""Few words that stand alone and take amounts elsewhere: each kind of place has a word it may hold and words that stop it."""

import pytest

from structurer.checks.proof.presence import unexplained
from structurer.reading.layout import read
from structurer.text.source import Source
from tests.checks.proof.made import is_verified

_OTHERS = ["来期", "次回", "旧年", "二カ年", "海野町の", "無効", "サンプル", "差替前", "打切り", "不承認", "白紙"]
"""Words of another period, another body, or of a sheet that is not in force."""
_FUNDED = """川端県 令和8年度当初予算要求書{beside}
事業名：川の学校事業{stamp}

要求額　5,900千円

要求額の財源(単位:千円)
区分	要求額
国庫支出金	1,800
一般財源	4,100
計	5,900
{below}"""
_ITEMS = """川端県 令和8年度当初予算要求書
事業名：川の学校事業

要求額：5,900千円

■ 要求額の内訳
{first}
{told}{second}
合計{colon}5,900千円
"""
_FIELD = """令和8年度当初予算の概要
事業名
川の学校事業
{label}
{value}
本年度予算額
5,900千円
前年度予算額
5,000千円
増減額
900千円
財源内訳
国庫支出金
1,800千円
一般財源
4,100千円
"""
_CELLS = """川端県 令和8年度当初予算要求書
事業名：川の学校事業

要求額の内訳(単位:千円)
節	要求額	積算の基礎
報酬	1,900	{remark}
委託料	4,000	観察会の運営
計	5,900	{end}
"""
_STAFF = """川端県 令和8年度当初予算要求書
事業名：川の学校事業

要求額の財源(単位:千円)
区分	要求額
国庫支出金	1,800
一般財源	4,100
計	5,900

■ {heading}
正規職員：1.0人
会計年度任用職員：0.5人
"""


def _funded(beside: str = "", stamp: str = "", below: str = "") -> str:
    return _FUNDED.format(beside=beside, stamp=stamp, below=below)


def _told(words: str) -> str:
    return _ITEMS.format(
        first="・水辺の観察会　1,900千円", told=f"　　{words}\n", second="・手引きの作成　4,000千円", colon="　"
    )


def _bracketed(words: str) -> str:
    return _ITEMS.format(
        first=f"水辺の観察会：1,900千円（{words}）", told="", second="手引きの作成：4,000千円", colon="："
    )


@pytest.mark.parametrize("word", ["来期に", "次回に", "昨秋に", "繰越して", "県警が", "町で", "流用して", "相殺して"])
def test_line_below_an_item(word: str) -> None:
    """A line below an item tells of it, but for words that take its amount elsewhere."""
    assert is_verified(_told("湧水地で実施"))
    assert not is_verified(_told(f"{word}実施"))


@pytest.mark.parametrize(
    "word", ["次期", "前回", "過年", "二カ年", "休止中", "繰越金", "東京都", "協会", "企業", "戻入"]
)
def test_bracket_behind_an_amount(word: str) -> None:
    """A bracket behind an amount says what is bought, but for words that take it elsewhere."""
    assert is_verified(_bracketed("観察会の委託"))
    assert not is_verified(_bracketed(f"{word}の委託"))


@pytest.mark.parametrize("word", [*_OTHERS, "特別会計", "県債分", "試案", "要求時点の数値"])
def test_field(word: str) -> None:
    """A field names a policy, but for words that take the sheet back."""
    assert is_verified(_FIELD.format(label="政策", value="水と緑の回廊"))
    assert not is_verified(_FIELD.format(label="政策", value=word))


@pytest.mark.parametrize("word", ["無効", "サンプル", "旧版", "打切り", "非採択", "棄却", "延期", "下書き", "暫定"])
def test_stamp(word: str) -> None:
    """A stamp takes a sheet back wherever it stands."""
    assert is_verified(_funded())
    assert is_verified(_funded(stamp="　【新規】"))
    assert not is_verified(_funded(stamp=f"　【{word}】"))
    assert not is_verified(_funded(beside=f"\t\t{word}"))
    assert not is_verified(_funded(below=f"\n【{word}】\n"))


@pytest.mark.parametrize(
    "word", ["取下げ", "前年度の要求額", "決算額", "令和5年度分", "二か年の合計", "特別会計", "国費分"]
)
def test_remark_beside_amounts(word: str) -> None:
    """A remark beside amounts tells of them, but not that they are others."""
    assert is_verified(_CELLS.format(remark="講師の報酬", end=""))
    assert not is_verified(_CELLS.format(remark=word, end=""))


@pytest.mark.parametrize("label", ["備考", "摘要", "特記事項", "補足説明", "留意点"])
@pytest.mark.parametrize("word", ["上記の金額は前年度のもの", "決算額", "海野町の分", "白紙", "百万円で示す"])
def test_remark_in_a_row(label: str, word: str) -> None:
    """A remark in a row of its own is read."""
    assert is_verified(_funded(below=f"\n{label}\t観察会は湧水地で行う\n"))
    assert not is_verified(_funded(below=f"\n{label}\t{word}\n"))


@pytest.mark.parametrize("told", ["白紙となった", "休止する", "来期に回す", "海野町が実施する", "県警が行う"])
def test_what_comes_of_it(told: str) -> None:
    """What comes of it all is no note, but for words that take it back."""
    assert is_verified(_funded(below="\nこれらにより、川に親しむ人が増える。\n"))
    assert not is_verified(_funded(below=f"\nこれらにより、{told}。\n"))


def test_note_of_rounding() -> None:
    """A note of rounding names no other unit and no other body."""
    assert is_verified(_funded(below="\n※ 端数処理のため計と一致しないことがある\n"))
    assert not is_verified(_funded(below="\n※ 表の金額は百万円に四捨五入した\n"))
    assert not is_verified(_funded(below="\n※ 端数のため海野町の額と合わない\n"))


@pytest.mark.parametrize(
    "heading", ["前回の職員数", "隣県の職員数", "委託先の職員", "海野町の職員", "職員の増減", "職員数の比較"]
)
def test_staff(heading: str) -> None:
    """Staff is of the project by its heading."""
    assert is_verified(_STAFF.format(heading="職員の配置"))
    assert not is_verified(_STAFF.format(heading=heading))


@pytest.mark.parametrize(
    "grant", ["県単独補助金", "海野町負担金", "受益者負担金", "民間団体の助成金", "次期の補助金", "返還した補助金"]
)
def test_grant_in_brackets(grant: str) -> None:
    """A grant in brackets is of the source it stands behind."""
    text = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n要求額：5,900千円\n\n■ 要求額の財源\n"
    rows = "国庫支出金：1,900千円（{}）\n一般財源：4,000千円\n計：5,900千円\n"
    assert is_verified(text + rows.format("水辺環境整備補助金"))
    assert not is_verified(text + rows.format(grant))


@pytest.mark.parametrize("title", ["補正予算", "6月補正予算"])
def test_budget_on_a_supplement(title: str) -> None:
    """A budget of the year on a sheet about a supplement may be either."""
    sheet = _FIELD.format(label="政策", value="水と緑の回廊")
    assert not is_verified(sheet.replace("当初予算", title))


@pytest.mark.parametrize("body", ["卸売市", "学園都市", "城下町", "選手村", "単独県", "隣県"])
def test_publisher_within_a_title(body: str) -> None:
    """Only a prefecture is named within a title."""
    sheet = _funded().replace("川端県 令和8年度当初", "令和8年度{}当初")
    assert is_verified(sheet.format("川端県"))
    assert not is_verified(sheet.format(body))


def test_spent_below_a_cut_row() -> None:
    """What was spent below a cut row is within its budget."""
    rows = "令和8年度 事業点検シート\n事業名：みずの事業\n\n予算額・執行額（単位:千円）\n区分\t令和5年度\t令和6年度\t令和7年度\n"
    rows += "当初予算\t1,000\t1,200\t1,300\n補正予算\t\t100\t-\n計\t1,000\t1,300\t1,300\n執行額\t{}\n"
    assert is_verified(rows.format("980"))
    assert not is_verified(rows.format("1,080"))


def test_marks_behind_a_total() -> None:
    """The marks behind a total are those of the rows it adds."""
    text = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n要求額の内訳(単位:千円)\n細事業名\t要求額\n"
    text += "水辺の観察会(A)\t1,900\n手引きの作成(B)\t4,000\n{}\t5,900\n"
    assert is_verified(text.format("計(A)+(B)"))
    assert not is_verified(text.format("計(A)-(B)"))
    assert not is_verified(text.format("合計(A)+(C)"))


@pytest.mark.parametrize("name", ["売上高（億ドル）", "参加率　パーセント", "参加者数　千人", "面積　ha"])
def test_name_with_a_unit(name: str) -> None:
    """A name with a unit of its own is not counted in the caption's."""
    table = "\n成果指標（単位：社）\n指標名\t令和6年度実績\t令和8年度目標\n{}\t60\t64\n"
    assert is_verified(_funded(below=table.format("参加した企業")))
    assert not is_verified(_funded(below=table.format(name)))


def test_part_of_a_change() -> None:
    """A part of a change is no part of the request."""
    rows = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n■ 要求額の内訳（単位：千円）\n"
    rows += "細事業名\t要求額\t前年度当初予算額\t増減\tうち一般財源\n水辺の観察会\t1,900\t1,000\t900\t800\n"
    assert not is_verified(rows + "手引きの作成\t4,000\t3,000\t1,000\t800\n合計\t5,900\t4,000\t1,900\t1,600\n")


@pytest.mark.parametrize("heading", ["海野町", "前期", "流用", "特会", "受託分", "留保", "海の学校事業"])
def test_deeper_heading(heading: str) -> None:
    """A deeper heading is free, but for words that take its table elsewhere."""
    text = "# 令和8年度 予算要求書\n\n- **事業名**: 川の学校事業\n- **要求額**: 5,900千円\n\n## 歳出の内訳\n\n"
    text += (
        "### {}（単位：千円）\n\n| 節 | 要求額 |\n|---|---:|\n| 報償費 | 1,900 |\n| 委託料 | 4,000 |\n| 計 | 5,900 |\n"
    )
    assert is_verified(text.format("観察会の開催"))
    assert not is_verified(text.format(heading))


@pytest.mark.parametrize(
    "sentence",
    [
        "本書は見本である。",
        "示した額は決算である。",
        "ドルで示す。",
        "要求は撤回済みである。",
        "海野町の額である。",
        "表の単位は百万円である。",
    ],
)
def test_sentence_beside_a_table(sentence: str) -> None:
    """A sentence over a table or right below it may say that the amounts are others."""
    over, below = _FUNDED.replace("区分", f"{sentence}\n区分"), f"{sentence}\n"
    assert not is_verified(over.format(beside="", stamp="", below=""))
    assert not is_verified(_funded(below=below))
    assert is_verified(_funded(below="観察会で川に親しむ人を増やす。\n"))


@pytest.mark.parametrize("group", ["隣県", "廃止した活動", "海野町", "再掲", "累計"])
def test_group_of_an_indicator(group: str) -> None:
    """A group left of an indicator's name may take it from the project, and so may the heading over it."""
    table = "\n{}\n| 区分 | 指標名 | 単位 | 令和6年度実績 | 令和8年度目標 |\n|---|---|---|---|---|\n"
    rows = "| {} | 参加者数 | {} | 60 | 64 |\n| 成果 | 宿泊者数 | 人 | 70 | 74 |\n"
    assert is_verified(_funded(below=table.format("成果指標") + rows.format("活動", "人")))
    assert not is_verified(_funded(below=table.format("成果指標") + rows.format(group, "人")))
    assert not is_verified(_funded(below=table.format("成果指標") + rows.format("活動", "")))
    assert not is_verified(_funded(below=table.format(f"{group}の成果指標") + rows.format("活動", "人")))


@pytest.mark.parametrize("line", ["（2か年計）", "（国費）"])
def test_line_in_brackets(line: str) -> None:
    """A line of words in brackets alone may narrow every amount."""
    assert not is_verified(_funded(beside=f"\n{line}"))
    assert is_verified(_funded())


@pytest.mark.parametrize(
    "title", ["隣県の令和8年度 事業シート", "令和8年度 事業シート（国費）", "令和8年度 事業シートの一部"]
)
def test_title_of_a_part(title: str) -> None:
    """A title may say that the sheet is another body's, or about a part of the money."""
    rows = "\n事業名：里山の観察事業\n\n予算内訳（単位：百万円）\t歳出予算目\t令和7年度当初予算\t令和8年度要求\n"
    rows += "\t委託費\t29\t46\n\t庁費\t2\t3\n\tその他\t1\t4\n\t計\t32\t53\n"
    assert is_verified(f"令和8年度 事業シート{rows}")
    assert not is_verified(title + rows)


def test_request_in_the_column_of_what_was_spent() -> None:
    """A request stands in no column of settled amounts."""
    rows = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n■ 予算額の経過（単位：千円）\n区分\t当初予算\t補正予算\t決算\n"
    assert not is_verified(rows + "令和7年度\t5,000\t300\t5,300\n令和8年度要求\t5,900\t\t5,900\n")


def test_a_sum_of_staff_left_out() -> None:
    """A 計 below numbers of staff is theirs: leaving it out is a finding, as leaving out any of them is."""
    text = _STAFF.format(heading="職員の配置") + "計：1.5人\n"
    full = Source("made", text)
    sheet = read(full).sheet
    assert not unexplained(full, sheet)
    tables = tuple(one.model_copy(update={"rows": one.rows[:-1]}) for one in sheet.costs)
    assert [missing.printed for missing in unexplained(full, sheet.model_copy(update={"costs": tables}))] == ["1.5人"]


@pytest.mark.parametrize(
    "caption",
    [
        "要求額の財源（百万円）\n（単位：千円）",
        "要求額の財源（単位：千円）\n（単位：百万円）",
        "要求額の財源（単位：千円）\n区分\t要求額\n（単位：百万円）",
    ],
)
def test_two_captions_of_one_table(caption: str) -> None:
    """Two units of money with no amount between them contradict each other."""
    assert is_verified(_funded())
    assert not is_verified(_funded().replace("要求額の財源(単位:千円)", caption))


def test_a_second_name_of_the_project() -> None:
    """A field with another project's name over a table is about that one."""
    assert not is_verified(_funded().replace("要求額の財源", "事業名：海の学校事業\n\n要求額の財源"))


def test_a_line_of_last_year_between_rows() -> None:
    """前年度 alone on its line is no half of 前年度当初予算額: the rows below it may be that year's."""
    lead = "要求額\t5,900\t千円\n前年度当初予算額\t5,000\t千円\n増減\t900\t千円\n"
    text = _funded().replace("要求額　5,900千円\n", lead)
    assert is_verified(text)
    assert not is_verified(text.replace("一般財源\t4,100", "前年度\n一般財源\t4,100"))
