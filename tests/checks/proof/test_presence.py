"""Every number is cited or positively something else: money nobody claimed, in every drawing, and its harmless twins."""

from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.presence import Missing, unexplained
from structurer.reading.layout import read_sheet
from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage, TotalLines, TotalRow
from structurer.text.source import Figure, Source, Unit
from tests.support.builders import FOLDERS, PROVED, fixture, proves, texts

BASE = """令和8年度当初予算要求書
事業名　森の案内人育成事業
(単位:千円)
区分	事業費	国庫支出金	一般財源
令和8年度要求額	3,000	1,000	2,000
"""
SHEET = read_sheet(Source("base", BASE))
"""What the record cites: the three amounts of the table. What is added below them is cited by nothing."""


def missing(text: str) -> tuple[Missing, ...]:
    """What is unexplained in a text put below the table."""
    return unexplained(Source("made", BASE + text), SHEET)


MONEY = [
    # plain drawings
    "このほか45百万円を繰り越す。",
    "このほか４５百万円を繰り越す。",
    "このほか 45 百万円 を繰り越す。",
    "このほか45,000千円。",
    "このほか4億5千万円を要する。",
    "このほか1.5億円。",
    "このほか3億を見込む。",
    "このほか500万を見込む。",
    "別に2千を見込む。",
    "別に12,345を見込む。",
    "別に12345を見込む。",
    "別に１２３４５を見込む。",
    "別に12・345千円を見込む。",
    "別に1,2O0千円を見込む。",
    "別に5,000円を見込む。",
    "別に500ドルを見込む。",
    "別に△450を見込む。",
    "予備費￥45,000",
    "予備費¥45,000-",
    "予備費45M",
    "予備費45K",
    "予備費.5億円",
    "予備費45 000",
    "予備費45、000",
    "予備費４５百万",
    "45,000（千円）",
    "45,000(単位:千円)",
    "予備費45\n百万円",
    "令和8年度45",
    "17年度45",
    "10月45百万円",
    "45:30",
    "別に▲ 450千円を見込む。",
    # kanji, daiji, circles
    "このほか金弐百万円を繰り越す。",
    "このほか金二百万円を繰り越す。",
    "このほか二百万円を繰り越す。",
    "このほか壱千弐百万円を繰り越す。",
    "このほか一二,三四五千円を繰り越す。",
    "このほか二億を繰り越す。",
    "このほか百万円を繰り越す。",
    "このほか⑤百万円を繰り越す。",
    "⑤百万円を繰り越す。",
    "このほか⑮千円を繰り越す。",
    "このほか金参拾萬円也。",
    "このほか千二百円。",
    "このほか二千を見込む。",
    "このほか五百万を見込む。",
    "このほか三億余りを見込む。",
    "予備費45拾万円",
    "予備費㊺百万円",
    "予備費⁴⁵百万円",
    # where a list number would stand
    "(単位:百万円)\n予算額\t内容\n45\t道路の改良",
    "(単位:百万円)\n予算額\t内容\n1\t道路の改良\n2\t橋の補修",
    "45 道路の改良",
    "45百万円 道路の改良",
    "４５百万円 道路の改良",
    "45\t百万円\t道路の改良",
    "1 目的\n2 内容\n45 道路の改良",
    "(45)道路の改良",
    "45.道路の改良",
    "| 45 | 道路の改良 |",
    "1 道路の改良",
    # brackets and codes
    "一般財源には基金からの立替(500000)を含む。",
    "立替(500000)",
    "繰入 500000",
    "内線のほか 45",
    "番号 12,345",
    "第500千円",
    "番号 45000千円",
    "事業番号 45 千円",
    "No.45千円",
    "内線45千円",
    "事業名 繰入(4500000)",
    "事業名　森の案内人育成事業(4500000)千円",
    "10/45",
    "「45百万」",
    "「予算45」",
    "（45国費）",
    "(予算45基金)",
    "計画45千",
    "- 4500 -",
    "目 45\t30",
    "10-20",
    # products and sums that lead to nothing in the record
    "総事業費9,000千円×1/3を県が負担する。",
    "総事業費9,000千円の1/3を県が負担する。",
    "講師謝金 5千円×20回",
    "講師謝金 5千円×20回=100千円",
    "4,000千円×0.25=515千円",
    "3,000千円-500千円",
    "9,000千円÷4=3,000千円",
    "45千円×2月=90千円",
    "単価45千円×20人",
    "補助対象経費と国費45千円",
    "1,000千円+45千円=1,045千円",
    # cells
    "委託費\t45",
    "委託費\t45\t\t",
    "定員\t20名",
    "前年度比\t105%",
    "うち印刷費 34\n年間契約分",
    "うち印刷費 34年間契約分",
    "印刷費34部数増",
    "小計\t3,100",
    "令和8年度\t-45",
    "令和8年度、45",
    "事業計画\t45",
    "道路\t45\t箇所の舗装",
    "電話\t45",
    "代表 45",
    "広報PR45、講座30",
    "予備費\t四五〇",
    "1 目的\n2 内容\n3 効果\n道路の表\n2 道路の改良",
    "45人件費",
    "45基金",
    "45分担金",
    "45歳出",
    "3,000\t45名",
    # years and counts that are none
    "計画2,030",
    "計2030",
    "事業費2000を計上する。",
    "補助金2025",
    "道路45、橋12",
    "国庫支出金45を充てる。",
    "A54826",
    "補助率1/2",
    "補助率50%",
    # words that only begin like an age, a count or a code
    "20代金を払う。",
    "20代替地を求める。",
    "別に20代 千円",
    "印刷費20代女性",
    "45代女性の相談",
    "病院45病院事業を行う。",
    "印刷費40床を整える。",
    "予備費45世代間交流",
    "1級45河川",
    "第30条の500千円",
    "第3条の5百万円を充てる。",
    "第30条の4,500を充てる。",
    "事業番号\t02-932千円",
    "事業番号\t02-932\t45",
    "事業番号\n4500",
    "事業番号\n02-932 45",
    "番号\n02-932",
    "要求額\n02-932",
    # repetitions that are none
    "前年度要求額は3,000千円である。",
    "令和7年度の要求額は3,000千円である。",
    "要求額は3,000千円増である。",
    "要求額は3,000円である。",
    "隣県は3,000千円である。",
    "要求額は3,000千円を超える。",
    "3,000千円",
]

HARMLESS = [
    # lists, in order
    "1 目的\n2 内容\n3 効果",
    "１　目的\n２　内容",
    "(1) 目的\n(2) 内容",
    "（１）目的\n（２）内容",
    "1. 目的\n2. 内容",
    "1 目的\n(1) 背景\n(2) 現状\n2 内容\n(1) 方法",
    "番号\t内容\n1\t道路の改良",
    "| 番号 | 内容 |\n| 1 | 道路の改良 |\n| 2 | 橋の補修 |",
    "2 内容\n3 効果\n1 目的",
    "次の(1)教室、(2)講座を開く。",
    "①目的 ②内容",
    # dates, years, periods
    "令和8年度に始める。",
    "R7、H24 ~、平成30年度から令和2年度まで",
    "2023~27年度、令和6〜10年度、2022 (R4)、令和8(2026)年度",
    "令和5・6年度",
    "10月10日、2月中旬、令和7年10月に、2025/4/1、10:30",
    "17年度に見直す。",
    "令和元年度から7年間で断水は減った。",
    # counts with their counter
    "(5社程度)、20台、説明会を3回、延べ40人、10か所、3～5人、2,3か所",
    "1,200人、5千人、30万人、7,188部、2か国語",
    "参加者の2.6%、増加率は105.2%であった。",
    "計6社で始めた。",
    "（35地点）（7教室）（14言語）(延長11km)",
    "5か年計画、第2次計画、第3期、第17号、3年目",
    # codes
    "内線 0000、電話 0857-26-7000、電話：(0857)26-7000",
    "事業番号 07 03 02",
    "事業番号\t02 04 03\t事業改善シート",
    "事業名 :森の案内人育成事業(20090444)",
    "部長要求 No.4、取組No.1と2の合算",
    "2-1①\t安全な水の安定供給",
    "E-mail forest01@pref.example.lg.jp https://example.jp/2026/1",
    "款2 総務費",
    "事業番号\t02-932",
    "課名\t農政課\t事業番号\t02-932\t\t",
    "| 事業番号 | 02-932 |",
    "事業番号\n02-932",
    "医療法第30条の23、児童福祉法第6条の3第2項、法第12条第3項",
    # ages and counts of prose
    "20代女性の転出が続き、20代~40代の働き手と50歳代の職員が減った。",
    "24時間対応の窓口を開き、10代後半から30代までを支える。",
    "40床を整え、1日3便で2病院を結び、3世代で住む。",
    "1級河川の堤防は震度6弱に耐える。",
    # pages
    "- 1 -",
    "－８－",
    "12ページ",
    # names
    "「みずのわ計画2030」を進める。",
    "構想2030、DX2、フェーズ2、5G、ISO9001、CO2",
    "国1/2、県1/4、市町村1/4",
    "| 国庫補助 1/2 |",
    "財源:国1／2",
    # money that is accounted for
    "6,000千円×0.5=3,000千円",
    "事業費6,000千円×1/2=3,000千円",
    "5,000円×20人×10回=1,000千円",
    "9,000千円÷3=3,000千円",
    "1,000千円+2,000千円=3,000千円",
    "単価900円、@1,200円",
    "補助対象経費 6,000千円",
    "補助対象経費は6,000千円",
    "小計\t3,000\t1,000\t2,000",
    "要求額は3,000千円である。",
    "令和8年度の要求額は3,000千円",
    "令和8年度要求額 3,000千円である。",
    # words that are no money
    "円滑な実施、千葉の例、百貨店、万全を期す。",
    "(単位:百万円)",
    "金額は千円で表示している。",
    "数百万円を要する。",
    "一人ひとり、二日間、三者協議",
]


@pytest.mark.parametrize("text", MONEY)
def test_money_nobody_claimed_is_missing(text: str) -> None:
    """Whatever its drawing, an amount that no field cites is unexplained."""
    assert missing(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_positively_something_else_is_explained(text: str) -> None:
    """A date, a count, a code, a list number or a name needs no field."""
    assert [one.printed for one in missing(text)] == []


def test_a_printed_name_of_a_measure_is_the_same_word() -> None:
    """国庫支出金 beside an amount of the measure that is called so is the same amount printed once more."""
    text = f"{BASE}国庫支出金は1,000千円である。"
    assert unexplained(Source("made", text), SHEET)
    assert unexplained(Source("made", text), SHEET, {Measure.NATIONAL: ["国庫支出金", "国費"]}) == ()


def test_workings_below_an_amount_are_explained() -> None:
    """A price with its result in the unit of the table, and the row of changes below two rows, follow from what is cited."""
    assert missing("3,000,000円=\t3,000\n6,000,000円*1/2=\t3,000") == ()
    changes = "令和8年度要求額\t3,000\n令和7年度要求額\t2,600\n増減\t{}\n"
    source = Source("made", BASE.replace("令和8年度要求額\t3,000\t1,000\t2,000\n", changes.format("400")))
    cited = [figure for figure in source.figures if figure.printed in {"3,000", "2,600"}]
    assert unexplained(source, _citing(cited)) == ()
    wrong = Source("made", source.text.replace("400", "450"))
    assert [one.printed for one in unexplained(wrong, _citing(cited))] == ["450"]


def test_numbers_down_a_column_are_a_list() -> None:
    """One cell a line: 1, 2, 3 as many lines apart below 番号 number the rows; where the steps differ nothing does."""
    rows = "番号\n事業\n{}\n道路\n{}\n橋\n{}\n堤防"
    assert missing(rows.format(1, 2, 3)) == ()
    assert [one.printed for one in missing(rows.format(1, 2, 45))] == ["45"]


def _citing(figures: Sequence[Figure]) -> Sheet:
    """A record of totals that cites some figures, in 千円."""
    cites = [
        Cite(figure=one.id, printed=one.printed, amount=f"{one.number}000", unit=Unit.YEN, line=one.line)
        for one in figures
    ]
    cells = [Cell(measure=Measure.AMOUNT, year_offset=0, stage=Stage.REQUEST, cite=cite) for cite in cites]
    rows = [TotalRow(label=Label(text="講師派遣事業", line=cell.cite.line), cells=(cell,)) for cell in cells]
    return Sheet(totals=(TotalLines(rows=tuple(rows)),))


def test_a_row_of_the_record_explains_its_number_and_its_unit_price() -> None:
    """A lone list number stands before a cited amount; a price times a count may be a part of its row."""
    text = "1 講師派遣事業 3,000千円（15千円×5回ほか）"
    source = Source("made", f"事業名 森の案内人育成事業\n{text}\n")
    sheet = _citing([figure for figure in source.figures if figure.printed == "3,000千円"])
    assert unexplained(source, sheet) == ()
    assert len(unexplained(source, Sheet())) > 2


@pytest.mark.parametrize("name", [name for name in PROVED if not name.startswith("error-")])
def test_fixtures_leave_no_number_unexplained(name: str) -> None:
    """What the layout reader cites of the fixtures, and the rules here, account for every number in them."""
    source = fixture(name)
    assert [(one.line, one.printed) for one in unexplained(source, read_sheet(source))] == []


@proves
@given(st.sampled_from(FOLDERS), st.sampled_from([text for text in MONEY if "別に" in text or "このほか" in text]))
def test_a_sentence_with_money_is_found_below_any_fixture(name: str, text: str) -> None:
    """What the rest of a sheet holds explains no amount that is added to it."""
    source = fixture(name)
    longer = Source(name, f"{source.text}\n\n{text}\n")
    lines = {one.line for one in unexplained(longer, read_sheet(source))}
    assert len(longer.lines) in lines


@pytest.mark.parametrize(
    "piece", ["1 ", "1×", "1-", "「", "a1", "事業名", "十万", "補助対象1円", "のうち1円、", "1+1", "(1)"]
)
def test_a_long_line_costs_no_more_than_its_length(piece: str) -> None:
    """Four times as long a line takes about four times as long, not sixteen."""

    def seconds(times: int) -> float:
        source = Source("long", piece * times)
        assert source.figures is not None
        begun = process_time()
        unexplained(source, Sheet())
        return process_time() - begun

    seconds(100)
    assert min(seconds(4000) for _ in range(3)) < 10 * seconds(1000) + 0.1  # the least: other programs may run


@proves
@given(texts)
def test_any_text_is_accounted_for_within_itself(text: str) -> None:
    """Spans lie in the text, in order; every figure with a unit of money that nothing cites is among them."""
    source = Source("any", text)
    found = unexplained(source, Sheet())
    assert all(source.text[one.start : one.end] == one.printed for one in found)
    assert [one.start for one in found] == sorted({one.start for one in found})


@proves
@given(
    st.integers(10, 10**9), st.sampled_from(["円", "千円", "百万円", "万", "億円"]), st.sampled_from(["", " ", "\t"])
)
def test_an_amount_with_its_unit_is_never_overlooked(number: int, unit: str, gap: str) -> None:
    """Any number beside a unit of money, at the start of a line or in it, grouped or not."""
    for printed in (f"{number}", f"{number:,}"):
        for text in (f"{printed}{gap}{unit} 道路", f"別に{printed}{gap}{unit}を見込む。"):
            assert missing(text), text


def test_a_numbered_heading_goes_on_on_another_page() -> None:
    """It repeats its number and its words; other words with that number are a number of something."""
    text = "1 課で使うもの\n\n1 {}（続き）\n\n2 外に頼むもの\n"
    assert missing(text.format("課で使うもの")) == ()
    assert [one.printed for one in missing(text.format("余った本"))] == ["1"]
