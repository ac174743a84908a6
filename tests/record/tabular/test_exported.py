"""The bytes that exports write of a revision: rows that come back, and one edition as long as they do not change."""

import csv
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from structurer.record.record import Record
from structurer.record.tabular.exported import EDITION, LONGEST_CELL, Exported, ExportKind, rows_in, unpacked
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.sheet.facts import csv_line
from structurer.sheet.model import Sorted
from tests.support.builders import proves
from tests.support.records import exported, reviewed, revisions

PINNED = {
    ExportKind.ROWS: "52fdea644e73542ada31c86b776eb85cd415613d5253d1d1989056c604759630",
    ExportKind.LINE: "2d5e8aab588c2eaa8a732dafbf7af66e2791fa2302d385eb993752385c263db4",
}
"""What the first edition writes of one record. Where it must change, so must `EDITION`: stores keep what earlier ones wrote."""

rows = st.lists(
    st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n",'))] * 3), max_size=5
)


@pytest.mark.parametrize("kind", ExportKind)
def test_one_edition(kind: ExportKind) -> None:
    """The same record gives the same bytes."""
    (found,) = exported(reviewed(), kind=kind)
    assert (EDITION, sha256(unpacked(found.content)).hexdigest()) == (1, PINNED[kind])


def test_every_row_comes_back() -> None:
    """Of each table, as its module makes them."""
    for one in (*revisions(), reviewed()):
        source = one.record.source.rebuild()
        read = [list(table) for table in Exported.of(one, ExportKind.ROWS).rows]
        assert read == [list(table.rows(one, source)) for table in EXPORT_TABLES]


@proves
@given(rows)
def test_any_row_comes_back(given: list[tuple[str, ...]]) -> None:
    """Whatever stands in a cell, however long it is."""
    lines = "".join(map(csv_line, given)).encode()
    assert list(rows_in(lines)) == given
    long = ("x" * LONGEST_CELL, 'a"\r', "")
    assert list(rows_in(lines + csv_line(long).encode())) == [*given, long]


def test_a_limit_that_another_library_has_set() -> None:
    """Frictionless lifts the csv module's limit for the whole process; a lower one is kept to as well."""
    before = csv.field_size_limit()
    try:
        for limit in (10, 2**31 - 1):
            csv.field_size_limit(limit)
            assert list(rows_in(csv_line(("x" * 20, "", "a,b")).encode())) == [("x" * 20, "", "a,b")]
    finally:
        csv.field_size_limit(before)


def models(shape: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # any type of a field
    """Every model that a type is made of."""
    for part in get_args(shape):
        yield from models(part)
    if isinstance(shape, type) and issubclass(shape, BaseModel) and get_origin(shape) is None:
        yield shape


def test_the_line_is_the_same_before_and_after_it_is_saved() -> None:
    """JSON knows no order of a record's names but that of the store, so every dict in a record is printed in that order."""
    seen, waiting = set[type[BaseModel]](), list[type[BaseModel]]([Record])
    while waiting:
        model = waiting.pop()
        seen.add(model)
        for field in model.model_fields.values():
            waiting += [one for one in models(field.annotation) if one not in seen]
            is_dict = any(get_origin(part) is dict for part in (field.annotation, *get_args(field.annotation)))
            assert not is_dict or Sorted in field.metadata
    assert len(seen) > 10
