"""A wrong lesson is found out: whatever it says, nothing is verified that would not be the same without it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from structurer.checks.claim import Verdict
from structurer.labels.lessons import Lesson, Meaning, choose
from structurer.pipeline import Outcome, check, recheck, save
from structurer.record.record import Record
from structurer.review import open_record
from structurer.settings import Settings
from structurer.sheet.model import Measure, Stage
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import FOLDERS, VOCABULARY, fixture, proves
from tests.support.fixture_facts import gold, read
from tests.support.taught import LAYOUTS, funding, stages
from tests.support.wrong_lessons import lesson, wrong_lessons

SETTINGS = Settings()


def offline(source: Source, lessons: list[Lesson] | tuple[Lesson, ...] = ()) -> Outcome:
    """A sheet read offline and checked."""
    return check(source, "offline", SETTINGS, lessons=lessons)


@given(name=st.sampled_from(FOLDERS), seed=st.integers(0, 10**6), count=st.integers(1, 12))
@settings(proves, max_examples=80)
def test_no_wrong_lesson_verifies_anything(name: str, seed: int, count: int) -> None:
    """A fixture is verified only where it reads as it does without lessons, which is the gold."""
    source = fixture(name)
    lessons = wrong_lessons(source, seed, count)
    outcome = offline(source, lessons)
    if outcome.verdict is Verdict.VERIFIED:
        assert outcome.provenance.lessons == ()
        assert outcome.sheet == offline(source).sheet
        assert not gold(name) - read(source)
    assert Record.model_validate(outcome.record().model_dump(mode="json", by_alias=True)).verdict is outcome.verdict


@given(name=st.sampled_from(sorted(LAYOUTS)), number=st.integers(0, 50), seed=st.integers(0, 10**6))
@proves
def test_nor_on_made_sheets(name: str, number: int, seed: int) -> None:
    """A made sheet with labels that only a lesson explains is not verified either."""
    source = LAYOUTS[name](number).source
    assert offline(source, wrong_lessons(source, seed, 6)).verdict is not Verdict.VERIFIED


@pytest.mark.parametrize("name", FOLDERS)
def test_lessons_about_other_labels_change_nothing(name: str) -> None:
    """The sheet and its verdict stay the same, and no lesson stands in its provenance."""
    source = fixture(name)
    others = [
        lesson(source, "source", "臨財債", Meaning(measure=Measure.BONDS)),
        lesson(source, "name", "業務の別", Meaning()),
    ]
    taught, plain = offline(source, others), offline(source)
    assert choose(source, others, VOCABULARY) == ()
    assert (taught.sheet, taught.verdict, taught.results) == (plain.sheet, plain.verdict, plain.results)
    assert taught.provenance.lessons == ()


def test_a_contradiction_is_compared() -> None:
    """A lesson that names items by another column: no sum fails, but the reader without it says otherwise."""
    made = stages(1)
    known = lesson(made.source, "moment", "裁定額", Meaning(stage=Stage.APPROVED))
    wrong = lesson(made.source, "moment", "要求額", Meaning(stage=Stage.APPROVED))
    assert offline(made.source, [known]).reading.witness is None
    source = fixture("tottori-dx")
    outcome = offline(source, [lesson(source, "moment", "要求額", Meaning(stage=Stage.APPROVED))])
    assert outcome.provenance.lessons
    assert outcome.reading.witness is not None
    assert "AGR602" in {result.code for result in outcome.findings}
    assert offline(made.source, [known, wrong]).verdict is Verdict.NEEDS_REVIEW


def test_a_record_says_so_for_ever(store: Store) -> None:
    """A record that is saved, opened and checked again has the same findings, and cannot be `verified`."""
    made = funding(1)
    right = [
        lesson(made.source, "source", "臨財債", Meaning(measure=Measure.BONDS)),
        lesson(made.source, "moment", "裁定額", Meaning(stage=Stage.APPROVED)),
    ]
    outcome = save(offline(made.source, right), store)
    assert outcome.saved is not None
    record = store.load(outcome.saved.record_id).record
    assert set(record.reading.lessons) == {one.id for one in right}
    assert recheck(record).verdict is Verdict.NEEDS_REVIEW
    opened = open_record(store, outcome.saved.record_id, "佐藤")
    assert {f.key for f in opened.findings} == {result.key for result in record.results if result.finding}
    with pytest.raises(ValidationError, match="lessons"):
        Record.model_validate({**record.model_dump(by_alias=True), "verdict": "verified"})
