"""Each field of the head is proved by what is printed beside it, and a false one never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.head import HeadPoint, head_findings
from structurer.reading.layout import read_sheet
from structurer.sheet.model import Identity, Label, Measures, Passage, Sheet
from structurer.text.source import Source
from tests.checks.proof.made import is_proved_for
from tests.support.builders import PROVED, fixture, proves, texts

TABLE = "(単位:千円)\n区分\t事業費\t国庫支出金\t一般財源\n要求額\t3,000\t1,000\t2,000\n"
NAME = "森の案内人育成事業"


def point(field: str, text: str, head: str, line: int | None = None, year: int | None = None) -> HeadPoint:
    """The point of one field of a record whose head is printed over a small table; the line is the first that has the text."""
    source = Source("made", f"{head}\n{TABLE}")
    folded = [row.text for row in source.lines]
    found = line or next(number for number, row in enumerate(folded, 1) if text.split("\n", maxsplit=1)[0] in row)
    label = Label(text=text.replace("\n", ""), line=found)
    own = {"fiscal_year": year, "fiscal_year_label": label} if field == "fiscal_year" else {field: label}
    if field != "project" and NAME in head:
        own["project"] = Label(text=NAME, line=next(n for n, row in enumerate(folded, 1) if NAME in row))
    found_points = head_findings(source, Sheet(identity=Identity.model_validate(own)))
    return next(one for one in found_points if one.field == field)


PROJECT_TRUE = [
    (NAME, f"事業名　{NAME}"),
    (NAME, f"事業名：{NAME}"),
    (NAME, f"事 業 名　{NAME}"),
    (NAME, f"事業名\t{NAME}\t部局\t農林部"),
    (NAME, f"| 事業名 | {NAME} |"),
    (NAME, f"事業名:\n{NAME}"),
    (NAME, f"事業名\n{NAME}"),
    (NAME, f"事業名 :{NAME}(20090444) 予算計上課 森林課"),
    (NAME, f"**事業名**: {NAME}"),
    (NAME, f"事業名{NAME}"),
    (NAME, f"番号 | 事　業　名 | 会計 | 款\nP31 | {NAME} | 一般会計 | 農林水産業費"),
    (NAME, f"番号 事　業　名 会計 款\nP31 {NAME} 一般会計 農林水産業費"),
    (NAME, f"【事業名】{NAME}"),
    (NAME, f"(1) 事業名 {NAME}"),
    (NAME, f"事業名\n:   {NAME}"),
    (NAME, f"| 事業名: | NaN |\n| --- | --- |\n| {NAME} | NaN |"),
    (NAME, f"# {NAME}"),
    (NAME, f"○{NAME}（農林部 森林課）"),
    (NAME, f"令和8年度当初予算要求の説明　{NAME}"),
    (NAME, f"{NAME}について"),
    (NAME, f"事業名　{NAME}（森林課）"),
    (NAME, f"{NAME}\n令和8年度\n事業名：\n{NAME}"),
    ("森の案内人育成及び里山再\n生事業費補助金", "事業名　森の案内人育成及び里山再\n　　　　生事業費補助金"),
    ("森の案内人育成及び里山再\n生事業費補助金", "事業名　森の案内人育成及び里山再\n生事業費補助金"),
    (NAME, f"事業名　{NAME}(拡充)"),
    (NAME, f"【新規】 {NAME}"),
    (NAME, f"事業名   {NAME}            予算書の番号   12"),
    (NAME, f"補助金の名称 …… {NAME}"),
    (NAME, f"1. 補助金名：{NAME}"),
    ("若鮎の里管理運営費", "施設名　　若鮎の里管理運営費"),
    ("森づくり基金", "令和8年度　森づくり基金の状況調書"),
    ("渡船特別会計", "渡船特別会計　令和8年度当初予算　歳入歳出一覧"),
    ("渡船事業会計", "令和8年度　渡船事業会計予算（案）説明書"),
    (NAME, f"令和8年度　事業計画書（当初予算要求）　{NAME}"),
    (NAME, f"{NAME}に係る令和8年度予算要求"),
    (NAME, f"{NAME} / 令和8年度当初予算要求 / 単位=千円"),
    (NAME, f"ホーム > 県の仕事 > {NAME}\n{NAME}"),
    (NAME, f"{NAME}について、下記のとおり要求します。"),
]
PROJECT_FALSE = [
    ("会計", f"番号 | 事　業　名 | 会計 | 款\nP31 | {NAME} | 一般会計 | 農林水産業費"),
    ("P31", f"番号 | 事　業　名 | 会計 | 款\nP31 | {NAME} | 一般会計 | 農林水産業費"),
    ("一般会計", f"番号 | 事　業　名 | 会計 | 款\nP31 | {NAME} | 一般会計 | 農林水産業費"),
    ("事業期間　令和8年度から令和10年度", f"事業名\n事業期間　令和8年度から令和10年度\n{NAME}"),
    ("一般会計", f"番号 事　業　名 会計 款\nP31 {NAME} 一般会計 農林水産業費"),
    (NAME, f"番号 事　業　名 会計 款\nP31 {NAME} 一般会計 農林水産業費\nP32 里山再生事業 一般会計 農林水産業費"),
    (NAME, f"番号 事　業　名 備考欄 款\nP31 {NAME} 一般会計 農林水産業費"),
    (NAME, f"【関連事業名】{NAME}"),
    ("担当課", f"事業名\t担当課\n{NAME}\t森林課"),
    ("森の案内人育成及び里山再", "事業名　森の案内人育成及び里山再\n　　　　生事業費補助金"),
    ("森の案内人育成及び里山再", "事業名　森の案内人育成及び里山再\n生事業費補助金"),
    ("森の案内人育成", f"事業名　{NAME}"),
    (NAME, f"事業名　{NAME}（廃止）"),
    (NAME, f"事業名　{NAME}（旧森林課）"),
    (NAME, f"{NAME}\n令和8年度\n事業名：\n里山再生事業"),
    (NAME, f"事業名　旧{NAME}"),
    (NAME, f"関連事業名　{NAME}\n事業名　里山再生事業"),
    (NAME, f"関連事業名：{NAME}"),
    (NAME, f"旧{NAME}"),
    (NAME, f"{NAME}は令和7年度で終わった。"),
    (NAME, f"{NAME}・里山再生事業"),
    ("里山再生事業", f"事業名　{NAME}\n里山再生事業"),
    ("別紙のとおり", "事業名　別紙のとおり"),
    (NAME, f"施設名　若鮎の里\n補助金名　{NAME}"),
    ("若鮎の里管理運営費", f"事業名　{NAME}\n施設名　若鮎の里管理運営費"),
    ("一般会計", "一般会計　令和8年度当初予算　歳入歳出一覧"),
    (NAME, f"ホーム > 県の仕事 > {NAME}の廃止"),
    (NAME, f"{NAME}について、前年度のとおり要求します。"),
    (NAME, f"{NAME}に代わる事業について、下記のとおり要求します。"),
    ("農林部", f"事業名\t{NAME}\t部局\t農林部"),
    ("現状と課題", "現状と課題"),
]


@pytest.mark.parametrize(("name", "head"), PROJECT_TRUE)
def test_a_name_is_proved_by_its_label_or_a_title(name: str, head: str) -> None:
    """Beside its label, below it, in a column of labels, in a title; over two lines where it goes on."""
    assert point("project", name, head).by is not None


@pytest.mark.parametrize(("name", "head"), PROJECT_FALSE)
def test_another_label_or_a_part_of_a_name_is_no_name(name: str, head: str) -> None:
    """The next label, a part of a name, another project, a name with a condition behind it."""
    assert point("project", name, head).by is None


YEAR_TRUE = [
    (2026, "令和8年度", "令和8年度当初予算要求書"),
    (2026, "令和8年度", "# 令和8年度当初予算要求書"),
    (2026, "令和８年度", "　　令和８年度当初予算　要求調書"),
    (2026, "令和8年度", "令和8年度"),
    (2026, "令和 8 年度", "令和 8 年度 当初予算要求書"),
    (2026, "令和8(2026)年度", "令和8(2026)年度 当初予算要求書"),
    (2026, "令和8年度", "松波区 令和8年度 事務事業調書"),
    (2026, "2026年度", "若鮎県の2026年度当初予算の要求を公表します。"),
    (2026, "令和8年度", "若鮎県令和8年度当初予算要求の概要"),
    (2026, "令和8年度", "令和8年度9月補正予算要求書（一般会計）"),
    (2026, "令和8年度", f"令和8年度当初予算（部長後調整要求） {NAME}"),
    (2026, "令和8年度", "事業番号\t07 03 02\t事業改善シート（令和8年度実施事業分）\t■当初要求"),
    (2026, "令和8年度", f"事業名　{NAME}\n年度：令和8年度"),
    (2026, "令和8年度", "会計年度\t令和8年度"),
    (2026, "R8年度", "| R8年度当初予算要求額 |\n3,000千円"),
    (2026, "令和8年度", "令和8年度の要求額は3,000千円である。"),
    (2026, "令和8年度", "事業評価調書\t令和8年度\t\t"),
    (2026, "令和8年度", "令和8年度\t当初予算要求書"),
    (2026, "令和8年度", "令和8年度 行政事業レビューシート"),
    (2026, "令和8年度", "令和8年度予算要求書（細事業別）"),
    (2026, "令和8年度", "予算の推移（単位：千円）\n令和8年度予算編成資料\t若鮎市\t森林課"),
    (2026, "令和8年度", "若鮎市　重点施策評価調書（令和8年度）\n区分\t令和8年度\t令和9年度要求"),
    (2026, "令和8年度", "若鮎市 令和8年度 事務事業カード"),
    (2026, "令和8年度", "令和8年度 政策的経費の箇所表"),
    (2026, "令和8年度", f"事業名　{NAME}\n年度区分：令和8年度当初予算案"),
    (2026, "令和8年度", f"事業名　{NAME}\n対象年度　令和8年度（2026年度）当初予算"),
    *(
        (2026, "令和8年度", title)
        for title in (
            "若鮎県　令和8年度当初予算案の概要（危機管理部門）",
            "令和8年度　事業点検シート【森林課】",
            "■ 令和8年度当初予算案の主な事業　〔教育委員会〕",
            "新規事業計画調書　　　令和8年度当初予算要求",
            "債務負担行為のある事業に関する説明書（令和8年度）",
            "件名：令和8年度当初予算の内示及び復活要求について",
            "title: 令和8年度当初予算 査定結果",
            "農林部 森林課 / 令和8年度当初予算要求",
            "若鮎県の令和8年度当初予算のポイント　～森の恵みの継承～",
            "令和8年度　当初予算要求総括",
            "令和8年度\t歳出予算要求内訳書\t\t",
        )
    ),
]
YEAR_FALSE = [
    (2025, "令和7年度", "令和7年度2月補正・令和8年度当初予算要求書"),
    (2026, "令和8年度", "令和7年度2月補正・令和8年度当初予算要求書"),
    (2018, "平成30年度", "平成30年度一般会計から続く事業"),
    (2018, "平成30年度", "平成30年度に始めた事業"),
    (2026, "令和8(2025)年度", "令和8(2025)年度 当初予算要求書"),
    (2026, "令和8年度", "東地区 令和8年度当初予算要求書"),
    (2018, "平成30年度", "開始年度：平成30年度"),
    (2026, "令和8年度", "事業期間：令和8年度～令和10年度"),
    (2026, "令和8年度", "令和8年度～令和10年度 予算要求書"),
    (2025, "令和7年度", "前年度（令和7年度）当初予算要求書"),
    (2025, "令和7年度", "令和7年度決算の状況"),
    (2025, "令和7年度", "令和8年度当初予算要求書\n参考 令和7年度当初予算"),
    (2027, "令和9年度", "令和8年度当初予算要求書\n令和9年度要求額"),
    (2026, "令和8年度", "年度\t令和8年度\t令和7年度"),
    (2026, "令和8年度", "里山の手引き\t令和8年度\t\t"),
    (2026, "令和8年度", "令和8年度\t見込調書"),
    (2025, "令和7年度", "令和7年度\t前回の当初予算要求書"),
    (2025, "令和7年度", "令和7年度\t当初予算要求書\n令和8年度\t当初予算要求書"),
    (2025, "令和7年度", "区分\t令和7年度\t当初予算要求書"),
    (2025, "令和7年度", "令和7年度\t当初予算要求書\t令和8年度\t当初予算要求書"),
    (2026, "令和8年度", "事業評価調書\t令和8年度\t森林課\t"),
    (2026, "令和8年度", "予算の推移（単位：千円）\n事業費 900千円\n令和8年度予算編成資料\t若鮎市"),
    (2026, "令和8年度", "隣県の令和8年度の要求額は3,000千円である。"),
    (2025, "令和8年度", "令和8年度当初予算要求書"),
    *(
        (2026, "令和8年度", f"令和8年度{words}")
        for words in (
            "版事務カード",
            "改定様式調書",
            "以降の箇所表",
            "隣県カード",
            "総合計画書",
            "見込調書",
            "繰越カード",
            "里山の会",
            "カードの手引き",
            "債務負担行為",
            "債務負担行為の見込",
            "当初予算のポイント ～令和7年度との違い～",
            "当初予算のポイント ～前年度から～",
            "当初予算に代わる計画調書",
            "隣県のデータ",
        )
    ),
    (2026, "令和8年度", "若鮎市 令和8年度 事務事業カード\n令和7年度作成"),
]


@pytest.mark.parametrize("head", [f"事業名：{NAME}", f"| 事業名 | {NAME} |", f"事業名\n{NAME}"])
def test_a_record_without_the_printed_name_is_a_finding(head: str) -> None:
    """The name stands behind its label: figures of no project are none of this one's."""
    found = head_findings(Source("made", f"{head}\n{TABLE}"), Sheet(identity=Identity()))
    assert [(one.field, one.text, one.by) for one in found] == [("project", NAME, None)]


@pytest.mark.parametrize("head", ["令和8年度予算", "事業名\t要求額", "事業名：未定"])
def test_a_head_without_a_name_asks_for_none(head: str) -> None:
    """No label, a label of a column, a name that is none: nothing was left out."""
    assert head_findings(Source("made", f"{head}\n{TABLE}"), Sheet(identity=Identity())) == ()


@pytest.mark.parametrize(("year", "printed", "head"), YEAR_TRUE)
def test_a_year_is_proved_by_the_title_or_a_field(year: int, printed: str, head: str) -> None:
    """A title whose every word is understood, a field of its own, or the label of what is requested."""
    assert point("fiscal_year", printed, head, year=year).by is not None


@pytest.mark.parametrize(("year", "printed", "head"), YEAR_FALSE)
def test_a_year_of_anything_else_is_not_the_sheets(year: int, printed: str, head: str) -> None:
    """Two years in the title, a year of origin, a period, the year before, another year than the printed one."""
    assert point("fiscal_year", printed, head, year=year).by is None


OFFICE_TRUE = [
    ("農林部", "農林部 森林課 山岳係"),
    ("農林部", "　　　農林部　森林課　山岳係（内線 0000）"),
    ("農林部", "部局：農林部 課名：森林課 係名：山岳係 内線：7658"),
    ("農林部", f"事業名\t{NAME}\t部局\t農林部\t課・室\t森林課"),
    ("農林部", "事業名　地域連携事業\n農林部 森林課 山岳係"),
    ("農林部", "担当部局\n農林部 森林課"),
    ("農林部", "所管課：農林部 森林課"),
    ("農林部", "| 部局 | 農林部 |"),
    ("森林課", "部局：農林部 課名：森林課 係名：山岳係 内線：7658"),
    ("森林課", f"事業名 :{NAME}(20090444) 予算要求課 森林課"),
    ("山岳担当", "担当名：山岳担当"),
    ("森林課", "担当課\n:   森林課"),
]
OFFICE_FALSE = [
    ("海洋部", "海洋部 漁港課から移管\n農林部 森林課 山岳係"),
    ("海洋部", "海洋部 漁港課\n農林部 森林課"),
    ("海洋部", "移管元：海洋部 漁港課"),
    ("漁港課", f"事業名：{NAME} 旧担当課：漁港課"),
    ("漁港課", f"事業名：{NAME} 担当課：漁港課から移管"),
    ("漁港課", "森林課の仕事を 担当課 漁港課 が継ぐ"),
    ("海洋部", "移管元\n海洋部 漁港課"),
    ("海洋部", "協議先：海洋部 漁港課"),
    ("海洋部", "旧 海洋部 漁港課"),
    ("海洋部", "農林部（旧海洋部） 森林課"),
    ("海洋部", "海洋部 漁港課（令和7年度まで）"),
    ("海洋部", "海洋部 漁港課\n（令和7年度まで）"),
    ("海洋部", "関係部局 海洋部 漁港課"),
    ("海洋部", "海洋部 漁港課 協議済"),
    ("海洋", "海洋部 漁港課"),
    ("海洋部と農林部", "海洋部と農林部が共に担う。"),
    ("課名", "部局\t課名\n農林部\t森林課"),
]


@pytest.mark.parametrize(("name", "head"), OFFICE_TRUE)
def test_an_office_is_proved_by_its_label_or_a_line_of_offices(name: str, head: str) -> None:
    """A line of offices and nothing else, or a label with a value."""
    assert point("department", name, head).by is not None


@pytest.mark.parametrize(("name", "head"), OFFICE_FALSE)
def test_a_former_or_another_office_is_not_the_sheets(name: str, head: str) -> None:
    """An office that handed the project over, was asked, or is one of two lines of offices."""
    assert point("department", name, head).by is None


OTHERS = [
    ("publisher", "若鮎県", "若鮎県\n令和8年度当初予算要求書", True),
    ("publisher", "若鮎県", "若鮎県令和8年度当初予算要求の概要", True),
    ("publisher", "若鮎県", "若鮎県の予算の内訳", False),
    ("publisher", "若鮎県", "若鮎県ホームページ\n令和8年度当初予算要求書", True),
    ("publisher", "若鮎県", "若鮎県ホームページの見方", False),
    ("publisher", "若鮎市", "令和8年度予算要求書\n若鮎市　　　　　所属　農林部　森林課", True),
    ("publisher", "若鮎市", "令和8年度予算要求書\n若鮎市　　　　　との協定　農林部　森林課", False),
    ("publisher", "里山省", "令和8年度 行政事業レビューシート\t\t（里山省）", True),
    ("publisher", "里山省", "行政事業のしおり\t\t（里山省）", False),
    ("publisher", "若鮎県", "団体名：若鮎県", True),
    ("publisher", "若鮎県", "担当：若鮎県 農林部 森林課", True),
    ("publisher", "若鮎県", "令和8年度予算要求書　　　　　若鮎県 農林部 森林課", True),
    ("publisher", "若鮎県", "担当：若鮎県 との協定 森林課", False),
    ("publisher", "近隣県", "担当：近隣県 農林部 森林課", False),
    ("publisher", "若鮎県", "協議先：若鮎県 農林部 森林課", False),
    ("publisher", "若鮎市", "市町村名：若鮎市", True),
    ("publisher", "若鮎市", "令和8年度 事務事業評価シート（若鮎市）", True),
    ("publisher", "若鮎県", "令和8年度 6月補正予算要求書　　若鮎県", True),
    ("publisher", "若鮎市", "若鮎市　令和8年度　事務事業カード", True),
    ("publisher", "若鮎市", "若鮎市　令和8年度　関連事業カード", False),
    ("publisher", "若鮎市", "令和8年度 隣接地との事業評価シート（若鮎市）", False),
    ("publisher", "若鮎市", "事務事業評価シート（若鮎市）", False),
    ("publisher", "若鮎市", "令和8年度 事務事業評価シート（若鮎市の例）", False),
    ("publisher", "市町村", "令和8年度 事務事業評価シート（市町村）", False),
    ("publisher", "旧若鮎市", "令和8年度 事務事業評価シート（旧若鮎市）", False),
    ("publisher", "近隣市", "令和8年度 事務事業評価シート　近隣市", False),
    ("publisher", "若鮎町", "令和8年度 若鮎町 予算要求書", True),
    ("publisher", "隣町", "令和8年度 隣町との予算要求書", False),
    ("publisher", "若鮎県", f"事業名　{NAME}\nE-mail mori @ pref.wakaayu.lg.jp\n若鮎県水道現況調査", True),
    ("publisher", "若鮎県", f"事業名　{NAME}\n若鮎県水道現況調査", False),
    ("publisher", "若鮎県", "E-mail mori @ pref.wakaayu.lg.jp\n若鮎県水道現況調査と霧島県鉄道", False),
    ("publisher", "若鮎県", "若鮎県との協定により進める。", False),
    ("publisher", "若鮎県", "若鮎県の取組を参考にする", False),
    ("publisher", "隣県", "隣県\n令和8年度当初予算要求書", False),
    ("publisher", "農林部", "農林部 森林課", False),
    ("period", "H27 ~", "実施期間 H27 ~ E-mail mori @ pref.wakaayu.lg.jp", True),
    ("period", "令和6年度～令和8年度", "事業期間：令和6年度～令和8年度", True),
    ("period", "令和6年度", "事業期間：令和6年度～令和8年度", False),
    ("stage", "当初要求", "■当初要求\t□当初予算案", True),
    ("stage", "当初予算案", "■当初要求\t□当初予算案", False),
    ("stage", "当初要求", "■当初要求\t■当初予算案", False),
    ("accounts", "款：民生費　項：企画費", "支出科目　款：民生費　項：企画費", True),
    ("accounts", "款名・項名・目名", "款名・項名・目名 | :民生費 児童福祉費 |", False),
    ("accounts", "款：民生費", "支出科目　款：民生費　項：企画費", False),
    ("code", "07 03 02", "事業番号\t07 03 02\t事業改善シート", True),
    ("code", "07 03", "事業番号\t07 03 02\t事業改善シート", False),
]


@pytest.mark.parametrize(("field", "text", "head", "proved"), OTHERS)
def test_other_fields_stand_beside_their_labels(field: str, text: str, head: str, proved: bool) -> None:  # noqa: FBT001
    """Publisher, period, stage, accounts and code: as printed, whole, and nothing else's."""
    assert (point(field, text, head).by is not None) is proved


TEXTS = [
    ("山に入る人を増やす。", "## 目的\n山に入る人を増やす。\n", True),
    ("山に入る人を増やす。", "目的\t山に入る人を増やす。\t3,000", True),
    ("山に入る人を増やす。", "<p>山に入る人を<b>増やす</b>。</p>", True),
    ("山に入る人を増やす。里を守る。", "山に入る人を増やす。\n里を守る。", True),
    ("山に入る人を減らす。", "山に入る人を増やす。", False),
    ("山に入る人を増やす", "山に入る人を増やす予定はない。", False),
    ("山に入る人を増やす", "山に入る人を増やす(廃止)", False),
    ("山に入る人を増やす", "山に入る人を増やす、とは限らない。", False),
    ("入る人を増やす。", "山に入る人を増やす。", False),
]


@pytest.mark.parametrize(("text", "printed", "whole"), TEXTS)
def test_a_text_is_printed_as_it_is_and_whole(text: str, printed: str, whole: bool) -> None:  # noqa: FBT001
    """A text that a model changed, or cut where it goes on, is found."""
    passage = Passage(heading=Label(text="目的"), kind="purpose", entries=(Measures(text=text, line=1),))
    assert (head_findings(Source("made", printed), Sheet(narrative=(passage,))) == ()) is whole


UNPROVED = {"error-head": {"department", "division", "unit"}}
"""The fixture whose line of offices says more than offices."""


@pytest.mark.parametrize("name", PROVED)
def test_fixtures_have_a_proved_head(name: str) -> None:
    """What the layout reader says of the fixtures' heads is proved."""
    source = fixture(name)
    found = head_findings(source, read_sheet(source))
    assert {one.field for one in found if one.by is None} == UNPROVED.get(name, set())


@proves
@given(texts, st.integers(1, 9))
def test_any_text_gives_points(text: str, line: int) -> None:
    """Whatever the record says of whatever text, there is one point a field."""
    label = Label(text="若鮎県", line=line)
    sheet = Sheet(identity=Identity(publisher=label, project=label, department=label, period=label, fiscal_year=2026))
    found = head_findings(Source("any", text), sheet)
    assert [one.field for one in found] == ["project", "publisher", "department", "period", "fiscal_year"]


CHARGED = """令和8年度当初予算編成に向けた要求書

事業コード　12-345
森の案内人育成事業（環境部森林課所管）

要求額及び財源（単位：千円）
区分\t事業費\t国庫支出金\t一般財源
前年度当初予算額\t4,700\t1,500\t3,200
要求額\t5,900\t1,800\t4,100
"""


@pytest.mark.parametrize(
    ("old", "new", "verified"),
    [
        ("", "", True),
        ("編成に向けた", "編成に係る", True),
        ("所管", "担当", True),
        ("編成に向けた", "編成に反対する", False),
        ("12-345", "隣県の12", False),
        ("環境部森林課", "隣県環境部森林課", False),
        ("環境部森林課", "旧環境部森林課", False),
        ("環境部森林課", "国の森林課", False),
        ("環境部森林課", "川端市環境部森林課", False),
        ("環境部森林課", "前年度環境部森林課", False),
        ("所管", "所管外", False),
        ("環境部森林課", "再掲環境部森林課", False),
        ("環境部森林課", "市町村分の環境部森林課", False),
        ("所管", "所管・企業局", False),
        ("環境部森林課所管", "環境部森林課所管企業局", False),
        ("（環境部森林課所管）", "（企業局分）", False),
        ("（環境部森林課所管）", "（環境部森林課所管）企業局", False),
        ("環境部森林課", "協議会の環境部森林課", False),
    ],
)
def test_the_office_in_charge_behind_the_name(old: str, new: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A bracket behind the project's name may say which office is in charge, and nothing else."""
    assert is_proved_for(CHARGED.replace(old, new, 1), CHARGED) is verified


LABELS = ["執行課", "要求部課", "予算執行課", "所属課", "担当局課", "主管部", "担当課・室", "部課名"]


@pytest.mark.parametrize("label", LABELS)
def test_labels_of_offices(label: str) -> None:
    """The office stands behind its label; a former one, or another body's, is none."""
    assert point("division", "森林課", f"事業名　{NAME}\n{label}　環境部　森林課").by is not None
    for other in (f"前{label}", f"旧{label}", f"{label}以外"):
        assert point("division", "森林課", f"事業名　{NAME}\n{other}　環境部　森林課").by is None
    assert point("department", "隣県環境部", f"事業名　{NAME}\n{label}　隣県環境部　森林課").by is None
