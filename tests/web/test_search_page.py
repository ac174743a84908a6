"""The page of the search: words, facets as links, an amount as it is typed, and what cannot be understood."""

from pathlib import Path
from urllib.parse import quote

import pytest

from structurer.store import Store
from tests.support.browser import Client, Page
from tests.web.conftest import Serve, keep


@pytest.fixture(autouse=True)
def ids(store: Path) -> list[str]:
    """Three sheets saved."""
    return keep(store, "library-million", "tottori-dx", "parks-plain")


def asked(client: Client, query: str) -> Page:
    """The page of a search."""
    return client.get(f"/search?{quote(query, safe='=&+')}")


def found(page: Page) -> list[str]:
    """The ids of the records on a page."""
    links = [one for one in page.tree.all("a") if one.attributes.get("class") == "record-link"]
    return [one.attributes["href"].removeprefix("/sheets/") for one in links]


def follow(client: Client, page: Page, words: str) -> Page:
    """The page behind the first link with these words."""
    link = next(one for one in page.tree.all("a") if one.text.strip() == words)
    return client.get(f"/search{link.attributes['href']}")


def test_words(ids: list[str], serve: Serve) -> None:
    """The lines that print them are shown and lead to the sheet; the words are marked."""
    client = serve()
    assert 'href="/search"' in client.get("/").html
    page = asked(client, "words=工芸")
    assert found(page) == [ids[1]]
    assert {one.text for one in page.tree.all("mark")} == {"工芸"}
    assert f"/sheets/{ids[1]}#L2" in page.html
    assert "当てはまる記録はありません" in asked(client, "words=隕石").text


def test_facets(ids: list[str], serve: Serve) -> None:
    """A link leaves what it counts, and a second click takes it back; the words stay."""
    client = serve()
    page = asked(client, "words=事業")
    assert sorted(found(page)) == sorted(ids)
    narrowed = follow(client, page, "要確認")
    assert found(narrowed) == [ids[1]]
    assert 'name="words" value="事業"' in narrowed.html
    assert sorted(found(follow(client, narrowed, "要確認 ×"))) == sorted(ids)


def test_an_amount(ids: list[str], serve: Serve) -> None:
    """As people write it; what is none is said, and nothing is found."""
    client = serve()
    assert found(asked(client, "amount=5,000万円以上6,000万円以下")) == [ids[1]]
    page = asked(client, "words=事業&amount=たくさん")
    assert (page.status, found(page)) == (422, [])
    assert "たくさん: 金額の範囲として読めません" in page.text
    assert asked(client, "words=・").status == 422
    assert len(found(asked(client, "verdict=nonsense&page=x"))) == 3


@pytest.mark.parametrize("year", ["²", "٢", "9" * 5_000])
def test_a_year_that_is_none(serve: Serve, year: str) -> None:
    """What looks like a digit and is no number is refused like any other word."""
    assert asked(serve(), f"words=事業&year={year}").status == 422


def test_withdrawn_records(store: Path, ids: list[str], serve: Serve) -> None:
    """They are shown only where they are asked for, and marked."""
    with Store.open(str(store)) as opened:
        opened.withdraw(ids[1], "佐藤", "試し")
    client = serve()
    assert found(asked(client, "words=工芸")) == []
    assert "取り下げ・置き換え済み" in asked(client, "words=工芸&ended=1").tree.all("ol")[0].text


def test_what_is_typed_is_text(serve: Serve) -> None:
    """Nothing of it becomes a part of the page."""
    page = asked(serve(), 'words=<b>"x"&department=<script>')
    assert "<script>" not in page.html.replace('<script src="/static/review.js" defer>', "")
    assert page.tree.all("b") == serve().get("/search").tree.all("b")
