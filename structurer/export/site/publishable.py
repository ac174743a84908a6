"""A record as it may be published: file names without their folders, wherever the record says them; nothing else is changed."""

from dataclasses import replace

from structurer.record.record import Provenance, Record, ResultRecord
from structurer.record.tabular.revision import Loose, Revision
from structurer.text import lazy_re as re

_FOLDERS = re.compile(r"[/\\]")


def file_name(path: str) -> str:
    """The last part of a path of any system; of a path that ends in none the whole."""
    return _FOLDERS.split(path.rstrip("/\\"))[-1] or path


def published_as(revision: Revision) -> Revision:
    """A saved revision with its record as it may be published."""
    record = publishable(revision.record)
    return Loose(record, revision.record_id, revision.revision, revision.saved_at, revision.author)


def publishable(record: Record) -> Record:
    """The record without the folders of the machine that made it: of its sheet, its document and the file of its model."""
    source, name = record.source, record.source.name
    origin = source.document
    document = None if origin is None else replace(origin, document=file_name(origin.document))
    kept = source.model_copy(update={"name": file_name(name), "document": document})
    results = record.results if file_name(name) == name else tuple(_named(one, name) for one in record.results)
    return record.model_copy(update={"source": kept, "results": results, "reading": _reading(record.reading)})


def _named(result: ResultRecord, name: str) -> ResultRecord:
    if name not in result.name and not any(name in line for line in result.working):
        return result
    short = file_name(name)
    working = tuple(line.replace(name, short) for line in result.working)
    return result.model_copy(update={"name": result.name.replace(name, short), "working": working})


def _reading(reading: Provenance) -> Provenance:
    second = reading.second
    if second is not None:
        second = second.model_copy(update={"by": _reading(second.by)})
    kind, colon, path = reading.model.partition(":")
    model = f"{kind}:{file_name(path)}" if colon and kind == "local" else reading.model
    return reading.model_copy(update={"model": model, "second": second})
