"""The page of words: questions, answers by name, and nothing from anywhere else."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from structurer.pipeline import check, save
from structurer.settings import Settings
from structurer.store import Store
from structurer.text.source import Source
from tests.support.browser import Client, Page
from tests.support.taught import funding
from tests.web.conftest import Serve

HERE = "publisher:潮浜県"


@pytest.fixture(autouse=True)
def sheet(store: Path) -> str:
    """A saved sheet with words that nobody knows; its record."""
    return kept(store, funding(0).source)


def kept(store: Path, source: Source) -> str:
    """A sheet read offline and saved."""
    with Store.open(str(store)) as opened:
        saved = save(check(source, "offline", Settings()), opened).saved
        assert saved is not None
        return saved.record_id


def sent(client: Client, deed: str, **fields: str) -> Page:
    """A form of the page as it is sent."""
    return client.post(f"/words/{deed}", {"csrf": token(client), "scope": HERE, **fields})


def token(client: Client) -> str:
    """The token of the page's forms."""
    return client.get("/words").form("/words/confirm")["csrf"]


def states(store: Path) -> dict[str, str]:
    """How every word stands."""
    with Store.open(str(store)) as opened:
        return {word.word: word.state for word in opened.words.standings()}


def test_a_question_is_answered(store: Path, sheet: str, serve: Serve) -> None:
    """By the name of the visitor, with a known word; the queue leads there."""
    client = serve()
    assert 'href="/words"' in client.get("/").html
    page = client.get("/words")
    assert "臨財債 = ?" in page.text
    assert f"/sheets/{sheet}" in page.html
    assert sent(client, "confirm", word="臨財債", meaning="起債").status == 200
    assert sent(client, "confirm", word="裁定額", meaning="計上").status == 200
    assert states(store) == {"臨財債": "confirmed", "裁定額": "waiting", "業務の別": "asked"}
    assert "佐藤" in client.get("/words").text
    assert sent(client, "revoke", word="臨財債", reason="別の財源").status == 200
    assert states(store)["臨財債"] == "revoked"


def test_what_is_refused_is_said(store: Path, serve: Serve) -> None:
    """On the page itself; nothing is kept."""
    client, before = serve(), states(store)
    for word, meaning, scope in (("隣県裁定額", "計上", HERE), ("臨財債", "<b>金</b>", HERE), ("臨財債", "", "x")):
        page = sent(client, "confirm", word=word, meaning=meaning, scope=scope)
        assert page.status == 422
        assert "<b>金" not in page.html
    assert sent(client, "revoke", word="無い語").status == 422
    assert sent(client, "bless", word="臨財債").status == 404
    assert client.post("/words/confirm", {"csrf": token(client)}).status == 400
    assert states(store) == before


def test_only_our_own_form_is_taken(store: Path, serve: Serve) -> None:
    """With its token, from this origin, where something may be written at all."""
    client, before = serve(), states(store)
    form = {"word": "臨財債", "scope": HERE, "meaning": "起債"}
    for other in ("", "0" * 64):
        assert client.post("/words/confirm", {**form, "csrf": other}).status == 403
    csrf = token(client)
    kind = "application/x-www-form-urlencoded"
    elsewhere = {"Content-Type": kind, "Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert client.request("POST", "/words/confirm", urlencode({**form, "csrf": csrf}).encode(), elsewhere).status == 403
    assert client.request("GET", "/words/confirm").status == 405
    assert states(store) == before
    locked = serve(read_only=True)
    assert {form.attributes["method"] for form in locked.get("/words").tree.all("form")} == {"dialog"}
    assert locked.post("/words/confirm", {**form, "csrf": csrf}).status == 403


def test_strangers_see_no_words(store: Path, serve: Serve) -> None:
    """Where reviewers are registered only they do."""
    with Store.open(str(store)) as opened:
        opened.reviewers.add("佐藤")
    client = serve()
    assert "臨財債" not in client.get("/words").html
    form = {"csrf": "", "word": "臨財債", "scope": HERE, "meaning": "起債"}
    client.post("/words/confirm", form)
    assert states(store)["臨財債"] == "asked"


def test_nobody_confirms_nothing(store: Path, serve: Serve) -> None:
    """A visitor without a name is asked for one."""
    page = sent(serve(author=None), "confirm", word="臨財債", meaning="起債")
    assert page.status == 422
    assert states(store)["臨財債"] == "asked"


def test_a_hostile_word_is_text(store: Path, serve: Serve) -> None:
    """Whatever a row of the store says."""
    with Store.open(str(store)) as opened:
        opened.words.ask([("publisher:<script>alert(1)</script>", "<img src=x onerror=alert(1)>", None)])
    page = serve().get("/words")
    assert page.status == 200
    assert "<script>alert" not in page.html
    assert "<img" not in page.html


def test_a_word_that_breaks_an_equation_is_shown(store: Path, serve: Serve) -> None:
    """With the sheets and the checks that fail."""
    record = kept(store, Source("change", funding(0).source.text.replace("\t増減", "\t見比べ欄")))
    assert sent(serve(), "confirm", word="見比べ欄", meaning="前年度予算額").status == 200
    page = sent(serve(author="鈴木"), "confirm", word="見比べ欄", meaning="前年度予算額")
    assert page.status == 200
    assert f'<li><a href="/sheets/{record}">' in page.html
