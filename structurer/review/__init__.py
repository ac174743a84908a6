"""The correction loop: a person corrects a reading or waives a finding, every check runs again, and history is kept.

from structurer import review
session = review.open(store, "ab12", author="佐藤")
session.apply(review.Repoint(path="costs.0.rows.0.cells.2.cite", figure="F12", reason="隣の数字だった"))
session.waive(session.open_findings[0].key, "シートの誤植。財政課に確認済み")
session.approve()
session.save()
"""

from structurer.record.correction import (
    AddCell,
    AddRow,
    Approval,
    Correction,
    Enter,
    Identify,
    NewCell,
    Place,
    Relabel,
    RemoveCell,
    RemoveRow,
    Repoint,
    Review,
    Waiver,
)
from structurer.record.finding import Finding
from structurer.review.engine import Change, Draft, apply, approve, begin, withdraw
from structurer.review.opening import draft_of
from structurer.review.session import Session, open_record, queue

open = open_record  # noqa: A001  # review.open(store, id) is how it reads

__all__ = [
    "AddCell",
    "AddRow",
    "Approval",
    "Change",
    "Correction",
    "Draft",
    "Enter",
    "Finding",
    "Identify",
    "NewCell",
    "Place",
    "Relabel",
    "RemoveCell",
    "RemoveRow",
    "Repoint",
    "Review",
    "Session",
    "Waiver",
    "apply",
    "approve",
    "begin",
    "draft_of",
    "open",
    "open_record",
    "queue",
    "withdraw",
]
