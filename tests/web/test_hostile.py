"""Every hostile sheet on every kind of page, and in the file: what it says is text, and nothing else."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from structurer import pipeline
from structurer.documents.intake import source_given
from structurer.record.record import Record
from structurer.report.page import file
from structurer.review import Identify, Relabel, open_record
from structurer.settings import Settings
from structurer.store import Store
from tests.support.browser import Client, Element, parsed
from tests.support.builders import FIXTURES
from tests.web.conftest import served

HOSTILE = sorted(path.stem for path in (FIXTURES / "hostile").glob("*.txt"))
TAGS = {
    "a", "article", "b", "body", "br", "button", "caption", "dd", "desc", "details", "dialog", "div", "dl", "dt", "figcaption",
    "figure", "form", "h1", "h2", "h3", "head", "header", "html", "input", "kbd", "label", "li", "link", "main", "meta", "nav",
    "ol", "option", "p", "path", "pre", "progress", "rect", "script", "section", "select", "small", "span", "style", "sub",
    "summary", "svg",
    "table", "tbody", "td", "text", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
LINKS = re.compile(
    r"/|/words|/projects|/search|/audits(?:/\d+)?|/static/(?:page\.css|review\.js|icon\.svg)|\?lang=(?:ja|en)|#main"
    r"|#s\d+-(?:L\d+|F\d+|top|at-[a-z_0-9.]+)|\?(?:field|label|head|figure)=[A-Za-z_0-9.]+(?:&figure=F\d+)?#edit"
    r"|/sheets/[0-9a-f]{12}(?:/(?:history|revisions/\d+|record-(?:withdraw|restore)|[a-z]+))?(?:\?field=[a-z_0-9.]+#edit)?|\?from=\d+&to=\d+|\?(?:(?:sort|verdict|text|code|year|department|page)=[\w%+.-]*&?)*|/(?:name|login|logout)|/read(?:/[\w-]{16})?"
)
THOROUGHLY = {"markup-html", "paths", "templates", "controls"}
"""Sheets that are also corrected with markup, and shown on every kind of page."""
NASTY = '<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} "><svg onload=alert(1)> javascript:alert(1) https://evil.example/x'


@cache
def offline(name: str) -> Record:
    """A hostile sheet as the layout reader reads it."""
    return pipeline.check(source_given(FIXTURES / "hostile" / f"{name}.txt"), "offline", Settings()).record()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, dict[str, str]]]:
    """Every hostile sheet saved, some corrected with markup, and a server of them; the id of each."""
    path = tmp_path_factory.mktemp("hostile") / "store.db"
    ids = {}
    with Store.open(str(path)) as store:
        for name in HOSTILE:
            ids[name] = store.save(offline(name), author=NASTY, reason=NASTY).record_id
            if name not in THOROUGHLY:
                continue
            session = open_record(store, ids[name], "<b>佐藤</b>")
            session.apply(Identify(field="project", text=NASTY, reason=NASTY))
            if session.draft.reading.sheet.costs:
                session.apply(Relabel(path="costs.0.rows.0.label", text=NASTY, reason=NASTY))
            session.save(reason=NASTY)
    with served(path) as url:
        yield Client(url), ids


def inspect(html: str) -> Element:
    """A page whose every tag, attribute and link is one of ours."""
    tree = parsed(html)
    pending = list(tree.children)
    while pending:
        element = pending.pop()
        assert element.tag in TAGS
        names = set(element.attributes)
        assert not {
            name for name in names if name.startswith("on") or name in {"style", "srcdoc", "srcset", "background"}
        }
        for name in names & {"href", "src", "action", "formaction", "xlink:href"}:
            assert LINKS.fullmatch(element.attributes[name]), element.attributes[name]
        pending += element.children
    return tree


def pages(record_id: str) -> tuple[str, ...]:
    """Every kind of page about a record."""
    field = "costs.0.rows.0.cells.0.cite"
    return (
        f"?field={field}&figure=F3",
        "?figure=F1",
        "?label=costs.0.rows.0.label",
        "/history",
        "/report",
        "/revisions/2",
        f"?step=2&id={record_id}",
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_text(shelf: tuple[Client, dict[str, str]], name: str) -> None:
    """Nothing of it becomes an element, an attribute, a link, or a character that hides."""
    client, ids = shelf
    for path in pages(ids[name]) if name in THOROUGHLY else ("?figure=F1",):
        page = client.get(f"/sheets/{ids[name]}{path}")
        assert page.status == 200
        tree = inspect(page.html)
        assert len(tree.all("script")) == 1
        assert not re.search("[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", page.html)


@pytest.mark.parametrize(
    "query", ["", "?text=%3Cscript%3E", "?code=%22%3E%3Csvg%3E", "?verdict=%3C&page=-1", "?page=9999999"]
)
def test_the_lists_of_hostile_sheets(shelf: tuple[Client, dict[str, str]], query: str) -> None:
    """Names of projects and files, and what is asked in the address, are text too."""
    for address in ("/", "/projects"):
        page = shelf[0].get(f"{address}{query}")
        assert page.status == 200
        inspect(page.html)


@pytest.mark.parametrize(
    "query",
    [
        "field=%3Cscript%3E",
        "figure=%22%3E%3Csvg%3E",
        "label=javascript:x",
        "head=__class__",
        "step=%3C",
        "finding=%3Cb%3E",
        "lang=xx",
    ],
)
def test_a_hostile_address(shelf: tuple[Client, dict[str, str]], query: str) -> None:
    """A field that the record does not have selects nothing."""
    page = shelf[0].get(f"/sheets/{shelf[1]['clean']}?{query}")
    assert page.status == 200
    inspect(page.html)
    assert not [one for one in page.tree.all("section") if one.attributes.get("class") == "panel"]


def test_hostile_sheets_in_one_file(tmp_path: Path) -> None:
    """No script, no request, no form, no link but to the file's own places; every sheet has its section."""
    html = file.render([offline(name) for name in HOSTILE], [None] * len(HOSTILE))
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    tree = inspect(html)
    assert not [tag for tag in ("script", "form", "input", "link", "button") if tree.all(tag)]
    assert all(one.attributes["href"].startswith("#") for one in tree.all("a"))
    assert len(tree.all("h1")) == len(HOSTILE) + 1
    places = {one.attributes["id"] for one in everything(tree) if "id" in one.attributes}
    assert {one.attributes["href"][1:] for one in tree.all("a")} <= places


def test_a_hostile_name_of_a_file(shelf: tuple[Client, dict[str, str]]) -> None:
    """What is handed in is called what it is called, and no more."""
    client = shelf[0]
    for name, data in ((f"{NASTY}.txt".replace('"', "%22"), b"nothing"), ("a.txt", NASTY.encode())):
        page = client.upload(client.get("/"), (name, data))
        assert page.status == 422
        inspect(page.html)
    page = client.upload(client.get("/"), text=NASTY)
    inspect(page.html)
    assert NASTY in page.form("/read")["text"]


def everything(tree: Element) -> Iterator[Element]:
    """Every element of a page."""
    for child in tree.children:
        yield child
        yield from everything(child)
