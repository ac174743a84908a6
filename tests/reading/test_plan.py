"""The reading modes: which questions there are, what comes of right and of missing answers, which of several is kept."""

from copy import deepcopy
from pathlib import Path

import pytest

from structurer.checks.claim import Verdict
from structurer.checks.reading import Reading
from structurer.pipeline import save
from structurer.reading import wire
from structurer.reading.options import ReadingMode
from structurer.reading.plan import questions
from structurer.reading.regions import tables
from structurer.sheet.facts import fact_rows
from structurer.store import Store
from tests.reading.test_regions import TORN, known
from tests.support.answering import (
    SMALL,
    TABBED,
    Tree,
    answers,
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
from tests.support.builders import FOLDERS, fixture, guide, read
from tests.support.endpoint import Answer, reply
from tests.support.prompt_example import empty_reply
from tests.support.spoilt_replies import SPOILT

READ = [SMALL, TABBED]
"""A sheet of drawn tables and one of tabbed ones."""
TRUNCATED = reply('{"', finish="length")
USELESS = {
    "ReplyTruncated": TRUNCATED,
    "ModelRefused": reply(None, refusal="no"),
    "ReplyInvalid": reply('{"costs": 1}'),
}


def names(way: ReadingMode, name: str) -> list[str]:
    """The shapes of the answers a way asks for."""
    return [question.shape.__name__ for question in questions(way, guide(fixture(name)))]


@pytest.mark.parametrize("name", FOLDERS)
def test_the_questions_of_each_way(name: str) -> None:
    """A whole sheet is one question, tables are one each and the head, and of a sheet that was read nothing rests."""
    found = tables(guide(fixture(name)))
    assert names("whole", name) == ["Reply"]
    assert names("tables", name) == ["HeadReply", *(f"{region.kind.value.title()}Reply" for region in found)]
    assert names("rest", name) == []


@pytest.mark.parametrize("name", known(*TORN))
def test_every_figure_is_shown_to_be_cited(name: str) -> None:
    """Each figure of a table is shown in one question, and each question counts what it shows."""
    asking = questions("tables", guide(fixture(name)))
    shown = [mark for question in asking for mark in marks(question.sent)]
    assert {fact.cite.figure for fact in read(fixture(name)).facts} <= set(shown)
    assert len(shown) == len(set(shown))
    assert [question.figures for question in asking] == [len(marks(question.sent)) for question in asking]


@pytest.mark.parametrize("name", READ)
def test_tables_read_right_are_verified(name: str) -> None:
    """Right answers about each table say what the layout reader says, in as many requests as questions."""
    source = fixture(name)
    right = answers(source, "tables")
    with asked(source, [said(tree) for tree in right], options("tables")) as (outcome, endpoint):
        assert (outcome.verdict, told(outcome)) == (Verdict.VERIFIED, truth(source))
        assert (len(endpoint.requests), outcome.provenance.reading) == (len(right), "tables")
        assert outcome.provenance.unanswered == ()


@pytest.mark.parametrize("name", ["library-million", "parks-plain", "ferry-changes"])
def test_tables_of_a_sheet_with_a_national_share_are_verified(name: str) -> None:
    """What the whole sheet's answer may say, the answers about its tables may say together."""
    source = fixture(name)
    with asked(source, [said(tree) for tree in answers(source, "tables")], options("tables")) as (outcome, _):
        assert outcome.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("name", READ)
def test_no_rest_is_no_request(name: str) -> None:
    """Where the layout reader left nothing nobody is asked, and the record says who read."""
    source = fixture(name)
    with asked(source, [TRUNCATED], options("rest")) as (outcome, endpoint):
        assert endpoint.requests == []
        assert (outcome.provenance.reader, outcome.provenance.attempts) == ("layout", 0)
        assert (outcome.verdict, told(outcome)) == (Verdict.VERIFIED, truth(source))


@pytest.mark.parametrize("why", USELESS)
def test_a_table_without_an_answer_leaves_the_others(why: str) -> None:
    """One question cut off, refused or answered wrongly costs its own table and no other; the record names it."""
    source = fixture(SMALL)
    script = [said(tree) for tree in answers(source, "tables")]
    script[1] = USELESS[why]
    with asked(source, script, options("tables")) as (outcome, endpoint):
        assert told(outcome) == [row for row in truth(source) if row[4] not in {"cost", "staff"}]
        assert (outcome.verdict, outcome.provenance.unanswered) == (Verdict.NEEDS_REVIEW, (f"costs: {why}",))
        assert len(endpoint.requests) == len(script)


@pytest.mark.parametrize("why", USELESS)
def test_a_head_without_an_answer_leaves_the_tables(why: str) -> None:
    """Names that were not read are a finding; the amounts stand."""
    source = fixture(SMALL)
    script = [USELESS[why], *(said(tree) for tree in answers(source, "tables")[1:])]
    with asked(source, script, options("tables")) as (outcome, _):
        assert (outcome.verdict, outcome.provenance.unanswered) == (Verdict.NEEDS_REVIEW, (f"head: {why}",))
        assert len(told(outcome)) == len(truth(source))


def test_nothing_answered_is_saved_for_review(tmp_path: Path) -> None:
    """Where no question gets an answer the record is empty, saved and not verified."""
    with asked(fixture(SMALL), [TRUNCATED], options("tables")) as (outcome, endpoint):
        saved = save(outcome, tmp_path / "store.db").saved
        assert len(outcome.provenance.unanswered) == len(endpoint.requests)
    assert saved is not None
    with Store.open(str(tmp_path / "store.db")) as store:
        record = store.load(saved.record_id).record
    assert (record.verdict, record.sheet.costs, record.sheet.sections) == (Verdict.NEEDS_REVIEW, (), ())


def many_tables(source_name: str, times: int) -> list[Answer]:
    """The right answers to a sheet's tables, with each table of funding given several times."""
    right = answers(fixture(source_name), "tables")
    return [said({**tree, "funding": tree["funding"] * times} if "funding" in tree else tree) for tree in right]


def test_answers_that_say_too_much_cost_no_sheet() -> None:
    """Each answer fits its shape; what they are together is for the checks to judge."""
    with asked(fixture("ferry-changes"), many_tables("ferry-changes", 5), options("tables")) as (outcome, _):
        assert outcome.verdict is Verdict.NEEDS_REVIEW


def lost_item() -> Tree:
    """The perfect reply to the small sheet without one of its items."""
    tree = deepcopy(perfect_tree(fixture(SMALL)))
    tree["sections"][0]["items"].pop()
    return tree


def test_the_second_of_two_whole_readings_is_kept() -> None:
    """A wrong first answer is no harm where a second is asked for and right."""
    source = fixture(SMALL)
    with asked(source, [said(lost_item()), said(perfect_tree(source))], options("whole", 2)) as (outcome, endpoint):
        assert (outcome.verdict, told(outcome), len(endpoint.requests)) == (Verdict.VERIFIED, truth(source), 2)
        assert [request.body["temperature"] > 0 for request in endpoint.requests] == [False, True]


def spoilt(*mistakes: str) -> Tree:
    """The perfect reply to the small sheet with some mistakes in it."""
    tree = perfect_tree(fixture(SMALL))
    for spoil in SPOILT:
        if spoil.__name__.strip("_") in mistakes:
            spoil(tree)
    return tree


@pytest.mark.parametrize("turned", [False, True])
def test_the_better_of_two_is_kept(*, turned: bool) -> None:
    """Whichever came first: one mistake is better than two."""
    source = fixture(SMALL)
    script = [said(spoilt("swapped")), said(spoilt("swapped", "digit"))]
    with asked(source, script[::-1] if turned else script, options("whole", 2)) as (outcome, endpoint):
        assert (len(endpoint.requests), outcome.verdict) == (2, Verdict.NEEDS_REVIEW)
        assert all(row[-1] == "grounded" for row in told(outcome))


@pytest.mark.parametrize("way", ["whole", "tables"])
def test_an_empty_answer_is_not_the_better_one(way: ReadingMode) -> None:
    """To read nothing is worse than to read one row wrongly."""
    source, right = fixture(SMALL), perfect_tree(fixture(SMALL))
    swapped = right["costs"][0] | {"rows": spoilt("digit")["costs"][0]["rows"]}
    wrong, empty = (
        ({**right, "costs": [swapped]}, empty_reply()) if way == "whole" else ({"costs": [swapped]}, {"costs": []})
    )
    before = [] if way == "whole" else answers(source, "tables")[:1]
    after = [] if way == "whole" else answers(source, "tables")[2:]
    with asked(source, [said(tree) for tree in (*before, wrong, empty, *after)], options(way, 2)) as (outcome, _):
        assert outcome.sheet.costs


def test_a_right_first_reading_is_asked_for_once() -> None:
    """More samples are taken only where the first leaves something open."""
    source = fixture(SMALL)
    with asked(source, [said(perfect_tree(source))], options("whole", 3)) as (outcome, endpoint):
        assert (outcome.verdict, len(endpoint.requests), outcome.provenance.samples) == (Verdict.VERIFIED, 1, 3)


def test_a_sample_without_an_answer_leaves_the_others() -> None:
    """What was read is kept, whatever becomes of another sample."""
    with asked(fixture(SMALL), [said(lost_item()), TRUNCATED], options("whole", 2)) as (outcome, _):
        assert outcome.verdict is Verdict.NEEDS_REVIEW


def test_the_second_of_two_answers_about_a_table_is_kept() -> None:
    """Only the table whose first answer leaves something open is asked about again."""
    source = fixture(TABBED)
    right = answers(source, "tables")
    number = next(n for n, tree in enumerate(right) if "sections" in tree)
    wrong = {"sections": [right[number]["sections"][0] | {"heading": None, "items": []}]}
    script = [said(tree) for tree in (*right[:number], wrong, *right[number:])]
    with asked(source, script, options("tables", 2)) as (outcome, endpoint):
        assert (outcome.verdict, told(outcome)) == (Verdict.VERIFIED, truth(source))
        assert len(endpoint.requests) == len(script)


@pytest.mark.parametrize(
    "name",
    [
        SMALL,
        TABBED,
    ],
)
def test_right_answers_about_tables_are_asked_for_once(name: str) -> None:
    """More samples are taken only of what the first leaves open."""
    source = fixture(name)
    right = answers(source, "tables")
    with asked(source, [said(tree) for tree in right], options("tables", 3)) as (_, endpoint):
        assert len(endpoint.requests) == len(right)


def test_only_what_is_left_over_carries_marks() -> None:
    """A model asked for the rest cannot cite what was read."""
    source = with_unknown_table()
    (question,) = questions("rest", guide(source).of(sheet_of(SMALL)))
    assert question.shape is wire.PartReply
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
    again = {name: tree[name] for name in wire.PartReply.model_fields}
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
    assert [q.shape for q in questions("rest", guide(source).of(bare))] == [wire.PartReply, wire.HeadReply]
    assert list(fact_rows(bare, source)) == list(fact_rows(sheet_of(SMALL), source))
