"""The site in a real browser, opened from the disk: no server, no request, and every page fits a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="a browser is driven by Playwright: pip install 'structurer[dev-all]'")

from playwright.sync_api import Browser, expect, sync_playwright

from structurer.export.selection import ExportSelection
from structurer.export.site.publish import publish
from structurer.store import Store
from tests.support.audited import keep, made
from tests.web.test_browser import CHROMIUM, PATIENCE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of five records, two of them of one project."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 4)
        store.save(made(1, year=7), author=None)
        publish(store, store.url, ExportSelection(store.heads(), everything=False), tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests here."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"], timeout=PATIENCE
        )
        yield started
        started.close()


def test_searched_and_filtered_from_the_disk(site: Path, browser: Browser) -> None:
    """Words of the sheet and facets hide rows; the address keeps them; an amount leads to its figure; nothing is fetched."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.partition(":")[0]))
    page.goto((site / "index.html").as_uri())
    expect(page.locator("#count")).to_have_text("5")
    page.fill("#text", "１，００２")
    expect(page.locator("#count")).to_have_text("1 / 5")
    page.fill("#text", "花壇 国庫")
    expect(page.locator("#count")).to_have_text("5")
    page.select_option("#year", "2025")
    expect(page.locator("#count")).to_have_text("1 / 5")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#count")).to_have_text("1 / 5")
    page.click("#records tr:not([hidden]) td.number a >> nth=0")
    expect(page.locator(":target")).to_have_text("6,003")
    assert (complaints, asked) == ([], {"file"})


def test_every_page_fits(site: Path, browser: Browser) -> None:
    """No page is wider than a telephone."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for path in (*site.glob("*.html"), *site.glob("projects/*.html")):
        page.goto(path.as_uri())
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, path.name
