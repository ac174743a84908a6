"""Lessons: meanings of the labels of a layout, taken from approved corrections for its next sheet. Pure; the store keeps them."""

from structurer.labels.lesson import LabelInvalid, Lesson, LessonOrigin, Meaning, Revocation, is_label
from structurer.labels.lessons.choosing import MOST, choose
from structurer.labels.lessons.fingerprint import SAME, fingerprint, similarity
from structurer.labels.lessons.learning import learn
from structurer.labels.lessons.units import with_units

__all__ = [
    "MOST",
    "SAME",
    "LabelInvalid",
    "Lesson",
    "LessonOrigin",
    "Meaning",
    "Revocation",
    "choose",
    "fingerprint",
    "is_label",
    "learn",
    "similarity",
    "with_units",
]
