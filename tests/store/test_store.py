"""What is saved comes back to the character, revision by revision, and damage shows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer import errors
from structurer.checks.outcome import Verdict
from structurer.store import Saved, Store
from structurer.text.source import Source
from tests.support.builders import proves
from tests.support.stores import TEXT, execute, record

ALIKE = ("1710939円\n", "1996651円\n")
"""Two sheets whose sha256 begin with the same twelve digits."""


def test_a_record_comes_back_as_it_was_saved(url: str) -> None:
    """All of it: the sheet, every result, the provenance, the source and the raw replies."""
    with Store.open(url) as store:
        saved = store.save(record(), author="佐藤", reason="初回", replies=("{", "{}"))
    with Store.open(url) as store:
        stored = store.load(saved.record_id)
    assert stored.record == record()
    assert (stored.revision, stored.parent, stored.author, stored.reason) == (1, None, "佐藤", "初回")
    assert stored.replies == ("{", "{}")
    assert stored.saved_at.endswith("+00:00")


def test_any_text_comes_back_to_the_character(url: str) -> None:
    """Mixed line ends, combining characters and white space at the end included."""
    with Store.open(url) as store:

        @proves
        @given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
        def comes_back(text: str) -> None:
            saved = store.save(record(text), author=None)
            assert store.load(saved.record_id).record == record(text)

        comes_back()


def test_the_same_sheet_twice_is_one_record_with_two_revisions(url: str) -> None:
    """The text decides, not the file's name; each revision keeps its own."""
    with Store.open(url) as store:
        first = store.save(record(), author=None)
        second = store.save(record(name="copy.txt", finding=False), author="鈴木", parent=1)
        assert second == Saved(first.record_id, 2)
        assert store.load(first.record_id, 1).record == record()
        assert store.load(first.record_id).record == record(name="copy.txt", finding=False)
        assert [(line.revision, line.parent, line.author) for line in store.log(first.record_id)] == [
            (1, None, None),
            (2, 1, "鈴木"),
        ]


def test_the_list_shows_each_record_by_its_newest_revision(url: str) -> None:
    """One line for each record, the one saved last first."""
    with Store.open(url) as store:
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


def test_the_id_is_the_beginning_of_the_sha256(url: str) -> None:
    """Any unique beginning finds the record, in capitals too."""
    with Store.open(url) as store:
        saved = store.save(record(), author=None)
        assert saved.record_id == Source("", TEXT).sha256[:12]
        assert store.load(saved.record_id[:4].upper()).record_id == saved.record_id


def test_two_sheets_with_the_same_beginning_have_two_ids(url: str) -> None:
    """The later one's id is longer by as much as it takes."""
    with Store.open(url) as store:
        ids = [store.save(record(text), author=None).record_id for text in ALIKE]
        assert ids == ["e6432e061a27", Source("", ALIKE[1]).sha256[:13]]
        assert [store.load(record_id).record.source.rebuild().text for record_id in ids] == list(ALIKE)
        with pytest.raises(errors.RecordUnknown):
            store.load("e6432e06")


@pytest.mark.parametrize(
    ("asked", "revision"),
    [("", None), ("zz", None), ("%", None), ("\x00", None), ("\ud800", None), ("known", 2), ("known", 0)],
)
def test_unknown_records(url: str, asked: str, revision: int | None) -> None:
    """No id, no wildcard and no revision that was never saved finds anything."""
    with Store.open(url) as store:
        known = store.save(record(), author=None).record_id
        with pytest.raises(errors.RecordUnknown):
            store.load(known if asked == "known" else asked, revision)


def test_an_ambiguous_beginning_finds_nothing(url: str) -> None:
    """Of two records that begin alike, none is picked."""
    with Store.open(url) as store:
        ids = [store.save(record(f"{number}円"), author=None).record_id for number in range(17)]
        shared = next(letter for letter in "0123456789abcdef" if sum(i.startswith(letter) for i in ids) > 1)
        with pytest.raises(errors.RecordUnknown):
            store.log(shared)


@pytest.mark.parametrize("parent", [0, 1, 3])
def test_a_stale_parent_is_refused(url: str, parent: int) -> None:
    """A correction made on anything but the newest revision is not saved."""
    with Store.open(url) as store:
        saved = [store.save(record(), author=None) for _ in range(2)][-1]
        with pytest.raises(errors.StaleRevision) as caught:
            store.save(record(), author=None, parent=parent)
        assert str(saved.revision) in caught.value.en
        assert len(store.log(saved.record_id)) == 2


def test_a_parent_of_nothing_is_refused(url: str) -> None:
    """A first revision has no parent but 0."""
    with Store.open(url) as store:
        with pytest.raises(errors.StaleRevision):
            store.save(record(), author=None, parent=1)
        assert store.records() == []
        assert store.save(record(), author=None, parent=0).revision == 1


def test_a_record_of_another_text_is_refused(url: str) -> None:
    """A record whose lines are not those of its sha256 is none of ours."""
    false = record().model_copy(update={"source": record().source.model_copy(update={"sha256": "0" * 64})})
    with Store.open(url) as store, pytest.raises(errors.RecordSourceMismatch):
        store.save(false, author=None)


TAMPERINGS = {
    "UPDATE revisions SET sheet = '{}' WHERE number = 2": (2,),
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
def test_damage_shows(url: str, statement: str) -> None:
    """Whatever is changed behind the store's back, `verify` names the revisions, and they are not handed out."""
    with Store.open(url) as store:
        saved = [store.save(record(), author=None, replies=("{}",)) for _ in range(3)][-1]
        assert store.verify(saved.record_id) == ()
    execute(url, statement)
    with Store.open(url) as store:
        assert store.verify(saved.record_id) == TAMPERINGS[statement]
        with pytest.raises(errors.StoreUnavailable, match="damaged"):
            store.load(saved.record_id, TAMPERINGS[statement][0])


def test_a_column_that_is_no_json_is_damage(tmp_path: Path) -> None:
    """A value that does not even parse, which SQLite takes, is an error with a sentence."""
    path = str(tmp_path / "store.db")
    with Store.open(path) as store:
        saved = store.save(record(), author=None)
    execute(path, "UPDATE revisions SET sheet = '{'")
    with Store.open(path) as store, pytest.raises(errors.StoreUnavailable):
        store.load(saved.record_id)


@pytest.mark.parametrize("place", ["text", "reply", "reason"])
def test_half_a_surrogate_pair_is_refused(url: str, place: str) -> None:
    """A text that no database takes is an error with a sentence, and nothing of it is saved."""
    half = {"text": "", "reply": "", "reason": ""} | {place: "\ud800"}
    with Store.open(url) as store:
        with pytest.raises(errors.TextNotStorable, match=r"保存されていません|not saved"):
            store.save(record(f"1円{half['text']}"), author=None, reason=half["reason"], replies=(half["reply"],))
        assert store.records() == []


def test_a_record_of_a_later_version_is_refused(url: str) -> None:
    """A sheet this program does not understand is named with the field; the seal is whole all the same."""
    sealed = record().model_copy(update={"schema_": "structurer/record/9"})
    with Store.open(url) as store:
        saved = store.save(sealed, author=None)
        assert store.verify(saved.record_id) == ()
        with pytest.raises(errors.RecordInvalid, match="schema"):
            store.load(saved.record_id)
