"""`structurer export` as a user types it: which records, in which format, where to, and the notice about the rest."""

import csv
import io
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

from structurer.export import text
from structurer.sheet.facts import HEADER
from structurer.store import Store
from tests.support.builders import FIXTURES, FOLDERS, Command, Done

VERIFIED = str(FIXTURES / "nagano-it" / "source.txt")
REVIEW = str(FIXTURES / "tottori-dx" / "source.txt")
SHEETS = [str(FIXTURES / folder / "source.txt") for folder in FOLDERS]
TABLES = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.fixture
def saved(run: Command) -> Command:
    """A store with a verified record and one that needs review."""
    run("run", VERIFIED, REVIEW, "--model", "offline")
    return run


def rows_of(done: Done) -> list[list[str]]:
    """The facts that were printed, without their header."""
    header, *rows = csv.reader(io.StringIO(done.stdout))
    assert tuple(header) == (*HEADER, "verdict", "revision")
    return rows


def test_the_facts_on_stdout(saved: Command) -> None:
    """Verified records only, as `facts` prints them; what was left out is counted on stderr, and the status is 0."""
    done = saved("export")
    (record,) = {row[0] for row in rows_of(done)}
    assert [row[:15] for row in rows_of(done)] == list(csv.reader(io.StringIO(saved("facts", record).stdout)))[1:]
    assert (done.returncode, {row[15] for row in rows_of(done)}) == (0, {"verified"})
    assert done.stderr == "1 record(s) that need review are not exported (--all includes them).\n"


def test_a_pipe(saved: Command, tmp_path: Path) -> None:
    """A device or a pipe has no folder in it: the facts go through it as they go to stdout."""
    pipe = tmp_path / "facts"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    done = saved("export", "--format", "csv", "-o", str(pipe))
    if done.returncode:
        pipe.open("w").close()
    reader.join(10)
    assert (done.returncode, read) == (0, [saved("export").stdout])


def test_a_file_that_has_changed(run: Command, tmp_path: Path) -> None:
    """The record of its earlier text is kept and no longer exported; a person may take it back."""
    sheet = tmp_path / "sheet.txt"
    for tail in ("", "\nまた\n"):
        sheet.write_text(Path(VERIFIED).read_text(encoding="utf-8") + tail, encoding="utf-8")
        run("run", str(sheet), "--model", "offline")
    done = run("export")
    (now,) = {row[0] for row in rows_of(done)}
    assert "1 record(s) that were withdrawn or superseded are not exported" in done.stderr
    earlier = next(
        line.split()[0] for line in run("records", "--all").stdout.splitlines() if f"superseded by {now}" in line
    )
    run("records", "restore", earlier, "--by", "審査A")
    done = run("export")
    assert {row[0] for row in rows_of(done)} == {now, earlier}
    assert "1 source(s) gave more than one of these records" in done.stderr


@pytest.mark.parametrize("name", ["facts.json", "facts.txt"])
def test_another_kind_of_file(saved: Command, tmp_path: Path, name: str) -> None:
    """No folder is made under a name that a file would have."""
    done = saved("export", "-o", str(tmp_path / name))
    assert (done.returncode, list(tmp_path.glob("facts*"))) == (2, [])
    assert "not a name for --format csv" in done.stderr


def test_a_csv_for_spreadsheets(saved: Command, tmp_path: Path) -> None:
    """With its mark and in 千円, to a file and to stdout; neither goes with another format."""
    form = ("--encoding", "utf-8-sig", "--unit", "千円")
    assert saved("export", *form, "-o", str(tmp_path / "facts.csv")).returncode == 0
    text = (tmp_path / "facts.csv").read_text(encoding="utf-8")
    assert (text[0], text[1:7], "千円" in text) == ("\ufeff", "record", True)
    assert saved("export", *form).stdout == text
    for option in (form[:2], form[2:]):
        done = saved("export", *option, "-o", str(tmp_path / "records.jsonl"))
        assert (done.returncode, f"{option[0]} is for CSV" in done.stderr) == (2, True)


def test_all(saved: Command) -> None:
    """With --all the others come too, marked, and without a notice."""
    done = saved("export", "--all", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert {row[15] for row in rows_of(done)} == {"verified", "needs_review"}


def test_chosen_records(saved: Command, tmp_path: Path) -> None:
    """Records by their ids; one that needs review is left out and counted; an unknown one is an error, with no header."""
    with Store.open(str(tmp_path / "store.db")) as store:
        ids = {line.verdict.value: line.id for line in store.records()}
    assert {row[0] for row in rows_of(saved("export", ids["verified"][:6]))} == {ids["verified"]}
    left = saved("export", ids["needs_review"])
    assert (left.returncode, rows_of(left)) == (0, [])
    assert "1 record(s) that need review" in left.stderr
    assert "There is no record to export." in left.stderr
    unknown = saved("export", "zzz")
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_every_format(saved: Command, tmp_path: Path) -> None:
    """The name says the format; a folder holds every table; each holds the same figures."""
    pq = pytest.importorskip("pyarrow.parquet", reason="Parquet is written with the extra export")
    parquet = pytest.importorskip("structurer.export.parquet")
    openpyxl = pytest.importorskip("openpyxl", reason="workbooks are written with the extra export")
    count = len(rows_of(saved("export", "--all")))
    for name in ("facts.csv", "facts.parquet", "book.xlsx", "records.jsonl"):
        assert saved("export", "--all", "-o", str(tmp_path / name)).returncode == 0
    for form, names in (("csv", text.FOLDER), ("parquet", parquet.FOLDER)):
        assert saved("export", "--all", "--format", form, "-o", str(tmp_path / form)).returncode == 0
        assert {path.name for path in (tmp_path / form).iterdir()} == names
    assert (tmp_path / "facts.csv").read_bytes() == (tmp_path / "csv" / "facts.csv").read_bytes()
    assert pq.read_table(tmp_path / "facts.parquet").num_rows == count
    assert pq.read_table(tmp_path / "parquet" / "facts.parquet").num_rows == count
    assert sum(sheet.max_row - 1 for sheet in openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets[2:10]) == count
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["structurer/record/2"] * 2


def test_the_same_store_gives_the_same_tables(saved: Command, tmp_path: Path) -> None:
    """A second export replaces the first one and is equal to it."""
    seen = []
    for _ in range(2):
        assert saved("export", "-o", str(tmp_path / "out")).returncode == 0
        seen.append({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "xlsx"], "--format xlsx: cannot be printed. Name a place with --output."),
        (["--format", "parquet"], "--format parquet: cannot be printed."),
        (["--format", "csv", "-o", "book.xlsx"], "--output book.xlsx: not a name for --format csv."),
        (["-o", "store.db"], "--output store.db: not a name for --format csv."),
        (
            ["--format", "jsonl", "-o", "store.db"],
            "--output store.db: it is no earlier export of this format",
        ),
        (["-o", "mine"], "--output mine: it is no earlier export of this format"),
        (["-o", "no/facts.csv"], "no/facts.csv: cannot be written (No such file or directory)."),
        (["--store", "typo.db"], "There is no store typo.db yet."),
    ],
)
def test_what_cannot_be_done(
    saved: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    """One sentence, status 2, and nothing made, changed or left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    done = saved("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"structurer: {sentence}")
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert saved("records").returncode == 0


@pytest.mark.parametrize(("name", "library"), [("book.xlsx", "openpyxl"), ("facts.parquet", "pyarrow")])
def test_without_the_extra(saved: Command, tmp_path: Path, name: str, library: str) -> None:
    """Without the extra CSV and JSON lines are written all the same, and the others say what to install."""
    hidden = f"import sys; sys.modules[{library!r}] = None; sys.argv[0] = 'structurer'; from structurer.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def export(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", hidden, "export", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    refused = export("-o", str(tmp_path / name))
    assert refused.returncode == 2
    assert "pip install -c constraints.txt '.[export]'" in refused.stderr
    assert not (tmp_path / name).exists()
    assert export().stdout == saved("export").stdout
    assert export("-o", str(tmp_path / "records.jsonl")).returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM exported_texts",
        "UPDATE exported_texts SET content = zeroblob(9)",
        "UPDATE exported_texts SET content = '要求額', number = 'x'",
        (
            "UPDATE exported_texts AS own SET content = (SELECT content FROM exported_texts AS other "
            "WHERE other.record_id != own.record_id AND other.kind = own.kind)"
        ),
    ],
)
def test_what_is_kept_for_it_changes_nothing(saved: Command, tmp_path: Path, statement: str) -> None:
    """A store that keeps nothing for exports, or something else, gives the same files as one that does."""
    names = ("csv", "records.jsonl", *(("facts.parquet",) if find_spec("pyarrow") else ()))
    seen = []
    for turn in ("kept", "changed", "again"):
        folder = tmp_path / turn
        folder.mkdir()
        assert [saved("export", "--all", "-o", str(folder / name)).returncode for name in names] == [0] * len(names)
        seen.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
        if turn == "kept":
            with sqlite3.connect(tmp_path / "store.db") as connection:
                connection.execute(statement)
            connection.close()
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("sheet = replace(sheet, 'project_cost', 'total_cost')", r"\([0-9a-f]{12}@1 is damaged\)"),
        ("sheet = '{'", r"\([0-9a-f]{12}@1 is damaged\)"),
        ("number = 9999999999", "[0-9a-f]{12}@9999999999: no such"),
        ("number = 'x'", "[0-9a-f]{12}@x: no such"),
    ],
)
def test_a_damaged_record(saved: Command, tmp_path: Path, change: str, said: str) -> None:
    """What is not as it was saved is named and left out, whatever is asked for; the others are exported; status 2."""
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute(f"UPDATE revisions SET {change} WHERE verdict = 'needs_review'")  # noqa: S608
    connection.close()
    done = saved("export", "--all")
    assert (done.returncode, {row[15] for row in rows_of(done)}) == (2, {"verified"})
    assert re.search(said, done.stderr) is not None
    assert "1 damaged record(s) are not exported." in done.stderr


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk(run: Command, tmp_path: Path) -> None:
    """Where the disk is full nothing half written is left, and one sentence says why."""
    pytest.importorskip("openpyxl", reason="workbooks are written with the extra export")
    run("run", *SHEETS, "--model", "offline")
    folder = tmp_path / "there"
    folder.mkdir()
    command = [sys.executable, "-m", "structurer", "export", "--all", "--format"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for name in ("csv", "jsonl", "xlsx"):
        whole = [*command, name, "-o", str(folder / "out")]
        done = subprocess.run(whole, capture_output=True, text=True, env=environment, preexec_fn=_limited, check=False)
        assert done.returncode == 2
        assert re.fullmatch(r"structurer: .*out: cannot be written \(File too large\)\..*\n", done.stderr) is not None
        assert list(folder.iterdir()) == []


def test_the_query_of_the_guide(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide's query runs as it stands on what the guide's command writes, and gives the sheets' own amounts."""
    duckdb = pytest.importorskip("duckdb", reason="the query runs in DuckDB")
    monkeypatch.chdir(tmp_path)
    run(
        "run", *(str(FIXTURES / folder / "source.txt") for folder in FOLDERS), "--model", "offline", "--format", "facts"
    )
    (command,) = re.findall(r"^structurer (export --format parquet -o \S+)", TABLES, re.MULTILINE)
    assert run(*command.split()).returncode == 0
    (query,) = re.findall(r"```sql\n(.*?)```", TABLES, re.DOTALL)
    answer = duckdb.execute(query).fetchall()
    wanted = [
        (int(row[10]), row[1], row[6])
        for row in rows_of(run("export"))
        if (row[4], row[7], row[8], row[9]) == ("funding", "national", "0", "approved")
    ]
    assert [int(yen) for _, _, _, yen in answer] == sorted((yen for yen, _, _ in wanted), reverse=True)[:10]
    assert {(int(yen), project, row) for _, project, row, yen in answer} <= set(wanted)
