"""A lesson: what a label of one layout means, as an approved correction showed it. A label and a meaning, never a number."""

import hashlib
import json
import re
import unicodedata
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from structurer.sheet.model import SOURCES, TABLE_MEASURES, Measure, Model, Stage, Table
from structurer.text.money import SCALES
from structurer.text.words import tidy

LabelKind = Literal["source", "cost", "moment", "name", "unit"]

COSTS = (*TABLE_MEASURES[Table.COST], *TABLE_MEASURES[Table.STAFF])
"""The measures that a label of a cost table may name."""

LONGEST_LABEL = 24
"""Characters of a label: a printed heading fits a table cell; a longer text is a sentence, which no lesson is about."""

FARTHEST_YEAR = 3
"""Years from the sheet's own that a label may name: the settled year before the last is -2, a plan's next years are +3."""

_DIGITS = 12  # hexadecimal: a store of a million lessons shares an id with a chance of 1 in 500
_MARK = re.compile(r"\([A-Za-z0-9+=\-−‐―ー・①-⑳]{1,5}\)")
_NO_LABEL = re.compile(r"[\d。、「」『』<>⟦⟧{}\\|]")
_UNSEEN = ("C", "Z")


class LabelInvalid(ValueError):
    """A text that no lesson may be about: empty, too long, a sentence, with digits or with what is not seen."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no label")


class Meaning(Model):
    """The meaning of a label: a measure, a year (seen from the sheet's own) and a stage, or the yen of one unit."""

    measure: Measure | None = None
    year_offset: int | None = Field(default=None, ge=-FARTHEST_YEAR, le=FARTHEST_YEAR)
    stage: Stage | None = None
    scale: int | None = None


class LessonOrigin(Model):
    """The origin of a lesson: the revision that was approved, its reviewer and time, and the source it was of."""

    record: str
    revision: int
    author: str
    at: str
    sha256: str


class Revocation(Model):
    """The end of a lesson: its reviewer, the time and the reason."""

    author: str
    at: str
    reason: str = ""


class Lesson(Model):
    """One lesson.

    Attributes:
        id: made of all that follows but who taught it and when; the same lesson from the same sheet is the same one.
        fingerprint: the layout it holds for.
        kind: the sort of label it is about.
        label: as printed, NFKC, at most 24 characters; a year before a stage is left out of it.
        meaning: the measure, moment or unit of the label; empty for the label of the column that names items.
        origin: the approved revision it was learned from.
        revoked: None while it is in force.
    """

    id: str
    fingerprint: tuple[str, ...]
    kind: LabelKind
    label: str
    meaning: Meaning = Meaning()
    origin: LessonOrigin
    revoked: Revocation | None = None

    @classmethod
    def of(
        cls, fingerprint: tuple[str, ...], kind: LabelKind, label: str, meaning: Meaning, origin: LessonOrigin
    ) -> Self:
        """A lesson with its id."""
        known = [fingerprint, kind, label, meaning.model_dump(mode="json"), origin.sha256]
        made = hashlib.sha256(json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return cls(
            id=made.hexdigest()[:_DIGITS],
            fingerprint=fingerprint,
            kind=kind,
            label=label,
            meaning=meaning,
            origin=origin,
        )

    @field_validator("label")
    @classmethod
    def _is_label(cls, text: str) -> str:
        if not is_label(text):
            raise LabelInvalid(text)
        return text

    @model_validator(mode="after")
    def _means_its_kind(self) -> Self:
        given = self.meaning.model_dump(exclude_none=True).keys()
        allowed = {
            "source": given == {"measure"} and self.meaning.measure in SOURCES,
            "cost": given == {"measure"} and self.meaning.measure in COSTS,
            "moment": bool(given) and given <= {"year_offset", "stage"},
            "name": not given,
            "unit": given == {"scale"} and self.meaning.scale in SCALES.values(),
        }
        if not allowed[self.kind]:
            raise ValueError(f"{self.kind} cannot mean {sorted(given)}")
        return self


def is_label(text: str) -> bool:
    """True for a short text of letters, as it would be printed; a mark such as (A) may close it, no other digit."""
    if not 0 < len(text) <= LONGEST_LABEL or text != tidy(text):
        return False
    if any(unicodedata.category(character).startswith(_UNSEEN) and character != " " for character in text):
        return False
    bare = _MARK.sub("", text)
    return any(character.isalpha() for character in bare) and _NO_LABEL.search(bare) is None
