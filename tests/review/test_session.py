"""A reviewer at a stored record: the whole road, its log, undo, stale saves, and checking it again."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from structurer import errors, pipeline, review
from structurer.checks.outcome import Verdict
from structurer.record.correction import Enter, Identify, RemoveRow, Repoint
from structurer.record.record import Record
from structurer.review import Session, open_record
from structurer.settings import Settings
from structurer.sheet.given import Given
from structurer.store import Store
from tests.support.builders import Command
from tests.support.reviews import WHY, saved, session
from tests.support.sheets import fixture

TOTAL = "costs.0.rows.0.cells.2.cite"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store of its own."""
    with Store.open(url) as opened:
        yield opened


def approved(store: Store) -> Session:
    """The session of a sheet whose one finding was waived, and which was approved and saved."""
    found = session(store)
    found.waive(found.open_findings[0].key, "シートの誤植。財政課に確認済み")
    found.approve(reason="原本と照合した")
    found.save()
    return found


def test_from_needs_review_to_approved(store: Store) -> None:
    """A sheet with a printed error: a finding, a waiver with a reason, an approval, and all of it kept."""
    found = session(store)
    assert (found.verdict, [f.code for f in found.findings]) == (Verdict.NEEDS_REVIEW, ["CST201"])
    with pytest.raises(errors.FindingsOpen):
        found.approve()
    change = found.waive(found.open_findings[0].key, "シートの誤植。財政課に確認済み")
    assert ([f.code for f in change.closed], change.opened, found.verdict) == (["CST201"], (), Verdict.NEEDS_REVIEW)
    found.approve(reason="原本と照合した")
    assert found.verdict is Verdict.APPROVED
    assert found.save().revision == 2
    stored = store.load(found.record_id)
    part = stored.record.review
    assert part is not None
    assert (stored.record.verdict, stored.author, stored.parent, part.author, part.parent) == (
        Verdict.APPROVED, "佐藤", 1, "佐藤", 1,
    )  # fmt: skip
    assert [(w.code, w.author, w.reason) for w in part.waivers] == [
        ("CST201", "佐藤", "シートの誤植。財政課に確認済み")
    ]
    assert [(row.verdict, row.findings) for row in store.log(found.record_id)] == [
        (Verdict.NEEDS_REVIEW, 1), (Verdict.APPROVED, 0),
    ]  # fmt: skip
    assert store.verify(found.record_id) == ()


def test_saving_without_approval_leaves_needs_review(store: Store) -> None:
    """No finding is open, and still nobody has said that the record is right."""
    found = session(store)
    found.waive(found.open_findings[0].key, WHY)
    found.save(reason="途中")
    assert store.load(found.record_id).record.verdict is Verdict.NEEDS_REVIEW
    assert open_record(store, found.record_id).verdict is Verdict.NEEDS_REVIEW


def test_a_corrected_reading_without_findings_is_not_verified(store: Store) -> None:
    """A verified sheet that a person has touched is approved by a person, or needs review."""
    found = session(store, "nagano-it")
    assert found.verdict is Verdict.VERIFIED
    code = found.draft.reading.sheet.identity.code
    assert code is not None
    found.apply(Identify(field="code", reason=WHY), Identify(field="code", text=code.text, line=code.line, reason=WHY))
    assert (found.findings, found.verdict) == ((), Verdict.NEEDS_REVIEW)
    found.save()
    record = store.load(found.record_id).record
    assert pipeline.recheck(record).verdict is record.verdict is Verdict.NEEDS_REVIEW


def test_the_checks_run_again_on_a_reviewed_record(store: Store) -> None:
    """`check` honours the waivers that still match, and the approval while nothing is open."""
    record = store.load(approved(store).record_id).record
    again = pipeline.recheck(record)
    assert (again.verdict, again.findings, again.record()) == (Verdict.APPROVED, (), record)
    assert record.review is not None
    bare = record.model_copy(update={"review": record.review.model_copy(update={"waivers": ()})})
    assert (pipeline.recheck(bare).verdict, len(pipeline.recheck(bare).findings)) == (Verdict.NEEDS_REVIEW, 1)
    unsaid = record.model_copy(update={"review": None})
    assert pipeline.recheck(unsaid).verdict is Verdict.NEEDS_REVIEW


def test_an_altered_figure_ends_an_approval(store: Store) -> None:
    """An approved record whose figure was changed behind everyone's back is open again."""
    record = store.load(approved(store).record_id).record
    spoilt = record.model_dump_json(by_alias=True).replace('"amount":"82726000"', '"amount":"82726001"', 1)
    again = pipeline.recheck(Record.model_validate_json(spoilt))
    assert again.verdict is Verdict.NEEDS_REVIEW
    assert "GRD701" in {finding.code for finding in again.findings}


def test_an_entered_value_stays_marked(url: str, store: Store, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through saving, loading, approval, facts and JSON."""
    found = session(store)
    found.apply(Enter(path=TOTAL, amount="58038000", printed="58,038千円", reason="事業費と人件費の和"))
    for finding in found.open_findings:
        found.waive(finding.key, WHY)
    found.approve()
    found.save()
    monkeypatch.setenv("STRUCTURER_STORE", url)
    assert '"58,038千円",,corrected' in run("facts", found.record_id).stdout
    shown = run("show", found.record_id)
    assert (shown.returncode, "not in the source: 当初予算額 total_cost approved: 58,038千円" in shown.stdout) == (
        0,
        True,
    )
    assert '"corrected": true' in run("show", found.record_id, "--format", "json").stdout
    assert run("check", found.record_id).returncode == 0


def test_the_log_in_words(url: str, store: Store, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log names author, act and reason in both languages."""
    found = approved(store)
    found.apply(Repoint(path=TOTAL, figure="F1", reason="隣の数字\u3000だった"))
    found.save("鈴木", "見直し")
    monkeypatch.setenv("STRUCTURER_STORE", url)
    english = run("log", found.record_id).stdout
    assert "waived CST201 L15 L13 L14" in english
    assert "— 佐藤, reason: シートの誤植。財政課に確認済み" in english
    assert "approved — 佐藤, reason: 原本と照合した" in english
    assert "figure: 当初予算額 total_cost approved 54,826千円 (L15) → 54,826千円 (L13)" in english
    japanese = run("log", found.record_id, STRUCTURER_LANG="ja").stdout
    assert "数字を指し直し: 当初予算額 トータルコスト 計上" in japanese
    assert "了承は失効" in japanese
    assert "鈴木  見直し" in japanese


def test_undo_in_a_session(store: Store) -> None:
    """Step by step; the finding is back as it was."""
    found = session(store)
    key = found.open_findings[0].key
    found.waive(key, WHY)
    found.apply(Identify(field="publisher", reason=WHY))
    found.undo()
    assert found.open_findings == ()
    change = found.undo()
    assert [f.key for f in change.opened] == [key]
    assert not found.draft.is_changed
    with pytest.raises(errors.NothingToUndo):
        found.undo()


def test_undo_is_a_new_revision(store: Store) -> None:
    """The parent's content is back, what was undone stays in the history, and nobody has approved the new state."""
    found = approved(store)
    first = store.load(found.record_id, 1).record
    second = store.load(found.record_id, 2).record
    found.apply(RemoveRow(path="costs.0.rows.0", reason=WHY))
    found.save()
    found.undo()
    found.save()
    back = store.load(found.record_id).record
    assert (back.sheet, back.results) == (second.sheet, second.results)
    assert back.review is not None
    assert second.review is not None
    assert (back.review.restores, back.review.parent) == (2, 3)
    assert (back.review.waivers, back.review.approval) == (second.review.waivers, None)
    assert (back.verdict, found.open_findings) == (Verdict.NEEDS_REVIEW, ())
    found.undo()
    found.save()
    oldest = store.load(found.record_id).record
    assert (oldest.sheet, oldest.review and oldest.review.restores) == (first.sheet, 1)
    assert [row.revision for row in store.log(found.record_id)] == [1, 2, 3, 4, 5]
    assert store.verify(found.record_id) == ()
    with pytest.raises(errors.NothingToUndo):
        found.undo()


def test_undo_twice_before_saving_goes_back_twice(store: Store) -> None:
    """Past the revision that one undo brings back."""
    found = approved(store)
    found.apply(RemoveRow(path="costs.0.rows.0", reason=WHY))
    found.save()
    found.undo()
    found.undo()
    assert found.draft.restores == 1
    found.apply(Identify(field="publisher", reason=WHY))
    found.undo()
    assert (found.draft.restores, found.draft.corrections) == (1, ())


def test_any_revision_can_be_restored(store: Store) -> None:
    """By its number; one that is not there is named."""
    found = approved(store)
    found.restore(1)
    assert [f.code for f in found.open_findings] == ["CST201"]
    with pytest.raises(errors.RecordUnknown):
        found.restore(9)


def test_undo_never_verifies(store: Store) -> None:
    """A verified reading that a person changed and took back waits for a person's word."""
    found = session(store, "nagano-it")
    found.apply(Identify(field="code", reason=WHY))
    found.save()
    found.undo()
    found.save()
    assert store.load(found.record_id).record.verdict is Verdict.NEEDS_REVIEW
    found.approve()
    found.save()
    assert store.load(found.record_id).record.verdict is Verdict.APPROVED


def test_a_stale_save_says_who_changed_what(store: Store) -> None:
    """Two open the same revision; the second to save is told, and loses nothing of what was done."""
    record_id = saved(store)
    first, second = open_record(store, record_id, "佐藤"), open_record(store, record_id, "鈴木")
    first.apply(Repoint(path=TOTAL, figure="F1", reason=WHY))
    first.save()
    second.waive(second.open_findings[0].key, WHY)
    with pytest.raises(errors.StaleRevision) as caught:
        second.save()
    assert (caught.value.author, caught.value.changed) == ("佐藤", (TOTAL,))
    assert "佐藤" in caught.value.ja
    assert TOTAL in caught.value.en
    assert len(second.draft.waivers) == 1
    again = open_record(store, record_id, "鈴木")
    assert (again.revision, len(store.log(record_id))) == (2, 2)


def test_a_machine_that_reads_again_makes_a_base_stale(store: Store) -> None:
    """Its name stands where an author's would; the same reading again adds nothing, and the base stays."""
    found = session(store)
    found.waive(found.open_findings[0].key, WHY)
    saved(store)
    assert len(store.log(found.record_id)) == 1
    outcome = pipeline.check(fixture("tottori-dx"), "offline", Settings())
    pipeline.save(replace(outcome, given=Given(by="鈴木", publisher="ひばり県")), store)
    with pytest.raises(errors.StaleRevision, match="offline"):
        found.save()


def test_a_reviewed_record_brings_its_base(store: Store) -> None:
    """Saved on its own it is held to the revision it was made on."""
    found = session(store)
    found.waive(found.open_findings[0].key, WHY)
    record = found.record()
    assert store.save(record, author="佐藤").revision == 2
    with pytest.raises(errors.StaleRevision, match=r"review\.waivers"):
        store.save(record, author="佐藤")


def test_nothing_to_save(store: Store) -> None:
    """A session in which nothing was done saves nothing."""
    found = session(store)
    with pytest.raises(errors.NothingToSave):
        found.save()
    assert len(store.log(found.record_id)) == 1


@pytest.mark.parametrize("author", [None, "", " \u3000"])
def test_somebody_must_say_who_reviews(store: Store, author: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in the call, else STRUCTURER_AUTHOR, else an error."""
    monkeypatch.delenv("STRUCTURER_AUTHOR", raising=False)
    record_id = saved(store)
    with pytest.raises(errors.AuthorMissing):
        open_record(store, record_id, author).approve()
    monkeypatch.setenv("STRUCTURER_AUTHOR", "山田")
    found = open_record(store, record_id)
    found.waive(found.open_findings[0].key, WHY)
    found.save()
    assert store.load(record_id).author == "山田"


def test_a_session_by_the_url_of_a_store(store: Store, url: str) -> None:
    """`review.open` takes a path or URL, a beginning of the id, and closes what it opened."""
    record_id = saved(store)
    with review.open(url, record_id[:6], "佐藤") as found:
        assert found.record_id == record_id
    with pytest.raises(errors.RecordUnknown):
        review.open(url, "zz")


def test_a_preview_does_nothing(store: Store) -> None:
    """It shows what a correction would do."""
    found = session(store)
    change = found.preview(Repoint(path=TOTAL, figure="F1", reason=WHY))
    assert change.opened
    assert not found.draft.is_changed
    assert found.change.opened == ()


def test_opening_changes_no_findings(store: Store) -> None:
    """The layout reader is no witness of its own reading, before a correction and after: findings stay comparable."""
    found = session(store)
    found.apply(Repoint(path=TOTAL, figure="F1", reason=WHY))
    seen = [f.key for f in found.findings]
    found.save()
    assert [f.key for f in found.findings] == seen
    assert [f.key for f in open_record(store, found.record_id).findings] == seen


def test_a_models_record_keeps_its_witness(store: Store) -> None:
    """A reading by a model is judged beside the layout reader's, after a review too."""
    outcome = pipeline.check(fixture("tottori-dx"), "offline", Settings())
    reader = outcome.provenance.model_copy(update={"reader": "model", "model": "openai:small"})
    record = outcome.record().model_copy(update={"reading": reader})
    record_id = store.save(record, author=None).record_id
    found = open_record(store, record_id, "佐藤")
    found.apply(Enter(path=TOTAL, amount="58038000", printed="58,038千円", reason=WHY))
    found.save()
    assert "CMP805" in {f.code for f in open_record(store, record_id).findings}
    part = store.load(record_id).record.review
    assert part is not None
    assert part.witnessed
