"""The reading modes: which questions there are, what comes of right and of missing answers, which of several is kept."""

import pytest

from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.reading.plan import questions
from structurer.sheet.facts import fact_rows
from tests.support.answering import (
    SMALL,
    TABBED,
    Tree,
    asked,
    empty_part,
    marks,
    options,
    perfect_tree,
    said,
    sheet_of,
    told,
    truth,
    with_unknown_table,
)
from tests.support.builders import PARTED, fixture, guide
from tests.support.endpoint import Answer, reply
from tests.support.perfect import TABLES

READ = [SMALL, TABBED]
"""A sheet of drawn tables and one of tabbed ones."""
TRUNCATED = reply('{"', finish="length")
USELESS = {
    "ReplyTruncated": TRUNCATED,
    "ModelRefused": reply(None, refusal="no"),
    "ReplyInvalid": reply('{"costs": 1}'),
}


@pytest.mark.parametrize("name", PARTED)
def test_the_questions_of_each_way(name: str) -> None:
    """A whole sheet is one question, and of a sheet that was read nothing rests."""
    source = fixture(name)
    (question,) = questions("whole", guide(source))
    assert question.figures == len(marks(question.sent))
    assert questions("rest", guide(source)) == ()


@pytest.mark.parametrize("name", READ)
def test_no_rest_is_no_request(name: str) -> None:
    """Where the layout reader left nothing nobody is asked, and the record says who read."""
    source = fixture(name)
    with asked(source, [TRUNCATED], options("rest")) as (outcome, endpoint):
        assert endpoint.requests == []
        assert (outcome.provenance.reader, outcome.provenance.attempts) == ("layout", 0)
        assert (outcome.verdict, told(outcome)) == (Verdict.VERIFIED, truth(source))


def test_only_what_is_left_over_carries_marks() -> None:
    """A model asked for the rest cannot cite what was read."""
    source = with_unknown_table()
    (question,) = questions("rest", guide(source).of(sheet_of(SMALL)))
    assert not question.head
    assert [source.by_id[mark].printed for mark in marks(question.sent)] == ["12,340", "567"]


def test_a_question_about_a_rest_counts_what_it_shows() -> None:
    """What is allowed and estimated for an answer goes by the figures it can cite."""
    (question,) = questions("rest", guide(with_unknown_table()).of(sheet_of(SMALL)))
    assert question.figures == len(marks(question.sent))


def retold() -> Tree:
    """An answer about a rest that gives every table of the sheet again, under other names, and the rest."""
    tree = perfect_tree(with_unknown_table())
    left = [{"measure": "amount", "year": None, "stage": None, "id": i, "printed": p} for i, p in _LEFT]
    rows = [{"label": "森づくり基金", "cells": left}]
    again = {name: tree[name] for name in TABLES}
    for table in again["funding"]:
        table["heading"] = "基金の状況"
    return again | {"totals": [*again["totals"], {"heading": None, "rows": rows}]}


_LEFT = [(figure.id, figure.printed) for figure in with_unknown_table().figures[-2:]]


def test_what_a_rest_adds_replaces_nothing() -> None:
    """What the layout reader read stays as it is and comes once; the rest is added; a person looks at it."""
    source = with_unknown_table()
    with asked(source, [said(retold())], options("rest")) as (outcome, endpoint):
        rows, known = told(outcome), truth(source)
        assert [row for row in rows if row in known] == known
        assert [row[12] for row in rows if row not in known] == ["12,340", "567"]
        assert (outcome.verdict, len(endpoint.requests)) == (Verdict.NEEDS_REVIEW, 1)
        assert outcome.provenance.reader == "model"


@pytest.mark.parametrize("answer", [*USELESS.values(), said(empty_part())], ids=[*USELESS, "nothing"])
def test_a_rest_without_an_answer_is_what_was_read(answer: Answer) -> None:
    """The layout reader's reading stands, and what it left is still a finding."""
    source = with_unknown_table()
    with asked(source, [answer], options("rest")) as (outcome, _):
        assert outcome.sheet == Reading(source, sheet_of(SMALL)).sheet
        assert {finding.code for finding in outcome.findings} == {"CMP801"}


def test_a_sheet_without_narrative_is_asked_for_its_head() -> None:
    """What the layout reader knows of the head stays; what it lacks is read."""
    source = with_unknown_table()
    bare = sheet_of(SMALL).model_copy(update={"narrative": ()})
    assert [q.head for q in questions("rest", guide(source).of(bare))] == [False, True]
    assert list(fact_rows(bare, source)) == list(fact_rows(sheet_of(SMALL), source))
