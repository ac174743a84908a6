"""The headings over a table: what they are made of, which of them hold for what follows, and what heads nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.stamped import Stamps
from tests.checks.proof.made import HEAD, TABLE, by_print, drawn, grid, is_verified, outline, sheet
from tests.support.builders import fixture, proves, reading_of

CAPTION = "(単位:千円)\n"
FUNDING = CAPTION + drawn(TABLE)
KNOWN = [
    "財源内訳",
    "◇査定の経過",
    "▶財源内訳",
    "1 財源内訳",
    "【事業費】",
    "## 事業の内訳",
    "要求額の財源内訳",
    "２　予算の内訳",
]
FOREIGN = [
    "隣県の状況", "1 隣県の状況", "【参考】隣県の財源内訳", "取りやめた事業", "■文化局が受け持つ事業", "債務負担行為", "記入例",
    "過去の執行実績", "(1) 隣県の財源内訳", "霧ヶ浦市の財源内訳", "前年度に廃止した事業の財源内訳", "≪別の事業≫",
    "◇隣県の経過", "▷廃止した事業", "◇令和6年度決算の経過（隣県）",
]  # fmt: skip


def chain(text: str) -> list[tuple[str, bool]]:
    """The headings over the last row of a text, each with whether it is understood."""
    last = max(row.position for row in grid(text).rows if row.values)
    return [(heading.text, heading.sense is not None) for heading in outline(text).chain(last)]


def test_depths() -> None:
    """A heading ends those of its own kind and below it, not those it stands under."""
    text = f"1 予算の内訳\n(1) 財源内訳\n{FUNDING}(2) 経費の内訳\n{FUNDING}"
    assert chain(text) == [("予算の内訳", True), ("経費の内訳", True)]
    assert chain(f"{text}2 積算の根拠\n{FUNDING}") == [("積算の根拠", True)]


@pytest.mark.parametrize("heading", KNOWN)
def test_known_headings(heading: str) -> None:
    """Headings of the project's own tables prove that it is their owner."""
    assert all(proof.lacking == () for proof in by_print(sheet(f"{heading}\n", FUNDING)).values())


@pytest.mark.parametrize("heading", FOREIGN)
def test_foreign_headings(heading: str) -> None:
    """Another prefecture, office, project or time over a table, and none of its amounts is proved."""
    assert any(not understood for _, understood in chain(f"{heading}\n{FUNDING}"))
    found = by_print(sheet(f"{heading}\n", FUNDING))
    assert all(proof.points["owner"] is None for proof in found.values())


@pytest.mark.parametrize("below", ["財源内訳", "(1) 財源内訳", "1 財源内訳"])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_a_foreign_heading_stays_over_what_follows_it(below: str, gap: str) -> None:
    """An own heading below it does not take it away: nothing but blank lines stands between the two."""
    found = by_print(sheet(f"1 隣県の状況\n{gap}{below}\n", FUNDING))
    assert len(found) == 8
    assert all(proof.points["owner"] is None for proof in found.values())


def test_another_year_s_heading_stays_over_what_follows_it() -> None:
    """A known heading below one of an earlier year's spending does not make the table this year's."""
    items = drawn([["事項", "令和8年度要求額"], ["水辺の教室", "2,900"], ["川の地図", "3,000"], ["合計", "5,900"]])
    head = HEAD.replace("：", "　")
    funding = f"{head}{CAPTION}\n1 財源内訳\n{drawn(TABLE)}\n"
    found = by_print(reading_of(f"{funding}【令和6年度決算の内訳】\n主な事業内容\n{items}"))
    assert all(found[printed].points["owner"] is None for printed in ("2,900", "3,000"))


@pytest.mark.parametrize("mark", ["", "【", "1 "])
@pytest.mark.parametrize(
    "title",
    [
        "姉妹事業の概要", "隣県の説明書", "旧川の学校事業", "川の学校事業に似た隣県の事業", "川の学校事業の令和6年度決算",
        "水辺部へ渡す経費", "令和6年度", "令和6年度決算の概要", "令和6年度の財源内訳",
    ],
)  # fmt: skip
def test_a_title_or_a_year_of_another_stays_over_what_follows_it(title: str, mark: str) -> None:
    """Only a title understood whole and of no other year ends where the next heading begins."""
    for colon in ("", "："):
        found = by_print(sheet(f"所管：水辺部\n{mark}{title}{colon}\n財源内訳\n", FUNDING))
        assert all(proof.points["owner"] is None for proof in found.values() if proof.fact.year_offset == 0)


@pytest.mark.parametrize("mark", ["", "【", "1 "])
@pytest.mark.parametrize("words", ["魚道課の事業", "魚道課の要求額の内訳", "水辺部の財源内訳"])
@pytest.mark.parametrize("below", ["", "財源内訳\n"])
def test_the_whole_office_is_not_the_project(words: str, mark: str, below: str) -> None:
    """The office of the head has other projects, too."""
    found = by_print(sheet(f"所管　水辺部 魚道課\n{mark}{words}\n{below}", FUNDING))
    assert all(proof.points["owner"] is None for proof in found.values())


@pytest.mark.parametrize("title", ["川の学校事業の概要", "令和8年度川の学校事業の概要", "令和8年度予算要求書"])
def test_an_own_title_says_nothing_against_what_follows_it(title: str) -> None:
    """The project's name, the sheet's year and the kind of document are understood."""
    assert all(proof.lacking == () for proof in by_print(sheet(f"{title}\n財源内訳\n", FUNDING)).values())


@pytest.mark.parametrize("between", ["財源\n", "財源\n1 予算の内訳\n", "1 財源\n1 予算の内訳\n", "予算\n経費\n"])
@pytest.mark.parametrize("heading", ["隣県の状況", "1 隣県の状況", "債務負担行為設定額："])
def test_any_number_of_own_headings_below_a_foreign_one(heading: str, between: str) -> None:
    """It stays over all of them until something else than a heading stands below it."""
    found = by_print(sheet(f"{heading}\n{between}1 財源内訳\n", FUNDING))
    assert len(found) == 8
    assert all(proof.points["owner"] is None for proof in found.values())


def test_a_foreign_heading_ends_at_the_next_one() -> None:
    """What has something below it is over by the next heading of its kind."""
    told = "1 隣県の状況\n隣の県では、川に学校を開いている。\n2 財源内訳\n"
    assert all(proof.lacking == () for proof in by_print(sheet(told, FUNDING)).values())


@pytest.mark.parametrize("text", ["無", "有", "該当なし", "別紙のとおり"])
def test_an_answer_heads_nothing(text: str) -> None:
    """無 alone on a line answers the question above it; the table below is headed by what stands over both."""
    assert chain(f"1 財源内訳\n{text}\n{FUNDING}") == [("財源内訳", True)]
    assert all(proof.lacking == () for proof in by_print(sheet(f"1 財源内訳\n{text}\n", FUNDING)).values())


@pytest.mark.parametrize("text", ["川の学校を開く。", "・川の学校を開く", "所管課：水辺課"])
def test_text_heads_nothing(text: str) -> None:
    """A sentence, a bullet and a field of the head are no headings."""
    assert chain(f"1 財源内訳\n{text}\n{FUNDING}") == [("財源内訳", True)]


@pytest.mark.parametrize("words", ["見本", "不採択", "（案の1）", "記入例", "没"])
def test_stamps(words: str) -> None:
    """A short line of the head that is no name, office or heading may say that nothing of the sheet counts."""
    found = {
        note.text
        for note in Stamps(outline(f"令和8年度当初予算要求書\n{words}\n事業名:川の学校事業\n{FUNDING}")).notes(())
    }
    assert found == ({words} if not any(letter.isdigit() for letter in words) else set())


@pytest.mark.parametrize("words", ["川の学校事業", "水辺部", "霧ヶ浦県", "水辺部 魚道課", "財源内訳", "要求額"])
def test_what_is_no_stamp(words: str) -> None:
    """The project's name, offices, a prefecture and headings are understood."""
    assert list(Stamps(outline(f"令和8年度当初予算要求書\n{words}\n事業名:川の学校事業\n{FUNDING}")).notes(())) == []


@pytest.mark.parametrize(
    ("note", "understood"),
    [("（　）内は前年度当初予算額", True), ("( )内は前年度", True), ("（　）内は隣県の額", False)],
)
def test_brackets(note: str, understood: bool) -> None:  # noqa: FBT001  # what is expected
    """A note says what amounts in brackets are; the nearest one above counts, and only where all of it is known."""
    text = f"{note}\n要求額 5,900 (4,700)\n"
    assert (outline(text).in_brackets(1) is not None) is understood
    assert outline(text).in_brackets(0) is None


@pytest.mark.parametrize("place", ["（{}）", "　　{}"])
@pytest.mark.parametrize(
    "body",
    [
        "隣県", "近隣市", "市町村", "旧霧ヶ浦市", "霧ヶ浦市の例", "霧ヶ浦市を除く", "他市", "関係市町村", "霧ヶ浦市分",
        "姉妹都市", "土地改良区", "県外", "全国",
        "被災市町村", "政令市", "元霧ヶ浦町", "霧ヶ浦市・川端市", "霧ヶ浦市負担", "類似団体", "前年度", "見本",
    ],
)  # fmt: skip
def test_words_behind_a_title_that_are_no_body(place: str, body: str) -> None:
    """A title names its body behind it, apart or in brackets; any other words there keep the sheet from being verified."""
    text = "令和8年度　6月補正予算要求書{}\n事業名：川の学校事業\n財源内訳\n" + FUNDING
    assert is_verified(text.format(place.format("霧ヶ浦県")))
    assert not is_verified(text.format(place.format(body)))


@pytest.mark.parametrize("first", ["霧ヶ浦県\n", "団体名：霧ヶ浦県\n"])
def test_a_title_of_another_body(first: str) -> None:
    """Where the head names one body and the title another, nobody knows whose the sheet is."""
    text = first + "令和8年度　6月補正予算要求書（{}）\n事業名：川の学校事業\n財源内訳\n" + FUNDING
    assert is_verified(text.format("霧ヶ浦県"))
    assert not is_verified(text.format("川端市"))


@pytest.mark.parametrize("line", ["財源内訳", "(1) 財源内訳", "(1) 花壇", "前年度"])
def test_a_long_chain_is_understood_by_nobody(line: str) -> None:
    """Of hundreds of headings with nothing between only the last ones are kept, under one that is not understood."""
    made = outline(f"{line}\n" * 500 + FUNDING)
    found = made.chain(made.grid.rows[-1].position)
    assert len(found) <= 40
    assert len(found) < 40 or found[0].sense is None


@pytest.mark.parametrize(("below", "leads"), [(FUNDING, True), ("本文です。\n", False)])
def test_a_long_run_of_known_words_leads_where_its_last_line_does(below: str, leads: bool) -> None:  # noqa: FBT001
    """However many lines stand between, a line is a heading only if a table stands below the last of them."""
    made = outline("前年度\n" * 1_500 + below)
    assert bool(made.chain(0)) is leads


@proves
@given(
    st.sampled_from(KNOWN),
    st.sampled_from(["隣県", "文化局", "取りやめた", "廃止", "霧ヶ浦市", "他の事業", "前回の", "試算"]),
    st.sampled_from(["{}の{}", "【{}】{}", "3 {}の{}", "■{}{}"]),
    st.sampled_from(["", "\n"]),
)
def test_an_unknown_heading_over_a_proved_table_always_takes_it_away(
    known: str, word: str, form: str, blank: str
) -> None:
    """Whatever known heading it is drawn like, put over a table whose amounts are all proved."""
    assert all(proof.lacking == () for proof in by_print(sheet(f"{known}\n", FUNDING)).values())
    bare = known.strip("#【】◇▶123456789１２ 　")
    found = by_print(sheet(f"{form.format(word, bare)}\n{blank}", FUNDING))
    assert len(found) == 8
    assert all(proof.points["owner"] is None for proof in found.values())


@pytest.mark.parametrize(
    ("old", "new", "verified"),
    [
        ("人が集う仕掛け", "先進的な仕掛け", True),
        ("人が集う仕掛け", "先進県の仕掛け", False),
    ],
)
def test_words_that_head_nothing_of_others(old: str, new: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """先進的な is no other body."""
    assert is_verified(fixture("parks-plain").text.replace(old, new, 1)) is verified


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("令和8年度当初予算要求書", True),
        ("令和8年度当初予算要求見積書\t\t", True),
        ("令和8年度\t要求額\t前年度", False),
    ],
)
def test_titles_that_print_a_year(title: str, told: bool) -> None:  # noqa: FBT001  # one of the cases
    """A title on a line of its own or alone in a row of cells; headings of columns with a year are none."""
    assert bool(list(outline(f"{title}\n事業名\t川の学校事業\t\n所属\t環境部\t\n").titles())) is told


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("令和8年度当初予算要求・査定対照表", True),
        ("■ 令和8年度当初予算の主な事業　〔教育委員会〕", True),
        ("令和8年度　基金の状況調書", True),
        ("新規事業計画調書　　令和8年度当初予算要求", True),
        ("令和8年度　施設管理費予算要求書", True),
        ("令和8年度当初予算要求　隣県の対照表", False),
        ("令和8年度当初予算の主な廃止事業　〔教育委員会〕", False),
        ("令和8年度　暫定予算要求書", False),
        ("令和8年度　債務負担行為の調書", False),
    ],
)
def test_titles_of_listed_words(title: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Every part of a title is made of words of papers; another year, body or state is none of them."""
    assert is_verified(f"会計年度：令和8年度\n{title}\n事業名：川の学校事業\n財源内訳\n{FUNDING}") is verified


@pytest.mark.parametrize(
    ("line", "verified"),
    [
        ("令和7年11月6日", True),
        ("教高第412号", True),
        ("総務部財政課長　様", True),
        ("記", True),
        ("川の学校事業について、下記のとおり要求します。", True),
        ("令和8年度当初予算について、下記のとおり要求します。", True),
        ("令和6年度当初予算について、下記のとおり要求します。", False),
        ("企業局について、下記のとおり要求します。", False),
        ("補正予算について、次のとおり要求します。", False),
        ("川の学校事業について、下記のとおり内示します。", False),
        ("川の学校事業について、次のとおり内示しました。", False),
        ("隣県の川の学校事業について、下記のとおり要求します。", False),
        ("川の学校事業について、下記のとおり廃止します。", False),
        ("令和7年3月31日現在", False),
        ("前年度と同様", False),
        ("隣県河川課長様", False),
        ("廃止事業担当様", False),
    ],
)
def test_the_lines_of_a_letter(line: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Its date, its number, whom it is to and what it asks for, where the amounts below are asked for."""
    assert is_verified(f"令和8年度当初予算要求書\n事業名：川の学校事業\n{line}\n財源内訳\n{FUNDING}") is verified


@pytest.mark.parametrize(("corner", "verified"), [("細事業名", True), ("県債内訳", False), ("特定財源", False)])
def test_the_corner_of_a_table_may_make_all_of_it_a_part(corner: str, *, verified: bool) -> None:
    """Names under 県債内訳 or 特定財源 have amounts of that source, which are not what the items cost."""
    rows = [[corner, "要求額"], ["水辺の観察会", "1,900"], ["川の地図", "1,000"], ["計", "2,900"]]
    assert is_verified(f"{HEAD}要求額の内訳(単位:千円)\n{drawn(rows)}") is verified


PARTS = """令和8年度当初予算要求　積算内訳書
川端県　環境部　水辺課
事業名：川の学校事業
（単位：千円）

１　{heading}
節	要求額	前年度当初予算額
報酬	1,900	1,700
委託料	4,000	3,500
計	5,900	5,200
２　財源
区分	要求額	前年度当初予算額
国庫支出金	1,500	1,200
一般財源	{general}	4,000
計	5,900	5,200
"""


@pytest.mark.parametrize(
    ("heading", "general", "verified"),
    [
        ("直接執行する経費", "4,400", True),
        ("課で使うもの", "4,400", True),
        ("課で使うもの", "4,500", False),
        ("隣県が執行する経費", "4,400", False),
        ("海の学校事業", "4,400", False),
        ("前年度の残り", "4,400", False),
        ("廃止した取組", "4,400", False),
    ],
)
def test_numbered_parts_under_the_title(heading: str, general: str, verified: bool) -> None:  # noqa: FBT001
    """A free name numbers a part of the project where an equation leads from it; another project, body or time is none."""
    assert is_verified(PARTS.format(heading=heading, general=general)) is verified


@pytest.mark.parametrize(("heading", "verified"), [("予算額", True), ("予算額（再掲）", False)])
def test_what_is_printed_again_was_printed_before(heading: str, *, verified: bool) -> None:
    """Over the only table nobody knows whose amounts are printed again."""
    assert is_verified(f"{HEAD}{heading}\n{FUNDING}") is verified


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("令和8年度当初予算要求書 環境部", True),
        ("令和8年度当初予算要求書（施設部門）", True),
        ("令和8年度当初予算要求書 企業局", False),
        ("令和8年度当初予算要求書（民間分部門）", False),
        ("令和8年度当初予算要求書\n環境部", True),
        ("令和8年度当初予算要求書\n2か年", False),
        ("2か年\n令和8年度当初予算要求書", False),
        ("決算\n令和8年度当初予算要求書", False),
        ("企業局\n令和8年度当初予算要求書", False),
    ],
)
def test_what_stands_with_a_title(title: str, *, verified: bool) -> None:
    """An office beside that of the sheet's field, several years and another stage are no words of the sheet's own title."""
    assert is_verified(f"{title}\n事業名：川の学校事業\n所属：環境部 水辺課\n\n財源内訳\n{FUNDING}") is verified


@pytest.mark.parametrize("template", ["・{}\n", "{}\n", "{}の額\n", "・{}の額\n"])
@pytest.mark.parametrize(
    ("words", "verified"), [("要求", True), ("昨年度", False), ("保留", False), ("企業局", False), ("2か年", False)]
)
def test_a_line_over_a_table(template: str, words: str, *, verified: bool) -> None:
    """A bullet heads a table as well as a plain line does, where it says of which year, stage, office or years it is."""
    line = template.format(words)
    assert is_verified(f"{HEAD}所属：環境部 水辺課\n\n{line}{FUNDING}") is verified


@pytest.mark.parametrize(
    ("name", "verified"), [("新規", True), ("県単", True), ("前年度", False), ("再掲", False), ("百万円", False)]
)
def test_brackets_behind_the_name(name: str, *, verified: bool) -> None:
    """The name of the project may be told from another by a bracket, which is no other year and no other unit."""
    text = f"令和8年度当初予算要求書\n【事業名】 川の学校事業（{name}）\n財源内訳\n{FUNDING}"
    assert is_verified(text) is verified


@pytest.mark.parametrize(
    ("name", "text", "verified"),
    [
        ("路線名", "小学校で行う", True),
        ("隣県の路線名", "小学校で行う", False),
        ("うち国費", "小学校で行う", False),
        ("路線名", "査定前", False),
        ("路線名", "民間分", False),
        ("路線名", "協議会が負担", False),
    ],
)
def test_the_cells_beside_numbers_and_names(name: str, text: str, *, verified: bool) -> None:
    """The heading over names behind their numbers is a corner, and a cell beside a name may make a part of its amounts."""
    rows = [["No.", name, "説明", "要求額"], ["1", "水辺の観察会", text, "1,900"], ["2", "川の地図", "県内", "1,000"]]
    assert is_verified(f"{HEAD}事業の内訳(単位:千円)\n{drawn([*rows, ['', '計', '', '2,900']])}") is verified


@pytest.mark.parametrize(("column", "verified"), [("9月補正額", True), ("今回補正額", True), ("12月補正額", False)])
def test_the_month_over_a_column(column: str, *, verified: bool) -> None:
    """A supplement of another month than the sheet's own is another budget."""
    rows = [["区分", "補正前の額", column, "補正後の額"], ["事業費", "10,000", "2,000", "12,000"]]
    rows += [["国庫支出金", "5,000", "1,000", "6,000"], ["一般財源", "5,000", "1,000", "6,000"]]
    assert (
        is_verified(f"令和8年度9月補正予算要求書\n事業名：川の学校事業\n事業費(単位:千円)\n{drawn(rows)}") is verified
    )
