"""The tables are plain SQL, so that another database than SQLite can hold them."""

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from structurer.store.tables import FormatRow, RevisionRow, Row, canonical, seal


@pytest.mark.parametrize("table", Row.metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_for_postgresql(table: object) -> None:
    """Each table can be made there, its keys to other tables included."""
    statement = str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[arg-type,no-untyped-call]
    assert "PRIMARY KEY" in statement


def test_savers_queue_on_postgresql() -> None:
    """Where rows can be locked, savers wait for each other at one row."""
    query = select(FormatRow).with_for_update().compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    assert str(query).endswith("FOR UPDATE")


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
