"""Wrong words: a proposal verifies nothing whatever it says, and a label that the vocabulary has is nobody's to change."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer.checks.outcome import Verdict
from structurer.labels.word import COSTS, Meaning, Word, spelling
from structurer.pipeline import Outcome, check, sheet_scope
from structurer.record.record import Record
from structurer.settings import Settings
from structurer.sheet.model import SOURCES, Stage
from structurer.text.source import Source
from tests.support.builders import FOLDERS, fixture, proves, rows_of
from tests.support.fixture_facts import gold, read
from tests.support.taught import LAYOUTS

CODES = (
    *(f"source:{measure.value}" for measure in SOURCES), *(f"cost:{measure.value}" for measure in COSTS),
    *(f"stage:{stage.value}" for stage in Stage if stage is not Stage.NONE), "stage:initial/-1", "year:-1", "name",
    "number", "change", "total", "amount",
)  # fmt: skip


def offline(source: Source, words: list[Word] | tuple[Word, ...] = ()) -> Outcome:
    """A sheet read offline and checked."""
    return check(source, "offline", Settings(), words=words)


def wrong_words(source: Source, seed: int, count: int, *by: str) -> list[Word]:
    """Some random words about labels that the sheet really prints, of its own scope."""
    random = Random(seed)  # noqa: S311  # a sample, not a secret
    labels = sorted({spelling(cell.label) for row in rows_of(source) for cell in row.filled if len(cell.text) < 40})
    scope = sheet_scope(source)
    chosen = random.sample(labels, min(count, len(labels)))
    return [Word(label, Meaning.of(random.choice(CODES)), scope, by) for label in chosen]


@given(name=st.sampled_from(FOLDERS), seed=st.integers(0, 10**6), count=st.integers(1, 12))
@settings(proves, max_examples=80)
def test_no_proposal_verifies_anything(name: str, seed: int, count: int) -> None:
    """A fixture is verified only where it reads as it does without them, which is the gold."""
    source = fixture(name)
    outcome = offline(source, wrong_words(source, seed, count))
    if outcome.verdict is Verdict.VERIFIED:
        assert outcome.provenance.proposed == ()
        assert outcome.sheet == offline(source).sheet
        assert not gold(name) - read(source)
    assert Record.model_validate(outcome.record().model_dump(mode="json", by_alias=True)).verdict is outcome.verdict


@given(name=st.sampled_from(sorted(LAYOUTS)), number=st.integers(0, 50), seed=st.integers(0, 10**6))
@proves
def test_nor_on_made_sheets(name: str, number: int, seed: int) -> None:
    """A sheet with labels that nobody knows is not verified either."""
    source = LAYOUTS[name](number).source
    assert offline(source, wrong_words(source, seed, 6)).verdict is not Verdict.VERIFIED


@pytest.mark.parametrize("name", FOLDERS)
def test_words_of_others_change_nothing(name: str) -> None:
    """Of another scope, or not printed: the sheet and its verdict stay the same, and the record names none."""
    source = fixture(name)
    others = [
        Word(word.word, word.meaning, "publisher:峰山県", ("佐藤", "鈴木")) for word in wrong_words(source, 1, 12)
    ]
    others.append(Word("臨財債", Meaning.of("source:bonds"), sheet_scope(source), ("佐藤",)))
    with_words, plain = offline(source, others), offline(source)
    assert (with_words.sheet, with_words.verdict, with_words.results) == (plain.sheet, plain.verdict, plain.results)
    assert with_words.record().words is None
    assert with_words.provenance.proposed == ()


@given(name=st.sampled_from(FOLDERS), seed=st.integers(0, 10**6))
@settings(proves, max_examples=60)
def test_wrong_confirmed_words_take_no_known_label(name: str, seed: int) -> None:
    """What the gold knows under a label of the vocabulary is never verified as something else, whoever confirms what."""
    source = fixture(name)
    outcome = offline(source, wrong_words(source, seed, 12, "佐藤", "鈴木"))
    if outcome.verdict is Verdict.VERIFIED:
        assert not gold(name) - read(source) or outcome.record().words is not None
        assert {fact[:6] for fact in outcome.facts()} == {fact[:6] for fact in offline(source).facts()}
