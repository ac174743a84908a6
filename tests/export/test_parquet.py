"""Parquet files: every yen exact, what does not fit is null and keeps its text, groups of rows, types and headings."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("duckdb", reason="exports are read with duckdb: pip install 'structurer[dev-all]'")
pytest.importorskip("pandas", reason="exports are read with pandas: pip install 'structurer[dev-all]'")
pytest.importorskip("polars", reason="exports are read with polars: pip install 'structurer[dev-all]'")
pytest.importorskip("pyarrow", reason="exports are read with pyarrow: pip install 'structurer[dev-all]'")

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from structurer.export import parquet
from structurer.export.text import csv_texts
from structurer.record.tabular.column import ExportTable
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.revision import Loose
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.text.source import Unit
from structurer.text.words import tidy
from tests.support.builders import proves
from tests.support.records import AT, amounts, cite, exported, facts, reviewed, revision, revisions, yen

LIMIT = 2**63


def texts(given: Iterable[Loose], *tables: ExportTable) -> tuple[bytes, ...]:
    """Some revisions as lines of CSV, which the files are made of."""
    return csv_texts(tables or EXPORT_TABLES, "円", exported(*given))


def table_of(*given: Loose) -> pa.Table:
    """The facts of some revisions as a Parquet file, read back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.parquet"
        parquet.facts_file([texts(given, FACTS)], path)
        return pq.read_table(path)


def test_the_facts_of_every_fixture() -> None:
    """The same texts as the CSV, numbers as numbers, and yen exactly what the amount says."""
    rows = table_of(*revisions()).to_pylist()
    texts = [tuple("" if value is None else str(value) for name, value in row.items() if name != "yen") for row in rows]
    assert texts == facts()
    assert [row["yen"] for row in rows] == [int(row["amount"]) if row["unit"] == "yen" else None for row in rows]


@proves
@given(st.lists(amounts, max_size=8))
def test_any_amount(given: list[str]) -> None:
    """Whole yen are there exactly; any other is null, and its text stands in `amount`."""
    rows = table_of(yen(*given)).to_pylist()
    assert [row["amount"] for row in rows] == given
    for row, amount in zip(rows, given, strict=True):
        value = Fraction(amount)
        fits = value.denominator == 1 and abs(value) < LIMIT
        assert (row["yen"] is not None) is fits
        assert not fits or Fraction(row["yen"]) == value


@proves
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n",\ufeff')))
def test_any_text(text: str) -> None:
    """A label comes back as it is, whatever stands in it; an empty one is no null."""
    (row,) = table_of(revision([cite("1")], label=text, project=text)).to_pylist()
    assert (row["project"], row["row"]) == (text, tidy(text))


@proves
@given(st.lists(st.integers(-(10**12), 10**12).map(str), min_size=2, max_size=8))
def test_what_people_work_out(given: list[str]) -> None:
    """Differences, shares and thousands work as they stand, of yen and of a project's thousands, in pandas, polars and DuckDB."""
    found = table_of(yen("1", *given))
    values = [1, *map(int, given)]
    whole, arrows = sum(values), found.to_pandas(types_mapper=pd.ArrowDtype)
    if whole:
        shares = [value / whole for value in values]
        framed = pl.DataFrame(pl.from_arrow(found))
        assert framed.select(share=pl.col("yen") / pl.col("yen").sum())["share"].to_list() == pytest.approx(shares)
        assert list(arrows["yen"] / arrows["yen"].sum()) == pytest.approx(shares)
        told = duckdb.execute("SELECT yen / sum(yen) OVER () FROM found").fetchall()
        assert [share for (share,) in told] == pytest.approx(shares)
    assert list(arrows["yen"] - arrows["yen"]) == [0] * len(values)
    assert [pytest.approx(value / 1000) for value in values] == list(arrows["yen"] / 1000)
    assert duckdb.execute("SELECT yen - yen, yen / 1000 FROM found LIMIT 1").fetchall() == [(0, 0.001)]


def test_projects_in_thousands(tmp_path: Path) -> None:
    """The 総括表 has numbers, too: exact thousands, of which pandas takes differences, shares and thousands."""
    parquet.folder([texts(revisions())], tmp_path)
    arrows = pq.read_table(tmp_path / "projects.parquet").to_pandas(types_mapper=pd.ArrowDtype)
    assert pq.read_schema(tmp_path / "projects.parquet").field("request").type == pa.decimal128(18, 3)
    asked = arrows["request"].dropna()
    assert set(asked - asked) == {0}
    assert float((asked / asked.sum()).sum()) == pytest.approx(1)
    assert float((asked / 1000).iloc[0]) == pytest.approx(float(asked.iloc[0]) / 1000)


def test_other_units_are_no_yen() -> None:
    """A rate and a head count have no yen."""
    rows = table_of(revision([cite("1/2", Unit.RATIO), cite("3", Unit.PERSON), cite("5")])).to_pylist()
    assert [row["yen"] for row in rows] == [None, None, 5]
    assert [row["amount"] for row in rows] == ["1/2", "3", "5"]


def test_every_table(tmp_path: Path) -> None:
    """A file for each table; a count is an int, a time a time, an empty text a text and an empty number null."""
    parquet.folder([texts([reviewed()])], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == parquet.FOLDER
    (record,) = pq.read_table(tmp_path / "records.parquet").to_pylist()
    assert (record["findings"], record["part"], record["author"], record["publisher"]) == (2, 2, "佐藤", "")
    assert record["fiscal_year"] is None
    assert record["saved_at"].isoformat(timespec="milliseconds") == AT
    found = pq.read_table(tmp_path / "findings.parquet").to_pylist()
    assert [row["waived_at"] is None for row in found] == [False, True]


def test_types_and_headings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema tells every column's heading, what it holds, its unit; codes are dictionaries."""
    parquet.facts_file([texts(revisions(), FACTS)], tmp_path / "facts.parquet")
    schema = pq.read_schema(tmp_path / "facts.parquet")
    assert pa.types.is_dictionary(schema.field("measure").type)
    assert schema.field("yen").type == pa.int64()
    assert schema.field("yen").metadata[b"unit"] == b"JPY"
    assert all(b"description" in field.metadata for field in schema)
    assert pl.read_parquet(tmp_path / "facts.parquet").schema["yen"] == pl.Int64
    monkeypatch.chdir(tmp_path)
    kinds = duckdb.execute("SELECT typeof(yen), typeof(line), typeof(stage) FROM 'facts.parquet' LIMIT 1").fetchall()
    assert kinds == [("BIGINT", "INTEGER", "VARCHAR")]


def test_no_record(tmp_path: Path) -> None:
    """Without a record the tables are empty and have their columns."""
    parquet.folder([], tmp_path)
    for table in EXPORT_TABLES:
        written = pq.read_table(tmp_path / f"{table.name}.parquet")
        assert (written.num_rows, len(written.column_names)) == (0, len(table.typed))


def test_groups_of_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Rows are written as they come, a group at a time, and none is lost between two groups."""
    monkeypatch.setattr(parquet, "GROUP", 3)
    numbers = [str(number) for number in range(10)]
    parts = (texts([yen(*some)], FACTS) for some in (numbers[:4], numbers[4:]))
    parquet.facts_file(parts, tmp_path / "facts.parquet")
    file = pq.ParquetFile(tmp_path / "facts.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [3, 3, 3, 1]
    assert file.read().column("amount").to_pylist() == numbers
