"""`structurer review` without a terminal, and the rule that a review is not buried."""

import structurer
from structurer.checks.outcome import Verdict
from structurer.review import open_record
from structurer.store import Store
from tests.support.builders import FIXTURES, Command
from tests.support.reviews import WHY

VERIFIED = str(FIXTURES / "forest-request" / "source.txt")
REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")
OTHER = str(FIXTURES / "error-percent" / "source.txt")


def saved_id(run: Command, sheet: str = REVIEW) -> str:
    """A sheet run and saved; the record's id."""
    return run("run", sheet, "--format", "facts").stdout.splitlines()[1].split(",")[0]


def waived(record_id: str, *, approve: bool = False) -> None:
    """The record's one finding waived by a person."""
    with Store.open() as store:
        session = open_record(store, record_id, "佐藤")
        session.waive(session.open_findings[0].key, WHY)
        if approve:
            session.approve()
        session.save()


def test_an_empty_queue(run: Command) -> None:
    """Nothing waits: 0, and a word on stderr."""
    run("run", VERIFIED)
    done = run("review")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No record waits" in done.stderr


def test_the_queue_is_printed(run: Command) -> None:
    """Without a terminal, or with --list: the worst first, and 1."""
    first, second = saved_id(run), saved_id(run, OTHER)
    for arguments in (("review",), ("review", "--list")):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (1, "")
        assert {first, second} <= set(done.stdout.split())
    found = run("review", "--list", "--find", "工芸")
    assert (first in found.stdout, second in found.stdout) == (True, False)
    assert run("review", "--find", "nothing of the kind").returncode == 0


def test_a_lease_is_shown(run: Command) -> None:
    """The holder of a record stands in the queue, and beside it when it is shown."""
    record_id = saved_id(run)
    with Store.open() as store:
        store.claim(record_id, "鈴木\x1b[2J")
    assert "鈴木�[2J" in run("review").stdout
    assert "鈴木�[2J" in run("show", record_id).stderr


def test_a_record_needs_a_terminal(run: Command) -> None:
    """One sentence and 2."""
    done = run("review", saved_id(run))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "there is no terminal to review at" in done.stderr


def test_a_review_is_not_buried(run: Command) -> None:
    """Run again, the sheet is read and printed, the person's revision stays the newest, and a notice says so."""
    record_id = saved_id(run)
    waived(record_id, approve=True)
    done = run("run", REVIEW, "--model", "offline")
    assert (done.returncode, done.stdout.startswith("needs review")) == (1, True)
    assert f"佐藤 has reviewed this sheet (record {record_id}, revision 2, approved)" in done.stderr
    assert f"structurer show {record_id}, structurer review {record_id}, --again" in done.stderr
    assert len(run("records").stdout.splitlines()) == 1
    assert "revision 2" in run("records").stdout
    assert run("show", record_id).returncode == 0


def test_asked_to_it_is_saved_over(run: Command) -> None:
    """With --again the reading is a new revision, with a notice; the review stays in the log, and the rule ends there."""
    record_id = saved_id(run)
    waived(record_id)
    done = run("run", REVIEW, "--model", "offline", "--again")
    assert "saved over it as revision 3; the review stays at revision 2" in done.stderr
    assert "waived CST201" in run("log", record_id).stdout
    after = run("run", REVIEW, "--model", "offline")
    assert after.stderr == f"{REVIEW}: unchanged (record {record_id} stays at revision 3).\n"
    assert "revision 3" in run("records").stdout


def test_unsaved_runs_say_nothing(run: Command) -> None:
    """--no-save asks the store nothing."""
    waived(saved_id(run))
    assert run("run", REVIEW, "--model", "offline", "--no-save").stderr == ""


def test_the_same_from_python(run: Command) -> None:
    """`Outcome.standing` says who; `again=True` saves all the same, and the outcome says both."""
    waived(saved_id(run), approve=True)
    with Store.open() as store:
        kept = structurer.structure(REVIEW, model="offline", store=store)
        assert (kept.saved, kept.verdict) == (None, Verdict.NEEDS_REVIEW)
        assert kept.standing is not None
        assert (kept.standing.author, kept.standing.revision, kept.standing.verdict) == ("佐藤", 2, Verdict.APPROVED)
        over = structurer.structure(REVIEW, model="offline", store=store, again=True)
        assert over.standing == kept.standing
        assert over.saved is not None
        assert over.saved.revision == 3
