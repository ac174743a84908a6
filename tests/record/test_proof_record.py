"""Proofs as a record keeps them: they agree with the verdict, and a file that says otherwise is found out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.checks.proof import POINTS
from structurer.record.proof_record import POINT_NAMES, PointsRecord
from structurer.record.record import Record
from structurer.sheet.facts import facts
from structurer.store import Store
from tests.generate.golden import FIXTURES, FOLDERS
from tests.support import unproved
from tests.support.builders import Command
from tests.support.records import outcomes

NAMES = [folder.name for folder in FOLDERS]
SHEET_RULES = {"PRF906", "PRF907", "PRF908"}
VERIFIED = FIXTURES / "numbered-rows" / "source.txt"


def records() -> Iterator[Record]:
    """The record of every fixture, in the order of their names."""
    return (outcome.record() for outcome in outcomes())


def verified() -> Record:
    """The first of them that is verified."""
    return next(record for record in records() if record.verdict is Verdict.VERIFIED)


@pytest.fixture(params=range(len(NAMES)), ids=NAMES)
def record(request: pytest.FixtureRequest) -> Record:
    """Each record, made when a test first asks for one: not while tests are collected."""
    nth: int = request.param
    return outcomes()[nth].record()


def first_schema(record: Record) -> dict[str, object]:
    """A record as the first schema has it."""
    made: dict[str, object] = record.model_dump(mode="json", by_alias=True, exclude={"proofs"})
    return made | {"schema": "structurer/record/1"}


def test_the_verdict_and_the_proofs_agree(record: Record) -> None:
    """A verified record has a whole proof of every amount; where a point is missing, a finding keeps it from being verified."""
    assert record.proofs is not None
    assert [proof.path for proof in record.proofs] == [".".join(map(str, fact.path)) for fact in facts(record.sheet)]
    open_codes = {result.code for result in record.results if result.finding}
    if any(proof.missing for proof in record.proofs) or open_codes & SHEET_RULES:
        assert record.verdict is Verdict.NEEDS_REVIEW
    if record.verdict is Verdict.VERIFIED:
        assert not open_codes


def test_each_point_says_by_what_and_where(record: Record) -> None:
    """What is proved names its lines within the sheet, what is missing is null, and the figure is that of the field."""
    cites = {".".join(map(str, fact.path)): fact.cite for fact in facts(record.sheet)}
    for proof in record.proofs or ():
        points = {name: getattr(proof.points, name) for name in POINTS}
        assert (proof.figure, proof.line) == (cites[proof.path].figure, cites[proof.path].line)
        assert not [name for name in proof.missing if points[name] is not None]
        proved = [point for point in points.values() if point is not None]
        assert all(point.by and all(1 <= line <= len(record.source.lines) for line in point.lines) for point in proved)


def test_the_contract_keys() -> None:
    """A proof has the keys that the contract promises."""
    (proof, *_) = json.loads(next(records()).model_dump_json(by_alias=True))["proofs"]
    assert {"figure", "line", "points"} <= set(proof)
    assert set(proof["points"]) == set(POINTS)
    assert set(proof["points"]["unit"]) == {"by", "lines", "words"}


def test_the_first_schema_loads_and_prints_as_it_was(record: Record) -> None:
    """A record that was saved before there were proofs has none, and prints to the letter."""
    old = first_schema(record)
    loaded = Record.model_validate(old)
    assert loaded.proofs is None
    assert loaded.model_dump(mode="json", by_alias=True) == old


def test_the_first_schema_is_checked_and_saved_as_the_second(run: Command, tmp_path: Path) -> None:
    """A file of the first schema is checked again, its proofs included."""
    record = verified()
    old = tmp_path / "old.json"
    old.write_text(json.dumps(first_schema(record)), encoding="utf-8")
    done = run("check", str(old), "--format", "json")
    again = json.loads(done.stdout)
    assert (done.returncode, again["schema"], len(again["proofs"])) == (
        0,
        "structurer/record/2",
        len(record.proofs or ()),
    )
    assert run("facts", str(old)).returncode == 0


def test_a_stored_record_of_the_first_schema(run: Command, tmp_path: Path) -> None:
    """It is shown, exported and proved as it is, and its seal holds."""
    record = verified()
    with Store.open(str(tmp_path / "store.db")) as store:
        saved = store.save(Record.model_validate(first_schema(record)), author=None)
        assert store.verify(saved.record_id) == ()
    shown = json.loads(run("show", saved.record_id, "--format", "json").stdout)
    assert (shown["schema"], "proofs" in shown) == ("structurer/record/1", False)
    assert run("export").stdout.count("\n") > 1
    line = next(proof.line for proof in record.proofs or ())
    done = run("show", saved.record_id, "--proof", f"L{line}")
    assert (done.returncode, "saved without proofs" in done.stderr) == (0, True)
    assert "✓ unit" in done.stdout


def test_a_verdict_without_its_proofs_is_found_out(run: Command, tmp_path: Path) -> None:
    """A file that calls itself verified, with points taken out or none at all, needs review as its sheet does."""
    tree = json.loads(run("run", unproved.written(tmp_path), "--model", "offline", "--format", "json").stdout)
    for name, proofs in (("null", tree["proofs"]), ("none", [])):
        made = tmp_path / f"{name}.json"
        made.write_text(json.dumps(tree | {"verdict": "verified", "results": [], "proofs": proofs}), encoding="utf-8")
        done = run("check", str(made), "--format", "json")
        again = json.loads(done.stdout)
        assert (done.returncode, again["verdict"]) == (1, "needs_review")
        assert [proof["missing"] for proof in again["proofs"]] == [proof["missing"] for proof in tree["proofs"]]


def test_a_taken_point_is_worked_out_again(run: Command, tmp_path: Path) -> None:
    """What a file says of its proofs is not believed: it is worked out."""
    tree = json.loads(run("run", str(VERIFIED), "--model", "offline", "--format", "json").stdout)
    whole = tree["proofs"]
    tree["proofs"] = [proof | {"points": dict.fromkeys(POINTS)} for proof in whole]
    made = tmp_path / "made.json"
    made.write_text(json.dumps(tree), encoding="utf-8")
    done = run("check", str(made), "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["proofs"]) == (0, whole)


def test_the_points_of_a_proof() -> None:
    """A record names the points that the proofs have, and has a field for each."""
    assert POINT_NAMES == POINTS
    assert set(PointsRecord.model_fields) == set(POINTS)
