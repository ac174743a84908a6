"""Audits of made records: what is planted is found, what was answered is kept, and no record is changed."""

from fractions import Fraction
from pathlib import Path

import pytest

from structurer.errors import AuditUnknown, AuthorMissing
from structurer.evaluation.audit import said
from structurer.evaluation.audit.clopper import interval
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer
from structurer.evaluation.audit.session import AuditSession, begin, known_audit
from structurer.record.record import Record, WordRecord
from structurer.store import Store
from tests.support.audited import answer, keep, made, printed_at, read_all


def test_two_wrong_of_fifty_are_found(url: str) -> None:
    """Every record is looked at; the two figures that were planted are found, and nothing else; the bound is the exact one."""
    with Store.open(url) as store:
        ids = keep(store, 50, wrong=(11, 42))
        before = [(line.id, line.revisions, line.verdict) for line in store.records()]
        audit = begin(store, "佐藤", "100%", "7")
        assert audit is not None
        session = AuditSession(store, audit, "佐藤")
        assert read_all(session) == 50
        result = session.result()
        assert {record_id for record_id, _, _ in result.wrong} == {ids[11], ids[42]}
        assert (result.records.wrong, result.records.of) == (2, 50)
        assert (result.figures.wrong, result.figures.of) == (2, 400)
        assert result.records.bounds == interval(2, 50)
        assert (result.done, dict(result.open), result.seconds) == (50, {"佐藤": 0}, Fraction(600))
        assert [(line.id, line.revisions, line.verdict) for line in store.records()] == before
    assert "2/50 (95 % Clopper–Pearson 0.48% – 13.72%)" in "\n".join(said.lines(result))


def test_where_it_was_left_it_goes_on(tmp_path: Path) -> None:
    """Answers are kept one by one: in another process the next record is asked about, and the draw is the same."""
    path = str(tmp_path / "store.db")
    with Store.open(path) as store:
        keep(store, 4)
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        session = AuditSession(store, audit, "佐藤")
        first = session.next()
        assert first is not None
        answer(session, first)
    with Store.open(path) as store:
        keep(store, 6)  # what is saved since is in no earlier draw
        (again,) = store.audits.all()
        assert again == audit
        following = AuditSession(store, again, "佐藤").next()
        assert following is not None
        assert following.drawn == audit.drawn[1]


def test_a_difference_waits_for_its_conclusion(tmp_path: Path) -> None:
    """An answer that is not the record's value counts for nothing until somebody has said who is right."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 1, wrong=(0,))
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        session = AuditSession(store, audit, "佐藤")
        found = session.next()
        assert found is not None
        session.answer(
            found, {one.field: TypedAnswer.of(printed_at(one, found.record), one, None) for one in found.open}, 0
        )
        (waiting,) = session.at(found.drawn.record_id).waiting
        assert (session.result().figures.wrong, session.result().figures.of, session.result().done) == (0, 7, 0)
        session.conclude(found, {waiting.field: "unclear"})
        unclear = session.result()
        assert (unclear.figures.wrong, unclear.figures.unclear, unclear.records.unclear, unclear.done) == (0, 1, 1, 1)
        assert unclear.figures.worst == interval(1, 8)[1]
        session.conclude(found, {waiting.field: "wrong"})  # the last word counts
        assert (session.result().figures.wrong, session.result().records.wrong) == (1, 1)


def test_two_reviewers(tmp_path: Path) -> None:
    """Each is asked without the other's answers; where they differ the graver word stands, and the agreement says so."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 10, wrong=(3, 7))
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        careful, hasty = AuditSession(store, audit, "佐藤"), AuditSession(store, audit, "鈴木")
        read_all(careful)
        spoilt = next(found for found in store.audits.answers(audit) if found.conclusion == "wrong").record_id

        def overlooks(question: AuditQuestion, record: Record) -> str:
            """Reads what the record says, on one of the two wrong sheets."""
            is_spoilt = store.load(spoilt).record == record
            return f"{question.cite.printed}千円" if is_spoilt else printed_at(question, record)

        read_all(hasty, overlooks)
        result = careful.result()
    assert (result.records.wrong, result.records.of, result.figures.of) == (2, 10, 80)
    (agreement,) = result.agreements
    # 79 of 80 alike; by chance (2·1 + 78·79) / 80² = 0.963125
    assert (agreement.alike, agreement.of) == (79, 80)
    assert agreement.kappa == (Fraction(79, 80) - Fraction(6164, 6400)) / (1 - Fraction(6164, 6400))
    assert "Cohen's kappa 0.661" in said.agreed(agreement)


def test_reviewers_who_judge_everything_alike_have_no_kappa(tmp_path: Path) -> None:
    """Two people who find nothing wrong agree, and chance alone would give as much: the share is said, kappa is not."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 2)
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        for name in ("佐藤", "鈴木"):
            read_all(AuditSession(store, audit, name))
        (agreement,) = AuditSession(store, audit, "佐藤").result().agreements
    assert (agreement.alike, agreement.of, agreement.kappa) == (16, 16, None)
    assert "kappa undefined" in said.agreed(agreement)


def test_nothing_to_draw(tmp_path: Path) -> None:
    """A store without a verified record has no audit; without a name none is begun; no number but a known one is found."""
    with Store.open(str(tmp_path / "store.db")) as store:
        assert begin(store, "佐藤", "1") is None
        with pytest.raises(AuthorMissing):
            begin(store, None, "1")
        with pytest.raises(AuditUnknown):
            known_audit(store, "1")


def test_what_has_ended_is_not_drawn(tmp_path: Path) -> None:
    """A withdrawn record is published nowhere, so its figures are not measured."""
    with Store.open(str(tmp_path / "store.db")) as store:
        ids = keep(store, 3)
        store.withdraw(ids[1], "佐藤", "二重に提出された")
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        assert {one.record_id for one in audit.drawn} == {ids[0], ids[2]}


def test_records_on_confirmed_words_are_measured_apart(tmp_path: Path) -> None:
    """They are drawn first and at the same rate; the result says both shares."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 3)
        word = WordRecord(
            word="裁定額", meaning="stage:approved", scope="publisher:某県", by=("佐藤",), at="2026-01-01"
        )
        on_words = store.save(made(9).model_copy(update={"words": (word,)}), author=None).record_id
        audit = begin(store, "佐藤", "1", "7")
        assert audit is not None
        session = AuditSession(store, audit, "佐藤")
        assert audit.drawn[0].record_id == on_words
        read_all(session)
        result = session.result()
    assert result.on_words is not None
    assert result.others is not None
    assert (result.on_words.of, result.others.of) == (1, 3)
