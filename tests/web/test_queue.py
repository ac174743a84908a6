"""The lists of records: counts, filters and orders in the address; the 総括表 with every number linked to its print."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlencode

import pytest

from structurer.pipeline import check, save
from structurer.record.tabular.summary import project_summary
from structurer.settings import Settings
from structurer.sheet.given import Given
from structurer.store import Store
from structurer.web.queue import SORTS, Filter
from structurer.web.summaries import Summaries
from tests.support.browser import Client, Page
from tests.support.builders import fixture
from tests.web.conftest import Serve, keep

NAMES = ("tottori-dx", "library-million", "error-section-total", "error-cost-total", "ferry-changes", "stages-as-rows")


@pytest.fixture
def ids(store: Path) -> dict[str, str]:
    """Some sheets saved, by their names."""
    return dict(zip(NAMES, keep(store, *NAMES), strict=True))


def listed(page: Page) -> list[str]:
    """The ids in a list, in its order."""
    links = [one for one in page.tree.all("a") if one.attributes.get("class") == "record-link"]
    return [one.attributes["href"].removeprefix("/sheets/") for one in links]


@pytest.mark.usefixtures("ids")
def test_counts_and_progress(store: Path, serve: Serve) -> None:
    """How many records have each verdict and how many wait, whatever is asked for."""
    client = serve()
    with Store.open(str(store)) as opened:
        verdicts = [one.verdict.value for one in opened.records()]
    waiting, sure = verdicts.count("needs_review"), verdicts.count("verified")
    for query in ("/", "/?text=none", "/projects?verdict=approved"):
        text = client.get(query).text
        assert f"要確認 {waiting} / {len(verdicts)}" in text
        assert f"確認済み {sure}" in text
        assert f"すべて {len(verdicts)}" in text


@pytest.mark.parametrize("address", ["/", "/projects"])
@pytest.mark.parametrize("name", sorted(SORTS))
def test_every_column_orders_the_rows(store: Path, ids: dict[str, str], serve: Serve, address: str, name: str) -> None:
    """In both directions; records that have nothing there come last in either."""
    client = serve()
    rising, falling = (listed(client.get(f"{address}?sort={sign}{name}")) for sign in ("", "-"))
    assert sorted(rising) == sorted(falling) == sorted(ids.values())
    with Store.open(str(store)) as opened:
        amounts = {one.record_id: _amount(opened, one.record_id, name) for one in opened.heads()}
    for order, found in ((1, rising), (-1, falling)):
        values = [value for record_id in found if (value := amounts[record_id]) is not None]
        assert values == sorted(values)[::order]
        assert all(amounts[record_id] is None for record_id in found[len(values) :])


def _amount(store: Store, record_id: str, name: str) -> Fraction | None:
    made = project_summary(store.load(record_id).record.sheet)
    return dict(made.amounts)[name].value if name in dict(made.amounts) else None


@pytest.mark.usefixtures("ids")
def test_a_heading_leads_to_its_order_and_back(serve: Serve) -> None:
    """The largest amount first, then the smallest; what is filtered stays."""
    client = serve()
    page = client.get("/?verdict=needs_review")
    for order in ("descending", "ascending", "descending"):
        link = next(one for one in page.tree.all("a") if one.text.strip(" ▲▼") == "要求額")
        page = client.get("/" + link.attributes["href"])
        heading = next(one for one in page.tree.all("th") if one.text.strip(" ▲▼") == "要求額")
        assert heading.attributes["aria-sort"] == order
        assert len(listed(page)) == 3


def test_filters_by_year_department_and_text(ids: dict[str, str], serve: Serve) -> None:
    """Alone and together; a department is found by its words, too."""
    client = serve()
    page = client.get("/")
    years = [one.attributes["value"] for select in page.tree.all("select") if select.attributes["name"] == "year"
             for one in select.all("option")]  # fmt: skip
    assert years[0] == ""
    assert len(years) > 2
    by_year = {year: listed(client.get(f"/?year={year}")) for year in years[1:]}
    assert sum(map(len, by_year.values())) < len(ids)
    assert all(by_year.values())
    assert listed(client.get(f"/?{urlencode({'department': '文化観光部'})}")) == [ids["tottori-dx"]]
    assert listed(client.get(f"/?{urlencode({'text': '工芸のまち'})}")) == [ids["tottori-dx"]]


@pytest.mark.usefixtures("ids")
def test_an_empty_search_says_so(serve: Serve) -> None:
    """It names what was searched for and leads back; an empty store says something else."""
    page = serve().get(f"/?{urlencode({'text': 'ダム'})}")
    assert "この条件に当てはまる記録はありません: 「ダム」" in page.text
    assert "条件を外す" in page.text
    assert "記録はまだありません" not in page.text


def test_checks_are_named_in_words(ids: dict[str, str], serve: Serve) -> None:
    """The list says what is wrong, not a code."""
    row = next(one for one in serve().get("/").tree.all("tr") if ids["error-cost-total"] in one.text)
    assert "事業費と人件費の和が、トータルコストと一致しない" in row.text
    assert "CST201" not in row.text


def test_the_address_keeps_the_view() -> None:
    """Every part of a view comes back from its address; another view begins at its first page."""
    asked = Filter("needs_review", "港 & 橋", "SUM101", "2026", "土木部", "-request", 3)
    again = Filter.of(dict(pair.split("=", 1) for pair in asked.query(page=3)[1:].split("&")))
    assert (again.verdict, again.code, again.year, again.sort, again.page) == (
        "needs_review", "SUM101", "2026", "-request", 3,
    )  # fmt: skip
    assert "page" not in asked.query(sort="year")
    assert Filter.of({"sort": "__class__", "page": "x", "verdict": "y"}) == Filter()


def amounts(page: Page, record_id: str) -> list[tuple[str, str]]:
    """The numbers of a project's row with the fields that they lead to."""
    row = next(one for one in page.tree.all("tr") if any(record_id in a.attributes["href"] for a in one.all("a")))
    links = [one for one in row.all("a") if one.attributes.get("class") == "amount"]
    return [(one.text, one.attributes["href"]) for one in links]


def test_the_summary_leads_to_every_print(ids: dict[str, str], serve: Serve) -> None:
    """In 千円; each link opens the field of the record that prints the number."""
    client = serve()
    found = amounts(client.get("/projects"), ids["tottori-dx"])
    assert [text for text, _ in found] == ["82,726", "68,582", "14,144", "54,826", "27,413", "27,413"]
    for text, href in found:
        panel = next(
            one for one in client.get(href.partition("#")[0]).tree.all("section")
            if one.attributes.get("class") == "panel"
        )  # fmt: skip
        assert text == "14,144" or text in panel.text


@pytest.mark.usefixtures("ids")
def test_the_sums_say_what_they_leave_out(serve: Serve) -> None:
    """Those that a person or every check vouches for apart; what has no print is counted, not taken for 0."""
    client = serve()
    page = client.get("/projects")
    sure, whole = (one.text for one in page.tree.all("tfoot")[0].all("tr"))
    assert f"合計(確認済み・承認済み) {len(listed(client.get('/?verdict=verified')))} 件" in " ".join(sure.split())
    assert f"合計(要確認を含む) {len(NAMES)} 件" in " ".join(whole.split())
    assert "空欄" in whole
    only = client.get("/projects?verdict=verified")
    assert len(only.tree.all("tfoot")[0].all("tr")) == 1


def test_a_saved_step_shows_at_once(ids: dict[str, str], serve: Serve) -> None:
    """The summary of a record is that of its newest revision."""
    client: Client = serve()
    before = amounts(client.get("/projects"), ids["tottori-dx"])
    page = client.get(f"/sheets/{ids['tottori-dx']}?field=costs.0.rows.1.cells.0.cite")
    client.send(page, "/enter", amount="82727000", reason="財政課に確認した額")
    after = amounts(client.get("/projects"), ids["tottori-dx"])
    assert (before[0][0], after[0][0]) == ("82,726", "82,727")


def test_what_has_ended_is_left_out(store: Path, ids: dict[str, str], serve: Serve) -> None:
    """A record that was withdrawn is in no list and in no count; taken back it is again."""
    client = serve()
    with Store.open(str(store)) as opened:
        opened.withdraw(ids["tottori-dx"], "佐藤", "別の版が正しい")
    for address in ("/", "/projects"):
        page = client.get(address)
        assert ids["tottori-dx"] not in listed(page)
        assert f"すべて {len(NAMES) - 1}" in page.text
    with Store.open(str(store)) as opened:
        opened.restore(ids["tottori-dx"], "佐藤")
    assert ids["tottori-dx"] in listed(client.get("/"))


def test_a_given_year_is_marked(store: Path, serve: Serve) -> None:
    """A year that the sheet does not print stands apart from those that sheets print, and can be asked for."""
    outcome = check(fixture("tottori-dx"), "offline", Settings())
    with Store.open(str(store)) as opened:
        saved = save(replace(outcome, given=Given(fiscal_year=2026, by="佐藤")), opened).saved
    assert saved is not None
    page = serve().get("/?year=2026")
    assert listed(page) == [saved.record_id]
    assert "R8年度 (入力)" in page.text


def test_a_sheet_is_worked_out_once(store: Path, ids: dict[str, str]) -> None:
    """Only what was saved since is read again; a record that is not known any more would not be shown."""
    summaries = Summaries()
    with Store.open(str(store)) as opened:
        first, again = summaries.of(opened), summaries.of(opened)
        known = {head.record_id: head.revision for head in opened.heads()}
        assert [*opened.contents(known)] == []
        assert {found.id for found in opened.contents({})} == set(ids.values())
    assert all(first[record_id] is again[record_id] for record_id in ids.values())
