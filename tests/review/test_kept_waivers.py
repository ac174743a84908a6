"""Waivers outlive the words of workings: keys of findings are those of earlier versions.

`waived.json` was saved, waived and approved before workings named their terms, `keys.json` holds the keys of every fixture's
findings from then. Neither is ever rewritten: a key that changes makes the waivers of every store lapse.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from structurer.checks.every import run
from structurer.checks.outcome import Verdict
from structurer.record.finding import keys
from structurer.record.record import Record
from structurer.review import draft_of
from tests.generate.golden import FIXTURES, record_of
from tests.support.builders import PARTED
from tests.support.sheets import truth

HERE = Path(__file__).parent
KEYS: dict[str, list[str]] = json.loads((HERE / "keys.json").read_text(encoding="utf-8"))


def test_a_waiver_given_to_another_wording_is_in_force() -> None:
    """The record opens approved, nothing lapses, and the findings' workings are the present ones."""
    saved = Record.model_validate_json((HERE / "waived.json").read_text(encoding="utf-8"))
    draft = draft_of(saved, parent=2)
    assert saved.review is not None
    assert (draft.verdict, draft.open_findings, draft.lapsed) == (Verdict.APPROVED, (), ())
    assert draft.waivers == saved.review.waivers
    assert [waiver.finding for waiver in draft.waivers] == [finding.key for finding in draft.findings]
    for waiver, finding in zip(draft.waivers, draft.findings, strict=True):
        assert waiver.working != finding.result.judgement.working


@pytest.mark.parametrize("name", PARTED)  # fixtures made since have no older keys, and error-columns is read otherwise
def test_keys_stay(name: str) -> None:
    """A new wording goes into the working; what the key is made of stays in `keyed`."""
    found = [result.key for result in record_of(FIXTURES / name).results if result.key is not None]
    assert found == KEYS.get(name, [])


def test_a_key_knows_nothing_of_the_working() -> None:
    """In other words a finding of an equation has the same key; over another amount it has another."""
    reading = truth("error-cost-total")
    results = run(reading)
    (place,) = [place for place, result in enumerate(results) if result.is_finding]
    judged = results[place].judgement
    reworded = replace(results[place], judgement=replace(judged, working=("合わない",)))
    other = replace(results[place], judgement=replace(judged, stated=judged.computed))
    key = keys(reading, results)[place]
    assert keys(reading, [reworded]) == (key,)
    assert keys(reading, [other]) != (key,)
