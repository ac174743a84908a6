"""Which files a batch takes."""

from pathlib import Path

import pytest

from structurer.batch.discovery import FoundDocuments, find_documents
from structurer.errors import NothingToRead, SourceNotFound
from structurer.sheet.facts import HEADER


def folder(tmp_path: Path) -> Path:
    """Documents, other files, and what is hidden."""
    for name in ("b.txt", "a.PDF", "c/d.html", "c/e.csv", ".hidden.txt", ".git/f.txt", "g"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(found: FoundDocuments, top: Path) -> list[str]:
    """Paths below a folder."""
    return [str(Path(name).relative_to(top)) for name in found.documents]


def test_a_folder(tmp_path: Path) -> None:
    """What is called like a document, in order; the rest is named, what is hidden is not."""
    found = find_documents([str(folder(tmp_path))])
    assert names(found, tmp_path) == ["a.PDF", "b.txt", "c/d.html", "c/e.csv"]
    assert [Path(name).name for name in found.passed_over] == ["g"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_exported_tables(tmp_path: Path, mark: str) -> None:
    """A CSV is a document, unless it is a table that structurer wrote into the folder; named by itself it is taken all the same."""
    (tmp_path / "sheet.csv").write_text("区分,要求額\n", encoding="utf-8")
    (tmp_path / "facts.csv").write_text(f"{mark}{','.join(HEADER)}\n", encoding="utf-8")
    found = find_documents([str(tmp_path)])
    assert (names(found, tmp_path), [Path(name).name for name in found.passed_over]) == (["sheet.csv"], ["facts.csv"])
    assert names(find_documents([str(tmp_path / "facts.csv")]), tmp_path) == ["facts.csv"]


def test_office_files(tmp_path: Path) -> None:
    """An old one is taken, so that its error gives advice; the lock beside an open one is nothing at all."""
    for name in ("old.xls", "old.doc", "~$open.docx"):
        (tmp_path / name).write_text("x")
    found = find_documents([str(tmp_path)])
    assert (names(found, tmp_path), found.passed_over) == (["old.doc", "old.xls"], ())


def test_nothing_to_read(tmp_path: Path) -> None:
    """An empty folder may be one that is not mounted; a sheet from stdin is the other command's."""
    for path in (str(tmp_path), "-"):
        with pytest.raises(NothingToRead):
            find_documents([path])


def test_a_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    """And once, however often it is named."""
    top = folder(tmp_path)
    found = find_documents([str(top / "g"), str(top / "c"), str(top / "c" / "d.html"), str(top / "c" / "e.csv")])
    assert names(found, top) == ["g", "c/d.html", "c/e.csv"]


def test_links_to_folders_lead_nowhere(tmp_path: Path) -> None:
    """A folder that contains itself comes to an end."""
    (folder(tmp_path) / "c" / "loop").symlink_to(tmp_path)
    assert len(find_documents([str(tmp_path)]).documents) == 4


def test_no_such_path(tmp_path: Path) -> None:
    """Said before anything is read."""
    with pytest.raises(SourceNotFound, match="nowhere"):
        find_documents([str(folder(tmp_path)), "nowhere"])
