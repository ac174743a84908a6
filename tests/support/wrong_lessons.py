"""Wrong lessons about the labels that a sheet really prints, of every kind, for the sheet's own layout."""

from random import Random

from structurer.labels.label import without_year
from structurer.labels.lesson import COSTS, LabelKind
from structurer.labels.lessons import Lesson, LessonOrigin, Meaning, fingerprint, is_label
from structurer.sheet.model import SOURCES, Stage
from structurer.text.source import Source
from tests.support.builders import VOCABULARY, rows_of

ELSEWHERE = LessonOrigin(
    record="elsewhere", revision=2, author="鈴木", at="2026-04-01T00:00:00.000+00:00", sha256="0" * 64
)
_STAGES = tuple(stage for stage in Stage if stage is not Stage.NONE)


def labels(source: Source) -> list[str]:
    """Return the texts of a sheet's cells that a lesson may be about."""
    texts = {without_year(cell.label) for row in rows_of(source) for cell in row.filled if len(cell.text) < 40}
    return sorted(text for text in texts if is_label(text))


def lesson(source: Source, kind: LabelKind, label: str, meaning: Meaning, origin: LessonOrigin = ELSEWHERE) -> Lesson:
    """A lesson for the layout of a source, learned elsewhere."""
    return Lesson.of(fingerprint(source, VOCABULARY), kind, label, meaning, origin)


def wrong_lessons(source: Source, seed: int, count: int) -> list[Lesson]:
    """Return some random lessons about the sheet's own labels."""
    random, known = Random(seed), labels(source)  # noqa: S311  # a sample, not a secret
    made = []
    for label in random.sample(known, min(count, len(known))):
        kind: LabelKind = random.choice(("source", "cost", "moment", "name", "unit"))
        meaning = {
            "source": Meaning(measure=random.choice(SOURCES)),
            "cost": Meaning(measure=random.choice(COSTS)),
            "moment": Meaning(stage=random.choice(_STAGES), year_offset=random.choice((None, -1, 0, 1))),
            "name": Meaning(),
            "unit": Meaning(scale=random.choice((1, 1000, 1_000_000))),
        }[kind]
        made.append(lesson(source, kind, label, meaning))
    return made
