"""What is missing from a store, or not as it was saved, is named; nothing else is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from structurer.errors import RecordInvalid, RevisionDamaged
from structurer.labels.word import Meaning, Word
from structurer.store import Store
from structurer.store.audits import AuditAnswer, DrawnRecord
from structurer.store.record_acts import SheetPlace
from structurer.store.wholeness import Damage
from tests.support.reviews import WHY, saved, session
from tests.support.stores import Fill, execute


def two_records(url: str) -> None:
    """A store with a record of one revision, and one of two."""
    with Store.open(url) as opened:
        saved(opened, "parks-plain")
        found = session(opened)
        found.waive(found.open_findings[0].key, WHY)
        found.save()


@pytest.fixture
def fill() -> Fill:
    """What each test begins with."""
    return two_records


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """The store of the two records."""
    with Store.open(url) as opened:
        yield opened


def ids(store: Store) -> tuple[str, str]:
    """The record of one revision, and that of two."""
    one, two = sorted(store.records(), key=lambda row: row.revisions)
    return one.id, two.id


def acted(url: str) -> None:
    """The two records, and nine acts."""
    two_records(url)
    with Store.open(url) as store:
        one, two = ids(store)
        store.withdraw(two, "佐藤", "統合により廃止")
        store.restore(two, "佐藤")
        request = Meaning.of("stage:approved")
        store.words.propose("", "裁定額", request, "佐藤")
        store.words.confirm(Word("裁定額", request, ""), "佐藤")
        store.words.revoke("", "裁定額", "佐藤")
        store.projects.link(one, two, "佐藤")
        drawn = DrawnRecord(one, 1, on_words=False, fields=("total",))
        audit = store.audits.begin("佐藤", [drawn], rate="0.02", seed="年度", figures=None, population=1)
        answer = AuditAnswer(one, 1, "total", "佐藤", "answered", "7", None, 900)
        store.audits.add(audit, [answer, answer])


def damages(store: Store, url: str, *statements: str) -> tuple[Damage, ...]:
    """What is damaged after some statements; `{one}` and `{two}` are the ids of the records."""
    one, two = ids(store)
    execute(url, *(statement.format(one=one, two=two) for statement in statements))
    return store.examine().damages


def test_a_whole_store(store: Store) -> None:
    """Everything is counted, and nothing named; the queue has caught up or not."""
    found = store.examine()
    assert (found.records, found.revisions, found.damages) == (2, 3, ())
    store.queue()
    assert store.examine() == found


@pytest.mark.parametrize(
    ("statement", "revision", "harm"),
    [
        ("UPDATE revisions SET findings = 7 WHERE record_id = '{two}' AND number = 2", 2, "changed"),
        ("UPDATE heads SET findings = 7 WHERE record_id = '{two}'", 2, "head_changed"),
        ("UPDATE heads SET verdict = 'verified' WHERE record_id = '{two}'", 2, "head_changed"),
        ("UPDATE search_entries SET verdict = 'verified' WHERE record_id = '{two}'", 2, "search_changed"),
        ("DELETE FROM search_entries WHERE record_id = '{two}'", 2, "search_changed"),
        ("DELETE FROM search_texts WHERE record_id = '{two}'", 2, "search_changed"),
        ("DELETE FROM revisions WHERE record_id = '{two}' AND number = 2", 2, "missing"),
    ],
)
def test_one_row(store: Store, url: str, statement: str, revision: int, harm: str) -> None:
    """A changed revision, a head that says otherwise, a revision that was taken away, also after the queue was looked at."""
    two = ids(store)[1]
    found = damages(store, url, statement)
    assert [(one.record_id, one.revision, one.harm) for one in found] == [(two, revision, harm)]
    store.queue()
    assert store.examine().damages == found


def test_the_text_of_a_sheet(store: Store, url: str) -> None:
    """Another text damages the record and each of its revisions; the other record stays whole."""
    two = ids(store)[1]
    found = damages(
        store, url, "UPDATE sources SET text = 'x' WHERE sha256 = (SELECT sha256 FROM records WHERE id = '{two}')"
    )
    assert {(one.record_id, one.revision, one.harm) for one in found} == {
        (two, None, "text_changed"),
        (two, 1, "changed"),
        (two, 2, "changed"),
    }


def test_a_json_column_that_is_none(store: Store, url: str) -> None:
    """What is no JSON any more is a changed revision, not trouble with the store."""
    if store.file is None:
        pytest.skip("PostgreSQL takes nothing but JSON")
    assert [one.harm for one in damages(store, url, "UPDATE revisions SET sheet = '{{' WHERE record_id = '{one}'")] == [
        "changed"
    ]


def test_rows_without_a_record(store: Store, url: str) -> None:
    """A record that was taken away leaves its revisions, its head and its text behind."""
    one, _ = ids(store)
    found = damages(store, url, "DELETE FROM records WHERE id = '{one}'")
    assert {(found_one.record_id, found_one.harm) for found_one in found} == {(one, "record_missing")}


def test_a_head_with_any_number(store: Store, url: str) -> None:
    """A number that no revision has is found out without counting up to it; none is below one."""
    found = damages(store, url, "UPDATE heads SET number = 2000000000 WHERE record_id = '{two}'")
    assert {one.harm for one in found} == {"missing"}
    assert len(found) == 100
    (one,) = damages(store, url, "UPDATE heads SET number = -1 WHERE record_id = '{two}'")
    assert (one.record_id, one.harm) == (ids(store)[1], "head_changed")


def test_a_text_that_is_none(store: Store, url: str) -> None:
    """Bytes in the place of a text are another text."""
    if store.file is None:
        pytest.skip("PostgreSQL takes nothing but texts there")
    changed = "UPDATE sources SET text = x'ff' WHERE sha256 = (SELECT sha256 FROM records WHERE id = '{one}')"
    assert {one.harm for one in damages(store, url, changed)} == {"text_changed", "changed"}


_BEYOND_POSTGRESQL = ("sheet = '{{'", "results = '{{'", "review = '{{'", "saved_at = x'ff'", "project = x'ff'")


@pytest.mark.parametrize("spoilt", [*_BEYOND_POSTGRESQL, "verdict = 'fine'", "saved_at = 'never'", "sheet = '[]'"])
def test_a_damaged_record_hides_no_other(store: Store, url: str, spoilt: str) -> None:
    """Lists name the record all the same, and what hands records on comes to every other one."""
    one, two = ids(store)
    if store.file is None and spoilt in _BEYOND_POSTGRESQL:
        pytest.skip("PostgreSQL takes nothing but JSON and texts there")
    statement = f"UPDATE revisions SET {spoilt} WHERE record_id = '{{two}}' AND number = 2"  # noqa: S608
    assert [(found.record_id, found.harm) for found in damages(store, url, statement)] == [(two, "changed")]
    assert {row.id for row in store.records()} == {one, two}
    assert [entry.id for entry in store.queue()] == [two]
    assert {content.id for content in store.contents({})} == {one, two}
    assert [head.record_id for head in store.heads()] == sorted((one, two))
    assert (store.verify(one), store.verify(two)) == ((), (2,))
    assert store.load(one).revision == 1
    with pytest.raises((RevisionDamaged, RecordInvalid)):
        store.load(two)


def test_a_head_that_is_spoilt(store: Store, url: str) -> None:
    """A record whose row for the queue holds no amount stands in it all the same."""
    execute(url, "UPDATE heads SET stake = 'much'")
    assert {(entry.id, entry.stake) for entry in store.queue()} == {(ids(store)[1], 0)}


def test_revisions_without_a_record_are_no_question(store: Store, url: str) -> None:
    """What is left of a record that is gone is not asked about."""
    damages(store, url, "DELETE FROM records WHERE id = '{two}'")
    assert store.queue() == []


@pytest.mark.parametrize("fill", [acted])
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM record_acts WHERE deed = 'withdrawn'", ["record_acts 1 missing"]),
        ("DELETE FROM record_acts WHERE deed = 'restored'", ["record_acts 2 missing"]),
        ("DELETE FROM record_acts", ["record_acts 1 missing", "record_acts 2 missing"]),
        ("DELETE FROM word_acts WHERE deed = 'confirmed'", ["word_acts 2 missing"]),
        ("DELETE FROM act_chains WHERE name = 'link_acts'", ["link_acts missing"]),
        ("UPDATE record_acts SET deed = 'burnt' WHERE deed = 'withdrawn'", ["record_acts 1 changed"]),
        ("UPDATE record_acts SET author = NULL WHERE deed = 'withdrawn'", ["record_acts 1 changed"]),
        ("UPDATE record_acts SET deed = 'restored' WHERE deed = 'withdrawn'", ["record_acts 1 changed"]),
        ("UPDATE record_acts SET reason = '誤り' WHERE deed = 'withdrawn'", ["record_acts 1 changed"]),
        (
            "UPDATE record_acts SET seal = NULL WHERE deed = 'withdrawn'",
            ["record_acts 1 changed", "record_acts 2 changed"],
        ),
        ("UPDATE act_chains SET seal = 'x' WHERE name = 'record_acts'", ["record_acts 2 changed"]),
        ("UPDATE word_acts SET meaning = 'nothing' WHERE deed = 'confirmed'", ["word_acts 2 changed"]),
        ("UPDATE word_acts SET meaning = 'stage:request' WHERE deed = 'confirmed'", ["word_acts 2 changed"]),
        ("UPDATE word_acts SET at = 'never'", [f"word_acts {number} changed" for number in (1, 2, 3)]),
        ("UPDATE link_acts SET deed = 'apart'", ["link_acts 1 changed"]),
        ("UPDATE audits SET population = 9", ["audits 1 changed"]),
        ("UPDATE audits SET drawn = '[]'", ["audits 1 changed"]),
        ("UPDATE audit_answers SET answer = '8' WHERE id = 2", ["audit_answers 2 changed"]),
        ("UPDATE record_acts SET id = 7 WHERE id = 1", ["record_acts 1 missing", "record_acts 7 added"]),
        (
            "INSERT INTO record_acts SELECT 3, record_id, deed, place, author, at, reason, seal FROM record_acts WHERE id = 1",
            ["record_acts 3 added"],
        ),
    ],
)
def test_acts(store: Store, url: str, statement: str, found: list[str]) -> None:
    """An act that was taken away, changed into another that is possible or is not, or put in; the log of the record bears it."""
    _, two = ids(store)
    whole = store.examine()
    assert (whole.acts, whole.unsealed_acts, whole.damages) == (9, 0, ())
    execute(url, statement)
    assert [f"{one.record_id} {one.harm.removeprefix('act_')}" for one in store.examine().damages] == found
    store.acts(two)


def test_an_act_after_the_row_of_its_chain_is_gone(store: Store, url: str) -> None:
    """It is done and sealed; what was there before shows as what nobody can vouch for."""
    one, two = ids(store)
    store.withdraw(two, "佐藤", "統合により廃止")
    execute(url, "DELETE FROM act_chains")
    store.withdraw(one, "佐藤", "統合により廃止")
    assert [named.record_id for named in store.examine().damages if named.record_id.startswith("record")] == [
        "record_acts 1"
    ]


def test_acts_at_once(store: Store) -> None:
    """Of those who save beside one another, each seals onto the other's act."""
    one, two = ids(store)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda part: store.place(SheetPlace(f"/sheets/{part}.txt"), (one, two)[part % 2]), range(24)))
    whole = store.examine()
    assert (whole.acts, whole.damages) == (24, ())
