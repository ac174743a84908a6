"""Last year's record beside this year's sheet, from the reading to the store and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.pipeline import Outcome, recheck, structure
from structurer.record.record import Record
from structurer.review import Enter, Identify, Session, project_links
from structurer.store import Store
from tests.support.sheets import PIPED, changed
from tests.support.stores import execute
from tests.support.years import LAST

COST = "前年度当初予算額 | 10,000千円"
WRONG = changed(PIPED, (COST, "前年度当初予算額 | 10,900千円"))


def save(store: Store, text: str, publisher: str = "汐見県") -> Outcome:
    """Read and save a sheet."""
    return structure(text, "offline", store, publisher=publisher, by="佐藤")


def saved_id(outcome: Outcome) -> str:
    """The id of a saved outcome."""
    assert outcome.saved is not None
    return outcome.saved.record_id


def told(record: Record) -> list[ClaimOutcome]:
    """The outcomes of the claims about the year before."""
    return [one.outcome for one in record.results if one.code == "YRS101"]


def newest(store: Store, outcome: Outcome) -> Record:
    """The newest revision of a saved outcome."""
    return store.load(saved_id(outcome)).record


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store, on both databases."""
    with Store.open(url) as opened:
        yield opened


def test_a_wrong_digit_is_a_finding_of_this_sheet(store: Store) -> None:
    """It is found, saved with what the older record said, and judged alike from the saved record; the older one is as it was."""
    before = save(store, LAST)
    sealed = store.log(saved_id(before))
    now = save(store, WRONG)
    assert ClaimOutcome.FAILS in told(now.record())
    assert now.verdict is Verdict.NEEDS_REVIEW
    kept = newest(store, now)
    assert kept == now.record()
    assert kept.prior is not None
    assert [(one.record, one.revision, one.fiscal_year) for one in kept.prior] == [(saved_id(before), 1, 2025)]
    assert recheck(kept).record() == kept
    assert (store.log(saved_id(before)), store.examine().damages) == (sealed, ())


def test_the_same_digits_are_a_tie(store: Store) -> None:
    """The verdict is that of the sheet alone, and the proofs show the record of the year before."""
    alone = structure(PIPED, "offline")
    before = save(store, LAST)
    now = save(store, PIPED)
    assert (now.verdict, set(told(now.record()))) == (alone.verdict, {ClaimOutcome.HOLDS})
    ties = [proof.points.tie for proof in now.record().proofs or ()]
    assert any(tie is not None and "YRS101" in tie.by and saved_id(before) in tie.words for tie in ties)


@pytest.mark.parametrize(
    ("year", "publisher"), [("令和6年度", "汐見県"), ("令和8年度", "汐見県"), ("令和7年度", "内海県")]
)
def test_what_is_no_record_of_the_year_before(store: Store, year: str, publisher: str) -> None:
    """Another year and another publisher's project say nothing."""
    save(store, changed(LAST, ("令和7年度", year)), publisher)
    assert told(save(store, WRONG).record()) == []


def test_a_sheet_without_a_year(store: Store) -> None:
    """No year is assumed."""
    save(store, LAST)
    bare = changed(WRONG, ("令和8年度\n", ""))
    assert told(structure(bare, "offline", store, publisher="汐見県", by="佐藤").record()) == []


def test_the_older_sheet_comes_later(store: Store) -> None:
    """The sheets of the year after that nobody has reviewed are judged anew; whichever comes first, the same is found."""
    now = save(store, WRONG)
    assert told(now.record()) == []
    before = save(store, LAST)
    stored = store.load(saved_id(now))
    assert (stored.revision, stored.reason, ClaimOutcome.FAILS in told(stored.record)) == (
        2,
        f"record {saved_id(before)}",
        True,
    )
    again = save(store, WRONG)
    assert again.saved is not None
    assert (again.saved.unchanged, again.saved.revision) == (True, 2)


def test_a_record_that_was_withdrawn(store: Store) -> None:
    """It is a witness no more, and one again when it is taken back."""
    before = saved_id(save(store, LAST))
    store.withdraw(before, "佐藤", "誤って保存")
    assert told(save(store, WRONG).record()) == []
    store.restore(before, "佐藤")
    assert ClaimOutcome.FAILS in told(save(store, WRONG).record())


def test_a_record_that_was_superseded(store: Store, tmp_path: Path) -> None:
    """Of a file that was put right only the record of what it says now is a witness."""
    path = tmp_path / "last.txt"
    for text in (changed(LAST, ("当初予算額 | 10,000千円", "当初予算額 | 10,900千円")), LAST):
        path.write_text(text, encoding="utf-8")
        structure(path, "offline", store, publisher="汐見県", by="佐藤")
    now = save(store, PIPED).record()
    assert now.prior is not None
    assert (len(now.prior), set(told(now))) == (1, {ClaimOutcome.HOLDS})


def test_what_a_person_has_reviewed(store: Store) -> None:
    """It is not saved over; what is open is compared anew when it is opened, what is approved stays as it was approved."""
    now = save(store, WRONG)
    with Session(store, store.load(saved_id(now)), "鈴木") as session:
        session.waive(session.open_findings[0].key, "印字のとおりである")
        session.save()
    save(store, LAST)
    assert (store.load(saved_id(now)).revision, told(newest(store, now))) == (2, [])
    with Session(store, store.load(saved_id(now)), "鈴木") as session:
        assert "YRS101" in {finding.code for finding in session.open_findings}
        for finding in session.open_findings:
            session.waive(finding.key, "印字のとおりである")
        session.approve()
        session.save()
    save(store, f"{LAST}\n")
    with Session(store, store.load(saved_id(now)), "鈴木") as session:
        assert session.verdict is Verdict.APPROVED


def test_a_year_that_a_person_corrects(store: Store) -> None:
    """The sheet is compared with the record of the year before at once, before anything is approved."""
    save(store, LAST)
    now = save(store, changed(WRONG, ("令和8年度\n", "令和9年度\n")))
    assert told(now.record()) == []
    with Session(store, store.load(saved_id(now)), "鈴木") as session:
        session.apply(Identify(field="fiscal_year", text="令和8年度", reason="表紙による"))
        assert "YRS101" in {finding.code for finding in session.open_findings}


def test_a_correction_of_the_older_record(store: Store) -> None:
    """What a person settles there tells on the sheet of the year after."""
    before = save(store, changed(LAST, ("12,500千円", "12,900千円")))
    now = save(store, PIPED)
    assert set(told(now.record())) == {ClaimOutcome.HOLDS, ClaimOutcome.UNVERIFIABLE}
    with Session(store, store.load(saved_id(before)), "鈴木") as session:
        right = {"amount": "12500000", "printed": "12,500千円", "reason": "正誤表による"}
        session.apply(Enter(path="costs.0.rows.1.cells.2.cite", **right))
        for finding in session.open_findings:
            session.waive(finding.key, "正誤表のとおりである")
        session.approve()
        session.save()
    kept = store.load(saved_id(now))
    assert kept.record.prior is not None
    assert (kept.revision, kept.record.prior[0].revision) == (2, 2)
    assert set(told(kept.record)) == {ClaimOutcome.HOLDS}


def test_a_review_that_changes_no_figure(store: Store) -> None:
    """A later revision of the older record that says the same adds none here."""
    before = save(store, changed(LAST, ("計上額 | 10,000 | 5,000 | 0 | 5,000", "計上額 | 10,000 | 5,000 | 0 | 5,100")))
    now = save(store, PIPED)
    with Session(store, store.load(saved_id(before)), "鈴木") as session:
        session.waive(session.open_findings[0].key, "印字のとおりである")
        session.save()
    assert (store.load(saved_id(before)).revision, store.load(saved_id(now)).revision) == (2, 1)
    again = save(store, PIPED)
    assert again.saved is not None
    assert again.saved.unchanged


def test_a_damaged_record_of_the_year_after(store: Store, url: str) -> None:
    """What is saved is saved: trouble with another record is none of this one's."""
    now = saved_id(save(store, WRONG))
    execute(url, f"UPDATE revisions SET reason = 'x' WHERE record_id = '{now}'")  # noqa: S608
    assert save(store, LAST).saved is not None
    assert store.verify(now) == (1,)


def test_links_of_persons(store: Store) -> None:
    """A record that is linked becomes a witness, and one that is held apart is none, without a new reading."""
    before = save(store, changed(LAST, ("みどり広場事業", "ひろば緑化事業")))
    now = save(store, WRONG)
    assert told(now.record()) == []
    made = project_links.link(store, saved_id(now), saved_id(before), "佐藤", "改称")
    assert [one.record_id for one in made.saved] == [saved_id(now)]
    assert ClaimOutcome.FAILS in told(newest(store, now))
    project_links.link(store, saved_id(now), saved_id(before), "佐藤", apart=True)
    assert (told(newest(store, now)), newest(store, now).prior) == ([], None)
