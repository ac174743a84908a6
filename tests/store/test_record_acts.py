"""Where sheets stand, which records have ended by that, and what persons withdraw and take back."""

from contextlib import closing
from pathlib import Path

import pytest

from structurer.errors import RecordEnded, RecordStands
from structurer.record.record import Record, SourceRecord
from structurer.store import Saved, Store, record_acts
from structurer.store.connection import Database
from structurer.text.origin import Origin
from structurer.text.source import Source
from tests.support.stores import TEXT, record


def read_from(store: Store, text: str, file: str | None, part: int = 1, parts: int = 1) -> Saved:
    """Save what a reader has read from a file."""
    origin = None if parts == 1 else Origin("dept.pdf", "0" * 64, "pdf", part, parts)
    source = Source("sheet", text, origin, file)
    made = record(text)
    return store.save(made.model_copy(update={"source": SourceRecord.of(source)}), author=None, source=source)


def ended(store: Store) -> dict[str, str | None]:
    """The records that have ended, each with its successor."""
    return {row.id: row.ending.superseded_by for row in store.records() if row.ending is not None}


def test_a_changed_file(url: str) -> None:
    """The new text's record takes the place of the old one, and the old one's again when the file is as it was."""
    with Store.open(url) as store:
        old = read_from(store, TEXT, "/s/a.txt")
        new = read_from(store, f"{TEXT}\n", "/s/a.txt")
        assert (old.superseded, new.superseded) == ((), (old.record_id,))
        assert ended(store) == {old.record_id: new.record_id}
        assert [head.record_id for head in store.heads() if head.ending is None] == [new.record_id]
        assert [entry.id for entry in store.queue()] == [new.record_id]
        assert read_from(store, TEXT, "/s/a.txt") == Saved(
            old.record_id, 1, unchanged=True, superseded=(new.record_id,)
        )
        assert ended(store) == {new.record_id: old.record_id}


def test_a_copy_keeps_a_record(url: str) -> None:
    """A record that stands in another file has not ended; in whichever order the files are read."""
    with Store.open(url) as store:
        old = read_from(store, TEXT, "/s/a.txt")
        read_from(store, TEXT, "/s/b.txt")
        assert read_from(store, f"{TEXT}\n", "/s/a.txt").superseded == ()
        assert ended(store) == {}
        assert read_from(store, f"{TEXT}\n\n", "/s/b.txt").superseded == (old.record_id,)


def test_sheets_that_move_in_their_document(url: str) -> None:
    """A sheet that is another number now has not ended; one that the document no longer holds has."""
    with Store.open(url) as store:
        first, second, third = (read_from(store, f"{TEXT}{n}千円\n", "/s/d.pdf", n, 3) for n in (1, 2, 3))
        assert ended(store) == {}
        read_from(store, f"{TEXT}2千円\n", "/s/d.pdf", 1, 2)
        read_from(store, f"{TEXT}3千円\n", "/s/d.pdf", 2, 2)
        assert ended(store).keys() == {first.record_id}
        assert {second.record_id, third.record_id} == {row.id for row in store.records() if row.ending is None}


def test_no_file(url: str) -> None:
    """Texts of the same name that came from no file are different sheets."""
    with Store.open(url) as store:
        read_from(store, TEXT, None)
        assert read_from(store, f"{TEXT}\n", None).superseded == ()
        assert ended(store) == {}


def test_the_same_reading(url: str) -> None:
    """What a reader reads again adds nothing, whatever it took; what it reads otherwise does, and so does a person's save."""
    source = Source("parks.txt", TEXT)
    with Store.open(url) as store:
        store.save(record(), author=None, source=source)
        assert store.save(record(seconds="9"), author=None, source=source).unchanged
        other: Record = record(finding=False)
        assert store.save(other, author=None, source=source) == Saved(source.sha256[:12], 2)
        assert store.save(other, author=None).revision == 3
        assert store.verify(source.sha256[:12]) == ()


def test_withdrawn_and_taken_back(tmp_path: Path) -> None:
    """By name and reason, and kept; a new revision does not bring it back, a person does."""
    with Store.open(str(tmp_path / "store.db")) as store:
        name = read_from(store, TEXT, "/s/a.txt").record_id
        with pytest.raises(RecordStands):
            store.restore(name, "審査A")
        assert store.withdraw(name[:6], "審査A", "試し読み") == name
        with pytest.raises(RecordEnded):
            store.withdraw(name, "審査A", "試し読み")
        store.save(record(finding=False), author=None)
        assert (store.queue(), ended(store), list(store.newest_revisions())) == ([], {name: None}, [])
        store.restore(name, "審査B", "取り違え")
        assert [(act.deed, act.author, act.reason) for act in store.acts(name)] == [
            ("placed", None, ""),
            ("withdrawn", "審査A", "試し読み"),
            ("restored", "審査B", "取り違え"),
        ]
        assert len(list(store.newest_revisions())) == 1


def test_some_records_have_ended_as_they_have_among_all(url: str) -> None:
    """Asked of some records alone, the answer is theirs of all: superseded, kept by a copy, withdrawn, taken back."""
    with Store.open(url) as store:
        first, _, kept, copied, left, back = (
            read_from(store, f"{TEXT}{number}\n", f"/s/{place}.txt").record_id
            for number, place in enumerate(("a", "a", "b", "c", "d", "e"))
        )
        read_from(store, f"{TEXT}2\n", "/s/c.txt")
        for one in (left, back):
            store.withdraw(one, "K", "twice")
        store.restore(back, "K")
        whole = {row.id: row.ending for row in store.records() if row.ending is not None}
        assert whole.keys() == {first, copied, left}
        everyone = [row.id for row in store.records()]
    with closing(Database(url, 5)) as database, database.reading() as session:
        for some in ([first], [kept, left], [copied, back, first], everyone, []):
            found = record_acts.endings_of(session, iter(some))
            assert found == {one: whole[one] for one in some if one in whole}
