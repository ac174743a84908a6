"""The words of a store: acts that are added, never changed."""

from collections.abc import Iterator

import pytest

from structurer.errors import WordAmbiguous, WordConflict, WordNotInForce, WordUnknown
from structurer.labels.word import Meaning, Word
from structurer.store import Store
from tests.support.stores import execute, record, select

HERE, THERE = "publisher:潮浜県", "publisher:峰山県"
APPROVED, REQUEST, BONDS = Meaning.of("stage:approved"), Meaning.of("stage:request"), Meaning.of("source:bonds")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store of either kind."""
    with Store.open(url) as opened:
        yield opened


def word(meaning: Meaning, scope: str = HERE) -> Word:
    """裁定額 with a meaning."""
    return Word("裁定額", meaning, scope)


def test_asked_once(store: Store) -> None:
    """However many sheets print it, and from which of them it came is kept."""
    saved = store.save(record(), author=None)
    asked = [(HERE, "裁定額", None), (HERE, "臨財債", BONDS), (HERE, "裁定額", None)]
    assert store.words.ask(asked, saved.record_id, saved.revision) == 2
    assert store.words.ask(asked, saved.record_id, saved.revision) == 0
    assert store.words.ask([(HERE, "臨財債", APPROVED), (THERE, "臨財債", BONDS)]) == 2
    states = {(one.scope, one.word): one.state for one in store.words.standings()}
    assert states == {(HERE, "裁定額"): "asked", (HERE, "臨財債"): "asked", (THERE, "臨財債"): "proposed"}
    assert store.words.find("裁定額").acts[0].record == saved.record_id


def test_confirmed_by_two_and_ended(store: Store) -> None:
    """The same name twice is one, and adds nothing; what is ended is ended once."""
    assert store.words.confirm(word(APPROVED), "佐藤").state == "waiting"
    assert len(store.words.confirm(word(APPROVED), "佐藤").acts) == 1
    assert store.words.uses()[0].is_confirmed is False
    assert store.words.confirm(word(APPROVED), "鈴木", reason="照合した").state == "confirmed"
    (held,) = store.words.uses()
    assert (held.by, held.scope) == (("佐藤", "鈴木"), HERE)
    assert store.words.revoke(HERE, "裁定額", "高橋", "誤り").state == "revoked"
    assert store.words.uses() == ()
    with pytest.raises(WordNotInForce, match="高橋"):
        store.words.revoke(HERE, "裁定額", "佐藤")
    assert len(store.words.find("裁定額").acts) == 3


def test_a_conflict_is_refused(store: Store) -> None:
    """Unless it is meant: then the earlier meaning ends, and who said it counts no more."""
    store.words.confirm(word(APPROVED), "佐藤")
    with pytest.raises(WordConflict, match="stage:approved"):
        store.words.confirm(word(REQUEST), "鈴木")
    changed = store.words.confirm(word(REQUEST), "鈴木", anyway=True)
    assert (changed.state, changed.meaning, changed.by) == ("waiting", REQUEST, ("鈴木",))


def test_found_by_label_and_scope(store: Store) -> None:
    """As it is printed, of the only scope that has it or of one that is named."""
    for scope in (HERE, THERE):
        store.words.propose(scope, "令和8年度 裁定額(A)", APPROVED, "佐藤")
    with pytest.raises(WordAmbiguous, match=THERE):
        store.words.find("裁定額")
    assert store.words.find("裁 定 額", THERE).scope == THERE
    for asked in ("", "zz", "%", "裁定額' OR 1=1 --"):
        with pytest.raises(WordUnknown):
            store.words.find(asked)
    with pytest.raises(WordUnknown):
        store.words.revoke(HERE, "臨財債", "佐藤")


@pytest.mark.parametrize(
    "spoil", ["meaning = 'source:gold'", "meaning = NULL", "deed = 'blessed'", "author = NULL", "author = ''"]
)
def test_a_spoilt_row_puts_nothing_in_force(store: Store, url: str, spoil: str) -> None:
    """What another program wrote there ends the word."""
    store.words.confirm(word(BONDS), "佐藤")
    execute(url, f"UPDATE word_acts SET {spoil}")  # noqa: S608  # our own words
    assert store.words.uses() == ()
    assert store.words.find("裁定額").state == "revoked"


def test_a_spoilt_end_is_an_end(store: Store, url: str) -> None:
    """A word does not come back because the row that ended it is damaged."""
    store.words.confirm(word(BONDS), "佐藤")
    store.words.revoke(HERE, "裁定額", "鈴木")
    execute(url, "UPDATE word_acts SET deed = 'x' WHERE deed = 'revoked'")
    assert store.words.uses() == ()


def test_records_that_print_a_word(store: Store) -> None:
    """However it is spaced; the words of a record are saved with it and sealed."""
    saved = store.save(record("裁 定\u3000額 5円\n"), author=None)
    store.save(record("要求額 5円\n"), author=None)
    assert store.printing(["裁定額", "臨財債"]) == {"裁定額": [saved.record_id], "臨財債": []}
    assert store.verify(saved.record_id) == ()


def test_acts_are_kept_in_order(store: Store, url: str) -> None:
    """Nothing is changed in place."""
    store.words.confirm(word(BONDS), "佐藤")
    before = select(url, "SELECT * FROM word_acts")
    store.words.revoke(HERE, "裁定額", "鈴木")
    store.words.confirm(word(BONDS), "鈴木")
    assert select(url, "SELECT * FROM word_acts ORDER BY id")[:1] == before
    assert store.words.find("裁定額").by == ("鈴木",)
