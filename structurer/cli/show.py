"""`structurer check`, `facts` and `show`: records out of files and out of the store."""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pydantic

from structurer import settings as configuration
from structurer.cli.formats import PrintedRecord, as_facts, formatted, records_of
from structurer.cli.status import status
from structurer.errors import LineUnknown, ProofFormatUnknown, ProofLineInvalid, RecordInvalid, SourceUnreadable
from structurer.language import say
from structurer.record.record import Record
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.output import json_text, notice, write
from structurer.report.proof_text import proof_lines
from structurer.store import Store
from structurer.text import lazy_re as re

if TYPE_CHECKING:  # what is saved is shown without a reader or a check
    from structurer.text.source import Source

_RECORDS: pydantic.TypeAdapter[Record | list[Record]] = pydantic.TypeAdapter(Record | list[Record])
_LINE = re.compile(r"[Ll]?([0-9]{1,9})")


def check(name: str, source: str | None, output_format: str) -> int:
    """Run every check again on record files or a saved record."""
    from structurer.cli.run import recalled
    from structurer.pipeline import recheck

    records = [record for record, _ in _records_of(name)]
    words = recalled(configuration.load())
    outcomes = [recheck(record, None if source is None else _given(source, record), words) for record in records]
    write(formatted(records_of(outcomes), output_format), output_format=output_format)
    return status(outcome.verdict for outcome in outcomes)


def _given(name: str, record: Record) -> "Source":
    """Return the text that a record is checked against: of a document the sheet it was read from, split as it was then."""
    from structurer.documents.intake import read_source, read_sources

    origin = record.source.document
    if origin is None or origin.split == "none":
        return read_source(name)
    sources = read_sources(name, "auto")
    return next((source for source in sources if source.sha256 == record.source.sha256), sources[0])


def _records_file(path: str) -> list[Record]:
    """Return the records of a JSON file, one or an array of them; RecordInvalid names the place that does not fit."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        found = _RECORDS.validate_json(data)
    except OSError as error:
        raise SourceUnreadable(path, error.strerror or type(error).__name__) from error
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[-1]
        place = ".".join(str(step) for step in first["loc"] if step not in {"Record", "list[Record]"}) or "JSON"
        raise RecordInvalid(path, place, first["msg"]) from None
    return found if isinstance(found, list) else [found]


def facts(names: list[str]) -> None:
    """Print the tidy table of record files or saved records."""
    write(as_facts([found for name in names for found in _records_of(name)]), output_format="facts")


def _records_of(name: str) -> list[PrintedRecord]:
    """Return records by the name of a file (or `-`), or by the id of a saved one."""
    if name == "-" or Path(name).suffix == ".json" or Path(name).exists():
        return [(record, None) for record in _records_file(name)]
    with Store.open(configuration.load().store) as store:
        stored = store.load(name)
        return [(stored.record, (stored.record_id, stored.revision))]


def show(name: str, revision: int | None, output_format: str, proof: str | None) -> int:
    """Print one saved record as it was saved, or the proofs of one of its lines."""
    line = None if proof is None else _proof_line(proof, output_format)
    with Store.open(configuration.load().store) as store:
        stored = store.load(name, revision)
        lease = store.holder(stored.record_id)
    if lease is not None:
        notice(
            say(
                f"いま {lease.holder} が確認中です({phrases.when(lease.until)} まで)。",
                f"{lease.holder} is reviewing this record now (until {phrases.when(lease.until)}).",
            )
        )
    found = [(stored.record, (stored.record_id, stored.revision))]
    shown = formatted(found, output_format) if line is None else _proofs(stored.record, line, output_format)
    write(shown, output_format=output_format)
    return status([stored.record.verdict])


def _proof_line(asked: str, output_format: str) -> int:
    """Return the line of `--proof L15`; ProofLineInvalid for any other text."""
    if output_format not in {"text", "json"}:
        raise ProofFormatUnknown(output_format)
    found = _LINE.fullmatch(unicodedata.normalize("NFKC", asked).strip())
    if found is None:
        raise ProofLineInvalid(asked)
    return int(found[1])


def _proofs(record: Record, line: int, output_format: str) -> Iterator[str]:
    """Yield the proofs of a line; those of a record that was saved without any are worked out."""
    if not 1 <= line <= len(record.source.lines):
        raise LineUnknown(line, len(record.source.lines))
    if record.proofs is None:
        from structurer.cli.run import recalled
        from structurer.pipeline import reading_of
        from structurer.record.making import proofs_of

        notice(
            say(
                "この版は根拠なしで保存されているため、いま調べました。",
                "This revision was saved without proofs; they were worked out now.",
            )
        )
        record = record.model_copy(
            update={"proofs": proofs_of(reading_of(record, words=recalled(configuration.load())))}
        )
    indexed = IndexedRecord(record)
    if output_format == "json":
        yield json_text([proof.model_dump(mode="json") for proof in record.proofs or () if proof.line == line]) + "\n"
        return
    yield from (f"{text}\n" for text in proof_lines(indexed, line))
