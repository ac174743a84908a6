"""Who may review over the web: tokens are handed out once and compared by their salted hash."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from structurer import errors
from structurer.store import Store
from tests.store.test_migration import OLD


def test_a_token_names_its_reviewer(tmp_path: Path) -> None:
    """And nobody else's; equal names are refused, removed ones forgotten."""
    with Store.open(str(tmp_path / "store.db")) as store:
        tokens = {name: store.reviewers.add(name) for name in ("佐藤", "鈴木")}
        for name, token in tokens.items():
            found = store.reviewers.holder(token)
            assert found is not None
            assert found.name == name
        assert [store.reviewers.holder(text) for text in ("", "x", tokens["佐藤"][:-1], "\ud800")] == [None] * 4
        with pytest.raises(errors.ReviewerTaken):
            store.reviewers.add("佐藤")
        store.reviewers.remove("佐藤")
        assert store.reviewers.holder(tokens["佐藤"]) is None
        assert [one.name for one in store.reviewers.everyone()] == ["鈴木"]
        with pytest.raises(errors.ReviewerUnknown):
            store.reviewers.remove("佐藤")


def test_no_token_is_kept(tmp_path: Path) -> None:
    """Neither the token nor one hash for equal tokens."""
    path = tmp_path / "store.db"
    with Store.open(str(path)) as store:
        token = store.reviewers.add("佐藤")
    with closing(sqlite3.connect(path)) as connection:
        (row,) = connection.execute("SELECT name, salt, digest FROM reviewers").fetchall()
    assert token not in row
    assert len({len(text) for text in row[1:]}) == 2


@pytest.mark.parametrize("version", [1, 2])
def test_older_stores_have_room_for_reviewers(tmp_path: Path, version: int) -> None:
    """Format 2 lacks their table only."""
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD)
    if version == 2:
        Store.open(str(path)).close()
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(
                "DROP TABLE reviewers; DROP TABLE revocations; DROP TABLE lessons; UPDATE formats SET version = 2"
            )
    with Store.open(str(path)) as store:
        assert store.reviewers.everyone() == []
        assert store.reviewers.add("佐藤")
