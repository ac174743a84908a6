"""Every record out of the store by its newest revision: in pages, without holding up who saves, and nothing damaged."""

import sqlite3
from pathlib import Path

import pytest

from structurer import errors
from structurer.checks.outcome import Verdict
from structurer.store import Store, stream
from tests.support.stores import record

VERIFIED, REVIEW = Verdict.VERIFIED, Verdict.NEEDS_REVIEW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of seven records, every other one verified; the first has two revisions."""
    where = tmp_path / "store.db"
    with Store.open(str(where)) as store:
        for number in range(7):
            store.save(record(f"要求額 {number + 1}円\n", finding=number % 2 == 0), author=f"a{number}")
        store.save(record("要求額 1円\n", finding=False), author="again")
    return where


def ids(path: Path) -> list[str]:
    """The ids of the records, in order."""
    with Store.open(str(path)) as store:
        return sorted(line.id for line in store.records())


@pytest.mark.parametrize("page", [1, 2, 3, 7, 8, 500])
def test_every_record_once(path: Path, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a page holds, each record comes once, by its id, with its newest revision."""
    monkeypatch.setattr(stream, "_PAGE", page)
    with Store.open(str(path)) as store:
        heads = list(store.heads())
        assert [head.record_id for head in heads] == ids(path)
        assert sorted(head.revision for head in heads) == [1] * 6 + [2]
        assert [head.author for head in heads if head.revision == 2] == ["again"]
        assert heads == [store.newest(store.load(one).record.source.sha256) for one in ids(path)]
        assert [(kept.record_id, kept.revision) for kept in store.newest_revisions()] == [
            (head.record_id, head.revision) for head in heads
        ]


def test_chosen_verdicts(path: Path) -> None:
    """Only records whose newest revision has one of the verdicts."""
    with Store.open(str(path)) as store:
        assert len(list(store.newest_revisions({VERIFIED}))) == 4
        assert {kept.record.verdict for kept in store.newest_revisions({REVIEW})} == {REVIEW}
        assert list(store.newest_revisions(())) == []


def test_how_chosen_records_have_ended(path: Path) -> None:
    """A record says the same of its end whether all are asked for or it alone."""
    first, second, *_ = ids(path)
    with Store.open(str(path)) as store:
        store.withdraw(second, "佐藤", "二重")
        every = {head.record_id: head for head in store.heads()}
        assert list(store.heads([first, second])) == [every[first], every[second]]
        assert (every[first].ending, every[second].ending is None) == (None, False)


def test_chosen_records(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records by the beginning of their ids, each once; none where none is asked for; an unknown one is an error at once."""
    monkeypatch.setattr(stream, "_PAGE", 2)
    first, *_, last = ids(path)
    with Store.open(str(path)) as store:
        chosen = [last[:8], first, last]
        assert [kept.record_id for kept in store.newest_revisions(ids=chosen)] == [first, last]
        assert list(store.heads([])) == []
        with pytest.raises(errors.RecordUnknown):
            store.heads(["zzz"])


def test_saving_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody reads the whole store, others save: no transaction is open between two revisions."""
    monkeypatch.setattr(stream, "_PAGE", 2)
    with Store.open(str(path)) as store, Store.open(str(path), seconds=0.1) as other:
        seen = []
        for kept in store.newest_revisions():
            other.save(record("要求額 1円\n"), author=None)
            seen.append(kept.record_id)
        assert seen == ids(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET verdict = 'verified' WHERE verdict = 'needs_review'",
        "UPDATE revisions SET verdict = 'certain'",
        "UPDATE revisions SET sheet = '{'",
        "UPDATE revisions SET sheet = replace(sheet, '公園', '公営')",
        "UPDATE sources SET text = text || ' '",
    ],
)
def test_damage_is_an_error(path: Path, statement: str) -> None:
    """A revision that is not as it was saved is never handed out; the error names it."""
    known = ids(path)
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with Store.open(str(path)) as store, pytest.raises(errors.RevisionDamaged) as caught:
        list(store.newest_revisions())
    assert caught.value.record in known


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Who wants to read gets no empty store: a mistyped path is an error, and no file is made."""
    with pytest.raises(errors.StoreMissing):
        Store.existing(str(tmp_path / "typo.db"))
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_a_store(path: Path) -> None:
    """The file that must not be written over is known."""
    with Store.existing(str(path)) as store:
        assert store.file == path
    with Store.open("sqlite://") as store:
        assert store.file is None
