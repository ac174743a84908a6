"""The command line: what it prints, where, and with which status."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from structurer.facts import HEADER
from tests.golden import FIXTURES

VERIFIED = str(FIXTURES / "nagano-it" / "source.txt")
REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A clean environment: English, a store of its own, no model configured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STRUCTURER_", "OPENAI_"))}
    root = str(Path(__file__).parent.parent)
    return kept | {"STRUCTURER_LANG": "en", "STRUCTURER_STORE": str(tmp_path / "store.db"), "PYTHONPATH": root}


def run(environment: dict[str, str], *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """`python -m structurer` with these arguments."""
    done = subprocess.run(
        [sys.executable, "-m", "structurer", *arguments], input=stdin, capture_output=True, env=environment, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_verified(environment: dict[str, str]) -> None:
    """A sheet that checks out ends with 0, its verdict first."""
    done = run(environment, "run", VERIFIED)
    assert done.returncode == 0
    assert done.stdout.startswith("verified")


def test_needs_review(environment: dict[str, str]) -> None:
    """A sheet with a printed error ends with 1 and names line, row and working."""
    done = run(environment, "run", REVIEW)
    assert done.returncode == 1
    assert "source.txt:15: CST201 total-cost-mismatch" in done.stdout
    assert "54,826千円 (L13) + 3,212千円 (L14) = 58,038千円 ≠ 54,826千円 (L15)" in done.stdout
    assert "トータルコスト 当初予算額" in done.stdout


def test_notice_goes_to_stderr(environment: dict[str, str]) -> None:
    """Without a model the notice stands on stderr, not among the results; asked for, there is none."""
    assert "offline" in run(environment, "run", VERIFIED, "--format", "facts").stderr
    assert run(environment, "run", VERIFIED, "--model", "offline").stderr == ""


def test_stdin(environment: dict[str, str]) -> None:
    """`-` reads stdin."""
    done = run(environment, "run", "-", "--format", "json", stdin=Path(VERIFIED).read_bytes())
    record = json.loads(done.stdout)
    assert (done.returncode, record["source"]["name"], record["verdict"]) == (0, "stdin", "verified")


def test_record_has_the_contract_keys(environment: dict[str, str]) -> None:
    """The JSON record has the contract's keys and every claim, those that hold too."""
    record = json.loads(run(environment, "run", REVIEW, "--format", "json").stdout)
    assert set(record) == {"schema", "source", "sheet", "results", "verdict", "reading", "unclaimed"}
    assert {"name", "sha256", "lines"} <= set(record["source"])
    assert {"holds", "fails", "unverifiable"} == {result["outcome"] for result in record["results"]}
    assert {"reader", "model", "prompt_sha256", "attempts", "tokens", "seconds"} <= set(record["reading"])
    wanted = {"code", "name", "outcome", "stated", "computed", "difference", "working", "lines", "blame"}
    assert all(wanted <= set(result) for result in record["results"])


def test_several_sheets(environment: dict[str, str]) -> None:
    """Several sheets give one array, and the worst status."""
    done = run(environment, "run", VERIFIED, REVIEW, "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 2)


def test_one_bad_sheet_does_not_stop_the_others(environment: dict[str, str], tmp_path: Path) -> None:
    """A sheet that cannot be read ends with 2; the others are printed all the same."""
    done = run(environment, "run", str(tmp_path / "none.txt"), VERIFIED, "--model", "offline")
    assert done.returncode == 2
    assert done.stdout.startswith("verified")
    assert "no such file" in done.stderr


def test_facts(environment: dict[str, str]) -> None:
    """Facts are CSV with the contract's header, from the run and from its record alike."""
    direct = run(environment, "run", VERIFIED, "--format", "facts").stdout
    rows = list(csv.reader(io.StringIO(direct)))
    assert tuple(rows[0]) == HEADER
    assert run(environment, "facts", rows[1][0]).stdout == direct


def test_check_again(environment: dict[str, str], tmp_path: Path) -> None:
    """A record is rechecked; an amount changed in it is found; another sheet as its source is refused."""
    saved = tmp_path / "record.json"
    run(environment, "run", VERIFIED, "--format", "json", "--output", str(saved))
    assert run(environment, "check", str(saved), "--source", VERIFIED).returncode == 0
    assert run(environment, "check", str(saved), "--source", REVIEW).returncode == 2
    saved.write_text(saved.read_text().replace('"186612000"', '"186612001"', 1))
    done = run(environment, "check", str(saved))
    assert done.returncode == 1
    assert "GRD701" in done.stdout


def test_saved_records(environment: dict[str, str]) -> None:
    """The same sheet run twice is one record with two revisions."""
    for _ in range(2):
        run(environment, "run", REVIEW)
    (line,) = run(environment, "records").stdout.splitlines()
    identifier = line.split()[0]
    assert len(run(environment, "log", identifier).stdout.splitlines()) == 2
    assert run(environment, "show", identifier[:6]).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("run",), "Missing argument"),
        (("run", VERIFIED, "--model", "magic"), "--model magic: unknown. Use offline, openai:NAME or local:PATH.gguf."),
        (("run", VERIFIED, "--model", "local:x.gguf"), "this version does not run model files itself"),
        (("run", VERIFIED, "--output", "/nonexistent/x"), "/nonexistent/x: cannot be written"),
        (("explain", "XYZ1"), "XYZ1: no such check. There are AGR601"),
        (("show", "abcdef"), "abcdef: no such saved record. See `structurer records`."),
        (("check", VERIFIED), "not a record"),
    ],
)
def test_could_not_run(environment: dict[str, str], arguments: tuple[str, ...], sentence: str) -> None:
    """What cannot run ends with 2 and one sentence that says what to do, and no traceback."""
    done = run(environment, *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_explain(environment: dict[str, str]) -> None:
    """A check is explained by its code or its defect's name, in either language."""
    assert "Why it matters" in run(environment, "explain", "total-cost-mismatch").stdout
    japanese = run(environment | {"STRUCTURER_LANG": "ja"}, "explain", "CST201").stdout
    assert "事業費と人件費の和" in japanese


def test_language_by_locale(environment: dict[str, str]) -> None:
    """Without STRUCTURER_LANG the locale decides."""
    bare = {name: value for name, value in environment.items() if name != "STRUCTURER_LANG"}
    assert run(bare | {"LC_ALL": "ja_JP.UTF-8"}, "run", VERIFIED).stdout.startswith("確認済み")
    assert run(bare | {"LC_ALL": "en_GB.UTF-8"}, "run", VERIFIED).stdout.startswith("verified")


def test_control_characters_are_shown_as_marks(environment: dict[str, str]) -> None:
    """Escape sequences and bidirectional marks of a sheet reach no terminal."""
    text = Path(REVIEW).read_text().replace("事業名", "\x1b[31m\u202e事業名", 1)
    done = run(environment, "run", "-", stdin=text.encode())
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_schema_and_doctor(environment: dict[str, str]) -> None:
    """The schema is JSON; the doctor says what is configured without showing a key."""
    assert "properties" in json.loads(run(environment, "schema").stdout)
    done = run(environment | {"OPENAI_API_KEY": "sk-secret-1234"}, "doctor")
    assert done.returncode == 0
    assert "secret" not in done.stdout + done.stderr


def test_a_full_disk_loses_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    """Where the output cannot be written whole, the file that was there stays."""
    kept = tmp_path / "out.json"
    kept.write_text("before")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    done = subprocess.run(
        [sys.executable, "-m", "structurer", "run", VERIFIED], stdout=full.open("w"), stderr=subprocess.PIPE, env=environment, check=False
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert kept.read_text() == "before"
