"""The choice of the lessons that a sheet is read with."""

import pytest

from structurer.labels.lessons import (
    MOST,
    Lesson,
    LessonOrigin,
    Meaning,
    Revocation,
    choose,
    fingerprint,
    similarity,
)
from structurer.labels.lessons.fingerprint import SAME
from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.text.source import Source
from tests.support.builders import VOCABULARY, fixture
from tests.support.taught import LAYOUTS, costs, funding
from tests.support.wrong_lessons import ELSEWHERE, lesson

BONDS = Meaning(measure=Measure.BONDS)
SOURCE = funding(1).source


def taught(at: str, meaning: Meaning = BONDS, label: str = "臨財債") -> Lesson:
    """A lesson of a time."""
    return lesson(SOURCE, "source", label, meaning, ELSEWHERE.model_copy(update={"at": at}))


def test_the_sheet_it_came_from_is_left_out() -> None:
    """A sheet is known by its text, whatever its name and whichever revision taught."""
    own = ELSEWHERE.model_copy(update={"sha256": SOURCE.sha256})
    assert choose(Source("renamed", SOURCE.text), [lesson(SOURCE, "source", "臨財債", BONDS, own)], VOCABULARY) == ()
    assert len(choose(SOURCE, [taught("2026")], VOCABULARY)) == 1


def test_revoked_ones_are_left_out() -> None:
    """A revoked lesson is in force for no sheet any more."""
    ended = taught("2026").model_copy(update={"revoked": Revocation(author="鈴木", at="2026")})
    assert choose(SOURCE, [ended], VOCABULARY) == ()


def test_other_layouts_are_left_out() -> None:
    """A lesson of another layout is left out, and one about a label that the sheet does not print."""
    assert choose(costs(1).source, [taught("2026")], VOCABULARY) == ()
    assert choose(SOURCE, [taught("2026", label="見たこともない")], VOCABULARY) == ()


def test_the_newest_of_a_label_counts() -> None:
    """A later approval corrects an earlier one."""
    later = taught("2027", Meaning(measure=Measure.OTHER))
    assert choose(SOURCE, [taught("2026"), later], VOCABULARY) == (later,)


def test_no_more_than_a_few() -> None:
    """Of many lessons the newest are chosen."""
    letters = [
        label for label in "令和年度当初予算要求書潮浜県事業名所属環境部財源内訳区分国庫支出金臨債他一般前" if label
    ]
    many = [taught(f"{2000 + n}", label=label) for n, label in enumerate(dict.fromkeys(letters))]
    found = choose(SOURCE, many, VOCABULARY)
    assert len(found) == MOST
    assert found[0] == many[-1]


def test_each_kind_of_lesson_has_its_place() -> None:
    """Without lessons the vocabulary stays the one it is."""
    assert VOCABULARY.with_lessons(()) is VOCABULARY
    made = VOCABULARY.with_lessons([
        taught("2026"),
        lesson(SOURCE, "cost", "従事経費", Meaning(measure=Measure.PERSONNEL_COST)),
        lesson(SOURCE, "moment", "裁定額", Meaning(stage=Stage.APPROVED)),
        lesson(SOURCE, "name", "業務の別", Meaning()),
        lesson(SOURCE, "unit", "仟円", Meaning(scale=1000)),
    ])  # fmt: skip
    assert made.sources == {**VOCABULARY.sources, "臨財債": Measure.BONDS}
    assert made.costs == {**VOCABULARY.costs, "従事経費": Measure.PERSONNEL_COST}
    assert (made.moments, made.units) == ({"裁定額": When(None, Stage.APPROVED)}, {"仟円": 1000})
    assert made.names == VOCABULARY.names | {"業務の別"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_fingerprint_is_of_the_layout(name: str) -> None:
    """The same for another project, year and other amounts; far from that of any other layout."""
    prints = [fingerprint(LAYOUTS[name](number).source, VOCABULARY) for number in range(4)]
    assert all(similarity(prints[0], other) >= 0.9 for other in prints)
    others = [fingerprint(layout(0).source, VOCABULARY) for other, layout in LAYOUTS.items() if other != name]
    assert all(similarity(prints[0], other) < SAME for other in others)


def test_nothing_of_a_sheet_can_be_read_in_it() -> None:
    """Hashes of a few digits; no figure of the sheet moves them."""
    source = fixture("tottori-dx")
    assert all(len(part) == 5 for part in fingerprint(source, VOCABULARY))
    other = Source("other", source.text.translate({ord(a): b for a, b in zip("123456789", "234567891", strict=True)}))
    assert similarity(fingerprint(source, VOCABULARY), fingerprint(other, VOCABULARY)) > 0.9


def test_nothing_is_like_nothing() -> None:
    """A text without a heading has no layout to share."""
    assert similarity(fingerprint(Source("a", ""), VOCABULARY), fingerprint(Source("b", ""), VOCABULARY)) == 0
    assert (
        choose(
            Source("a", "臨財債"),
            [Lesson.of((), "source", "臨財債", BONDS, LessonOrigin.model_validate(ELSEWHERE))],
            VOCABULARY,
        )
        == ()
    )
