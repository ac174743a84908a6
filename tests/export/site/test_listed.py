"""The published records as the years of their projects, and what a record is found by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer.export.site.listed import ListedProject, ListedRevision, listed, projects, searched
from structurer.record.record import Record
from structurer.record.tabular.revision import Loose
from structurer.store import Store
from tests.support.audited import made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(str(tmp_path / "store.db")) as opened:
        yield opened


def one(store: Store, record: Record) -> ListedRevision:
    """A record that is saved, as it is listed."""
    saved = store.save(record, author=None)
    return listed(Loose(record, saved.record_id, saved.revision), "ab" * 32)


def years(found: tuple[ListedProject, ...]) -> list[list[int | None]]:
    """The years on each page."""
    return [[record.year for record in project.records] for project in found]


def test_years_are_on_one_page(store: Store) -> None:
    """The newest first; the page is called by the record that was saved first, whatever years come later."""
    old, now, other = one(store, made(1, year=7)), one(store, made(1)), one(store, made(2))
    found = projects(store, (now, other, old))
    assert years(found) == [[2026], [2026, 2025]]
    assert found[1].page == f"projects/{old.record_id}.html"
    earlier = one(store, made(1, year=6))
    assert projects(store, (earlier, now, other, old))[1].page == found[1].page


def test_what_a_person_held_apart_is_apart(store: Store) -> None:
    """The store's own projects are shown, so a person's word counts here, too."""
    old, now = one(store, made(1, year=7)), one(store, made(1))
    store.projects.link(now.record_id, old.record_id, "佐藤", "別の花壇", apart=True)
    assert sorted(years(projects(store, (old, now)))) == [[2025], [2026]]


def test_an_unpublished_year_is_in_no_address(store: Store) -> None:
    """Neither among the years nor in the page's name, though it was saved first."""
    old, now = one(store, made(1, year=7)), one(store, made(1))
    (found,) = projects(store, (now,))
    assert (found.records, found.page) == ((now,), f"projects/{now.record_id}.html")
    assert old.record_id not in found.page


def test_what_a_record_is_found_by(store: Store) -> None:
    """Names, labels and the text of the sheet, in any width and case."""
    record = one(store, made(1))
    for word in ("花壇", "農林水産部", "国庫 支出金", "Ｓｈｅｅｔ-１", "1,001"):
        assert searched(word) in record.text
    assert searched("図書館") not in record.text
