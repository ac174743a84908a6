"""The database: every row of the export, types and references that hold, views for people, and flat memory."""

import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from structurer.export import sqlite
from structurer.export.sqlite import SQLITE_TABLES, labelled
from structurer.record.tabular.revision import Loose
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.text.source import Unit
from tests.support.records import cite, exported, facts, reviewed, revision, revisions


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query of a database finds."""
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(query).fetchall()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fixture and a reviewed record as a database."""
    path = tmp_path_factory.mktemp("sqlite") / "budget.db"
    sqlite.write([sqlite.database_rows(exported(*revisions(), reviewed()))], path)
    return path


def test_every_row_is_there(written: Path) -> None:
    """As CSV has it; only what is empty is null."""
    names = ", ".join(f'"{column.name}"' for column in SQLITE_TABLES[2].columns)
    found = rows(written, f"SELECT {names} FROM facts ORDER BY id")  # noqa: S608
    texts = [tuple("" if cell is None else str(cell) for cell in row) for row in found]
    assert texts[: len(facts())] == facts()
    for table in EXPORT_TABLES:
        expected = sum(len([*table.rows(one, one.record.source.rebuild())]) for one in [*revisions(), reviewed()])
        assert rows(written, f'SELECT count(*) FROM "{table.name}"') == [(expected,)]  # noqa: S608


def test_references_and_types_hold(written: Path) -> None:
    """Every code has its word, every row its record; what is whole is a number."""
    assert rows(written, "PRAGMA foreign_key_check") == []
    assert rows(written, "PRAGMA integrity_check") == [("ok",)]
    assert {kind for (kind,) in rows(written, "SELECT DISTINCT typeof(yen) FROM facts")} == {"integer", "null"}
    assert rows(written, "SELECT count(*) FROM facts WHERE stage = ''") == [(0,)]
    assert ("verified", "確認済み") in rows(written, "SELECT * FROM verdict_labels")
    assert set(labelled()) <= {name for (name,) in rows(written, "SELECT name FROM sqlite_master")}


def test_views_are_for_people(written: Path) -> None:
    """Japanese headings and words, one row for each of the table, each figure with the line that prints it."""
    for table, view in (("projects", "総括表"), ("facts", "数値")):
        assert rows(written, f"SELECT count(*) FROM {table}") == rows(written, f"SELECT count(*) FROM {view}")  # noqa: S608
    (found,) = rows(
        written,
        "SELECT 表, 項目, 判定, 印字のある行 FROM 数値 WHERE 事業名 = '伝統工芸継承推進事業' AND 行番号 = 15 LIMIT 1",
    )
    assert found == ("コスト", "トータルコスト", "要確認", "54,826千円 |")


def test_amounts_are_exact(tmp_path: Path) -> None:
    """What no 64 bits hold or has a part of a yen is null beside its exact text; 千円 with a part is text."""
    path = tmp_path / "a.db"
    sqlite.write(
        [
            sqlite.database_rows(
                exported(revision([cite("9" * 30), cite("0.5"), cite("1500"), cite("1/3", Unit.RATIO)]))
            )
        ],
        path,
    )
    found = rows(path, "SELECT amount, yen FROM facts ORDER BY id")
    assert found == [("9" * 30, None), ("0.5", None), ("1500", 1500), ("1/3", None)]
    sqlite.write([sqlite.database_rows(exported(revision([cite("1500")])))], path)
    assert rows(path, "SELECT request FROM projects") == [("1.5",)]


def test_memory_is_flat(tmp_path: Path) -> None:
    """Ten times the records take no more of it."""
    one = max(revisions(), key=lambda found: len(found.record.source.lines))

    def peak(count: int) -> int:
        many = (Loose(one.record, saved_as=f"{number:012x}", revision=1) for number in range(count))
        tracemalloc.start()
        sqlite.write((sqlite.database_rows(exported(one)) for one in many), tmp_path / "many.db")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1)
    assert peak(20) < 2 * peak(2)


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """An error that the place of the output names."""
    with pytest.raises(OSError, match="unable to open"):
        sqlite.write([sqlite.database_rows([])], tmp_path / "none" / "a.db")
