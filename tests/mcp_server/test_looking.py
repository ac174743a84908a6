"""What the tools answer: data of sheets and records, bounded, and nothing that a client names is opened."""

from pathlib import Path

import pytest

from structurer.errors import ComparisonUnclear, LineUnknown, ProjectOfOneRecord, SourceEmpty, SourceTooLarge
from structurer.mcp_server import looking
from structurer.pipeline import check, save
from structurer.settings import Settings
from structurer.store import Store
from structurer.store.search.question import question
from tests.support.builders import fixture


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, str]:
    """A store with a sheet that has a finding; its place and the record."""
    place = str(tmp_path / "store.db")
    with Store.open(place) as store:
        saved = save(check(fixture("tottori-dx"), "offline", Settings()), store).saved
    assert saved is not None
    return place, saved.record_id


def test_a_text_is_read() -> None:
    """As `run --model offline` reads it; a path is a text like any other."""
    found = looking.read_sheet(fixture("tottori-dx").text, ())
    assert (found["verdict"], [finding["code"] for finding in found["findings"]]) == ("needs_review", ["CST201"])
    assert found["findings"][0]["lines"] == [15, 13, 14]
    assert {"measure": "total_cost", "amount": "54826000", "line": "15"}.items() <= found["facts"][2].items()
    assert looking.read_sheet(str(Path(__file__)), ())["facts"] == []


def test_no_model_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the settings name."""
    monkeypatch.setenv("STRUCTURER_MODEL", "openai:none")
    monkeypatch.setenv("STRUCTURER_SECOND", "openai:none")
    assert looking.read_sheet(fixture("parks-plain").text, ())["reader"] == "offline"


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond the limit is refused; of too many rows the number is told."""
    with pytest.raises(SourceTooLarge):
        looking.read_sheet("1" * (looking.LONGEST + 1), ())
    with pytest.raises(SourceEmpty):
        looking.read_sheet(" \n", ())
    monkeypatch.setattr(looking, "MOST_FACTS", 2)
    found = looking.read_sheet(fixture("tottori-dx").text, ())
    assert (len(found["facts"]), found["facts_in_all"] > 2) == (2, True)


def test_a_record_and_its_proof(kept: tuple[str, str]) -> None:
    """With the lines of its sheet and who ended it; a record of an older version is proved now."""
    place, name = kept
    with Store.open(place) as store:
        store.withdraw(name, "佐藤", "試し")
    with Store.open(place, read_only=True) as store:
        found = looking.record(store, name[:6], None)
        assert (found["record"], found["sheet_lines"][14], found["ended"]["author"]) == (name, "54,826千円 |", "佐藤")
        proof = looking.proof(store, name, 15, ())
        assert "54,826千円" in proof["text"]
        assert proof["proofs"]
        assert looking.find(store, question("工芸"), 20, 0)["total"] == 0
        with pytest.raises(LineUnknown):
            looking.proof(store, name, 999, ())


def test_records_beside_each_other(kept: tuple[str, str]) -> None:
    """Two of them, or the years of one project; anything else is unclear."""
    place, name = kept
    with Store.open(place) as store:
        saved = save(check(fixture("parks-plain"), "offline", Settings()), store).saved
    assert saved is not None
    with Store.open(place, read_only=True) as store:
        found = looking.compare(store, name, saved.record_id, "")
        assert [one["record"] for one in found["records"]] == [name, saved.record_id]
        assert found["rows"]
        for asked in (("", "", ""), (name, "", ""), (name, saved.record_id, "公園")):
            with pytest.raises(ComparisonUnclear):
                looking.compare(store, *asked)
        with pytest.raises(ProjectOfOneRecord):
            looking.compare(store, "", "", name)
