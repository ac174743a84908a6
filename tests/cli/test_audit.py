"""`structurer audit` as a user types it: drawn, asked at a terminal, left, gone on with, and the measured result."""

import json
import sys
from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.audited import keep
from tests.support.builders import Command
from tests.support.terminal import at


def test_drawn_and_printed(run: Command, tmp_path: Path) -> None:
    """Without a terminal: drawn once, and the same audit every time after it, whatever is saved meanwhile."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 5)
    first = run("audit", "--rate", "40%", "--seed", "7", "--by", "佐藤")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Audit 1: 2 of 5 verified records drawn (rate 40%, seed 7), 0 looked at.")
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 9)
    assert run("audit", "--by", "佐藤").stdout == first.stdout
    assert run("audit", "--rate", "0.4", "--seed", "7", "--by", "鈴木").stdout == first.stdout
    tree = json.loads(run("audit", "--by", "佐藤", "--format", "json").stdout)
    assert (tree["population"], len(tree["drawn"]), tree["figures"]["of"], tree["records"]["upper"]) == (5, 2, 0, "1")
    assert run("audit", "--seed", "8", "--by", "佐藤").stdout.startswith("Audit 2: 1 of 9 ")


@pytest.mark.parametrize("arguments", [("--rate", "2"), ("--rate", "some"), ("--figures", "0"), ("--by", " ")])
def test_bad_usage(run: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """One sentence, 2, and nothing is drawn."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 1)
    done = run("audit", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    with Store.open(str(tmp_path / "store.db")) as store:
        assert store.audits.all() == ()


def test_nothing_to_draw(run: Command, tmp_path: Path) -> None:
    """No store: 2 and where it was looked for; no verified record: a word, and 0."""
    missing = run("audit", "--by", "佐藤")
    assert (missing.returncode, missing.stdout) == (2, "")
    Store.open(str(tmp_path / "store.db")).close()
    done = run("audit", "--by", "佐藤")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No record is verified yet" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the test drives a pseudo-terminal")
def test_at_a_terminal(tmp_path: Path) -> None:
    """The sheet, then question by question; the value only after the answer; left and gone on with; the wrong figure is named."""
    path = tmp_path / "store.db"
    with Store.open(str(path)) as store:
        (record_id,) = keep(store, 1, wrong=(0,)).values()
    with at("audit", "--rate", "1", "--seed", "7", store=path, NO_COLOR="1", columns=200) as screen:
        shown = screen.answer("[1/8]", "5700千円")
        assert "前年度当初予算額 | 5,700 | 900 | 1,900 | 2,900" in shown
        assert "L7" not in shown
        screen.until("= 5,700 (L7)")
        screen.answer("[2/8]", "九百")
        screen.until("一つの数として読めません")
        screen.answer("[2/8]", "900")  # the unit that was typed last
        screen.until("= 900 (L7)")
        screen.answer("[3/8]", "q")
        assert screen.ended() == 0
    assert _finish(path, record_id) == 1
    with Store.open(str(path)) as store:
        (audit,) = store.audits.all()
        assert {one.reviewer for one in store.audits.answers(audit)} == {"佐藤"}
        assert len(store.log(record_id)) == 1


def _finish(path: Path, record_id: str) -> int:
    """The rest of the audit in another process; its exit status."""
    with at("audit", store=path, NO_COLOR="1", columns=200) as screen:
        screen.answer("[3/8]", "1900千円")
        for number, answer in ((4, "2900"), (5, "6000"), (6, "1000")):
            screen.answer(f"[{number}/8]", answer)
        screen.until("≠ 回答 1000、記録 900 (L7)")
        screen.press("w")
        screen.until(f"訂正するには: structurer serve  →  http://127.0.0.1:8765/sheets/{record_id}?field=")
        screen.answer("[7/8]", "2000")
        screen.answer("[8/8]", "3000")
        screen.until("誤った数字: 1/8 (95%信頼区間 Clopper–Pearson 0.31% – 52.66%)")
        screen.until("誤りのある記録: 1/1")
        return screen.ended()
