"""`structurer batch`, as a user types it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from structurer.review.session import open_record
from structurer.store import Store
from tests.support.batches import Reader, made
from tests.support.builders import FIXTURES, Command, fixture
from tests.support.endpoint import Answer, Request, serve, trouble
from tests.support.fixture_blocks import blocks, page
from tests.support.sheets import PIPED, changed
from tests.support.stores import execute
from tests.support.years import LAST

FOUR = tuple(str(FIXTURES / name / "source.txt") for name in ("forest-request", "parks-plain", "tottori-dx"))


def spoiled(folder: Path) -> Path:
    """Two good sheets, and three files that are none."""
    made(folder, 2)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "words.txt").write_text("数字のない文章です。\n", encoding="utf-8")
    (folder / "other.md").write_text("これにも。\n", encoding="utf-8")
    return folder


def test_a_summary_by_verdict_and_failure(run: Command, tmp_path: Path) -> None:
    """One bad sheet does not stop the others; the summary names the failures by kind; the worst status counts."""
    done = run("batch", str(spoiled(tmp_path / "s")), FOUR[2], "--model", "offline")
    assert done.returncode == 2
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0].startswith("Batch ")
    assert lines[1:4] == ["verified 2", "needs review 1", "failed 3"]
    assert [line for line in lines if line.startswith("Source")] == ["SourceEmpty 1", "SourceWithoutFigures 2"]
    assert len(run("records").stdout.splitlines()) == 3


def test_statuses(run: Command) -> None:
    """0 where all is verified, 1 where something needs review."""
    assert run("batch", FOUR[0], "--model", "offline").returncode == 0
    assert run("batch", *FOUR, "--model", "offline").returncode == 1


def test_two_years_of_a_project(run: Command, tmp_path: Path) -> None:
    """Whichever of them is read first, what this year's prints wrongly of last year is counted and decides the status."""
    wrong = changed(PIPED, ("前年度当初予算額 | 10,000千円 | 2,500千円", "前年度当初予算額 | 10,000千円 | 2,600千円"))
    wrong = changed(wrong, ("2,600千円 | 12,500千円", "2,600千円 | 12,600千円"))
    for name, first in (("a", wrong), ("b", LAST)):
        folder = tmp_path / name
        folder.mkdir()
        for number, text in enumerate((first, LAST if first == wrong else wrong)):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        asked = (
            "--model",
            "offline",
            "--publisher",
            f"{name}県",
            "--by",
            "審査A",
            "--concurrency",
            "1",
            "--format",
            "json",
        )
        done = run("batch", str(folder), *asked)
        assert (done.returncode, json.loads(done.stdout)["sheets"]["needs_review"]) == (1, 1)


def test_said_before_anything_is_read(run: Command, tmp_path: Path) -> None:
    """No key, no place for the summary, nothing to wait for, an empty folder, a summary over a sheet: one sentence, nothing saved."""
    sheet = tmp_path / "sheet.txt"
    sheet.write_bytes(Path(FOUR[0]).read_bytes())
    (tmp_path / "empty").mkdir()
    refused = {
        ("--model", "openai:m"): "OPENAI_API_KEY",
        ("--model", "offline", "-o", str(tmp_path)): "directory",
        ("--model", "offline", "-o", str(tmp_path / "no" / "summary.txt")): "No such file or directory",
        ("--model", "offline", "-o", str(sheet)): "Name another file",
        ("--model", "offline", "--wait"): "--via openai-batch",
    }
    for options, message in refused.items():
        done = run("batch", str(sheet), *options)
        assert (done.returncode, message in done.stderr, done.stdout) == (2, True, ""), done
    done = run("batch", str(tmp_path / "empty"), "--model", "offline")
    assert (done.returncode, "no document to read" in done.stderr) == (2, True)
    assert run("records").stdout == ""
    assert sheet.read_bytes() == Path(FOUR[0]).read_bytes()


def test_resume_does_what_is_missing(run: Command, tmp_path: Path) -> None:
    """What is saved is not read again; what failed, what is new and what has changed is."""
    folder = spoiled(tmp_path / "s")
    run("batch", str(folder), "--model", "offline")
    (folder / "empty.txt").write_bytes(fixture("parks-plain").text.encode())
    (folder / "0001.txt").write_bytes(fixture("health-tabs").text.encode())
    (folder / "words.txt").unlink()
    (folder / "other.md").unlink()
    done = run("batch", str(folder), "--model", "offline", "--resume", "--format", "json")
    summary = json.loads(done.stdout)
    assert (summary["before"], summary["failures"]) == (2, [])
    assert sum(summary["sheets"].values()) == 4, "the changed file is another sheet; its old text stays saved"
    assert done.returncode == 0 if not summary["sheets"]["needs_review"] else 1
    again = json.loads(run("batch", str(folder), "--model", "offline", "--resume", "--format", "json").stdout)
    assert (again["before"], again["sheets"]) == (4, summary["sheets"])


def test_without_resume_everything_is_read_anew(run: Command, tmp_path: Path) -> None:
    """Another batch reads every sheet; what says the same adds no revision, a changed file's new text takes the old one's place."""
    made(tmp_path / "s", 2)
    for _ in range(2):
        done = json.loads(run("batch", str(tmp_path / "s"), "--model", "offline", "--format", "json").stdout)
    assert (done["unchanged"], done["superseded"]) == (2, 0)
    with Store.open(str(tmp_path / "store.db")) as store:
        assert [row.revisions for row in store.records()] == [1, 1]
    (tmp_path / "s" / "0000.txt").write_bytes(fixture("health-tabs").text.encode())
    done = json.loads(run("batch", str(tmp_path / "s"), "--model", "offline", "--format", "json").stdout)
    assert (done["unchanged"], done["superseded"]) == (1, 1)
    with Store.open(str(tmp_path / "store.db")) as store:
        assert sum(row.ending is not None for row in store.records()) == 1


def test_a_file_that_is_as_it_was(run: Command, tmp_path: Path) -> None:
    """Also where a resumed batch reads nothing of it again, the record of what a file holds now is the one that stands."""
    folder = tmp_path / "s"
    made(folder, 1)
    before = (folder / "0000.txt").read_bytes()
    for data in (before, fixture("health-tabs").text.encode(), before):
        (folder / "0000.txt").write_bytes(data)
        run("batch", str(folder), "--model", "offline", "--resume")
    with Store.open(str(tmp_path / "store.db")) as store:
        (stands,) = (row for row in store.records() if row.ending is None)
        assert store.load(stands.id).record.source.rebuild().text.encode() == before


def test_what_the_sheets_do_not_print(run: Command, tmp_path: Path) -> None:
    """The file beside them and the options give it, the options first; sheets that print otherwise are counted and keep it."""
    made(tmp_path / "s", 1)
    (tmp_path / "s" / "structurer.toml").write_text('publisher = "霧ヶ浦市"\nby = "審査A"\n', encoding="utf-8")
    done = run("batch", str(tmp_path / "s"), "--model", "offline", "--fiscal-year", "1999", "--format", "json")
    assert json.loads(done.stdout)["contradicted"] == 1
    assert "passed over" not in done.stderr
    with Store.open(str(tmp_path / "store.db")) as store:
        (stored,) = store.newest_revisions()
    assert stored.record.given is not None
    assert (stored.record.given.publisher, stored.record.given.fiscal_year) == ("霧ヶ浦市", 1999)
    assert run("facts", stored.record_id).stdout.splitlines()[1].split(",")[2:4] == ["霧ヶ浦市", "2026"]


def test_the_same_text_twice(run: Command, tmp_path: Path) -> None:
    """Two files of one content are one record with one revision."""
    made(tmp_path / "s", 1)
    (tmp_path / "s" / "copy.txt").write_bytes((tmp_path / "s" / "0000.txt").read_bytes())
    run("batch", str(tmp_path / "s"), "--model", "offline", "--concurrency", "1")
    with Store.open(str(tmp_path / "store.db")) as store:
        assert [row.revisions for row in store.records()] == [1]


def test_another_spelling_of_a_path(run: Command, tmp_path: Path) -> None:
    """It is the same file: nothing is added, and what changes in it supersedes what stood there."""
    made(tmp_path / "sheets", 1)
    sheet = tmp_path / "sheets" / "0000.txt"
    assert run("batch", str(sheet)).returncode in {0, 1}
    for other in (sheet.parent / ".." / "sheets", sheet.parent):
        assert "unchanged: 1" in run("batch", str(other)).stdout
    shutil.copy(FIXTURES / "parks-plain" / "source.txt", sheet)
    assert "kept and not exported: 1" in run("batch", str(sheet.parent / ".." / "sheets")).stdout


def test_a_name_that_is_no_utf8(run: Command, tmp_path: Path) -> None:
    """Its bytes are escaped wherever the name stands, and the sheet is read as any other."""
    folder = os.fsencode(tmp_path) + b"/named"
    os.mkdir(folder)  # noqa: PTH102  # a path of bytes
    shutil.copy(os.fsencode(FIXTURES / "parks-plain" / "source.txt"), folder + b"/\xff\xfe.txt")
    done = run("batch", os.fsdecode(folder))
    assert (done.returncode, "verified 1" in done.stdout, "gone" in done.stderr) == (0, True, False)
    (record,) = json.loads(run("records", "--format", "json").stdout)
    assert record["name"].endswith(r"/named/\xff\xfe.txt")


def test_what_the_store_cannot_note_is_counted_all_the_same(run: Command, tmp_path: Path) -> None:
    """A store that fails in the middle of a batch hides no failure: the summary comes from what happened."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    for name in ("parks-plain", "tottori-dx"):
        shutil.copy(FIXTURES / name / "source.txt", folder / f"{name}.txt")
    assert run("batch", str(folder)).returncode == 1
    execute(f"sqlite:///{tmp_path / 'store.db'}", "DROP TABLE revisions")
    done = run("batch", str(folder), "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout)["failures"])) == (2, 2)


def test_a_store_that_takes_nothing_more(run: Command, tmp_path: Path) -> None:
    """Every sheet would meet it: the batch ends after three, and says why."""
    made(tmp_path / "s", 9)
    assert run("batch", str(tmp_path / "s" / "0000.txt")).returncode == 0
    execute(f"sqlite:///{tmp_path / 'store.db'}", "DROP TABLE revisions")
    done = run("batch", str(tmp_path / "s"), "--concurrency", "1", "--format", "json")
    summary = json.loads(done.stdout)
    assert (done.returncode, len(summary["failures"])) == (2, 3)
    assert "no such table" in summary["ended"]


def test_a_store_that_is_full_at_the_end(run: Command, tmp_path: Path) -> None:
    """The summary comes from what happened, whether the end of the batch can be noted or not."""
    made(tmp_path / "s", 2)
    run("batch", str(tmp_path / "s" / "0000.txt"))
    full = "BEFORE UPDATE ON batches BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
    execute(f"sqlite:///{tmp_path / 'store.db'}", f"CREATE TRIGGER full {full}")
    done = run("batch", str(tmp_path / "s"))
    assert (done.returncode, "verified 2" in done.stdout, "disk is full" in done.stderr) == (2, True, True)


def test_files_of_one_content(run: Command, tmp_path: Path) -> None:
    """They are one sheet, which is said; where it cannot be read, each is named."""
    made(tmp_path / "s", 1)
    shutil.copy(tmp_path / "s" / "0000.txt", tmp_path / "s" / "copy.txt")
    for name in ("a.txt", "b.txt"):
        (tmp_path / "s" / name).write_bytes(b"")
    for more in ((), ("--resume",)):
        summary = json.loads(run("batch", str(tmp_path / "s"), *more, "--format", "json").stdout)
        assert (summary["sheets"]["verified"], summary["repeated"]) == (1, 1)
        assert sorted(Path(failure["name"]).name for failure in summary["failures"]) == ["a.txt", "b.txt"]


def test_what_a_person_reviewed_stays(run: Command, tmp_path: Path) -> None:
    """A reviewed record is kept, and counts with its verdict."""
    made(tmp_path / "s", 1, "tottori-dx")
    run("batch", str(tmp_path / "s"), "--model", "offline")
    with Store.open(str(tmp_path / "store.db")) as store, open_record(store, store.records()[0].id, "佐藤") as session:
        session.waive(next(found.key for found in session.findings if found.key), "資料で確かめた")
        session.save()
    done = json.loads(run("batch", str(tmp_path / "s"), "--model", "offline", "--format", "json").stdout)
    assert (done["standing"], done["sheets"]["needs_review"]) == (1, 1)
    with Store.open(str(tmp_path / "store.db")) as store:
        assert store.records()[0].revisions == 2


def test_a_budget_stops_the_batch(run: Command, tmp_path: Path) -> None:
    """What was not begun has not failed: it is missing, and read later."""
    sheets = made(tmp_path / "s", 6)
    with serve([], Reader(sheets)) as endpoint:
        environment: dict[str, Any] = {"OPENAI_BASE_URL": endpoint.url, "STRUCTURER_MAX_TOKENS": "1000"}
        arguments = ("batch", str(tmp_path / "s"), "--model", "openai:m", "--concurrency", "1", "--format", "json")
        done = run(*arguments, "--budget", "18000tokens", **environment)
        summary = json.loads(done.stdout)
        assert (done.returncode, summary["failures"]) == (2, [])
        assert "budget of 18000tokens" in summary["ended"]
        assert 0 < summary["sheets"]["verified"] < 6
        rest = json.loads(run(*arguments, "--resume", **environment).stdout)
    assert (rest["sheets"]["verified"], rest["before"]) == (6, summary["sheets"]["verified"])
    assert len(endpoint.requests) == 6


def test_a_rejected_key_ends_it(run: Command, tmp_path: Path) -> None:
    """Every other sheet would meet the same: nobody waits for a thousand refusals."""
    made(tmp_path / "s", 30)
    with serve([trouble(401, "wrong key")]) as endpoint:
        done = run(
            "batch", str(tmp_path / "s"), "--model", "openai:m", "--concurrency", "2", OPENAI_BASE_URL=endpoint.url
        )
    assert done.returncode == 2
    assert "the key is not accepted" in done.stderr
    assert len(endpoint.requests) <= 8


def test_one_sheet_that_fails_at_the_model(run: Command, tmp_path: Path) -> None:
    """Its error is in the summary; a resumed batch asks for it alone."""
    sheets = made(tmp_path / "s", 4)
    reader, own = Reader(sheets), sheets[0].lines[-1].text
    spoil = True

    def answer(request: Request) -> Answer:
        return trouble(400, "no") if spoil and own in request.body["messages"][1]["content"] else reader(request)

    with serve([], answer) as endpoint:
        arguments = ("batch", str(tmp_path / "s"), "--model", "openai:m", "--format", "json")
        done = json.loads(run(*arguments, OPENAI_BASE_URL=endpoint.url).stdout)
        assert [failure["error"] for failure in done["failures"]] == ["ModelRejected"]
        spoil = False
        again = json.loads(run(*arguments, "--resume", OPENAI_BASE_URL=endpoint.url).stdout)
    assert (again["before"], again["failures"], again["sheets"]["verified"]) == (3, [], 4)


def test_an_unfinished_batch_is_pointed_out(run: Command, tmp_path: Path) -> None:
    """A notice comes where --resume is forgotten."""
    made(tmp_path / "s", 3)
    with serve([trouble(401, "wrong key")]) as endpoint:
        arguments = ("batch", str(tmp_path / "s"), "--model", "openai:m")
        run(*arguments, OPENAI_BASE_URL=endpoint.url)
        done = run(*arguments, OPENAI_BASE_URL=endpoint.url)
    assert "An unfinished batch of the same paths is there (0 saved)." in done.stderr


def test_an_estimate(run: Command, tmp_path: Path) -> None:
    """--dry-run asks nothing and saves nothing."""
    made(tmp_path / "s", 3)
    with serve([trouble(500)]) as endpoint:
        done = run("batch", str(tmp_path / "s"), "--model", "openai:m", "--dry-run", OPENAI_BASE_URL=endpoint.url)
    assert (done.returncode, endpoint.requests) == (0, [])
    assert "Estimate: 3 sheet(s): 3 request(s)" in done.stdout


def test_no_such_path(run: Command) -> None:
    """Said before anything is read."""
    done = run("batch", "nowhere", FOUR[0], "--model", "offline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "structurer: nowhere: no such file. Check the path.\n"


def test_a_document_with_several_sheets(run: Command, tmp_path: Path) -> None:
    """Not read before its split was looked at; then each sheet by itself, and a page that cannot be read costs its own sheet."""
    pytest.importorskip("bs4", reason="web pages are read with the extra documents")
    made(tmp_path / "s", 1)
    names = ("forest-request", "library-million", "numbered-rows")
    (tmp_path / "s" / "department.html").write_bytes(page([blocks(name) for name in names]))
    first = json.loads(run("batch", str(tmp_path / "s"), "--model", "offline", "--format", "json").stdout)
    assert [failure["error"] for failure in first["failures"]] == ["SplitUnconfirmed"]
    arguments = ("batch", str(tmp_path / "s"), "--model", "offline", "--format", "json", "--resume", "--split", "auto")
    second = json.loads(run(*arguments).stdout)
    assert (second["before"], second["sheets"]["verified"], second["failures"]) == (1, 4, [])
    assert json.loads(run(*arguments).stdout)["before"] == 4
    with Store.open(str(tmp_path / "store.db")) as store:
        origins = [store.load(row.id).record.source.document for row in store.records()]
    assert sorted((origin.part, origin.parts, origin.split) for origin in origins if origin is not None) == [
        (1, 3, "auto"), (2, 3, "auto"), (3, 3, "auto"),
    ]  # fmt: skip


def test_sheets_that_are_gone_are_named(run: Command, tmp_path: Path) -> None:
    """Records whose files were deleted are exported all the same, so the batch says so; a renamed or withdrawn one is no matter."""
    folder = tmp_path / "s"
    made(folder, 3)
    run("batch", str(folder), "--model", "offline")
    first, second, third = sorted(folder.iterdir())
    second.rename(folder / "renamed.txt")
    assert "gone" not in run("batch", str(folder), "--model", "offline").stderr
    first.unlink()
    said = run("batch", str(folder), "--model", "offline").stderr
    assert "The files of 1 record(s) are gone" in said
    (gone,) = [word.strip("();") for word in said.split() if word.startswith("(") and len(word.strip("();")) == 12]
    assert run("records", "withdraw", gone, "--by", "佐藤", "--reason", "事業の統合").returncode == 0
    assert "gone" not in run("batch", str(folder), str(third), "--model", "offline").stderr
