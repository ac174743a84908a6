"""A file is there whole or not at all; what is no file is written through."""

import os
import stat
import tty
from pathlib import Path
from threading import Thread

import pytest

from structurer.errors import OutputError
from structurer.report.place import replacing


def names(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def put(output: Path, text: str) -> None:
    """Write a file to a place."""
    with replacing(output) as partial:
        partial.write_text(text)


def test_a_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    """Until the end the old file stands there; afterwards the new one, and nothing beside it."""
    output = tmp_path / "facts.csv"
    for text in ("old", "new"):
        with replacing(output) as partial:
            partial.write_text(text)
            assert output.exists() is (text == "new")
        assert output.read_text() == text
    assert names(tmp_path) == ["facts.csv"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """Whatever goes wrong, the old file stays and no part of the new one is left."""
    output = tmp_path / "facts.csv"
    output.write_text("old")

    def write() -> None:
        with replacing(output) as partial:
            partial.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert (output.read_text(), names(tmp_path)) == ("old", ["facts.csv"])


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """No such folder, or a folder where the file should be: one sentence with the name that was asked for."""
    with pytest.raises(OutputError, match="no/facts"), replacing(tmp_path / "no" / "facts.csv") as partial:
        partial.write_text("x")
    with pytest.raises(OutputError), replacing(tmp_path):
        pytest.fail("a folder is no file")


def test_what_a_link_points_to(tmp_path: Path) -> None:
    """The link stays a link, and what it points to has the new text."""
    (tmp_path / "year").mkdir()
    link = tmp_path / "newest.txt"
    link.symlink_to(tmp_path / "year" / "sheet.txt")
    for text in ("old", "new"):
        put(link, text)
        assert (link.is_symlink(), link.read_text(), names(tmp_path / "year")) == (True, text, ["sheet.txt"])


def test_links_in_a_circle(tmp_path: Path) -> None:
    """They mean no place: one sentence with the name that was asked for, and the links stay."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OutputError, match="one"):
        put(one, "new")
    assert one.is_symlink()
    assert other.is_symlink()


def test_another_name_of_a_file(tmp_path: Path) -> None:
    """A file with two names goes on having both."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("old, and longer")
    other.hardlink_to(one)
    put(one, "new")
    assert (one.read_text(), other.read_text(), names(tmp_path)) == ("new", "new", ["one", "other"])


def test_the_mode_stays(tmp_path: Path) -> None:
    """A file that only its owner may read is so afterwards."""
    output = tmp_path / "sheet.txt"
    output.write_text("old")
    output.chmod(0o600)
    put(output, "new")
    assert (stat.S_IMODE(output.stat().st_mode), output.read_text()) == (0o600, "new")


def test_a_pipe(tmp_path: Path) -> None:
    """Whoever reads from it gets the text, and it is still a pipe."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    put(pipe, "new")
    reader.join(10)
    assert (read, pipe.is_fifo(), names(tmp_path)) == (["new"], True, ["pipe"])


def test_a_device() -> None:
    """It is written to and stays what it was."""
    master, slave = os.openpty()
    try:
        tty.setraw(slave)
        device = Path(os.ttyname(slave))
        put(device, "new")
        assert (os.read(master, 99), stat.S_ISCHR(device.stat().st_mode)) == (b"new", True)
    finally:
        os.close(master)
        os.close(slave)


def test_what_is_open_already(tmp_path: Path) -> None:
    """A file that a shell opened goes on where it is: what stands there stays, what comes later follows, cut off or replaced is nothing."""
    log = tmp_path / "log"
    with log.open("wb", buffering=0) as opened:
        opened.write(b"before ")
        put(Path(f"/dev/fd/{opened.fileno()}"), "new")
        opened.write(b" after")
    assert (log.read_text(), names(tmp_path)) == ("before new after", ["log"])


def test_what_is_not_open() -> None:
    """A number that nothing has is a name that cannot be written."""
    with pytest.raises(OutputError, match="/dev/fd/9999"):
        put(Path("/dev/fd/9999"), "new")
