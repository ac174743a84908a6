"""The index: made with each save on both databases, made anew of an old store, right where a SQLite has no FTS5."""

import pytest
from sqlalchemy import text

from structurer.store import Store
from structurer.store.migrations import upgrade
from structurer.store.search import tables
from tests.support.stores import connected, execute, leave, record, select

TEXTS = ("大阪 阪市\n観光振興費 1円\n", "大阪市\n観光費 2円\n", "一般財源 3円\n")


def names(store: Store, *words: str) -> set[str]:
    """The first lines of the sheets that are found."""
    found = store.texts([one.id for one in store.find(words)])
    return {sheet.splitlines()[0] for sheet in found.values()}


def fill(url: str) -> None:
    """Save the texts."""
    with Store.open(url) as store:
        for sheet in TEXTS:
            store.save(record(sheet), author=None)


def looked_at(store: Store) -> None:
    """Every kind of word finds what prints it and nothing else."""
    assert names(store, "観光") == {"大阪 阪市", "大阪市"}
    assert names(store, "大阪市") == {"大阪市"}
    assert names(store, "振興") == {"大阪 阪市"}
    assert names(store, "一般財源") == {"一般財源 3円"}
    assert names(store, "費", "観光") == {"大阪 阪市", "大阪市"}
    assert names(store, "源") == {"一般財源 3円"}
    assert names(store, "観光", "財源") == names(store, "市観光") == set()
    assert len(names(store)) == 3


def test_words_are_found(url: str) -> None:
    """Of one letter, two or more, alone or several; not where only their pairs stand apart."""
    fill(url)
    with Store.open(url) as store:
        looked_at(store)


def test_what_is_no_word_to_the_database(url: str) -> None:
    """Its own signs are letters like others or none."""
    with Store.open(url) as store:
        store.save(record("100% OR _x_ \"near\" '); -- 'é 𠮷野 1円\n"), author=None)
        for word in ("100%", '"near"', "é", "𠮷野", "or", "_x_", "𠮷"):
            assert len(store.find([word])) == 1, word
        assert store.find(["é野"]) == store.find(["nearor"]) == store.find(["-"]) == store.find(["%", "*"]) == []


def test_a_new_revision_is_found_by_what_it_says(url: str) -> None:
    """And no longer by what only the one before said; the text is indexed once."""
    with Store.open(url) as store:
        saved = store.save(record(), author=None)
        before = select(url, "SELECT position FROM search_texts")
        store.save(record(finding=False), author="佐藤", parent=1)
        assert select(url, "SELECT position FROM search_texts") == before
        (found,) = store.find(["公園"])
        assert (found.revision, found.verdict) == (2, "verified")
        store.save(record(name="renamed.txt"), author="佐藤", parent=2)
        assert [one.id for one in store.find(["renamed"])] == [saved.record_id]
        assert store.find(["parks"]) == []
        assert len(select(url, "SELECT position FROM search_texts")) == 1


def test_a_save_that_fails_leaves_no_row(url: str) -> None:
    """The index is part of the transaction."""
    with Store.open(url) as store:
        execute(url, "DROP TABLE search_entries")
        with pytest.raises(Exception, match="search_entries"):
            store.save(record(), author=None)
    assert select(url, "SELECT * FROM search_texts") == select(url, "SELECT * FROM revisions") == []


def test_an_old_store_is_indexed_when_it_is_brought_up(empty: str) -> None:
    """Its newest revisions; one that cannot be read by its names and its text."""
    leave(empty, 9)
    execute(empty, "UPDATE revisions SET sheet = '{\"identity\": 1}' WHERE name = 'road.txt'")
    with Store.open(empty) as store:
        assert {one.name: one.revision for one in store.find()} == {"parks.txt": 2, "road.txt": 1}
        assert [one.name for one in store.find(["公園", "parks"])] == ["parks.txt"]
        assert [one.name for one in store.find(["road"])] == ["road.txt"]


def test_a_sqlite_without_fts5(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it saves is found by looking through it, there and where there is FTS5; what was indexed before as well."""
    url = f"sqlite:///{tmp_path}/store.db"
    with Store.open(url) as store:
        store.save(record(TEXTS[0]), author=None)
        with monkeypatch.context() as lacking:
            lacking.setattr(tables, "_HAS_FTS5", text("SELECT 0"))
            for sheet in TEXTS[1:]:
                store.save(record(sheet), author=None)
            looked_at(store)
        looked_at(store)
    assert select(url, "SELECT indexed FROM search_texts ORDER BY position") == [(1,), (0,), (0,)]


def test_a_store_that_was_made_without_fts5(tmp_path: object) -> None:
    """It has no index by pairs, and everything is found."""
    url = f"sqlite:///{tmp_path}/store.db"
    with connected(url) as connection:
        upgrade(connection, 0)
        connection.exec_driver_sql("DROP TABLE search_pairs")
    fill(url)
    with Store.open(url) as store:
        looked_at(store)
