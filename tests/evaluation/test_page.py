"""The page: one file that asks for nothing, misses beside the source, everything of a sheet escaped."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from structurer.evaluation import page
from structurer.evaluation.compare import compared
from structurer.evaluation.evaluate import Reader, evaluated
from structurer.evaluation.gold import load
from tests.support.builders import FIXTURES
from tests.support.golds import a_fact, as_csv, careless, measured, offline

VOID = {"meta", "br"}
HOSTILE = "<script>alert(1)</script>"


class _Elements(HTMLParser):
    """Every element and attribute of a page; complains of one that is not closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of a well-formed page."""
    parser = _Elements()
    parser.feed(text)
    assert parser.open == []
    return parser.found


def made_page(folder: Path, reader: Reader) -> str:
    """The page of a reader on a gold folder."""
    golds = load(folder)
    return page.render(evaluated(golds, reader, "made", blame=1), golds)


@pytest.mark.parametrize(("name", "language"), [("tottori-dx", "ja"), ("nagano-it", "en")])
def test_the_misses_stand_beside_the_source(monkeypatch: pytest.MonkeyPatch, name: str, language: str) -> None:
    """Every line of the sheet is there, the missed and the wrong figure are marked, gold and read in one row."""
    monkeypatch.setenv("STRUCTURER_LANG", language)
    text = made_page(FIXTURES / name, careless)
    found = elements(text)
    lines = load(FIXTURES / name)[0].source.lines
    assert sum(tag == "li" for tag, _ in found) == len(lines)
    assert sum(tag == "mark" and a.get("class") == "differs" for tag, a in found) >= 1 + 2
    targets = {a["href"] for tag, a in found if tag == "a"}
    assert targets <= {f"#{a['id']}" for _, a in found if "id" in a}
    assert ("html", {"lang": language}) in found


def test_it_asks_for_nothing() -> None:
    """No script, no link out, no picture; and a policy that forbids them."""
    found = elements(made_page(FIXTURES, careless))
    assert not {"script", "img", "link", "iframe", "form", "object"} & {tag for tag, _ in found}
    assert all(str(a["href"]).startswith("#") for _, a in found if "href" in a)
    assert not any("src" in a or any(name.startswith("on") for name in a) for _, a in found)
    assert any("default-src 'none'" in str(a.get("content")) for tag, a in found if tag == "meta")


def test_a_hostile_sheet(tmp_path: Path) -> None:
    """Markup in a sheet's name, text, labels and printed figures stays text; what turns lines round becomes a mark."""
    name = 'a"><img src=x onerror=alert(1)>'
    text = f"令和8年度\n事業名:{HOSTILE}\u202e{{{{ 7*7 }}}}\n{HOSTILE} 要求額:1,000千円\n"
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [a_fact(row=HOSTILE, section="</td>&amp;", printed="1,000千円", amount="1000000"), a_fact(printed=HOSTILE)]
    (tmp_path / f"{name}.gold.csv").write_text(as_csv(*rows), encoding="utf-8")
    (tmp_path / f"{name}.meta.json").write_text('{"layout": "<b>"}', encoding="utf-8")
    shown = made_page(tmp_path, offline)
    assert not {"script", "img"} & {tag for tag, _ in elements(shown)}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown
    assert "\u202e" not in shown


def test_sections() -> None:
    """A false accept is at the top, with the difference and the blame where there are any."""
    golds = load(FIXTURES / "forest-request")
    made = compared(measured("forest-request", reader=careless), measured("forest-request"))
    text = page.render(made, golds)
    assert text.index('href="#s0"') < text.index("<table")
    assert 'class="accepted" open' in text
    clean = page.render(measured("forest-request", blame=2), golds)
    assert "<ol" not in clean
