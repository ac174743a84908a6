"""The lessons of a store: added, never changed; ended by a row of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer.errors import LessonRevoked, LessonUnknown
from structurer.store import Store
from tests.support.builders import Command
from tests.support.stores import execute
from tests.support.taught import LAYOUTS, funding, reviewed


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store of either kind."""
    with Store.open(url) as opened:
        yield opened


def test_kept_and_found(store: Store) -> None:
    """As they were learned, by the beginning of their ids."""
    learned = reviewed(funding(0), store).learned
    assert set(store.lessons.active()) == set(learned)
    assert store.lessons.find(learned[0].id[:8]) == learned[0]
    for asked in ("", "zz", "\x00", "%"):
        with pytest.raises(LessonUnknown):
            store.lessons.find(asked)


def test_revoked_once_and_for_all(store: Store) -> None:
    """Its row stays; approving its sheet again does not bring it back."""
    learned = reviewed(funding(0), store).learned
    ended = store.lessons.revoke(learned[0].id, "鈴木", "違う書式")
    assert ended.revoked is not None
    assert learned[0].id not in {one.id for one in store.lessons.active()}
    assert ended in store.lessons.everything()
    with pytest.raises(LessonRevoked, match="鈴木"):
        store.lessons.revoke(learned[0].id, "佐藤")
    assert store.lessons.keep(learned) == ()
    assert learned[0].id not in {one.id for one in store.lessons.active()}


def test_a_spoilt_row_is_no_lesson(url: str) -> None:
    """A label that another program wrote there is not read with."""
    with Store.open(url) as store:
        assert reviewed(funding(0), store).learned
    execute(url, """UPDATE lessons SET content = '{"label": "12,345千円"}'""")
    with Store.open(url) as store:
        assert store.lessons.everything() == ()


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    """Whether a store is there can be asked without making one."""
    path = tmp_path / "none.db"
    assert not Store.is_there(str(path))
    assert not path.exists()
    assert Store.is_there("postgresql://somewhere/else")
    assert Store.is_there("sqlite://")


def test_the_command(run: Command, tmp_path: Path) -> None:
    """Listed, shown, used, revoked, not used any more."""
    assert "No lessons" in run("lessons").stderr
    with Store.open(str(tmp_path / "store.db")) as store:
        first = reviewed(LAYOUTS["stages"](0), store).learned[0]
    assert "裁定額 → approved" in run("lessons").stdout
    assert "learned from" in run("lessons", "show", first.id[:6]).stdout
    assert "1 in force" in run("doctor").stdout
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(LAYOUTS["stages"](1).source.text, encoding="utf-8")
    read = ("run", str(sheet), "--model", "offline", "--no-save", "--format", "json")
    assert first.id in run(*read).stdout
    assert first.id not in run(*read, "--no-lessons").stdout
    assert first.id in run("run", str(sheet), "--model", "offline", "--no-save").stdout
    done = run("lessons", "revoke", first.id, "--reason", "another layout", "--author", "Sato")
    assert (done.returncode, "(revoked)" in done.stdout) == (0, True)
    assert "another layout" in run("lessons", "show", first.id).stdout
    assert first.id not in run(*read).stdout
    assert run("lessons", "revoke", first.id, "--author", "Sato").returncode == 2
    assert run("lessons", "show", "nothing").returncode == 2
    assert run("lessons", "revoke", first.id).returncode == 2
