"""The command line: what it prints, where, and with which status."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from structurer.sheet.facts import HEADER
from structurer.store import Store
from tests.generate.golden import FIXTURES
from tests.support.builders import Command

VERIFIED = str(FIXTURES / "nagano-it" / "source.txt")
REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")


def test_verified(run: Command) -> None:
    """A sheet that checks out ends with 0, its verdict first."""
    done = run("run", VERIFIED)
    assert done.returncode == 0
    assert done.stdout.startswith("verified")


def test_needs_review(run: Command) -> None:
    """A sheet with a printed error ends with 1 and names line, row and working."""
    done = run("run", REVIEW)
    assert done.returncode == 1
    assert "source.txt:15: CST201 total-cost-mismatch" in done.stdout
    assert (
        "事業費 54,826千円 (L13) + 人件費 3,212千円 (L14) = 58,038千円 ≠ トータルコスト 54,826千円 (L15)" in done.stdout
    )
    assert "トータルコスト 当初予算額" in done.stdout


def test_notice_goes_to_stderr(run: Command) -> None:
    """Without a model the notice is on stderr, not among the results; asked for, there is none."""
    assert "offline" in run("run", VERIFIED, "--format", "facts", "--no-save").stderr
    assert run("run", VERIFIED, "--model", "offline").stderr == ""


def test_stdin(run: Command) -> None:
    """`-` reads stdin."""
    done = run("run", "-", "--format", "json", stdin=Path(VERIFIED).read_bytes())
    record = json.loads(done.stdout)
    assert (done.returncode, record["source"]["name"], record["verdict"]) == (0, "stdin", "verified")


def test_record_has_the_contract_keys(run: Command) -> None:
    """The JSON record has the contract's keys and every claim, those that hold too."""
    record = json.loads(run("run", REVIEW, "--format", "json").stdout)
    assert set(record) == {
        "schema", "source", "sheet", "results", "proofs", "verdict", "reading", "unclaimed", "review",
    }  # fmt: skip
    assert {"name", "sha256", "lines"} <= set(record["source"])
    assert {"holds", "fails", "unverifiable"} == {result["outcome"] for result in record["results"]}
    assert {"reader", "model", "prompt_sha256", "attempts", "tokens", "seconds"} <= set(record["reading"])
    wanted = {"code", "name", "outcome", "stated", "computed", "difference", "working", "lines", "blame"}
    assert all(wanted <= set(result) for result in record["results"])


def test_several_sheets(run: Command) -> None:
    """Several sheets give one array, and the worst status."""
    done = run("run", VERIFIED, REVIEW, "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 2)


def test_one_bad_sheet_does_not_stop_the_others(run: Command, tmp_path: Path) -> None:
    """A sheet that cannot be read ends with 2; the others are printed all the same."""
    done = run("run", str(tmp_path / "none.txt"), VERIFIED, "--model", "offline")
    assert done.returncode == 2
    assert done.stdout.startswith("verified")
    assert "no such file" in done.stderr


def test_facts(run: Command) -> None:
    """Facts are CSV with the contract's header, from the run and from its record alike."""
    direct = run("run", VERIFIED, "--format", "facts").stdout
    rows = list(csv.reader(io.StringIO(direct)))
    assert tuple(rows[0]) == HEADER
    assert run("facts", rows[1][0]).stdout == direct


def test_check_again(run: Command, tmp_path: Path) -> None:
    """A record is rechecked; an amount changed in it is found; another sheet as its source is refused."""
    saved = tmp_path / "record.json"
    run("run", VERIFIED, "--format", "json", "--output", str(saved))
    assert run("check", str(saved), "--source", VERIFIED).returncode == 0
    assert run("check", str(saved), "--source", REVIEW).returncode == 2
    saved.write_text(saved.read_text().replace('"186612000"', '"186612001"', 1))
    done = run("check", str(saved))
    assert done.returncode == 1
    assert "GRD701" in done.stdout


def test_an_array_of_records_and_an_id_are_taken(run: Command, tmp_path: Path) -> None:
    """What `run --format json` prints of several sheets is taken by `check` and `facts`, and so is a saved id."""
    both = tmp_path / "both.json"
    run("run", VERIFIED, REVIEW, "--format", "json", "--output", str(both))
    assert run("check", str(both)).returncode == 1
    rows = list(csv.reader(io.StringIO(run("facts", str(both)).stdout)))[1:]
    assert len({row[0] for row in rows}) == 2
    assert run("check", rows[0][0]).returncode == 0


@pytest.mark.parametrize("command", [("run", VERIFIED), ("doctor",), ("records",)])
def test_a_bad_setting_is_one_sentence(run: Command, command: tuple[str, ...]) -> None:
    """A setting that cannot be used is named, wherever it is read."""
    done = run(*command, STRUCTURER_TIMEOUT="soon")
    assert done.returncode == 2
    assert done.stderr.startswith("structurer: STRUCTURER_TIMEOUT: not a usable value")
    assert done.stderr.count("\n") == 1


def test_a_locked_store_does_not_lose_the_reading(run: Command, tmp_path: Path) -> None:
    """Where the store is locked the result is printed all the same, and the status says that it was not saved."""
    run("records")
    with sqlite3.connect(tmp_path / "store.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("run", VERIFIED)
        other.execute("ROLLBACK")
    other.close()
    assert (done.returncode, done.stdout.startswith("verified")) == (2, True)
    assert "in use by another process" in done.stderr


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("magic", "unknown"),
        ("openai:x", "openai:x: no answer in 1 attempts"),
        ("local:x.gguf", "cannot be run as a model"),
    ],
)
def test_doctor_finds_an_unusable_model(run: Command, model: str, sentence: str) -> None:
    """An unknown reader or an endpoint that takes no connection is an error, with status 2."""
    done = run("doctor", "--model", model, OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert (done.returncode, sentence in done.stdout) == (2, True)


def test_saved_records(run: Command) -> None:
    """The same sheet run twice is one record with one revision, and the second run says that nothing has changed."""
    assert "unchanged" not in run("run", REVIEW).stderr
    again = run("run", REVIEW)
    assert (again.returncode, "unchanged (record" in again.stderr) == (1, True)
    (line,) = run("records").stdout.splitlines()
    identifier = line.split()[0]
    revision, place = run("log", identifier).stdout.splitlines()
    assert (revision[:3], REVIEW in place) == ("1  ", True)
    assert run("show", identifier[:6]).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("run",), "Missing argument"),
        (("run", VERIFIED, "--model", "magic"), "--model magic: unknown. Use offline, openai:NAME or local:FILE.gguf."),
        (
            ("run", VERIFIED, "--model", "local:x.gguf"),
            "local:x.gguf: cannot be run as a model (No such file or directory)",
        ),
        (("run", VERIFIED, "--output", "/nonexistent/x"), "/nonexistent/x: cannot be written"),
        (("explain", "XYZ1"), "XYZ1: no such check. There are AGR601"),
        (("show", "abcdef"), "abcdef: no such saved record. See `structurer records`."),
        (("check", VERIFIED), "not a record"),
        (("check", "nope.json"), "nope.json: cannot be read (No such file or directory)"),
        (("run", VERIFIED, "--output", VERIFIED), "this is one of the sheets to be read"),
    ],
)
def test_could_not_run(run: Command, arguments: tuple[str, ...], sentence: str) -> None:
    """What cannot run ends with 2 and one sentence that says what to do, and no traceback."""
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_explain(run: Command) -> None:
    """A check is explained by its code or its defect's name, in either language."""
    assert "Why it matters" in run("explain", "total-cost-mismatch").stdout
    japanese = run("explain", "CST201", STRUCTURER_LANG="ja").stdout
    assert "事業費と人件費の和" in japanese


def test_language_by_locale(run: Command) -> None:
    """Without STRUCTURER_LANG the locale decides."""
    assert run("run", VERIFIED, STRUCTURER_LANG="", LC_ALL="ja_JP.UTF-8").stdout.startswith("確認済み")
    assert run("run", VERIFIED, STRUCTURER_LANG="", LC_ALL="en_GB.UTF-8").stdout.startswith("verified")


def test_control_characters_are_shown_as_marks(run: Command) -> None:
    """Escape sequences and bidirectional marks of a sheet reach no terminal."""
    text = Path(REVIEW).read_text().replace("事業名", "\x1b[31m\u202e事業名", 1)
    done = run("run", "-", stdin=text.encode())
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_schema_and_doctor(run: Command) -> None:
    """The schema is JSON; the doctor says what is configured without showing a key."""
    assert "properties" in json.loads(run("schema").stdout)
    done = run("doctor", "--model", "offline", OPENAI_API_KEY="sk-secret-1234")
    assert done.returncode == 0
    assert "secret" not in done.stdout + done.stderr


def process(*arguments: str, stdout: IO[bytes] | int, store: Path) -> subprocess.CompletedProcess[bytes]:
    """`python -m structurer` as a process of its own."""
    variables = {"STRUCTURER_LANG": "en", "STRUCTURER_STORE": str(store), "PYTHONPATH": str(FIXTURES.parent)}
    command = [sys.executable, "-m", "structurer", *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=os.environ | variables, check=False)


@pytest.mark.slow
def test_as_a_process(tmp_path: Path) -> None:
    """The module runs as a program and gives its status to the shell."""
    done = process("run", REVIEW, stdout=subprocess.PIPE, store=tmp_path / "store.db")
    assert (done.returncode, b"CST201" in done.stdout) == (1, True)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    """Where stdout cannot be written the status is 2, with one sentence; the record is saved all the same."""
    with Path("/dev/full").open("wb") as full:
        done = process("run", VERIFIED, "--model", "offline", stdout=full, store=tmp_path / "store.db")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"stdout: cannot be written (No space left on device)" in done.stderr
    with Store.open(str(tmp_path / "store.db")) as store:
        assert len(store.records()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_becomes_full_is_said(tmp_path: Path, unbuffered: str) -> None:
    """What is cut off is never taken for whole, as Python takes it where stdout has no buffer."""
    resource = pytest.importorskip("resource", reason="the system sets no limit to a file")
    output = tmp_path / "schema.json"
    with output.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "structurer", "schema"],
            stdout=file,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONUNBUFFERED": unbuffered,
                "PYTHONDONTWRITEBYTECODE": "1",
            },  # else half a .pyc stays behind
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (999, 999)),  # no thread runs
            check=False,
        )
    assert (done.returncode, output.stat().st_size) == (2, 999)
    assert b"stdout: " in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_another_stdout_encoding(tmp_path: Path, encoding: str) -> None:
    """A stdout that lacks a character shows a mark; JSON is UTF-8 on any."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONIOENCODING", encoding)
        as_text = process("run", REVIEW, stdout=subprocess.PIPE, store=tmp_path / "store.db")
        as_json = process("run", REVIEW, "--format", "json", stdout=subprocess.PIPE, store=tmp_path / "store.db")
    assert (as_text.returncode, b"CST201" in as_text.stdout) == (1, True)
    assert json.loads(as_json.stdout.decode("utf-8"))["verdict"] == "needs_review"
