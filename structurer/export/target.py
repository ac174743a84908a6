"""The folder of an export: written beside its place and moved there whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from structurer.errors import OutputError, OutputOccupied
from structurer.report.place import beside, remove


@contextmanager
def replacing_folder(output: Path, names: frozenset[str]) -> Iterator[Path]:
    """A new folder to write to; it takes `output`'s place at the end, or, where anything fails, leaves what was there.

    An earlier folder is replaced only where it holds the files with these `names` and nothing else: OutputOccupied where it
    does not, OutputError where nothing can be written.
    """
    place = output.resolve()
    if place.exists() and not _is_replaceable(place, output, names):
        raise OutputOccupied(str(output))
    with exchanged_folder(place, output) as partial:
        yield partial


@contextmanager
def exchanged_folder(place: Path, output: Path) -> Iterator[Path]:
    """A new folder that takes a place at the end, whatever is there; where anything fails, what was there stays.

    What cannot be written is an OutputError of `output`.
    """
    with beside(place, output) as partial:
        partial.mkdir()
        yield partial
        _exchange(partial, place)


def _is_replaceable(place: Path, output: Path, names: frozenset[str]) -> bool:
    try:
        return place.is_dir() and {entry.name for entry in place.iterdir()} in (set(), names)
    except OSError as error:
        raise OutputError(str(output), error.strerror or type(error).__name__) from error


def _exchange(made: Path, place: Path) -> None:
    """No system call puts one folder in the place of another: the old one steps aside, and comes back if that fails."""
    aside = made.with_suffix(".old")
    if place.exists():
        place.rename(aside)
    try:
        made.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
    remove(aside)
