"""The list of what was published: every file with its sha256, every record with its revision and seal.

It also tells a site from any other folder, so that nothing is replaced that this program has not written to the letter.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from structurer.errors import OutputError, SiteOccupied
from structurer.export.site.listed import ListedProject
from structurer.version import __version__

NAME, SUMS = "published.json", "SHA256SUMS"
_SCHEMA = "structurer-site-1"
_LARGEST = 64 * 1024 * 1024
"""Bytes of a list that is read: 100,000 files take a fifth of it."""


def write(folder: Path, projects: Iterable[ListedProject]) -> str:
    """Write the list of everything in a folder, and the sums as `sha256sum -c` reads them; return the sha256 of the sums."""
    files = [{"path": name, "sha256": digest, "bytes": size} for name, digest, size in _files(folder)]
    records = [
        {"record": one.record_id, "revision": one.revision, "verdict": one.verdict, "seal": one.seal, "page": project.page}
        for project in projects
        for one in project.records
    ]  # fmt: skip
    tree = {
        "schema": _SCHEMA,
        "structurer": __version__,
        "records": sorted(records, key=lambda one: str(one["record"])),
        "files": files,
    }
    (folder / NAME).write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
    listing = "".join(f"{digest}  {name}\n" for name, digest, _ in _files(folder))
    (folder / SUMS).write_text(listing, encoding="utf-8", newline="")
    return hashlib.sha256(listing.encode()).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, str, int]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield path.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), len(data)


def check(place: Path, output: Path) -> None:
    """Refuse a place where something is that is no site as it was written: SiteOccupied; nothing and an empty folder pass."""
    try:
        if place.exists() and not _is_replaceable(place):
            raise SiteOccupied(str(output))
    except OSError as error:
        raise OutputError(str(output), error.strerror or type(error).__name__) from error


def _is_replaceable(place: Path) -> bool:
    if not place.is_dir():
        return False
    if not any(place.iterdir()):
        return True
    known = _known(place / NAME)
    if known is None:
        return False
    found = {
        path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir() or path.is_symlink()
    }
    own = {NAME, SUMS}
    if not set(found) <= {*known, *own}:
        return False
    return all(
        not path.is_symlink() and (name in own or hashlib.sha256(path.read_bytes()).hexdigest() == known[name])
        for name, path in found.items()
    )


def _known(listing: Path) -> dict[str, str] | None:
    """The files of a list by their sums; None where it is no list of a site's."""
    if not listing.is_file() or listing.stat().st_size > _LARGEST:
        return None
    try:
        tree: Any = json.loads(listing.read_bytes())
        return {one["path"]: one["sha256"] for one in tree["files"]} if tree["schema"] == _SCHEMA else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
