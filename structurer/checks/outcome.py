"""How a claim and a reading come out. A module of its own: a list of records loads nothing else of the checks."""

from enum import StrEnum


class Verdict(StrEnum):
    """The verdict on a saved reading."""

    VERIFIED = "verified"
    NEEDS_REVIEW = "needs_review"
    APPROVED = "approved"


class ClaimOutcome(StrEnum):
    """The outcome of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    UNVERIFIABLE = "unverifiable"


class Side(StrEnum):
    """The side that erred: the reader, the printed sheet, or unknown."""

    EXTRACTION = "extraction"
    SOURCE = "source"
    UNKNOWN = "unknown"
