"""A frame takes whatever holds facts, goes into pandas, polars, DuckDB and Arrow as it is, and every yen comes out exactly."""

import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="exports are read with duckdb: pip install 'structurer[dev-all]'")
pytest.importorskip("pandas", reason="exports are read with pandas: pip install 'structurer[dev-all]'")
pytest.importorskip("polars", reason="exports are read with polars: pip install 'structurer[dev-all]'")
pytest.importorskip("pyarrow", reason="exports are read with pyarrow: pip install 'structurer[dev-all]'")

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

import structurer.export
from structurer.errors import ExtraMissing, StoreMissing
from structurer.export.frame import Frame, NeedsReview
from structurer.pipeline import Outcome
from structurer.record.tabular.figures import FACTS
from structurer.sheet.facts import HEADER
from tests.support.builders import fixture, proves
from tests.support.records import amounts, facts, reviewed, revisions, yen

fitting = st.integers(-(2**63) + 1, 2**63 - 1).map(str)


def whole() -> Frame:
    """Every fact of the fixtures."""
    return Frame.of(revisions(), everything=True)


def test_the_facts_of_every_fixture() -> None:
    """A list for each column with the facts in their order; numbers and yen as int, all else as text."""
    frame = whole()
    assert list(frame) == [column.name for column in FACTS.typed]
    texts = [["" if value is None else str(value) for value in frame[name]] for name in FACTS.header]
    assert list(zip(*texts, strict=True)) == facts()
    assert {type(value) for name in frame for value in frame[name]} == {str, int, type(None)}


def test_what_needs_review_is_left_out() -> None:
    """Verified and approved records only, unless everything is asked for; the frame says how many are not in it."""
    assert Frame.of([yen("1"), reviewed()], everything=False).left_out == 1
    assert Frame.of([yen("1"), reviewed()], everything=False)["verdict"] == ["approved"]
    every = Frame.of([yen("1"), reviewed()], everything=True)
    assert (every.left_out, every["verdict"]) == (0, ["approved", "needs_review"])


@proves
@given(st.lists(amounts, min_size=1, max_size=8))
def test_any_amount_in_pandas(given: list[str]) -> None:
    """Whole numbers are `Int64` for pandas, whatever is missing among them; yen are exact, and what is no whole yen is missing."""
    table = Frame.of([yen(*given), reviewed()], everything=True).to_pandas()
    assert list(table["amount"])[: len(given)] == given
    kept = [Fraction(amount) for amount in given]
    wanted = [value if value.denominator == 1 and abs(value) < 2**63 else None for value in kept]
    assert [None if value is pd.NA else Fraction(int(value)) for value in table["yen"]][: len(given)] == wanted
    assert {str(table[name].dtype) for name in ("fiscal_year", "year_offset", "line", "revision", "yen")} == {"Int64"}


def test_the_dict_in_pandas() -> None:
    """Also without `to_pandas` no whole number becomes a float because another is missing."""
    table = pd.DataFrame(Frame.of([yen("1", "1/2"), reviewed()], everything=True))
    assert {type(value) for name in ("yen", "fiscal_year", "line") for value in table[name]} <= {int, type(None)}
    money = table[table["unit"] == "yen"].dropna(subset="yen")["yen"]
    assert (money - money).sum() == 0
    assert (money / money.sum()).sum() == pytest.approx(1)


@proves
@given(st.lists(fitting, min_size=1, max_size=8))
def test_any_amount_in_polars(given: list[str]) -> None:
    """Polars takes the dict as whole numbers, and shares of it are shares."""
    frame = Frame.of([yen(*given)], everything=True)
    for table in (pl.DataFrame(frame), pl.from_dict(frame)):
        assert table["yen"].to_list() == list(map(int, given))
        assert table.schema["yen"] == pl.Int64


def test_an_arrow_stream() -> None:
    """Arrow takes the stream, with the types of the Parquet file; DuckDB sums it exactly."""
    frame = whole()
    stream = pa.RecordBatchReader.from_stream(frame)
    assert stream.schema.field("yen").type == pa.int64()
    (told,) = duckdb.execute("SELECT sum(yen), count(*) FROM stream").fetchall()
    assert told == (sum(value for value in frame["yen"] if isinstance(value, int)), len(frame["yen"]))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the dict is there all the same; the stream says what to install."""
    monkeypatch.delitem(sys.modules, "structurer.export.arrow", raising=False)
    monkeypatch.delattr(structurer.export, "arrow", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    frame = whole()
    assert len(pd.DataFrame(dict(frame))) == len(facts())
    with pytest.raises(ExtraMissing) as caught:
        frame.__arrow_c_stream__()
    assert "pip install -c constraints.txt '.[export]'" in caught.value.en


@pytest.fixture
def outcomes(tmp_path: Path) -> list[Outcome]:
    """A verified sheet that is saved, and one that needs review and is not."""
    return [
        structurer.structure(fixture("nagano-it"), model="offline", store=tmp_path / "store.db"),
        structurer.structure(fixture("tottori-dx"), model="offline"),
    ]


def texts(frame: Frame) -> list[tuple[str, ...]]:
    """The contract's columns of a frame as the CSV prints them."""
    columns = [["" if value is None else str(value) for value in frame[name]] for name in HEADER]
    return list(zip(*columns, strict=True))


def test_outcomes(outcomes: list[Outcome]) -> None:
    """The facts of the outcomes, in their order; a record that is saved nowhere goes by the id it would have."""
    verified, review = outcomes
    frame = structurer.frame(outcomes, all=False)
    assert (texts(frame), frame.left_out) == (verified.facts(), 1)
    every = structurer.frame(outcomes, all=True)
    identity = review.source.sha256[:12]
    assert texts(every) == [*verified.facts(), *((identity, *row[1:]) for row in review.facts())]
    assert set(zip(every["verdict"], every["revision"], strict=True)) == {("verified", 1), ("needs_review", None)}


def test_what_is_handed_in(outcomes: list[Outcome]) -> None:
    """It is all there, whatever its verdict, and a warning says so where nobody has confirmed it; a store gives what passed."""
    with pytest.warns(NeedsReview, match="1 record"):
        frame = structurer.frame(outcomes)
    assert (frame, frame.left_out) == (structurer.frame(outcomes, all=True), 0)
    with pytest.warns(NeedsReview) as caught:
        assert texts(outcomes[1].frame())[0][1] == "伝統工芸継承推進事業"
    assert caught[0].filename.endswith("test_frame.py")
    assert texts(outcomes[0].frame()) == outcomes[0].facts()


def test_the_summary(outcomes: list[Outcome]) -> None:
    """One row a project in 千円, for pandas and as an Arrow stream."""
    frame = structurer.summary(outcomes, all=True)
    assert (frame["request"], frame["decision"]) == ([Decimal(186612), Decimal(82726)], [None, Decimal(54826)])
    assert frame.to_pandas()["request_line"].dtype == "Int64"
    assert pa.RecordBatchReader.from_stream(frame).read_all().column("request").to_pylist() == frame["request"]


@pytest.mark.parametrize("given", [5, [3], {"secret": 1}, b"secret"])
def test_a_wrong_type(given: Any) -> None:  # noqa: ANN401  # any type is the point
    """It is a TypeError that names the type and never shows what was handed in."""
    with pytest.raises(TypeError) as caught:
        structurer.frame(given)
    assert "secret" not in str(caught.value)


def test_one_or_many(outcomes: list[Outcome]) -> None:
    """One outcome is as good as a list of one; records have the same facts."""
    verified = outcomes[0]
    assert structurer.frame(verified) == structurer.frame([verified])
    record = verified.record()
    assert structurer.frame(record)["amount"] == structurer.frame(iter([record]))["amount"]
    assert structurer.frame(record)["amount"] == structurer.frame(verified)["amount"]
    assert pd.DataFrame(structurer.frame([])).shape == (0, 18)


def test_a_store(outcomes: list[Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store, its path, the one of the settings, and a revision out of it give the same."""
    path = tmp_path / "store.db"
    monkeypatch.setenv("STRUCTURER_STORE", str(path))
    wanted = structurer.frame(outcomes[0])
    assert structurer.frame() == structurer.frame(path) == structurer.frame(str(path)) == wanted
    with structurer.Store.open(str(path)) as store:
        assert structurer.frame(store) == wanted
        assert structurer.frame(store.newest_revisions()) == wanted
        assert structurer.frame(next(store.newest_revisions())) == wanted


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """A mistyped path is an error, not an empty frame."""
    with pytest.raises(StoreMissing):
        structurer.frame(tmp_path / "typo.db")
    assert list(tmp_path.iterdir()) == []
