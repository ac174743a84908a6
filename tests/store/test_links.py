"""The projects of a store: found by key, linked and parted by persons, on both databases."""

from pathlib import Path

import pytest

from structurer import errors
from structurer.record.record import Record
from structurer.record.years.project_key import ProjectHead
from structurer.sheet.given import Given
from structurer.sheet.model import Identity, Label
from structurer.store import Store
from tests.support.stores import execute, leave, record, select


def of(year: int, name: str = "海浜清掃事業", code: str | None = None, department: str = "環境部") -> Record:
    """A record of a project in one year."""
    made = record(f"{name} {year} {code}\n1千円\n")
    identity = Identity(
        project=Label(text=name),
        department=Label(text=department),
        code=None if code is None else Label(text=code),
    )
    given = Given(publisher="汐見県", fiscal_year=year, by="佐藤")
    return made.model_copy(update={"sheet": made.sheet.model_copy(update={"identity": identity}), "given": given})


def save(store: Store, *records: Record) -> list[str]:
    """Save records; return their ids."""
    return [store.save(one, author=None).record_id for one in records]


def years(store: Store, asked: str) -> list[int | None]:
    """The years of a project."""
    return [one.head.fiscal_year for one in store.projects.find(asked).standing]


def test_years_of_a_project(url: str) -> None:
    """A project is found by any record, by code and by name, and keeps its id when an earlier year is added."""
    with Store.open(url) as store:
        now, other = save(store, of(2026, code="0903"), of(2026, "河川清掃事業"))
        project = store.projects.of(now)
        assert (project.id, project.acts, years(store, now)) == (now, (), [2026])
        (before,) = save(store, of(2025, "海浜清掃 事業費"))
        assert store.projects.of(before).id == store.projects.of(now).id == now
        assert years(store, "海浜清掃") == years(store, "09 03") == years(store, before[:8]) == [2025, 2026]
        assert years(store, other) == [2026]
        with pytest.raises(errors.ProjectUnknown):
            store.projects.find("砂丘")


def test_a_name_of_several_projects(url: str) -> None:
    """It must be chosen by a record."""
    with Store.open(url) as store:
        ids = save(store, of(2026), of(2025, department="総務部"))
        with pytest.raises(errors.ProjectAmbiguous) as caught:
            store.projects.find("海浜清掃事業")
        assert all(one in str(caught.value) for one in ids)


def test_persons_link_and_part(url: str) -> None:
    """Each act is kept with who and when; what stands is not said twice; nothing is taken away."""
    with Store.open(url) as store:
        one, other = save(store, of(2025), of(2026, "砂浜保全事業"))
        act = store.projects.link(one, other[:8], "佐藤", "改称")
        assert (act.record, act.other, act.deed, act.author, act.reason) == (one, other, "linked", "佐藤", "改称")
        assert store.projects.link(other, one, "鈴木") == act
        assert years(store, one) == [2025, 2026]
        store.projects.link(other, one, "鈴木", apart=True)
        assert [store.projects.of(record).standing[0].record for record in (one, other)] == [one, other]
        assert [(act.deed, act.author) for act in store.projects.of(one).acts] == [
            ("linked", "佐藤"),
            ("apart", "鈴木"),
        ]
    assert len(select(url, "SELECT * FROM link_acts")) == 2


def test_what_cannot_be_linked(url: str) -> None:
    """A record to itself, and one that is not there."""
    with Store.open(url) as store:
        (one,) = save(store, of(2025))
        with pytest.raises(errors.RecordLinkedToItself):
            store.projects.link(one, one[:6], "佐藤")
        with pytest.raises(errors.RecordUnknown):
            store.projects.link(one, "0" * 12, "佐藤")
    assert select(url, "SELECT * FROM link_acts") == []


def test_records_that_have_ended(url: str) -> None:
    """They hold the project together and are named apart."""
    with Store.open(url) as store:
        one, other = save(store, of(2025), of(2026))
        store.withdraw(one, "佐藤", "重複")
        project = store.projects.of(other)
        assert (project.id, project.ended) == (one, frozenset({one}))
        assert [member.record for member in project.standing] == [other]


def test_a_sheet_that_is_not_saved_yet(url: str) -> None:
    """Its head leads to the records of its project; a saved record's acts count for it."""
    with Store.open(url) as store:
        one, other = save(store, of(2025), of(2026, "砂浜保全事業"))
        new = ProjectHead("汐見県", "環境部", None, "海浜清掃", 2026)
        assert [member.record for member in store.projects.beside(new)] == [one]
        store.projects.link(other, one, "佐藤")
        assert [member.record for member in store.projects.beside(new, other)] == [one]
        assert store.projects.beside(ProjectHead(), None) == ()


def test_a_head_that_changes(url: str) -> None:
    """The newest revision decides by what a record is known."""
    with Store.open(url) as store:
        one, _ = save(store, of(2025), of(2026))
        renamed = of(2025).model_copy(update={"given": Given(publisher="内海県", fiscal_year=2025, by="佐藤")})
        store.save(renamed, author="佐藤")
        assert years(store, one) == [2025]


@pytest.mark.parametrize("spoilt", ["'{'", "'7'", "X'ff'"])
def test_spoilt_columns(tmp_path: Path, spoilt: str) -> None:
    """A record whose sheet is no JSON, or no text, is of no project; the others are found."""
    url = str(tmp_path / "store.db")
    with Store.open(url) as store:
        one, other = save(store, of(2025), of(2026))
    execute(url, "DELETE FROM project_heads", f"UPDATE revisions SET sheet = {spoilt} WHERE record_id = '{one}'")  # noqa: S608
    with Store.open(url) as store:
        assert [member.record for member in store.projects.of(other).members] == [other]
        assert [member.record for member in store.projects.of(one).members] == [one]


def test_revisions_that_are_gone(tmp_path: Path) -> None:
    """Without its first one a record is found, without any it is alone."""
    url = str(tmp_path / "store.db")
    with Store.open(url) as store:
        one, other = save(store, of(2025), of(2026))
        store.save(of(2025), author="佐藤")
    execute(url, f"DELETE FROM revisions WHERE record_id = '{one}' AND number = 1")  # noqa: S608
    with Store.open(url) as store:
        assert store.projects.of(other).id == one
    execute(url, f"DELETE FROM revisions WHERE record_id = '{one}'")  # noqa: S608
    execute(url, f"DELETE FROM project_heads WHERE record_id = '{one}'")  # noqa: S608
    with Store.open(url) as store:
        assert [member.record for member in store.projects.of(one).members] == [one]


def test_records_of_an_older_store(empty: str) -> None:
    """Their heads are worked out when a project is first asked for, a damaged one without keys."""
    leave(empty, 8)
    execute(empty, "UPDATE revisions SET sheet = '{\"identity\": 7}' WHERE name = 'road.txt'")
    with Store.open(empty) as store:
        assert [len(store.projects.of(row.id).members) for row in store.records()] == [1, 1]
    rows = select(empty, "SELECT name, number FROM project_heads ORDER BY number")
    assert rows == [(None, 1), ("公園整備", 2)]
    execute(empty, "UPDATE project_heads SET rules = 0, name = 'x'")
    with Store.open(empty) as store:
        assert store.projects.find("公園整備事業").standing
