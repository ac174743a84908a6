"""Rows in and out: which columns are documents, and that no amount loses a digit on its way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("ray", reason="ray is not installed: pip install 'structurer[ray]'")

from structurer.errors import ColumnMissing
from structurer.pipeline import structure
from structurer.ray import tables
from structurer.ray.tables import DocumentRow, SheetRow, facts_table, sheets_table
from tests.support.builders import fixture, proves
from tests.support.ray_place import block
from tests.support.records import amounts, yen


def sheet(text: str) -> SheetRow:
    """A sheet as a worker hands it on."""
    record = structure(text, model="offline").record()
    return SheetRow("n", record.verdict.value, "a" * 12, 1, record.model_dump_json(by_alias=True))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"text": ["あ\n"]}, DocumentRow("text", "あ\n".encode())),
        ({"text": ["あ"], "name": ["n"], "path": ["p"]}, DocumentRow("n", "あ".encode())),
        ({"bytes": [b"\x00"], "path": ["p"]}, DocumentRow("p", b"\x00")),
        ({"path": ["p"], "name": ["n"]}, DocumentRow("p", None)),
        ({"text": [None], "name": ["n"]}, DocumentRow("n", b"")),
        ({"bytes": [b"a"], "name": [None]}, DocumentRow("", b"a")),
    ],
)
def test_given(columns: dict[str, list[object]], expected: DocumentRow) -> None:
    """The text or the bytes of a document come with it; a path alone is a file to open."""
    assert list(tables.given(block(**columns))) == [expected]


def test_nothing_given() -> None:
    """Columns in which no document can be are named."""
    with pytest.raises(ColumnMissing, match="size, url"):
        list(tables.given(block(size=[1], url=["u"])))


@proves
@given(st.lists(amounts, min_size=1, max_size=4))
def test_facts_are_exact(texts: list[str]) -> None:
    """Any amount comes out to the digit as text, and as a decimal where one holds it exactly; nothing is a float."""
    record = yen(*texts).record
    rows = [SheetRow("n", "approved", "a" * 12, 1, record.model_dump_json(by_alias=True)), SheetRow("bad", error="E")]
    table = facts_table(sheets_table(rows), everything=False)
    assert table.column("amount").to_pylist() == texts
    decimals = zip(texts, table.column("yen").to_pylist(), strict=True)
    assert all(exact is None or Fraction(exact) == Fraction(text) for text, exact in decimals)
    assert not [field for field in table.schema if str(field.type) in {"float", "double", "halffloat"}]


@pytest.mark.parametrize(("name", "count"), [("forest-request", 1), ("tottori-dx", 0)])
def test_only_what_passed(name: str, count: int) -> None:
    """What needs review is in the facts only where everything is asked for; a table without rows has its columns."""
    sheets = sheets_table([sheet(fixture(name).text)])
    passed, everything = (facts_table(sheets, everything=all_) for all_ in (False, True))
    assert passed.schema == everything.schema
    assert (passed.num_rows > 0, everything.num_rows > 0) == (bool(count), True)


def test_no_sheets() -> None:
    """An empty block keeps the types, so that blocks can be joined."""
    assert sheets_table([]).schema == sheets_table([SheetRow("n")]).schema
