"""What each command but `run` does, apart from the parsing of its arguments. Returns the exit status."""

import errno
import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import pydantic

from structurer import settings as configuration
from structurer.checks.claim import Verdict
from structurer.documents.intake import read_source, read_sources
from structurer.errors import OutputError, OutputIsInput, RecordInvalid, SourceUnreadable
from structurer.language import say
from structurer.pipeline import Outcome, recheck
from structurer.record.correction import Review
from structurer.record.record import Record
from structurer.report import catalogue, history, phrases, text
from structurer.report.output import json_text, notice
from structurer.sheet import facts as tidy
from structurer.store import Store
from structurer.text.source import Source

CLEAN, REVIEW, FAILED = 0, 1, 2
_RECORDS: pydantic.TypeAdapter[Record | list[Record]] = pydantic.TypeAdapter(Record | list[Record])


def status(verdicts: Iterable[Verdict]) -> int:
    """The exit status of some verdicts."""
    return REVIEW if any(verdict is Verdict.NEEDS_REVIEW for verdict in verdicts) else CLEAN


def formatted(outcomes: list[Outcome], output_format: str) -> Callable[[], None]:
    """How outcomes are printed: text for people, one JSON object (an array for several sheets), or CSV."""
    kept = [(outcome.record(), outcome.saved) for outcome in outcomes]
    places = [None if saved is None else (saved.record_id, saved.revision) for _, saved in kept]
    return _printer([record for record, _ in kept], places, output_format)


def _printer(
    records: list[Record],
    places: list[tuple[str, int] | None],
    output_format: str,
    reviews: Sequence[Sequence[Review | None]] = (),
) -> Callable[[], None]:
    def as_text() -> None:
        console = text.console()
        for number, (record, place) in enumerate(zip(records, places, strict=True)):
            console.print(*([""] if number else []), text.render(record, place), sep="\n", soft_wrap=True)

    def as_json() -> None:
        objects = [record.model_dump(mode="json", by_alias=True) for record in records]
        print(json_text(objects[0] if len(objects) == 1 else objects))

    def as_facts() -> None:
        rows = [
            row
            for record, place in zip(records, places, strict=True)
            for row in tidy.fact_rows(record.sheet, record.source.rebuild(), _id(record, place))
        ]
        sys.stdout.write(tidy.as_csv(rows))

    def as_html() -> None:
        from structurer.report.page import file

        sys.stdout.write(file.render(records, places, reviews))

    return {"text": as_text, "json": as_json, "facts": as_facts, "html": as_html}[output_format]


def _id(record: Record, place: tuple[str, int] | None) -> str:
    """The id a record has in a store, or would have."""
    return record.source.sha256[:12] if place is None else place[0]


def spare(output: Path | None, inputs: Iterable[str]) -> None:
    """Before the work, and not after it: OutputError where nothing can be written to a place, OutputIsInput where it is read."""
    if output is None:
        return
    reason = errno.EISDIR if output.is_dir() else 0 if output.parent.is_dir() else errno.ENOENT
    if reason:
        raise OutputError(str(output), os.strerror(reason))
    if any(_is_same(name, output) for name in inputs if name != "-"):
        raise OutputIsInput(str(output))


def _is_same(name: str, output: Path) -> bool:
    try:
        return output.samefile(name)
    except OSError:  # one of the two is not there
        return False


def write(printer: Callable[[], None], output: Path | None, output_format: str) -> None:
    """Print to stdout, or whole to a file: a full disk leaves the file that was there. JSON and CSV are UTF-8 anywhere."""
    if output is None:
        if output_format != "text" and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        printer()
        sys.stdout.flush()
        return
    partial = output.with_name(f".{output.name}.{os.getpid()}.part")
    standard = sys.stdout
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            sys.stdout = file
            printer()
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(str(output), error.strerror or type(error).__name__) from error
    finally:
        sys.stdout = standard


def check(name: str, source: str | None, output_format: str) -> int:
    """Every check again on record files or a saved record."""
    records = [record for record, _ in _records_of(name)]
    outcomes = [recheck(record, None if source is None else _given(source, record)) for record in records]
    write(formatted(outcomes, output_format), None, output_format)
    return status(outcome.verdict for outcome in outcomes)


def _given(name: str, record: Record) -> Source:
    """The text that a record is checked against: of a document the sheet it was read from, by the way it was split then."""
    origin = record.source.document
    if origin is None or origin.split == "none":
        return read_source(name)
    sources = read_sources(name, "auto")
    return next((source for source in sources if source.sha256 == record.source.sha256), sources[0])


def _records_file(path: str) -> list[Record]:
    """The records of a JSON file, one or an array of them; RecordInvalid names the place that does not fit."""
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


def checks() -> None:
    """Print the catalogue."""
    for line in catalogue.listing():
        print(line)


def explain(code: str) -> None:
    """Print one check's documentation."""
    print(catalogue.explanation(catalogue.find(code)))


def facts(names: list[str]) -> None:
    """Print the tidy table of record files or saved records."""
    kept = [found for name in names for found in _records_of(name)]
    write(_printer([record for record, _ in kept], [place for _, place in kept], "facts"), None, "facts")


def _records_of(name: str) -> list[tuple[Record, tuple[str, int] | None]]:
    """Records by the name of a file (or `-`), or by the id of a saved one."""
    if name == "-" or Path(name).suffix == ".json" or Path(name).exists():
        return [(record, None) for record in _records_file(name)]
    with Store.open(configuration.load().store) as store:
        stored = store.load(name)
        return [(stored.record, (stored.record_id, stored.revision))]


def records() -> None:
    """Print one line for each saved record."""
    with Store.open(configuration.load().store) as store:
        rows = store.records()
        if not rows:
            notice(say("保存された記録はありません。", "Nothing is saved yet."))
        for row in rows:
            project = phrases.printable(row.project or row.name)
            findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
            version = say(f"版{row.revisions}", f"revision {row.revisions}")
            print(
                f"{row.id}  {phrases.verdict(row.verdict)}  {findings}  {version}  {_when(row.saved_at)}  {row.model}  {project}"
            )


def _when(saved_at: str) -> str:
    """A saved time for people: local, to the second."""
    return datetime.fromisoformat(saved_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def show(name: str, revision: int | None, output_format: str) -> int:
    """Print one saved record as it was saved."""
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
    write(_printer([stored.record], [(stored.record_id, stored.revision)], output_format), None, output_format)
    return status([stored.record.verdict])


def log(name: str) -> None:
    """Print a record's revisions, the newest last, and whether the chain is whole."""
    with Store.open(configuration.load().store) as store:
        before = None
        for row in store.log(name):
            parent = "" if row.parent is None else f" ← {row.parent}"
            who = phrases.printable(row.author or row.model)
            findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
            line = f"{row.revision}{parent}  {_when(row.saved_at)}  {phrases.verdict(row.verdict)}  {findings}  {who}  {row.reason}"
            print(line.rstrip())
            for told in () if row.review is None else history.lines(row.review, before):
                print(f"    {told}")
            before = row.review
        broken = store.verify(name)
    if broken:
        numbers = ", ".join(map(str, broken))
        notice(
            say(
                f"版 {numbers} は保存後に変更されています。",
                f"Revision(s) {numbers} were changed after they were saved.",
            )
        )


def schema() -> None:
    """Print the JSON Schema of a record."""
    print(json.dumps(Record.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))


def prompts() -> None:
    """Print each prompt file with its version and sha256."""
    from structurer.reading import prompting

    for name in prompting.names():
        found = prompting.prompt(name)
        print(f"{hashlib.sha256(found.content).hexdigest()}  {found.version}  {name}.md")


def doctor(model: str | None) -> int:
    """Print what is configured and whether it works."""
    from structurer.cli import doctor as examination

    return examination.report(model)
