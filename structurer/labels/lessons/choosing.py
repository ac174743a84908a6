"""The lessons that a sheet is read with."""

from collections.abc import Iterable

from structurer.labels.label import plain
from structurer.labels.lesson import Lesson
from structurer.labels.lessons.fingerprint import SAME, fingerprint, similarity
from structurer.labels.vocabulary import Vocabulary
from structurer.text.source import Source
from structurer.text.words import squeeze

MOST = 12
"""The most lessons one sheet is read with, the newest first: a layout's unknown labels are few, and each costs a reading."""


def choose(source: Source, lessons: Iterable[Lesson], vocabulary: Vocabulary) -> tuple[Lesson, ...]:
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
    own = fingerprint(source, vocabulary)
    alike = [lesson for lesson in printed if similarity(own, lesson.fingerprint) >= SAME]
    newest: dict[tuple[str, str], Lesson] = {}
    for lesson in sorted(alike, key=lambda lesson: (lesson.origin.at, lesson.id), reverse=True):
        newest.setdefault((lesson.kind, plain(lesson.label)), lesson)
    return tuple(newest.values())[:MOST]
