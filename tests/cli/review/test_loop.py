"""The terminal loop as a person uses it: real processes behind a pseudo-terminal, keys in, screen out."""

import re
import signal
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.record.correction import Repoint
from structurer.review import open_record
from structurer.store import Store
from tests.support.builders import Command, fixture
from tests.support.review_sheets import TOTAL, hostile, kept, kept_misread
from tests.support.reviews import WHY
from tests.support.terminal import Screen, at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the tests drive a pseudo-terminal"),
]

REASON = "シートの誤植。財政課に確認済み"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the store."""
    return tmp_path / "store.db"


def waive(screen: Screen, reason: str = REASON) -> str:
    """Waive the finding that is shown; what the screen said of it."""
    shown = screen.press("w")
    screen.answer("理由", reason)
    return shown


def verdict(path: Path, record_id: str) -> Verdict:
    """The verdict of the newest revision."""
    with Store.open(str(path)) as store:
        return store.load(record_id).record.verdict


def revisions(path: Path, record_id: str) -> int:
    """The number of revisions."""
    with Store.open(str(path)) as store:
        return len(store.log(record_id))


def test_from_needs_review_to_approved(path: Path, run: Command) -> None:
    """The finding is shown with its lines, waived with a reason, the sheet approved; the log says who and why."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id[:6], store=path, NO_COLOR="1") as screen:
        shown = waive(screen)
        assert ">   13 | [54,826千円] |" in shown
        assert "= トータルコスト 54,826千円 (L15) − 58,038千円 = ▲3,212千円" in shown
        told = screen.press("a")
        assert "閉じた: CST201" in told
        assert "確認事項 1件 → 0件" in told
        screen.answer("承認のことば", "原本と照合した")
        screen.until("保存しました")
        assert screen.ended() == 0
    assert verdict(path, record_id) is Verdict.APPROVED
    log = run("log", record_id, STRUCTURER_LANG="ja")
    assert "要確認" in log.stdout.splitlines()[0]
    assert "承認済み" in log.stdout
    assert f"佐藤, 理由: {REASON}" in log.stdout
    assert "承認 — 佐藤, 理由: 原本と照合した" in log.stdout
    shown_record = run("show", record_id, STRUCTURER_LANG="ja")
    assert (shown_record.returncode, "承認済み" in shown_record.stdout) == (0, True)


def test_a_wrong_cite_is_corrected_by_one_key(path: Path, run: Command) -> None:
    """The suggestion is the first choice; it closes every finding, and the record is approved."""
    record_id = kept_misread(path)
    with at("review", record_id, store=path) as screen:
        shown = screen.press("y")
        assert re.search(r"\[y\]候補 [\d,]+千円 に直す", screen.text)
        assert "候補: " in shown
        told = screen.press("a")
        assert re.search(r"確認事項 [2-9]件 → 0件", told)
        screen.answer("承認のことば", "")
        assert screen.ended() == 0
    assert verdict(path, record_id) is Verdict.APPROVED
    assert "数字を指し直し" in run("log", record_id, STRUCTURER_LANG="ja").stdout


def test_another_figure_and_undo(path: Path) -> None:
    """Picked from the figures near by with what it would do; undone it is as before, and nothing is saved."""
    record_id = kept_misread(path)
    with at("review", record_id, store=path, STRUCTURER_LANG="en") as screen:
        before = screen.press("p")
        found = re.search(r"Finding 1 of (\d+)", before)
        assert found is not None
        screen.until("1  ")
        screen.until("> ")
        screen.type("1\n")
        listed = screen.until("line L15")
        assert f"closes {found[1]}, opens 0" in listed
        screen.until("> ")
        screen.type("1\n")
        screen.press("u")
        assert f"findings {found[1]} -> 0" in screen.text
        told = screen.press("q")
        assert f"findings 0 -> {found[1]}" in told
        screen.until("nothing is saved")
        assert screen.ended() == 1
    assert revisions(path, record_id) == 1


def test_quit_and_go_on_later(path: Path) -> None:
    """The changes are a revision; the next run goes on from it, and an undo there asks first."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        waive(screen)
        screen.press("q")
        screen.until("保存しました")
        assert screen.ended() == 1
    assert (revisions(path, record_id), verdict(path, record_id)) == (2, Verdict.NEEDS_REVIEW)
    with at("review", record_id, store=path) as screen:
        assert "確認事項はすべて閉じました" in screen.press("u")
        screen.until("[y/n]")
        screen.type("n")
        screen.press("a")
        screen.answer("承認のことば", "")
        assert screen.ended() == 0
    assert (revisions(path, record_id), verdict(path, record_id)) == (3, Verdict.APPROVED)


def test_ctrl_c_at_a_key_asks(path: Path) -> None:
    """Go on, and then save: nothing is lost."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        waive(screen)
        screen.until("[q]")
        screen.type("\x03")
        screen.until("[!]")
        screen.type("c")
        screen.until("[q]")
        screen.type("\x03")
        screen.until("[!]")
        screen.type("\x03")
        screen.until("保存しました")
        assert screen.ended() == 1
    assert revisions(path, record_id) == 2


def test_a_line_can_be_left(path: Path) -> None:
    """The question is left, the finding is there again; a reason that says nothing is refused."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        screen.press("w")
        screen.until("> ")
        screen.type("\x04")
        waive(screen, "ok")
        screen.until("理由が必要です")
        waive(screen, "")
        screen.press("q")
        screen.until("保存していません")
        assert screen.ended() == 1
    assert revisions(path, record_id) == 1


def hang_up(screen: Screen) -> None:
    """The window is closed."""
    screen.hang_up()


def terminate(screen: Screen) -> None:
    """The machine shuts down."""
    screen.process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("end", [hang_up, terminate])
def test_a_closed_window_loses_nothing(path: Path, end: Callable[[Screen], None]) -> None:
    """The changes are saved, and the lease is released."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        waive(screen)
        screen.until("[q]")
        end(screen)
        screen.process.wait(60)
    assert (revisions(path, record_id), verdict(path, record_id)) == (2, Verdict.NEEDS_REVIEW)
    with Store.open(str(path)) as store:
        assert store.holder(record_id) is None


def test_another_reviewer_is_at_it(path: Path, run: Command) -> None:
    """The second is told who is, and for how long."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as first:
        first.until("[q]")
        with at("review", record_id, store=path, STRUCTURER_AUTHOR="鈴木") as second:
            second.until("佐藤 が確認中です")
            assert second.ended() == 2
        assert "佐藤" in run("show", record_id, STRUCTURER_LANG="ja").stderr
        first.type("q")
        assert first.ended() == 1


def test_somebody_saved_in_between(path: Path) -> None:
    """The other's changes are named; reopened, one's own waiver is taken over and nothing of the other's is lost."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        waive(screen)
        screen.until("[q]")
        with Store.open(str(path)) as store, open_record(store, record_id, "鈴木") as other:
            figure = other.draft.reading.source.by_line[22][0]
            other.apply(Repoint(path=TOTAL, figure=figure.id, reason=WHY))
            other.save()
        screen.type("a")
        screen.answer("承認のことば", "")
        told = screen.until("[!]")
        assert "鈴木" in told
        assert TOTAL in told
        screen.type("r")
        told = screen.until("[q]")
        assert "0件を引き継ぎました" in told
        assert "引き継げません: 了承 CST201" in told
        screen.type("u")
        screen.until("[y/n]")
        screen.type("y")
        waive(screen)
        screen.press("q")
        assert screen.ended() == 1
    assert revisions(path, record_id) == 3


@pytest.mark.parametrize("name", ["terminal", "zero-width-labels"])
def test_a_hostile_sheet_is_shown(path: Path, name: str) -> None:
    """Nothing of the sheet is obeyed: the screen holds our own styles and visible characters only."""
    record_id = kept(path, hostile(name))
    with at("review", record_id, store=path) as screen:
        screen.press("v")
        screen.until("何かキー")
        screen.type("x")
        screen.press("s")
        screen.press("b")
        screen.press("q")
        assert screen.ended() == 1
    unseen = {c for c in screen.text if unicodedata.category(c) in {"Cc", "Cf"}} - {"\r", "\n"}
    assert unseen == set()


def test_a_value_the_source_lacks(path: Path) -> None:
    """Typed with its unit and a reason; it stays marked, and that is a finding of its own."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path, columns=60) as screen:
        screen.press("e")
        screen.answer("番号", "")
        screen.answer("印字の形で", "58038")
        screen.until("値として読めません")
        screen.press("e")
        screen.answer("番号", "1")
        screen.answer("印字の形で", "58,038千円")
        screen.answer("理由", "事業費と人件費の和")
        for _ in range(2):
            waive(screen, "原本の誤植。正しい額に直した")
        screen.press("a")
        screen.answer("承認のことば", "")
        assert screen.ended() == 0
    with Store.open(str(path)) as store:
        cite = store.load(record_id).record.sheet.costs[0].rows[0].cells[2].cite
    assert (cite.amount, cite.corrected) == ("58038000", True)


def test_a_label_and_back(path: Path) -> None:
    """A label is corrected with its line and a reason, and taken back; the check is explained."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        screen.press("l")
        for question, line in (("印字のとおり", "前年度当初予算額"), ("行", "26"), ("理由", WHY)):
            screen.answer(question, line)
        assert "新しい: " in screen.press("u")
        screen.press("x")
        assert "CST201 total-cost-mismatch" in screen.until("何かキー")
        screen.type("x")
        screen.press("q")
        assert screen.ended() == 1
    assert revisions(path, record_id) == 1


def test_a_place_a_row_and_back(path: Path) -> None:
    """A stage is corrected, a row removed, each with what it opens; both are taken back."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        screen.press("t")
        for question, line in (("どの項目", ""), ("項目", ""), ("年度", ""), ("段階", "1"), ("理由", WHY)):
            screen.answer(question, line)
        screen.press("u")
        screen.until("[q]")
        screen.type("d")
        screen.answer("番号", "")
        screen.answer("理由", WHY)
        assert "新しい: CMP801" in screen.press("u")
        screen.press("q")
        assert screen.ended() == 1


def test_a_figure_that_no_field_claims(path: Path) -> None:
    """It is added to a row near by, with its measure, year and stage."""
    record_id = kept(path, hostile("terminal"))
    with at("review", record_id, store=path) as screen:
        screen.press("n")
        for question, line in (("どの行", "1"), ("項目", "2"), ("年度", "-1"), ("段階", ""), ("理由", WHY)):
            screen.answer(question, line)
        screen.until("確認事項 ")
        screen.press("q")
        assert screen.ended() == 1


def test_the_queue(path: Path) -> None:
    """The worst first; filtered, opened by its number, explained by `?`; a name is asked for only before a first change."""
    first = kept(path, fixture("tottori-dx"))
    second = kept(path, fixture("error-percent"))
    with at("review", store=path, STRUCTURER_AUTHOR="") as screen:
        assert first in screen.answer("で開く", "?")
        assert "3番を開く" in screen.answer("で開く", "/工芸")
        shown = screen.answer("で開く", "1")
        assert (first in shown, second in shown) == (True, False)
        screen.press("?")
        screen.until("理由とともに了承する")
        screen.until("何かキーを押すと戻ります")
        screen.type(" ")
        screen.press("w")
        screen.answer("お名前", " ")
        screen.answer("だれの訂正か分かりません", "佐藤")
        screen.answer("理由", WHY)
        screen.press("a")
        screen.answer("承認のことば", "")
        screen.answer("で開く", "/")
        screen.answer("で開く", "nope")
        screen.until("nope")
        screen.answer("で開く", "q")
        assert screen.ended() == 1
    assert verdict(path, first) is Verdict.APPROVED


def test_a_full_width_key(path: Path) -> None:
    """An input method that is left on does not stand in the way; arrows move, an unknown key does nothing."""
    record_id = kept(path, fixture("tottori-dx"))
    with at("review", record_id, store=path) as screen:
        for key in ("\x1b[C", "\x1b[D", "\x1b", "あ", "z", "ｑ"):
            screen.until("[q]")
            screen.type(key)
        screen.until("保存していません")
        assert screen.ended() == 1
