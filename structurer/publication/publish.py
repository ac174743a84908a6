"""Writing a site: beside its place, and moved there whole; twice over the records, so that one project is in memory at a time."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from structurer.errors import NothingToPublish
from structurer.export import text
from structurer.export.revision import Loose, Revision
from structurer.export.tables import EXPORT_TABLES
from structurer.export.target import exchanged_folder
from structurer.publication import digest
from structurer.publication.listed import ListedProject, ListedRevision, listed, projects
from structurer.publication.pages import SitePages, script
from structurer.publication.publishable import publishable
from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.rendering import style
from structurer.store import Store

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package: the same records make the same bytes."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What was written: how many records and projects, and the sha256 of the list of all files."""

    records: int
    projects: int
    digest: str


def publish(store: Store, revisions: Iterable[Revision], output: Path) -> PublishedSite:
    """Write a site of some revisions of a store.

    SiteOccupied where anything but an earlier site, as it was written, or an empty folder is in its place; NothingToPublish
    where there is no record; OutputError where it cannot be written. What was there before stays until the new one is whole.
    """
    place = output.resolve()
    digest.check(place, output)
    with exchanged_folder(place, output) as folder:
        known = _package(store, revisions, folder / "data")
        if not known:
            raise NothingToPublish
        _zip(folder / "data", folder / "data.zip")
        found = projects(store, known)
        _pages(store, found, folder)
        made = PublishedSite(len(known), len(found), digest.write(folder, found))
        digest.check(place, output)  # what somebody put there meanwhile is not lost either
    return made


def _package(store: Store, revisions: Iterable[Revision], folder: Path) -> list[ListedRevision]:
    """Write the data package, and return what the index lists of each record."""
    folder.mkdir()
    known: list[ListedRevision] = []

    def public() -> Iterator[Revision]:
        for revision in revisions:
            shown = Loose(
                publishable(revision.record), revision.record_id, revision.revision, revision.saved_at, revision.author
            )
            log = store.log(revision.record_id)
            known.append(listed(shown, next(one.seal for one in log if one.revision == revision.revision)))
            yield shown

    text.csv_folder((text.csv_texts(EXPORT_TABLES, "円", [one]) for one in public()), folder)
    return known


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _pages(store: Store, found: tuple[ListedProject, ...], folder: Path) -> None:
    pages = SitePages(found)
    written: dict[str, Callable[[], str]] = {
        "index.html": pages.index, "compared.html": pages.compared, "published.html": pages.published,
        "search.js": pages.search, "site.js": script, "style.css": style,
    }  # fmt: skip
    for name, made in written.items():
        _write(folder / name, made())
    (folder / "projects").mkdir()
    for project in found:
        records = {one.record_id: _indexed(store, one) for one in project.records}
        _write(folder / project.page, pages.project(project, records))


def _indexed(store: Store, one: ListedRevision) -> IndexedRecord:
    record = publishable(store.load(one.record_id, one.revision).record)
    reviews = [record.review] if one.revision == 1 else [row.review for row in store.log(one.record_id)]
    return IndexedRecord(record, corrected(reviews))


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="")
