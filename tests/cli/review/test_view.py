"""The screens of a review, without a terminal."""

import io

import pytest
from rich.console import Console, RenderableType

from structurer import review
from structurer.cli.review import view
from structurer.cli.review.view import Screen
from structurer.errors import StaleRevision
from structurer.record.correction import Enter, RemoveRow, Repoint, Waiver
from structurer.review import Draft
from structurer.store import QueueEntry
from tests.support.review_sheets import TOTAL, misread
from tests.support.reviews import LAYOUT, WHY, draft
from tests.support.sheets import truth

PLAIN = Screen(80, plain=True)


@pytest.fixture(autouse=True)
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Japanese first."""
    monkeypatch.setenv("STRUCTURER_LANG", "ja")


def shown(*parts: RenderableType, width: int = 80) -> str:
    """The text of a screen without colours."""
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False, no_color=True)
    console.print(*parts, sep="\n")
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def tottori() -> Draft:
    """The sheet with one printed error."""
    return review.begin(truth("tottori-dx"), LAYOUT, parent=1)


def of(given: Draft, screen: Screen = PLAIN) -> str:
    """The first finding of a draft as it is shown."""
    return shown(*view.finding_screen(given, given.open_findings[0], (1, 1), screen), width=screen.width)


def test_a_finding() -> None:
    """Title, lines with the figures marked, labels near by, working and blame."""
    told = of(tottori())
    assert "確認事項 1/1  CST201" in told
    assert "事業費と人件費の和が、トータルコストと一致しない。" in told
    assert "    12 | | 当初予算額 |" in told
    assert ">   13 | [54,826千円] |" in told
    assert "= 事業費 54,826千円 (L13) + 人件費 3,212千円 (L14) = 58,038千円 ≠" in told
    assert "原因: 印字されたシート自体の不整合 — 当初予算額 トータルコスト 計上" in told


def test_a_finding_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for readers of English."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    told = of(tottori())
    assert "Finding 1 of 1  CST201" in told
    assert "blame: the printed sheet itself is inconsistent" in told


def test_a_suggestion_is_marked() -> None:
    """The suggested figure stands out in its line and is named."""
    given = review.begin(misread(), LAYOUT, parent=1)
    finding = next(f for f in given.open_findings if f.code == "AGR601")
    told = shown(*view.finding_screen(given, finding, (1, 9), PLAIN))
    assert "候補: " in told
    assert "{" in told


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_any_width(width: int) -> None:
    """No line is wider than the screen, and every number is still there."""
    told = of(tottori(), Screen(width, plain=True))
    assert all(len(line) <= width for line in told.splitlines())
    assert "[54,826千円]" in told


def test_what_a_step_changed() -> None:
    """The screen names what it closed and opened, what lapsed, and how many are left."""
    before = tottori()
    waived = review.apply(before, Waiver(finding=before.open_findings[0].key, reason=WHY, author="佐藤"))
    assert "- 閉じた: CST201" in shown(*view.step_view(waived, PLAIN))
    assert "確認事項 1件 → 0件  要確認" in shown(*view.step_view(waived, PLAIN))
    entered = review.apply(waived.after, Enter(path=TOTAL, amount="58038000", printed="58,038千円", reason=WHY))
    told = shown(*view.step_view(entered, PLAIN))
    assert "+ 新しい: GRD701" in told
    assert "! 了承は失効: CST201" in told


def test_many_changes_are_counted() -> None:
    """A step that opens a great many shows the first and counts the rest."""
    change = review.apply(
        draft(), RemoveRow(path="funding.0.rows.0", reason=WHY), RemoveRow(path="funding.0.rows.0", reason=WHY)
    )
    assert "ほか" in shown(*view.step_view(change, PLAIN))


def test_what_was_done() -> None:
    """Corrections and waivers in the words of the log."""
    before = tottori()
    after = review.apply(before, Waiver(finding=before.open_findings[0].key, reason=WHY, author="佐藤")).after
    told = shown(*view.closed_view(after))
    assert "確認事項はすべて閉じました" in told
    assert "佐藤" in told
    assert "開いている確認事項はありません" in shown(*view.closed_view(draft()))


def test_the_footer_fits() -> None:
    """Keys go on in the next line."""
    keys = [(key, "何かをする") for key in "abcdefgh"]
    told = shown(*view.footer(keys, Screen(40, plain=True)), width=40)
    assert told.count("[") == 8
    assert len(told.splitlines()) == 5


def test_the_whole_sheet() -> None:
    """Every line, the figures of the open findings marked."""
    told = shown(view.whole_sheet(tottori(), PLAIN))
    assert ">   15 | [54,826千円] |" in told
    assert "   161 | 0 |" in told


def test_who_saved_in_between() -> None:
    """The screen names the author, the time and the fields."""
    told = shown(*view.stale_view(StaleRevision("ab12", 1, 2, "鈴木", "2026-04-01", (TOTAL,))))
    assert "鈴木" in told
    assert TOTAL in told


@pytest.mark.parametrize("width", [40, 80])
def test_the_queue(width: int) -> None:
    """The row's number, id, yen at stake and who is at it; a hostile name is harmless."""
    rows = [
        QueueEntry("804d25240a88", "x.txt", "[red]\x1b[2J案内", 1, "2026-04-01T00:00:00+00:00", 54826000, 3),
        QueueEntry("90ab12cd34ef", "y.txt", None, 1, "2026-04-01T00:00:00+00:00", 0, 12),
    ]
    told = shown(view.queue_view(rows, {"90ab12cd34ef": "鈴木"}, Screen(width, plain=True)), width=width)
    assert "804d25240a88" in told
    assert "鈴木" in told
    assert "\x1b" not in told
    assert "54,826,000" in told.replace("\n", "") or width == 40


def test_a_repoint_in_words() -> None:
    """Acts that were not taken over are named."""
    act = Repoint(path=TOTAL, figure="F1", reason=WHY)
    assert "引き継げません: 数字を指し直し" in shown(*view.refused_view([act]))
