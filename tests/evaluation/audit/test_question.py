"""The questions of a blind look, and when an answer is the record's value."""

from dataclasses import replace

import pytest

from structurer.errors import AnswerUnreadable
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer, chosen, questions
from structurer.sheet.model import Cite
from structurer.text.source import Unit
from tests.support.audited import made


def asked(cite: Cite) -> AuditQuestion:
    """A question about an amount."""
    return AuditQuestion("totals.0.rows.0.cells.0.cite", "合計", "", "要求額", "金額", "", cite)


YEN = Cite(figure="F1", printed="54,826", amount="54826000", unit=Unit.YEN, line=3)
MINUS = Cite(figure="F1", printed="△310", amount="-310000", unit=Unit.YEN, line=3)
PERSON = Cite(figure="F1", printed="1.5", amount="1.5", unit=Unit.PERSON, line=3)
RATE = Cite(figure="F1", printed="1/2", amount="1/2", unit=Unit.RATIO, line=3)


@pytest.mark.parametrize(
    ("text", "cite", "scale", "is_same"),
    [
        ("54,826千円", YEN, None, True), ("５４８２６千円", YEN, None, True), ("54826000円", YEN, None, True),
        ("5,482万6千円", YEN, None, True), ("54,826", YEN, 1000, True), ("54,826", YEN, 1, False),
        ("54,826百万円", YEN, 1000, False), ("54,862千円", YEN, None, False), ("△310千円", MINUS, None, True),
        ("310千円", MINUS, None, False), ("1.5", PERSON, None, True), ("1.5人", PERSON, None, True),
        ("15", PERSON, None, False), ("1/2", RATE, None, True), ("2/4", RATE, None, True), ("1/3", RATE, None, False),
        ("1/2", PERSON, None, False), ("-", YEN, None, False), ("?", YEN, None, False), ("1.5千円", PERSON, None, False),
    ],
)  # fmt: skip
def test_an_answer_and_the_record(text: str, cite: Cite, scale: int | None, is_same: bool) -> None:  # noqa: FBT001
    """A value is the same in any spelling, and another one in another unit, with another sign or digit."""
    assert TypedAnswer.of(text, asked(cite), scale).says(cite) is is_same


@pytest.mark.parametrize("text", ["", "abc", "1 2", "54,826千円と3千円", "9" * 61, "令和8年度"])
def test_no_answers(text: str) -> None:
    """What is not one number, nor - or ?, is asked for again."""
    with pytest.raises(AnswerUnreadable):
        TypedAnswer.of(text, asked(PERSON), None)


def test_money_needs_its_unit_once() -> None:
    """A bare amount says nothing before a unit was typed: a wrong unit of the record would pass unseen."""
    with pytest.raises(AnswerUnreadable, match="54,826"):
        TypedAnswer.of("54,826", asked(YEN), None)
    assert TypedAnswer.of("54,826千円", asked(YEN), None).scale == 1000


def test_the_questions_tell_no_value() -> None:
    """Every figure is asked about by its words, in the order of the sheet, and neither print nor line stands in them."""
    record = made(3)
    found = tuple(questions(record))
    assert len(found) == 8
    assert len({one.words for one in found}) == 8
    assert not any(one.cite.printed in one.words or f"L{one.cite.line}" in one.words for one in found)


def test_a_row_of_the_measures_name_is_said_once() -> None:
    """事業費 / 事業費 R8年度 would be read twice and say nothing more."""
    one = AuditQuestion("a", "コスト", "推移", "事業費", "事業費 R8年度 要求", "", YEN)
    assert one.words == "コスト / 推移 / 事業費 R8年度 要求"
    assert replace(one, row="事業費計").words == "コスト / 推移 / 事業費計 / 事業費 R8年度 要求"


def test_some_of_the_figures() -> None:
    """So many as were asked for, the same for the same seed, in the order of the sheet."""
    record = made(3)
    every, some = chosen(record, "1", None), chosen(record, "1", 3)
    assert every == tuple(one.field for one in questions(record))
    assert [field for field in every if field in some] == list(some)
    assert len(some) == 3
    assert len({chosen(record, str(seed), 3) for seed in range(20)}) > 1
    assert chosen(record, "1", 100) == every


def test_amounts_of_the_same_words_are_numbered() -> None:
    """Two rows of one name are told apart by their order, or nobody could say which is meant."""
    record = made(3)
    table = record.sheet.funding[0]
    twice = table.model_copy(update={"rows": (table.rows[0], table.rows[0])})
    doubled = record.model_copy(update={"sheet": record.sheet.model_copy(update={"funding": (twice,)})})
    places = [one.place for one in questions(doubled)]
    assert len(set(places)) == 2
    assert "" not in places
