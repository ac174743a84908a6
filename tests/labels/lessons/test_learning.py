"""Lessons from approved corrections, and corrections that give none."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer.checks.reading import Reading
from structurer.labels.lessons import Lesson, choose, is_label, learn
from structurer.pipeline import check, save
from structurer.reading.layout import read_sheet
from structurer.record.correction import AddCell, Correction, Identify, Place, Repoint
from structurer.review import edit, open_record
from structurer.settings import Settings
from structurer.sheet.model import Measure, Sheet, Stage
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import FOLDERS, VOCABULARY, fixture, proves, sheets
from tests.support.reviews import saved as saved_fixture
from tests.support.taught import LAYOUTS, WHY, corrections, funding, reviewed, stages, told
from tests.support.wrong_lessons import ELSEWHERE


def words(lessons: tuple[Lesson, ...]) -> set[str]:
    """Lessons in short."""
    meanings = (one.meaning.model_dump(exclude_none=True, mode="json").values() for one in lessons)
    pairs = zip(lessons, meanings, strict=True)
    return {" ".join([one.kind, one.label, *map(str, meaning)]) for one, meaning in pairs}


@pytest.mark.parametrize(
    ("layout", "taught"),
    [
        ("funding", {"source 臨財債 bonds", "moment 裁定額 approved"}),
        ("costs", {"cost 従事経費 personnel_cost", "moment 従前額 -1 initial"}),
        ("stages", {"moment 裁定額 approved"}),
        ("units", {"unit 仟円 1000"}),
    ],
)
def test_a_corrected_sheet_teaches_its_unknown_labels(store: Store, layout: str, taught: set[str]) -> None:
    """The labels that the vocabulary knows teach nothing, nor does a heading of names whose items were read."""
    assert words(reviewed(LAYOUTS[layout](0), store).learned) == taught


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_next_sheet_is_read_right(store: Store, layout: str) -> None:
    """Every figure of another project, of which a part is read without; its provenance says by what."""
    learned = reviewed(LAYOUTS[layout](0), store).learned
    for number in (1, 2, 3):
        made = LAYOUTS[layout](number)
        outcome = check(made.source, "offline", Settings(), lessons=store.lessons.active())
        assert Counter(told(made.source)) < Counter(made.facts)
        assert told(made.source, learned) == made.facts
        assert set(outcome.provenance.lessons) == {one.id for one in learned}
        assert outcome.verdict == "needs_review"


def test_learned_from_steps_saved_one_by_one(store: Store) -> None:
    """As the web page saves them: the approval is a revision of its own, and the corrections stand in earlier ones."""
    made = funding(0)
    done = save(check(made.source, "offline", Settings()), store).saved
    assert done is not None
    session = open_record(store, done.record_id, "佐藤")
    for correction in corrections(made, session.draft.reading.sheet):
        session.apply(correction)
        session.save()
        assert session.learned == ()
    for finding in session.open_findings:
        session.waive(finding.key, WHY)
    session.save()
    session.approve()
    session.save()
    assert len(session.learned) == 2
    origins = {(one.origin.record, one.origin.revision, one.origin.author) for one in session.learned}
    assert origins == {(session.record_id, session.revision, "佐藤")}


def test_what_was_only_waived_teaches_nothing(store: Store) -> None:
    """A waiver has a reason, which gives no label a meaning."""
    session = open_record(store, saved_fixture(store), "佐藤")
    for finding in session.open_findings:
        session.waive(finding.key, WHY)
    session.approve()
    session.save()
    assert session.learned == ()


def test_without_approval_nothing_is_learned(store: Store) -> None:
    """A correction without an approval is not final."""
    made = funding(0)
    done = save(check(made.source, "offline", Settings()), store).saved
    assert done is not None
    session = open_record(store, done.record_id, "佐藤")
    session.apply(*corrections(made, session.draft.reading.sheet))
    session.save()
    assert (session.learned, store.lessons.everything()) == ((), ())


def test_one_label_with_two_meanings_teaches_nothing() -> None:
    """The reviewer put two figures of one column under different measures: which of them is meant, nobody knows."""
    made = funding(0)
    first, *others = corrections(made, read_sheet(made.source))
    assert isinstance(first, AddCell)
    spoilt = first.cell.model_copy(update={"measure": Measure.DONATIONS})
    lessons = _learned(made.source, first.model_copy(update={"cell": spoilt}), *others)
    assert words(lessons) == {"moment 裁定額 approved"}


def test_a_heading_of_names_is_learned_where_its_table_was_left_out() -> None:
    """All of the sheet added by hand."""
    made = funding(0)
    whole = read_sheet(made.source)
    assert "name 業務の別" in words(learn(made.source, Sheet(), whole, ELSEWHERE, VOCABULARY))
    assert "name 業務の別" not in words(learn(made.source, whole, whole, ELSEWHERE, VOCABULARY))


def test_a_known_label_with_another_meaning_is_news() -> None:
    """A layout in which 要求額 is what was decided: a person said so of every row."""
    source = Source("own", "令和8年度\n要求額 1,000千円\n")
    (lesson,) = _learned(source, Place(path="totals.0.rows.0.cells.0", stage=Stage.APPROVED))
    assert words((lesson,)) == {"moment 要求額 approved"}


def test_other_corrections_teach_nothing() -> None:
    """A name of the head, and a figure exchanged for its neighbour under a label that is known."""
    reading = fixture("tottori-dx")
    sheet = read_sheet(reading)
    cite = sheet.costs[0].rows[0].cells[0].cite
    other = sheet.costs[0].rows[0].cells[1].cite
    assert cite.figure is not None
    assert other.figure is not None
    assert _learned(reading, Identify(field="project", text="別の事業")) == ()
    assert _learned(reading, Repoint(path="costs.0.rows.0.cells.0.cite", figure=other.figure)) == ()


@pytest.mark.parametrize("name", FOLDERS)
def test_an_unchanged_sheet_teaches_nothing(name: str) -> None:
    """A sheet approved as it was read teaches nothing, whatever its shape."""
    source = fixture(name)
    assert learn(source, read_sheet(source), read_sheet(source), ELSEWHERE, VOCABULARY) == ()


@pytest.mark.parametrize("name", FOLDERS)
def test_the_whole_sheet_corrected_teaches_little_that_is_wrong(name: str) -> None:
    """Lessons from a sheet that was added by hand as a whole change no figure of its reading."""
    source = fixture(name)
    empty = read_sheet(source).model_copy(update={"costs": (), "totals": (), "sections": (), "funding": ()})
    lessons = learn(source, empty, read_sheet(source), ELSEWHERE, VOCABULARY)
    assert told(source, choose(source, lessons, VOCABULARY)) == told(source)


def test_an_own_sheet_is_never_read_with_its_lessons(store: Store) -> None:
    """A sheet read again does not use the lessons it gave."""
    made = stages(0)
    reviewed(made, store)
    outcome = check(made.source, "offline", Settings(), lessons=store.lessons.active())
    assert (outcome.provenance.lessons, outcome.sheet) == ((), read_sheet(made.source))


def _learned(source: Source, *given: Correction) -> tuple[Lesson, ...]:
    """The lessons of corrections of the layout reader's sheet, were they approved."""
    sheet = read_sheet(source)
    reading = Reading(source, sheet)
    for correction in given:
        reading = edit.corrected(reading, correction)[0]
    return learn(source, sheet, reading.sheet, ELSEWHERE, VOCABULARY)


@given(name=st.sampled_from(FOLDERS), share=st.floats(0, 1), text=sheets)
@settings(proves, max_examples=25)
def test_no_text_stops_learning(name: str, share: float, text: str) -> None:
    """A sheet cut off anywhere, with other pieces put in its place, all of it added by hand."""
    whole = fixture(name).text
    cut = int(share * len(whole))
    source = Source("torn", whole[:cut] + text + whole[cut + len(text) : cut + 400])
    lessons = learn(source, Sheet(), read_sheet(source), ELSEWHERE, VOCABULARY)
    assert all(is_label(lesson.label) for lesson in lessons)
