"""CSV and JSON lines: what comes out is what went in, to the character."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.export.text import FOLDER, CsvForm, csv_folder, csv_texts, facts_csv, json_lines, json_texts
from structurer.record.record import Record
from structurer.record.tabular.column import ExportTable
from structurer.record.tabular.exported import ExportKind
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.revision import Loose
from structurer.record.tabular.tables import EXPORT_TABLES, FINDINGS, RECORDS
from structurer.sheet.facts import HEADER
from tests.support.builders import proves
from tests.support.records import AT, cite, exported, facts, outcomes, reviewed, revision, revisions


def facts_of(*given: Loose) -> list[tuple[str, ...]]:
    """The facts as CSV, read back; with their header."""
    out = io.BytesIO()
    facts_csv([csv_texts((FACTS,), "円", exported(*given))], out)
    return list(map(tuple, csv.reader(io.StringIO(out.getvalue().decode(), newline=""), strict=True)))


def written(folder: Path, table: ExportTable) -> list[dict[str, str]]:
    """A table of a folder, read back."""
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_facts_of_every_fixture() -> None:
    """The contract's columns in its order with the facts of each outcome, then the verdict and the revision."""
    header, *rows = facts_of(*revisions())
    assert header == (*HEADER, "verdict", "revision")
    assert rows == facts()
    assert len(rows) > 1000


def test_a_folder_holds_every_table(tmp_path: Path) -> None:
    """One file for each table and the description; the facts are the same as alone, and every row names a record."""
    csv_folder([csv_texts(EXPORT_TABLES, "円", exported(*revisions()))], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FOLDER
    assert [tuple(row.values()) for row in written(tmp_path, FACTS)] == facts()
    records = {row["record"] for row in written(tmp_path, RECORDS)}
    assert len(records) == len(outcomes())
    assert all({row["record"] for row in written(tmp_path, table)} <= records for table in EXPORT_TABLES)


def test_another_unit_of_money(tmp_path: Path) -> None:
    """Yen in 千円 or 百万円 are exact, say so, and come back; every other amount is as it was, and so is every other table."""
    out = io.BytesIO()
    facts_csv([csv_texts((FACTS,), "百万円", exported(*revisions()))], out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))[1:]
    for row, own in zip(rows, facts(), strict=True):
        scale = 1_000_000 if own[11] == "yen" else 1
        assert Fraction(row[10]) * scale == Fraction(own[10])
        assert (row[11], row[:10], row[12:]) == ("百万円" if scale > 1 else own[11], list(own[:10]), list(own[12:]))
    csv_folder([csv_texts(EXPORT_TABLES, "千円", exported(*revisions()))], tmp_path, CsvForm("utf-8-sig", "千円"))
    assert (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbfrecord,")
    fields = json.loads((tmp_path / "datapackage.json").read_bytes())["resources"][2]
    assert (fields["name"], fields["encoding"]) == ("facts", "utf-8-sig")
    assert (
        "千円" in next(field for field in fields["schema"]["fields"] if field["name"] == "unit")["constraints"]["enum"]
    )


def test_a_record_counts_what_it_has(tmp_path: Path) -> None:
    """The counts of a record are the rows that the other tables have of it, and the figures of its text."""
    csv_folder([csv_texts(EXPORT_TABLES, "円", exported(*revisions()))], tmp_path)
    rows, found = written(tmp_path, FACTS), written(tmp_path, FINDINGS)
    for record, outcome in zip(written(tmp_path, RECORDS), outcomes(), strict=True):
        assert int(record["facts"]) == sum(row["record"] == record["record"] for row in rows)
        assert int(record["findings"]) == sum(row["record"] == record["record"] for row in found)
        assert int(record["open_findings"]) == len(outcome.findings)
        assert int(record["figures"]) == len(outcome.source.figures)
        assert int(record["unclaimed"]) == len(outcome.record().unclaimed)


def test_a_finding_says_who_accepted_it(tmp_path: Path) -> None:
    """A finding is a row with its working and lines, waived or open; a claim that holds is none."""
    csv_folder([csv_texts(EXPORT_TABLES, "円", exported(reviewed()))], tmp_path)
    waived, unsettled = written(tmp_path, FINDINGS)
    assert (waived["waived_by"], waived["waived_at"], waived["waived_reason"]) == ("鈴木", AT, "印字のとおり")
    assert (unsettled["waived_by"], unsettled["waived_reason"]) == ("", "")
    assert (waived["difference"], waived["lines"]) == ("100000", "4 2")
    assert waived["working"] == "4,200 + 1,150\n≠ 5,450"
    (record,) = written(tmp_path, RECORDS)
    assert (record["findings"], record["open_findings"], record["verdict"]) == ("2", "1", "needs_review")


def test_a_record_names_its_document(tmp_path: Path) -> None:
    """Where the text was taken from a document, the record names the document and the place in it."""
    csv_folder([csv_texts(EXPORT_TABLES, "円", exported(reviewed()))], tmp_path)
    (record,) = written(tmp_path, RECORDS)
    assert (record["document"], record["part"], record["parts"]) == ("予算.xlsx", "2", "3")
    assert record["document_sha256"] == "ab" * 32


@proves
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n",=+-@\u2028\x85')))
def test_any_text_comes_back(text: str) -> None:
    """A project's name comes back as it is, whatever stands in it, and no line is torn."""
    made = revision([cite("1")], project=text)
    _, row = facts_of(made)
    assert row[1] == text
    out = io.BytesIO()
    line = json_texts(exported(made, kind=ExportKind.LINE))
    json_lines([line, line], out)
    assert out.getvalue().count(b"\n") == len(out.getvalue().decode().splitlines()) == 2


def test_one_record_a_line() -> None:
    """Each line is the record, and nothing else."""
    out = io.BytesIO()
    json_lines([json_texts(exported(*revisions(), kind=ExportKind.LINE))], out)
    read = [Record.model_validate_json(line) for line in out.getvalue().splitlines()]
    assert read == [outcome.record() for outcome in outcomes()]


@pytest.mark.parametrize("table", EXPORT_TABLES, ids=lambda table: table.name)
def test_a_row_fits_its_header(table: ExportTable) -> None:
    """Every row has a text for every column, and a column that is never empty is not."""
    rows = [row for one in (*revisions(), reviewed()) for row in table.rows(one, one.record.source.rebuild())]
    assert rows
    for row in rows:
        assert all(text or not column.filled for column, text in zip(table.columns, row, strict=True))
        assert all(text in {"", *column.words} for column, text in zip(table.columns, row, strict=True) if column.words)
