"""Which lessons a sheet is read with, and the overlay they make."""

from collections.abc import Iterable, Sequence

from structurer.labels.lessons.fingerprint import SAME, fingerprint, similarity
from structurer.labels.lessons.lesson import Lesson
from structurer.labels.overlay import Overlay
from structurer.labels.vocabulary import plain
from structurer.text.source import Source
from structurer.text.words import squeeze

MOST = 12
"""How many lessons one sheet is read with at most: the newest."""


def choose(source: Source, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The lessons for a sheet, the newest first.

    They are in force, learned from another source, of the same layout, and about a label that the sheet prints. Of two
    that say different things of one label the newer one counts.
    """
    text = squeeze(source.text)
    printed = [
        lesson
        for lesson in lessons
        if lesson.revoked is None and lesson.origin.sha256 != source.sha256 and squeeze(lesson.label) in text
    ]
    if not printed:
        return ()
    own = fingerprint(source)
    alike = [lesson for lesson in printed if similarity(own, lesson.fingerprint) >= SAME]
    newest: dict[tuple[str, str], Lesson] = {}
    for lesson in sorted(alike, key=lambda lesson: (lesson.origin.at, lesson.id), reverse=True):
        newest.setdefault((lesson.kind, plain(lesson.label)), lesson)
    return tuple(newest.values())[:MOST]


def overlay(lessons: Sequence[Lesson]) -> Overlay | None:
    """What lessons say, as the vocabulary spells it; None where there is none."""
    if not lessons:
        return None
    said = [(lesson.kind, plain(lesson.label), lesson.meaning) for lesson in lessons]
    return Overlay(
        sources=tuple((word, m.measure) for kind, word, m in said if kind == "source" and m.measure is not None),
        costs=tuple((word, m.measure) for kind, word, m in said if kind == "cost" and m.measure is not None),
        moments=tuple((word, (m.year_offset, m.stage)) for kind, word, m in said if kind == "moment"),
        names=tuple(word for kind, word, _ in said if kind == "name"),
        units=tuple((word, m.scale) for kind, word, m in said if kind == "unit" and m.scale is not None),
    )
