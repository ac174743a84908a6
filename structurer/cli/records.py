"""`structurer check`, `facts`, `records`, `show` and `log`: records out of files and out of the store."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pydantic

from structurer import settings as configuration
from structurer.cli.formats import PrintedRecord, as_facts, formatted, records_of
from structurer.cli.run import recalled
from structurer.cli.status import CLEAN, REVIEW, status
from structurer.documents.intake import read_source, read_sources
from structurer.errors import LineUnknown, ProofFormatUnknown, ProofLineInvalid, RecordInvalid, SourceUnreadable
from structurer.language import say
from structurer.pipeline import judge_following, reading_of, recheck
from structurer.record import wording
from structurer.record.proof_record import proofs_of
from structurer.record.record import Record
from structurer.report import history, phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.output import json_text, notice, write
from structurer.report.proof_text import proof_lines
from structurer.store import RecordAct, RecordSummary, RevisionSummary, Store
from structurer.store.wholeness import Harm
from structurer.text.source import Source

_RECORDS: pydantic.TypeAdapter[Record | list[Record]] = pydantic.TypeAdapter(Record | list[Record])
_LINE = re.compile(r"[Ll]?([0-9]{1,9})")


def check(name: str, source: str | None, output_format: str) -> int:
    """Run every check again on record files or a saved record."""
    records = [record for record, _ in _records_of(name)]
    words = recalled(configuration.load())
    outcomes = [recheck(record, None if source is None else _given(source, record), words) for record in records]
    write(formatted(records_of(outcomes), output_format), output_format=output_format)
    return status(outcome.verdict for outcome in outcomes)


def _given(name: str, record: Record) -> Source:
    """Return the text that a record is checked against: of a document the sheet it was read from, split as it was then."""
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


def records(output_format: str, *, everything: bool) -> None:
    """Print each saved record, the newest first; those that have ended only where everything is asked for."""
    with Store.open(configuration.load().store) as store:
        rows = store.records()
    shown = [row for row in rows if everything or row.ending is None]
    if not rows:
        notice(say("保存された記録はありません。", "Nothing is saved yet."))
    elif len(shown) < len(rows):
        count = len(rows) - len(shown)
        notice(
            say(
                f"ほかに取り下げ・置き換えの済んだ記録が {count} 件あります(--all)。",
                f"And {count} record(s) that were withdrawn or superseded (--all).",
            )
        )
    if output_format == "json":
        write(json_text([asdict(row) for row in shown]) + "\n", output_format="json")
    else:
        write(f"{_record_line(row)}\n" for row in shown)


def _record_line(row: RecordSummary) -> str:
    if row.damaged:
        return f"{row.id}  {say('壊れています(structurer verify)', 'is damaged (structurer verify)')}"
    project = phrases.printable(row.project or row.name)
    findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
    version = say(f"版{row.revisions}", f"revision {row.revisions}")
    parts = [row.id, phrases.verdict(row.verdict), findings, version, _when(row.saved_at), row.model, project]
    return "  ".join(
        parts
        if row.ending is None
        else [*parts, f"[{history.ended(row.ending.author, row.ending.reason, row.ending.superseded_by)}]"]
    )


def withdraw(record: str, by: str | None, reason: str) -> None:
    """Withdraw a record by name, with a reason."""
    settings = configuration.load()
    name, why = wording.author(by or settings.author), wording.reason(record, reason)
    with Store.open(settings.store) as store:
        found = store.withdraw(record, name, why)
        judge_following(store, found, store.load(found).record)
    way = f"structurer records restore {found}"
    print(
        say(
            f"記録 {found} を取り下げました。残りますが、書き出しません。戻すには {way}",
            f"Record {found} is withdrawn: kept, and not exported. To take it back: {way}",
        )
    )


def restore(record: str, by: str | None, reason: str) -> None:
    """Take back a record by name."""
    settings = configuration.load()
    name = wording.author(by or settings.author)
    with Store.open(settings.store) as store:
        found = store.restore(record, name, wording.seen("reason", reason))
        judge_following(store, found, store.load(found).record)
    print(say(f"記録 {found} を戻しました。", f"Record {found} stands again."))


def _when(saved_at: str) -> str:
    """Return a saved time for people: local, to the second."""
    return datetime.fromisoformat(saved_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def show(name: str, revision: int | None, output_format: str, proof: str | None) -> int:
    """Print one saved record as it was saved, or the proofs of one of its lines."""
    line = None if proof is None else _proof_line(proof, output_format)
    with Store.open(configuration.load().store) as store:
        stored = store.load(name, revision)
        lease = store.holder(stored.record_id)
    if lease is not None:
        notice(
            say(
                f"いま {lease.holder} が確認中です({_when(lease.until)} まで)。",
                f"{lease.holder} is reviewing this record now (until {_when(lease.until)}).",
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


def log(name: str, output_format: str) -> None:
    """Print a record's revisions, the newest last, what was done about it as a whole, and whether the chain is whole."""
    with Store.open(configuration.load().store) as store:
        rows, acts, broken = store.log(name), store.acts(name), store.verify(name)
    if output_format == "json":
        tree = {
            "revisions": [_revision_tree(row) for row in rows],
            "acts": [asdict(act) for act in acts],
            "damaged": list(broken),
        }
        write(json_text(tree) + "\n", output_format="json")
    else:
        write(f"{line}\n" for line in (*_log_lines(rows), *map(_act_line, acts)))
    if broken:
        numbers = ", ".join(map(str, broken))
        notice(
            say(
                f"版 {numbers} は保存後に変更されています。",
                f"Revision(s) {numbers} were changed after they were saved.",
            )
        )


def _revision_tree(row: RevisionSummary) -> dict[str, object]:
    review = None if row.review is None else row.review.model_dump(mode="json")
    return {**asdict(replace(row, review=None)), "review": review}


def _act_line(act: RecordAct) -> str:
    return f"-  {_when(act.at)}  {history.act(act.deed, act.place, act.author, act.reason)}"


def _log_lines(rows: list[RevisionSummary]) -> Iterator[str]:
    before = None
    for row in rows:
        parent = "" if row.parent is None else f" ← {row.parent}"
        who = phrases.printable(row.author or row.model)
        findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
        line = f"{row.revision}{parent}  {_when(row.saved_at)}  {phrases.verdict(row.verdict)}  {findings}  {who}  {row.reason}"
        yield line.rstrip()
        if row.review is not None:
            yield from (f"    {act}" for act in history.lines(row.review, before))
        before = row.review


_HARMS: dict[Harm, tuple[str, str]] = {
    "changed": ("保存後に変更されています", "was changed after it was saved"),
    "missing": ("ありません", "is missing"),
    "record_missing": (
        "記録そのものがなく、その版や本文だけが残っています",
        "is gone, and only its revisions or its text are left",
    ),
    "text_missing": ("シートの本文がありません", "has lost the text of its sheet"),
    "text_changed": ("シートの本文が変更されています", "has another text than it was read from"),
    "head_changed": ("一覧用の行が版の内容と違います", "has a row for the queue that says otherwise than the revision"),
}


def verify(output_format: str) -> int:
    """Print what of the store is missing or not as it was saved; REVIEW where anything is."""
    with Store.existing(configuration.load().store) as store:
        found, shown = store.examine(), store.url
    if output_format == "json":
        tree = {
            "records": found.records,
            "revisions": found.revisions,
            "damages": [asdict(one) for one in found.damages],
        }
        write(json_text(tree) + "\n", output_format="json")
        return REVIEW if found.damages else CLEAN
    for one in found.damages:
        named = one.record_id if one.revision is None else f"{one.record_id}@{one.revision}"
        write(say(f"{named}: {_HARMS[one.harm][0]}。\n", f"{named}: {_HARMS[one.harm][1]}.\n"))
    counts = (
        f"記録 {found.records} 件、版 {found.revisions} 件",
        f"{found.records} record(s), {found.revisions} revision(s)",
    )
    bad = len(found.damages)
    ja = f"損傷 {bad} 件" if bad else "すべて保存したときのままです"
    en = f"{bad} damaged or missing" if bad else "all as they were saved"
    write(say(f"{shown}: {counts[0]}。{ja}。\n", f"{shown}: {counts[1]}; {en}.\n"))
    return REVIEW if bad else CLEAN
