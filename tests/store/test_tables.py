"""The seal of a revision, and the text that it is made of."""

from structurer.store import Store
from structurer.store.connection import Database
from structurer.store.tables import HeadRow, RevisionRow, canonical, put, seal
from tests.support.stores import record


def test_canonical_json_is_one_text() -> None:
    """The order of keys does not matter, and nothing is escaped that need not be."""
    assert canonical({"b": 1, "a": ["年度", None]}) == canonical({"a": ["年度", None], "b": 1})
    assert canonical({"a": "年度"}) == '{"a":"年度"}'


def test_a_seal_depends_on_its_parent() -> None:
    """The same content after another revision has another seal."""
    row = RevisionRow(record_id="a", number=1, author=None)
    assert seal(row, "0", (), None) == seal(row, "0", (), None)
    assert len({seal(row, "0", (), parent) for parent in (None, "a", "b")}) == 3
    assert seal(row, "0", ("{}",), None) != seal(row, "1", ("{}",), None)


def test_a_derived_row_takes_the_place_of_the_one_with_its_key(url: str) -> None:
    """Every column of it is written, and there is one row before as after."""
    with Store.open(url) as store:
        saved = store.save(record("要求額 1円\n"), author=None)
    database = Database(url, 5.0)
    for number, verdict in ((2, "verified"), (3, "approved")):
        with database.writing() as session:
            put(session, HeadRow(record_id=saved.record_id, number=number, verdict=verdict, stake="1", findings=number))
        with database.reading() as session:
            row = session.get_one(HeadRow, saved.record_id)
            assert (row.number, row.verdict, row.stake, row.findings) == (number, verdict, "1", number)
    database.close()
