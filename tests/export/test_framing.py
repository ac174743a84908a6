"""`structurer.frame` takes whatever holds facts, and leaves out what needs review unless asked."""

from pathlib import Path

import pytest

pytest.importorskip("pandas", reason="a frame is given to pandas: pip install 'structurer[dev-all]'")

import pandas as pd

import structurer
from structurer.errors import StoreMissing
from structurer.export.frame import Frame
from structurer.pipeline import Outcome
from structurer.sheet.facts import HEADER
from tests.support.builders import fixture


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
    frame = structurer.frame(outcomes)
    assert (texts(frame), frame.left_out) == (verified.facts(), 1)
    every = structurer.frame(outcomes, all=True)
    identity = review.source.sha256[:12]
    assert texts(every) == [*verified.facts(), *((identity, *row[1:]) for row in review.facts())]
    assert set(zip(every["verdict"], every["revision"], strict=True)) == {("verified", 1), ("needs_review", None)}


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
