"""The pipeline: a text or a file is read, checked and, where a store is given, saved."""

from structurer.pipeline.check_record import reading_of, recheck
from structurer.pipeline.check_sheet import (
    beside,
    check,
    full_name,
    is_verified_offline,
    kind_of,
    own_vocabulary,
    questions,
    second_name,
    sheet_scope,
)
from structurer.pipeline.outcome import OFFLINE, Outcome
from structurer.pipeline.save_outcome import asked, judge_beside_last_year, judge_years, save, with_priors, words_in
from structurer.pipeline.structure_sheet import structure, structure_async

__all__ = [
    "OFFLINE",
    "Outcome",
    "asked",
    "beside",
    "check",
    "full_name",
    "is_verified_offline",
    "judge_beside_last_year",
    "judge_years",
    "kind_of",
    "own_vocabulary",
    "questions",
    "reading_of",
    "recheck",
    "save",
    "second_name",
    "sheet_scope",
    "structure",
    "structure_async",
    "with_priors",
    "words_in",
]
