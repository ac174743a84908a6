"""A site is whole or not there, replaces nothing but a site, and has in it what may be published and nothing else."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer import pipeline
from structurer.errors import NothingToPublish, OutputError, SiteOccupied
from structurer.export.selection import ExportSelection
from structurer.export.site.publish import PublishedSite, publish
from structurer.settings import Settings
from structurer.store import Head, Store
from tests.support.audited import keep, made
from tests.support.browser import Element, parsed
from tests.support.builders import FIXTURES, fixture
from tests.web.test_hostile import HOSTILE, TAGS, offline


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with three verified records and one that needs review."""
    with Store.open(str(tmp_path / "store.db")) as opened:
        keep(opened, 3)
        yield opened


def published(store: Store, output: Path, *, everything: bool = False) -> PublishedSite:
    """Write a site of a store."""
    return publish(store, store.url, ExportSelection(store.heads(), everything), output)


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def links(page: Element) -> Iterator[str]:
    """Everything that a page leads to or loads."""
    pending = [page]
    while pending:
        element = pending.pop()
        yield from (text for name, text in element.attributes.items() if name in {"href", "src"})
        pending += element.children


def test_every_link_leads_somewhere(store: Store, tmp_path: Path) -> None:
    """Inside the site, to a file and a place in it that are there; nothing leads or asks outside."""
    store.save(made(1, year=7), author=None)
    published(store, tmp_path / "site")
    found = files(tmp_path / "site")
    ids = {name: set(re.findall(rb' id="([^"]+)"', data)) for name, data in found.items()}
    for name in (name for name in found if name.endswith(".html")):
        for link in links(parsed(found[name].decode())):
            if link == "data:,":
                continue
            path, _, place = link.partition("#")
            target = name if not path else (Path(name).parent / path).as_posix().replace("projects/../", "")
            assert target in found, (name, link)
            assert not place or place.encode() in ids[target], (name, link)
        assert re.search(rb"https?:", found[name]) is None


def test_a_project_has_its_years_and_their_figures(store: Store, tmp_path: Path) -> None:
    """Both years on one page, each figure with its line and its proof, and the way of the amounts over the years."""
    store.save(made(1, year=7), author=None)
    site = published(store, tmp_path / "site")
    assert (site.records, site.projects) == (4, 3)
    pages = [data.decode() for name, data in files(tmp_path / "site").items() if name.startswith("projects/")]
    (page,) = (one for one in pages if one.count('class="record"') == 2)
    for words in ("FY2026", "FY2025", "From request to settlement", "1,001", 'class="why"', "(L8)"):
        assert words in page


def test_the_list_of_what_was_published(store: Store, tmp_path: Path) -> None:
    """Every file with its sum, every record with the seal that the store has; the same records make the same site."""
    site = published(store, tmp_path / "site")
    found = files(tmp_path / "site")
    tree = json.loads(found["published.json"])
    assert {one["path"]: one["sha256"] for one in tree["files"]} == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in found.items()
        if name not in {"published.json", "SHA256SUMS"}
    }
    assert {one["record"]: one["seal"] for one in tree["records"]} == {
        line.id: store.log(line.id)[-1].seal for line in store.records()
    }
    sums = dict(line.split("  ")[::-1] for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"}
    assert site.digest == hashlib.sha256(found["SHA256SUMS"]).hexdigest()
    assert published(store, tmp_path / "again").digest == site.digest


def test_the_data_package(store: Store, tmp_path: Path) -> None:
    """The tables of an export, beside the pages and in one archive."""
    published(store, tmp_path / "site")
    data = tmp_path / "site" / "data"
    with (data / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * 8
    assert {row["verdict"] for row in rows} == {"verified"}
    described = json.loads((data / "datapackage.json").read_bytes())
    assert {one["path"] for one in described["resources"]} == {path.name for path in data.glob("*.csv")}
    assert (tmp_path / "site" / "data.zip").read_bytes().startswith(b"PK")


def test_what_has_ended_is_in_nothing(store: Store, tmp_path: Path) -> None:
    """Withdrawn or superseded: neither its id nor its name is in any file, not even with everything asked for."""
    gone = store.save(made(20), author=None).record_id
    store.withdraw(gone, "佐藤", "二重に提出された")
    name = made(20).sheet.identity.project
    assert name is not None
    published(store, tmp_path / "site", everything=True)
    for data in files(tmp_path / "site").values():
        assert gone.encode() not in data
        assert name.text.encode() not in data


def test_what_needs_review_is_there_on_demand_and_marked(store: Store, tmp_path: Path) -> None:
    """By default in no file; with everything asked for marked in the index and on its page, and in no picture of several."""
    waiting = store.save(
        pipeline.check(fixture("error-percent"), "offline", Settings()).record(), author=None
    ).record_id
    published(store, tmp_path / "site")
    assert not any(waiting.encode() in data for data in files(tmp_path / "site").values())
    published(store, tmp_path / "site", everything=True)
    found = files(tmp_path / "site")
    assert b"unconfirmed" in found["index.html"]
    assert b"Unconfirmed" in found[f"projects/{waiting}.html"]
    assert waiting.encode() not in found["compared.html"]
    published(store, tmp_path / "site")
    assert f"projects/{waiting}.html" not in files(tmp_path / "site")


def test_everything_of_a_sheet_is_text(tmp_path: Path) -> None:
    """Every hostile sheet on every page: only our own tags, no handler, no style, no script but our two files."""
    with Store.open(str(tmp_path / "store.db")) as store:
        for name in HOSTILE:
            store.save(offline(name), author=None)
        published(store, tmp_path / "site", everything=True)
    for name, data in files(tmp_path / "site").items():
        if not name.endswith(".html"):
            continue
        pending = list(parsed(data.decode()).children)
        while pending:
            element = pending.pop()
            assert element.tag in TAGS | {"noscript"}
            assert not {one for one in element.attributes if one.startswith("on") or one in {"style", "srcdoc"}}
            if element.tag == "script":
                assert element.attributes["src"] in {"search.js", "site.js"}
                assert not element.text.strip()
            pending += element.children
    script = (tmp_path / "site" / "search.js").read_text(encoding="utf-8")
    assert "<" not in script
    assert json.loads(script.removeprefix("window.structurerTexts = ").rstrip(";\n"))


FOREIGN = {
    "a file of another's": lambda site: (site / "notes.txt").write_text("mine"),
    "a page changed by hand": lambda site: (site / "index.html").write_text("mine"),
    "no list": lambda site: (site / "published.json").unlink(),
    "a list of something else": lambda site: (site / "published.json").write_text('{"schema": "other"}'),
    "a list that is none": lambda site: (site / "published.json").write_text("[" * 100_000),
    "a link": lambda site: (site / "projects" / "other.html").symlink_to(FIXTURES / "README.md"),
}


@pytest.mark.parametrize("change", FOREIGN)
def test_nothing_but_a_site_is_replaced(store: Store, tmp_path: Path, change: str) -> None:
    """Refused by name, and every byte is as it was."""
    output = tmp_path / "site"
    published(store, output)
    FOREIGN[change](output)
    before = files(output)
    store.save(made(9), author=None)
    with pytest.raises(SiteOccupied, match="site"):
        published(store, output)
    assert files(output) == before
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("store.db")) == ["site"]


def test_a_file_or_a_folder_of_files_is_no_site(store: Store, tmp_path: Path) -> None:
    """Neither is replaced; an empty folder and an earlier site are."""
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(SiteOccupied):
        published(store, taken)
    assert taken.read_text() == "mine"
    with pytest.raises(SiteOccupied):
        published(store, tmp_path)
    (tmp_path / "site").mkdir()
    first = published(store, tmp_path / "site").digest
    store.save(made(9), author=None)
    assert published(store, tmp_path / "site").digest != first
    with pytest.raises(OutputError):
        published(store, tmp_path / "no" / "site")


def test_a_failure_leaves_the_old_site(store: Store, tmp_path: Path) -> None:
    """Whatever goes wrong on the way, the site that was there stays, and nothing of the new one is left."""
    output = tmp_path / "site"
    published(store, output)
    before = files(output)

    def failing() -> Iterator[Head]:
        yield from store.heads()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(store, store.url, ExportSelection(failing(), everything=False), output)
    with pytest.raises(NothingToPublish):
        publish(store, store.url, ExportSelection(iter(()), everything=False), output)
    assert files(output) == before
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("store.db")) == ["site"]


def test_no_folder_of_this_machine_is_published(tmp_path: Path) -> None:
    """The path that a sheet was read from is in no file of the site."""
    with Store.open(str(tmp_path / "store.db")) as store:
        record = made(1)
        place = str(tmp_path / "sheet-1.txt")
        named = record.model_copy(update={"source": record.source.model_copy(update={"name": place})})
        store.save(named, author=None)
        published(store, tmp_path / "site")
    for data in files(tmp_path / "site").values():
        assert str(tmp_path).encode() not in data
