"""Stamps of the head: labels of fields, their values and bullets are none; what decides about the sheet is one wherever it is."""

import pytest

from structurer.checks.proof.stamped import Stamps
from tests.checks.proof.made import TABLE, drawn, is_verified, outline

HEAD = """令和8年度当初予算要求書
課室名
自然課
担当名
水辺グループ
事業名
川の学校事業
会計
一般会計
款
民生費
項
児童福祉費
目
児童福祉総務費
事業期間
令和元年度~
根拠法令
水辺の学び法
事業
期間
平成22年度~
根拠
法令
(なし)
関連計画
水辺学習計画
3 地方財政措置の状況
特別交付税
"""
LISTED = "予算額:5,900千円\n■ 期待される効果\n・幹線系統の維持\n・手引きの普及\n"
STAMPS = ["見本", "不採択", "記入例", "取下げ", "没", "廃止", "控え"]
LABELS = [
    "課室名",
    "事業名",
    "会計",
    "款",
    "目",
    "事業期間",
    "根拠法令",
    "根拠\n法令",
    "関連計画",
    "3 地方財政措置の状況",
]


def found(text: str) -> list[str]:
    """The stamps of a head over a table."""
    return [note.text for note in Stamps(outline(text + drawn(TABLE))).notes(frozenset())]


def test_labels_of_fields_and_their_values_are_no_stamps() -> None:
    """Each alone on its line, broken over two, the value right below its label."""
    assert found(HEAD) == []


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("label", LABELS)
def test_a_stamp_below_a_label_is_one(label: str, stamp: str) -> None:
    """What stands below a label is its value only where it has the form of such a value."""
    assert found(f"令和8年度当初予算要求書\n{label}\n{stamp}\n") == [stamp]


@pytest.mark.parametrize(
    "lines", ["根拠法令\n\n県要綱", "款\n県要綱", "根拠法令\n民生費", "県要綱", "事業期間\nなし", "根拠法令\n他県要綱"]
)
def test_a_value_is_one_right_below_its_own_label_only(lines: str) -> None:
    """Below another label, behind a blank line or without a label it is asked about, and so is one of another place."""
    assert found(f"令和8年度当初予算要求書\n{lines}\n") == [lines.rsplit("\n", maxsplit=1)[-1]]


def test_one_of_several_bullets_is_no_stamp() -> None:
    """A list of effects has short lines, too."""
    assert found(LISTED) == []


@pytest.mark.parametrize("stamp", [*STAMPS, "取り下げ済"])
def test_a_stamp_behind_a_bullet_is_one(stamp: str) -> None:
    """Among other bullets; and any short line behind a bullet that stands alone."""
    assert found(f"{LISTED}・{stamp}\n") == [f"・{stamp}"]
    assert found(LISTED.replace("・手引きの普及\n", "")) == ["・幹線系統の維持"]


@pytest.mark.parametrize("head", ["事業名：川の学校事業", "■ 事業名：川の学校事業", "", "■ 要求額の内訳"])
def test_bullets_under_no_heading_are_asked_about(head: str) -> None:
    """Below a name, a blank line or a heading about amounts they may be names of other projects."""
    assert found(f"令和8年度当初予算要求書\n{head}\n・山の学校事業\n・海の学校事業\n") == [
        "・山の学校事業",
        "・海の学校事業",
    ]


@pytest.mark.parametrize(
    ("added", "office", "verified"),
    [
        ("", "環境部　水辺課", True),
        ("（企業局）", "企業局　水道課", True),
        ("（企業局）", "環境部　水辺課", False),
        ("（全庁）", "環境部　水辺課", False),
        ("（単独分）", "環境部　水辺課", False),
        ("（補助分）", "環境部　水辺課", False),
    ],
)
def test_what_a_title_adds(added: str, office: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A part of the money is asked about, and so is a bureau with an account of its own that no field of the head names."""
    table = "区分\t要求額\n観察会\t1,900\n手引き\t4,000\n合計\t5,900\n"
    head = f"川端県　令和8年度当初予算要求の概要{added}\n事業名　川の学校事業\n所属　{office}\n"
    assert is_verified(f"{head}要求額の内訳（単位：千円）\n{table}") is verified
