"""A folder is there whole or not at all, and nothing that is not an earlier one is replaced."""

from pathlib import Path

import pytest

from structurer.errors import OutputError, OutputOccupied
from structurer.export.target import replacing_folder

NAMES = frozenset({"a.csv", "b.csv"})


def names(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fill(folder: Path, text: str) -> None:
    """Write the files of an output."""
    for name in NAMES:
        (folder / name).write_text(text)


def test_a_folder_takes_its_place_at_the_end(tmp_path: Path) -> None:
    """An earlier folder is replaced as a whole; an empty one is taken."""
    output = tmp_path / "tables"
    output.mkdir()
    for text in ("old", "new"):
        with replacing_folder(output, NAMES) as partial:
            fill(partial, text)
        assert {path.read_text() for path in output.iterdir()} == {text}
    assert (names(tmp_path), names(output)) == (["tables"], sorted(NAMES))


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    """Whatever goes wrong, the old folder stays and no part of the new one is left."""
    output = tmp_path / "tables"
    output.mkdir()
    fill(output, "old")

    def write() -> None:
        with replacing_folder(output, NAMES) as partial:
            (partial / "a.csv").write_text("half")
            (partial / "no" / "b.csv").write_text("half")

    with pytest.raises(OutputError):
        write()
    assert ({path.read_text() for path in output.iterdir()}, names(tmp_path)) == ({"old"}, ["tables"])


def test_a_folder_that_cannot_be_moved(tmp_path: Path) -> None:
    """Where the new folder is gone before it can take its place, the old one comes back."""
    output = tmp_path / "tables"
    output.mkdir()
    fill(output, "old")
    with pytest.raises(OutputError), replacing_folder(output, NAMES) as partial:
        partial.rmdir()
    assert ({path.read_text() for path in output.iterdir()}, names(tmp_path)) == ({"old"}, ["tables"])


@pytest.mark.parametrize("others", [["a.csv"], ["a.csv", "b.csv", "notes.txt"], ["thesis.docx"]])
def test_another_folder_is_spared(tmp_path: Path, others: list[str]) -> None:
    """A folder with other files, or not with all of them, is somebody's own."""
    for name in others:
        (tmp_path / name).write_text("mine")
    with pytest.raises(OutputOccupied), replacing_folder(tmp_path, NAMES):
        pytest.fail("it was taken")
    assert names(tmp_path) == sorted(others)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file with the name of the folder is spared."""
    (tmp_path / "tables").write_text("mine")
    with pytest.raises(OutputOccupied), replacing_folder(tmp_path / "tables", NAMES):
        pytest.fail("it was taken")
