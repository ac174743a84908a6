"""Pictures on the served pages: of a sheet, and of the projects of one year; each amount leads to its print."""

from pathlib import Path

import pytest

from structurer.store import Store
from tests.support import audited
from tests.support.browser import Element
from tests.web.conftest import Serve, keep


def drawn(page: Element, kind: str) -> list[Element]:
    """The pictures of a kind."""
    return [one for one in page.all("figure") if one.attributes.get("class") == f"picture {kind}"]


def test_a_sheet_has_its_flow_and_its_steps(store: Path, serve: Serve) -> None:
    """Under the record, with a table whose amounts select their fields."""
    (record_id,) = keep(store, "library-million")
    page = serve().get(f"/sheets/{record_id}").tree
    for kind in ("flow", "steps"):
        (picture,) = drawn(page, kind)
        links = [one.attributes["href"] for one in picture.all("a")]
        assert links
        assert all(link.startswith(f"/sheets/{record_id}?field=") for link in links)


def test_projects_of_one_year_have_pictures(store: Path, serve: Serve) -> None:
    """Of those that are verified or approved; several years are not put into one picture, and the page says what to do."""
    with Store.open(str(store)) as opened:
        audited.keep(opened, 3)
        opened.save(audited.made(7, year=7), author=None)
    client = serve()
    several = client.get("/projects")
    assert drawn(several.tree, "areas") == []
    assert "年度を一つに絞ると" in several.text
    page = client.get("/projects?year=2026").tree
    assert len(drawn(page, "changes")) == len(drawn(page, "areas")) == 1
    assert len(drawn(page, "areas")[0].all("tr")) == 4


@pytest.mark.parametrize("name", ["error-percent"])
def test_what_needs_review_is_not_compared(store: Path, serve: Serve, name: str) -> None:
    """An unconfirmed amount stands in no picture of several projects."""
    keep(store, name)
    assert drawn(serve().get("/projects").tree, "areas") == []


def test_the_years_of_a_project_have_their_way(store: Path, serve: Serve) -> None:
    """What both sheets print, by the year that it is of; each amount leads to the sheet that prints it."""
    with Store.open(str(store)) as opened:
        ids = [opened.save(audited.made(1, year=year), author=None).record_id for year in (7, 8)]
    (picture,) = drawn(serve().get(f"/sheets/{ids[1]}/years").tree, "steps")
    assert {one.attributes["href"].split("?")[0] for one in picture.all("a")} == {f"/sheets/{one}" for one in ids}
    assert [one.text for one in picture.all("td")].count("R7年度") == 3
