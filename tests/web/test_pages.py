"""The pages: the queue and its filters, what is selected, the languages, the history."""

from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.browser import Client, Element
from tests.web.conftest import Serve, keep

CODE = "CST201"


@pytest.fixture
def ids(store: Path) -> list[str]:
    """Three sheets saved: two with findings, one without."""
    return keep(store, "library-million", "error-section-total", "error-cost-total")


def listed(client: Client, query: str = "") -> list[str]:
    """The ids in the queue, in its order."""
    links = client.get(f"/{query}").tree.all("a")
    return [
        one.attributes["href"].removeprefix("/sheets/") for one in links if one.attributes.get("class") == "record-link"
    ]


def test_the_queue_is_worst_first(store: Path, ids: list[str], serve: Serve) -> None:
    """By what is at stake; what needs no review comes last."""
    with Store.open(str(store)) as opened:
        waiting = [entry.id for entry in opened.queue()]
    assert listed(serve()) == [*waiting, ids[0]]
    assert len(waiting) == 2


def test_filters(ids: list[str], serve: Serve) -> None:
    """By verdict, by text, by the code of a check, and by all of them at once."""
    client = serve()
    assert listed(client, "?verdict=verified") == [ids[0]]
    assert listed(client, "?text=library") == [ids[0]]
    assert listed(client, f"?text={ids[1][:6].upper()}") == [ids[1]]
    assert listed(client, "?code=sum101&verdict=needs_review") == [ids[1]]
    assert listed(client, "?code=SUM101&text=library") == []
    assert listed(client, "?verdict=nonsense&page=x") == listed(client)
    assert "当てはまる記録はありません" in client.get("/?text=none").text


def test_an_empty_store(serve: Serve) -> None:
    """It says how records come here."""
    assert "structurer run" in serve().get("/").text


def test_languages(ids: list[str], serve: Serve) -> None:
    """Japanese first; the switch is kept for this browser only."""
    client, other = serve(), serve()
    assert "確認事項" in client.get(f"/sheets/{ids[1]}").text
    assert "Findings" in client.get("/?lang=en").text + client.get(f"/sheets/{ids[1]}").text
    assert 'lang="en"' in client.get("/").html
    assert 'lang="ja"' in other.get("/").html
    assert "There is no such page." in client.get("/nothing").text
    assert 'lang="ja"' in client.get("/?lang=ja").html


def test_the_server_may_speak_english(ids: list[str], serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """STRUCTURER_LANG decides where the reader has not."""
    client = serve()
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    assert 'lang="en"' in client.get(f"/sheets/{ids[0]}").html


def classed(page: Element, tag: str, *names: str) -> list[Element]:
    """The elements of a tag with all these classes."""
    return [one for one in page.all(tag) if set(names) <= set(one.attributes.get("class", "").split())]


def test_a_field_lights_up_its_figure_and_equation(ids: list[str], serve: Serve) -> None:
    """Without JavaScript too: the field, its figure, and the others of the equations it is in."""
    page = serve().get(f"/sheets/{ids[2]}?field=costs.0.rows.0.cells.2.cite").tree
    (figure,), (field,) = classed(page, "a", "figure", "lit"), classed(page, "a", "field", "lit")
    assert figure.attributes["data-figure"] == field.attributes["data-figure"]
    assert len(classed(page, "a", "figure", "akin")) >= 2
    back = serve().get(f"/sheets/{ids[2]}?figure={figure.attributes['data-figure']}").tree
    assert [one.attributes["data-path"] for one in classed(back, "a", "field", "lit")] == [
        "costs.0.rows.0.cells.2.cite"
    ]


def test_every_figure_is_marked(ids: list[str], serve: Serve) -> None:
    """By a class that says what became of it, and in words for those who see no colour."""
    page = serve().get(f"/sheets/{ids[2]}").tree
    marked = [one for one in page.all("a") if "figure" in one.attributes.get("class", "").split()]
    assert {one.attributes["class"].split()[1] for one in marked} >= {"cited", "finding"}
    assert all(one.attributes["title"] for one in marked)


def test_funding_bars(ids: list[str], serve: Serve) -> None:
    """Each stage's sources with their amounts, in words beside the picture."""
    page = serve().get(f"/sheets/{ids[0]}").tree
    pictures = [one for one in page.all("svg") if one.attributes.get("class") == "stack"]
    assert pictures
    assert all(one.attributes["aria-label"] for one in pictures)


def test_history(store: Path, ids: list[str], serve: Serve) -> None:
    """The page names each author and act; any two revisions can be compared; a revision is shown as it was."""
    client = serve()
    page = client.get(f"/sheets/{ids[2]}?head=project")
    client.send(page, "/identify", text="別の名前", reason="表記の訂正")
    page = client.get(f"/sheets/{ids[2]}/history")
    assert "別の名前" in page.text
    assert "版 1 → 2" in page.text
    assert "表記の訂正" in page.text
    assert client.get(f"/sheets/{ids[2]}/history?from=2&to=2").status == 200
    assert client.get(f"/sheets/{ids[2]}/history?from=9&to=x").status == 200
    old = client.get(f"/sheets/{ids[2]}/revisions/1")
    assert "別の名前" not in old.text
    assert old.forms("/waive") == []
    assert client.get(f"/sheets/{ids[2]}/revisions/9").status == 404
    with Store.open(str(store)) as opened:
        assert opened.load(ids[2]).revision == 2
