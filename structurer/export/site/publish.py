"""Writing a site: beside its place, and moved there whole; twice over the records, of which some are in memory at a time."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from structurer.errors import NothingToPublish, RevisionDamaged
from structurer.export import text
from structurer.export.parts import RecordForm, parts
from structurer.export.selection import ExportSelection
from structurer.export.site import digest
from structurer.export.site.article import RecordArticle, articles
from structurer.export.site.listed import ListedProject, ListedRevision, listed, projects
from structurer.export.site.pages import SitePages
from structurer.export.site.publishable import published_as
from structurer.export.site.templates_of import script
from structurer.export.target import exchanged_folder
from structurer.record.tabular.exported import Exported, ExportKind
from structurer.record.tabular.revision import Revision
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.report.indexed import corrected
from structurer.report.page.rendering import style
from structurer.store import Head, Store

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package: the same records make the same bytes."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What was written: how many records and projects, and the sha256 of the list of all files."""

    records: int
    projects: int
    digest: str


@dataclass(frozen=True, slots=True)
class PackagePart:
    """Some records as the data package and the index have them: a text for each table, and what is listed of each record."""

    texts: tuple[bytes, ...]
    records: tuple[ListedRevision, ...]


def publish(store: Store, url: str | None, selection: ExportSelection, output: Path) -> PublishedSite:
    """Write a site of the selected records of a store, which is at this address for other processes.

    SiteOccupied where anything but an earlier site, as it was written, or an empty folder is in its place; NothingToPublish
    where there is no record; OutputError where it cannot be written. What was there before stays until the new one is whole.
    """
    place = output.resolve()
    digest.check(place, output)
    with exchanged_folder(place, output) as folder:
        site = _Site(store, url, folder)
        known = site.package(selection)
        if not known:
            raise NothingToPublish
        found = projects(store, known)
        site.pages(found)
        made = PublishedSite(len(known), len(found), digest.write(folder, found))
        digest.check(place, output)  # what somebody put there meanwhile is not lost either
    return made


class _Site:
    """A site that is being written to a folder."""

    def __init__(self, store: Store, url: str | None, folder: Path) -> None:
        self._store, self._url, self._folder = store, url, folder
        self._heads: dict[str, Head] = {}
        self._corrected: dict[str, frozenset[str]] = {}

    def package(self, selection: ExportSelection) -> list[ListedRevision]:
        """Write the data package, and return what is listed of each record."""
        known: list[ListedRevision] = []
        made = parts(self._store, self._url, self._noted(selection), RecordForm(_package_part))

        def texts() -> Iterator[Sequence[bytes]]:
            for part in chain.from_iterable(selection.pieces(made)):
                known.extend(map(self._sealed, part.records))
                yield part.texts

        data = self._folder / "data"
        data.mkdir()
        text.csv_folder(texts(), data)
        _zip(data, self._folder / "data.zip")
        return known

    def _noted(self, selection: ExportSelection) -> Iterator[Head]:
        for head in selection:
            self._heads[head.record_id] = head
            yield head

    def _sealed(self, one: ListedRevision) -> ListedRevision:
        """The record with its seal; what persons corrected in any revision of it is noted for its page."""
        log = self._store.log(one.record_id)
        own = corrected(row.review for row in log)
        if own:
            self._corrected[one.record_id] = own
        return replace(one, seal=next(row.seal for row in log if row.revision == one.revision))

    def pages(self, found: Sequence[ListedProject]) -> None:
        """Write every page."""
        pages = SitePages(found)
        written: dict[str, Callable[[], str]] = {
            "index.html": pages.index, "compared.html": pages.compared, "published.html": pages.published,
            "search.js": pages.search, "site.js": script, "style.css": style,
        }  # fmt: skip
        for name, made in written.items():
            _write(self._folder / name, made())
        (self._folder / "projects").mkdir()
        heads = [self._heads[one.record_id] for project in found for one in project.records]
        made_elsewhere = parts(self._store, self._url, heads, RecordForm(partial(articles, self._corrected)))
        every = chain.from_iterable(part.pieces for part in made_elsewhere)
        for project in found:  # the articles come in the order of the heads
            own = [self._its(one, next(every, None)) for one in project.records]
            _write(self._folder / project.page, pages.project(project, own))

    def _its(self, one: ListedRevision, made: RecordArticle | None) -> RecordArticle:
        """The article of a record; RevisionDamaged where it could be read for the package and cannot any more."""
        if made is None or made.record_id != one.record_id:
            raise RevisionDamaged(self._store.url, one.record_id, one.revision)
        return made


def _package_part(revisions: Sequence[Revision]) -> tuple[PackagePart]:
    shown = [published_as(revision) for revision in revisions]
    rows = [Exported.of(revision, ExportKind.ROWS) for revision in shown]
    return (PackagePart(text.csv_texts(EXPORT_TABLES, "円", rows), tuple(map(listed, shown))),)


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="")
