"""What is saved comes back to the character, revision by revision, and damage shows."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer import errors
from structurer.checks.claim import Verdict
from structurer.source import Source
from structurer.store import Saved, Store
from tests.store.builders import TEXT, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store's file is."""
    return tmp_path / "store.db"


def tamper(path: Path, statement: str) -> None:
    """Change a closed store behind its back."""
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_record_comes_back_as_it_was_saved(path: Path) -> None:
    """All of it: the sheet, every result, the provenance, the source and the raw replies."""
    with Store.open(str(path)) as store:
        saved = store.save(record(), author="佐藤", reason="初回", replies=("{", "{}"))
    with Store.open(str(path)) as store:
        stored = store.load(saved.record_id)
    assert stored.record == record()
    assert (stored.revision, stored.parent, stored.author, stored.reason) == (1, None, "佐藤", "初回")
    assert stored.replies == ("{", "{}")
    assert stored.saved_at.endswith("+00:00")


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_any_text_comes_back_to_the_character(text: str) -> None:
    """Mixed line ends, combining characters and white space at the end included."""
    with Store.open("sqlite://") as store:
        saved = store.save(record(text), author=None)
        assert store.load(saved.record_id).record == record(text)


def test_the_same_sheet_twice_is_one_record_with_two_revisions(path: Path) -> None:
    """The text decides, not the file's name; each revision keeps its own."""
    with Store.open(str(path)) as store:
        first = store.save(record(), author=None)
        second = store.save(record(name="copy.txt", finding=False), author="鈴木", parent=1)
        assert second == Saved(first.record_id, 2)
        assert store.load(first.record_id, 1).record == record()
        assert store.load(first.record_id).record == record(name="copy.txt", finding=False)
        assert [(line.revision, line.parent, line.author) for line in store.log(first.record_id)] == [
            (1, None, None),
            (2, 1, "鈴木"),
        ]


def test_the_list_shows_each_record_by_its_newest_revision(path: Path) -> None:
    """One line for each record, the one saved last first."""
    with Store.open(str(path)) as store:
        parks = store.save(record(), author=None)
        store.save(record(finding=False), author=None)
        roads = store.save(record("道路 1円\n", name="roads.txt"), author=None)
        lines = store.records()
    assert [(line.id, line.name, line.revisions) for line in lines] == [
        (roads.record_id, "roads.txt", 1),
        (parks.record_id, "parks.txt", 2),
    ]
    assert [(line.verdict, line.findings) for line in lines] == [(Verdict.NEEDS_REVIEW, 1), (Verdict.VERIFIED, 0)]
    assert (lines[0].project, lines[0].reader, lines[0].model) == ("公園整備事業", "model", "openai:small")


def test_the_id_is_the_beginning_of_the_sha256(path: Path) -> None:
    """Any unique beginning finds the record, in capitals too."""
    with Store.open(str(path)) as store:
        saved = store.save(record(), author=None)
        assert saved.record_id == Source("", TEXT).sha256[:12]
        assert store.load(saved.record_id[:4].upper()).record_id == saved.record_id


def test_two_sheets_with_the_same_beginning_have_two_ids(path: Path) -> None:
    """The later one's id is longer by as much as it takes."""
    sha256 = Source("", TEXT).sha256
    with Store.open(str(path)) as store:
        other = store.save(record("道路 1円\n"), author=None).record_id
    tamper(path, f"UPDATE records SET id = '{sha256[:12]}' WHERE id = '{other}'")  # noqa: S608 (our own digits)
    with Store.open(str(path)) as store:
        assert store.save(record(), author=None).record_id == sha256[:13]


@pytest.mark.parametrize(("asked", "revision"), [("", None), ("zz", None), ("%", None), ("known", 2), ("known", 0)])
def test_unknown_records(path: Path, asked: str, revision: int | None) -> None:
    """No id, no wildcard and no revision that was never saved finds anything."""
    with Store.open(str(path)) as store:
        known = store.save(record(), author=None).record_id
        with pytest.raises(errors.RecordUnknown):
            store.load(known if asked == "known" else asked, revision)


def test_an_ambiguous_beginning_finds_nothing(path: Path) -> None:
    """Of two records that begin alike, none is picked."""
    with Store.open(str(path)) as store:
        ids = [store.save(record(f"{number}円"), author=None).record_id for number in range(17)]
        shared = next(letter for letter in "0123456789abcdef" if sum(i.startswith(letter) for i in ids) > 1)
        with pytest.raises(errors.RecordUnknown):
            store.log(shared)


@pytest.mark.parametrize("parent", [0, 1, 3])
def test_a_stale_parent_is_refused(path: Path, parent: int) -> None:
    """A correction made on anything but the newest revision is not saved."""
    with Store.open(str(path)) as store:
        saved = [store.save(record(), author=None) for _ in range(2)][-1]
        with pytest.raises(errors.StaleRevision) as caught:
            store.save(record(), author=None, parent=parent)
        assert str(saved.revision) in caught.value.en
        assert len(store.log(saved.record_id)) == 2


def test_a_parent_of_nothing_is_refused(path: Path) -> None:
    """A first revision has no parent but 0."""
    with Store.open(str(path)) as store:
        with pytest.raises(errors.StaleRevision):
            store.save(record(), author=None, parent=1)
        assert store.records() == []
        assert store.save(record(), author=None, parent=0).revision == 1


def test_a_record_of_another_text_is_refused(path: Path) -> None:
    """A record whose lines are not those of its sha256 is none of ours."""
    false = record().model_copy(update={"source": record().source.model_copy(update={"sha256": "0" * 64})})
    with Store.open(str(path)) as store, pytest.raises(errors.RecordSourceMismatch):
        store.save(false, author=None)


TAMPERINGS = {
    "UPDATE revisions SET sheet = replace(sheet, '公園', '公営') WHERE number = 2": (2,),
    "UPDATE revisions SET author = 'x' WHERE number = 1": (1,),
    "UPDATE revisions SET verdict = 'verified' WHERE number = 3": (3,),
    "UPDATE revisions SET seal = 'x' WHERE number = 2": (2, 3),
    "UPDATE replies SET text = '{ }' WHERE number = 1": (1,),
    "DELETE FROM replies": (1, 2, 3),
    "DELETE FROM revisions WHERE number = 1": (2,),
    "UPDATE sources SET text = replace(text, '1,000', '1,001')": (1, 2, 3),
    "DELETE FROM sources": (1, 2, 3),
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_damage_shows(path: Path, statement: str) -> None:
    """Whatever is changed behind the store's back, `verify` names the revisions, and they are not handed out."""
    with Store.open(str(path)) as store:
        saved = [store.save(record(), author=None, replies=("{}",)) for _ in range(3)][-1]
        assert store.verify(saved.record_id) == ()
    tamper(path, statement)
    with Store.open(str(path)) as store:
        assert store.verify(saved.record_id) == TAMPERINGS[statement]
        with pytest.raises(errors.StoreUnavailable, match="damaged"):
            store.load(saved.record_id, TAMPERINGS[statement][0])


def test_a_column_that_is_no_json_is_damage(path: Path) -> None:
    """A value that does not even parse is an error with a sentence."""
    with Store.open(str(path)) as store:
        saved = store.save(record(), author=None)
    tamper(path, "UPDATE revisions SET sheet = '{'")
    with Store.open(str(path)) as store, pytest.raises(errors.StoreUnavailable):
        store.load(saved.record_id)


def test_half_a_surrogate_pair_is_refused(path: Path) -> None:
    """A text that no database takes is an error with a sentence, and nothing of it is saved."""
    with Store.open(str(path)) as store:
        with pytest.raises(errors.StoreUnavailable, match=r"保存されていません|not saved"):
            store.save(record("\ud800 1円"), author=None)
        assert store.records() == []


def test_a_record_of_a_later_version_is_refused(path: Path) -> None:
    """A sheet this program does not understand is named with the field; the seal is whole all the same."""
    sealed = record().model_copy(update={"schema_": "structurer/record/9"})
    with Store.open(str(path)) as store:
        saved = store.save(sealed, author=None)
        assert store.verify(saved.record_id) == ()
        with pytest.raises(errors.RecordInvalid, match="schema"):
            store.load(saved.record_id)
