"""The place of an output: written beside it and moved there whole, so that nobody ever sees half of it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from structurer.errors import OutputError

_NAMED_STREAMS = {Path("/dev/stdout"): 1, Path("/dev/stderr"): 2}
_DESCRIPTORS = (Path("/dev/fd"), Path("/proc/self/fd"))


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A path to write a file to; it takes `output`'s place at the end, or, where anything fails, leaves what was there.

    The file that a link points to is replaced, and the link stays; so does the mode. What is no file (a device, a pipe, what
    is open already), or has other names that must go on meaning it, is written through. OutputError where it cannot be written.
    """
    if output.is_dir():
        raise OutputError(str(output), os.strerror(errno.EISDIR))
    if is_stream(output) or _has_other_names(output):
        with _passing_on(output) as partial:
            yield partial
        return
    place = _meant(output)
    with beside(place, output) as partial:
        yield partial
        if place.exists():
            shutil.copymode(place, partial)
        partial.replace(place)


def is_stream(output: Path) -> bool:
    """True for a device, a pipe or what is open already: each is written through and holds one text."""
    return _open_already(output) is not None or (output.exists() and not output.is_dir() and not output.is_file())


def _open_already(output: Path) -> int | None:
    """The number of the descriptor that a name means, as `/dev/stdout` does; None for any other name.

    A shell may have opened a file for it and go on writing there: nothing may take that file's place, nor cut it off.
    """
    if output.parent in _DESCRIPTORS and output.name.isascii() and output.name.isdecimal():
        return int(output.name)
    return _NAMED_STREAMS.get(output)


def _meant(output: Path) -> Path:
    """The place that a name means, be it a link or not; OutputError for links that go round in a circle."""
    with _said_of(output), suppress(FileNotFoundError):
        output.stat()
    return output.resolve()


def _has_other_names(output: Path) -> bool:
    """True for a file with hard links, each a name of it."""
    return output.exists() and output.stat().st_nlink > 1


@contextmanager
def beside(place: Path, output: Path) -> Iterator[Path]:
    """A name beside a place, of which nothing is left at the end. What cannot be written is an OutputError of `output`."""
    partial = place.with_name(f".{place.name}.{os.getpid()}.part")
    with _said_of(output):
        try:
            yield partial
        finally:
            remove(partial)


def remove(path: Path) -> None:
    """Leave nothing at a path, be it a file or a folder."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _passing_on(output: Path) -> Iterator[Path]:
    """A path to write a file to, whose bytes are written to `output` once they are all there."""
    with _said_of(output), tempfile.TemporaryDirectory() as folder:
        partial = Path(folder, output.name)
        yield partial
        number = _open_already(output)
        with partial.open("rb") as made, open(output if number is None else os.dup(number), "wb") as opened:  # noqa: PTH123
            shutil.copyfileobj(made, opened)


@contextmanager
def _said_of(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(str(output), error.strerror or type(error).__name__) from error
