"""The page in a real browser: Debian's Chromium, driven by Playwright. Skipped, with a word, where there is none."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright", reason="a browser is driven by Playwright: pip install 'structurer[dev-all]'")

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from structurer.checks.outcome import Verdict
from structurer.pipeline import check, save
from structurer.report.page import file
from structurer.settings import Settings
from structurer.store import Store
from tests.support.builders import source
from tests.web.conftest import Serve, keep
from tests.web.test_actions import newest, wrong_cite

CHROMIUM = os.environ.get("STRUCTURER_CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]
Open = Callable[..., Page]
WHY = "シートの誤植。財政課に確認済み"
PATIENCE = 60_000
"""Milliseconds: a slow machine must not fail a test."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all the tests here."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            timeout=PATIENCE,
        )
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a page in a window of its own; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(
        url: str, width: int = 1300, scheme: Literal["light", "dark"] = "light", *, scripts: bool = True
    ) -> Page:
        size = ViewportSize(width=width, height=800)
        context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=scripts)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def seen(page: Page, text: str) -> None:
    """Wait until the page says so."""
    expect(page.locator("#main")).to_contain_text(text, timeout=PATIENCE)


def test_tottori_from_the_queue_to_approved(store: Path, serve: Serve, opened: Open) -> None:
    """Open the queue, open the sheet, see the finding, waive it with a reason, approve."""
    (record_id,) = keep(store, "tottori-dx")
    page = opened(serve().url)
    page.click("text=伝統工芸継承推進事業")
    seen(page, "58,038千円 ≠ トータルコスト 54,826千円 (L15)")
    expect(page.locator("#approve")).to_be_disabled()
    page.click("text=理由を付けて了承する")
    page.fill(".waive textarea", WHY)
    page.click(".waive button")
    seen(page, "未解決の確認事項: 1 → 0")
    page.click("#approve")
    seen(page, "を承認しました")
    stored = newest(store, record_id)
    assert (stored.revision, stored.author, stored.record.verdict) == (3, "佐藤", Verdict.APPROVED)
    page.click("#approved a")
    seen(page, "承認済みです")
    page.click("#to-history")
    seen(page, f"理由: {WHY}")


def test_correct_a_wrong_cite_by_clicking(store: Path, serve: Serve, opened: Open) -> None:
    """Click the field, click the figure: the page shows what would change; save with a reason."""
    record_id, path, right = wrong_cite(store)
    page = opened(f"{serve().url}/sheets/{record_id}")
    page.click(f'.grid [data-path="{path}"]')
    seen(page, "シートの数字を選ぶと")
    expect(page.locator(".lines .figure.lit")).to_have_count(1)
    page.click(f'.lines [data-figure="{right}"]')
    expect(page.locator("#correct")).to_contain_text("→ 0", timeout=PATIENCE)
    page.click("#correct button")
    seen(page, "保存しました: 版 2")
    expect(page.locator(f'.lines [data-figure="{right}"]')).to_have_class(re.compile("corrected"))
    assert newest(store, record_id).record.open_results == ()


def test_correct_by_the_suggestion(store: Path, serve: Serve, opened: Open) -> None:
    """One click."""
    record_id, _, _ = wrong_cite(store)
    page = opened(f"{serve().url}/sheets/{record_id}")
    page.click(".suggestion button >> nth=0")
    seen(page, "保存しました: 版 2")
    seen(page, "未解決の確認事項はありません")
    assert newest(store, record_id).record.open_results == ()


def test_pointing_lights_up_figure_field_and_equation(store: Path, serve: Serve, opened: Open) -> None:
    """From the field to its figure and the equation's, and back."""
    (record_id,) = keep(store, "error-cost-total")
    page = opened(f"{serve().url}/sheets/{record_id}")
    field = page.locator('.grid [data-path="costs.0.rows.0.cells.2.cite"]')
    field.hover()
    expect(page.locator(".lines .figure.lit")).to_have_count(1)
    assert page.locator(".lines .figure.akin").count() >= 2
    figure = field.get_attribute("data-figure")
    page.locator("h1").first.hover()
    expect(page.locator(".lines .figure.lit")).to_have_count(0)
    page.locator(f'.lines [data-figure="{figure}"]').hover()
    expect(field).to_have_class(re.compile("lit"))


FAR_APART = (
    "令和8年度当初予算\n事業名:浜の駅づくり事業\n農林水産部 漁港課\n"
    + "港の説明が続く。\n" * 40
    + "(単位:千円)\n区分 | 事業費 | 人件費 | トータルコスト\n要求額 | 4,200 | 800 | 5,100\n"
    + "浜の説明が続く。\n" * 60
    + "財源内訳 (単位:千円)\n区分 | 事業費 | 国庫支出金 | 一般財源\n要求額 | 4,200 | 2,100 | 2,000\n"
)
"""A sheet with two findings, neither of which is in sight at the top, nor together."""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_sheet_opens_at_the_first_finding_and_follows(store: Path, serve: Serve, opened: Open, width: int) -> None:
    """The first figure in doubt is in sight without a click; further down it is that of the card one reads."""
    with Store.open(str(store)) as kept:
        saved = save(check(source(FAR_APART), "offline", Settings()), kept).saved
    assert saved is not None
    page = opened(f"{serve().url}/sheets/{saved.record_id}", width)
    page.wait_for_selector("html[data-ready]")
    cards = page.locator(".findings > article.finding")
    figures = [(card.get_attribute("data-figures") or "").split()[0] for card in cards.all()]
    first, last = (page.locator(f'.lines [data-figure="{figure}"]') for figure in (figures[0], figures[-1]))
    expect(first).to_be_in_viewport(timeout=PATIENCE)
    expect(last).not_to_be_in_viewport()
    above = 0.55 if width == 390 else 0.15
    cards.last.evaluate("(node, above) => scrollBy(0, node.getBoundingClientRect().top - innerHeight * above)", above)
    expect(last).to_be_in_viewport(timeout=PATIENCE)


@pytest.mark.parametrize("name", ["forest-request", "tottori-dx"])
def test_what_matters_is_in_sight(store: Path, serve: Serve, opened: Open, name: str) -> None:
    """At 1280 pixels every amount of the request is in sight in its table, and the row's name stays where a table goes on."""
    (record_id,) = keep(store, name)
    page = opened(f"{serve().url}/sheets/{record_id}", 1280)
    hidden = page.evaluate("""() => [...document.querySelectorAll(".grids > .wide")].flatMap((wide) => {
      const edge = wide.getBoundingClientRect().right;
      return [...wide.querySelectorAll("tbody tr")].filter((row) => row.cells[0].innerText.includes("要求"))
        .flatMap((row) => [...row.querySelectorAll(".field")]).filter((field) => field.getBoundingClientRect().right > edge)
        .map((field) => field.title);
    })""")
    assert hidden == []


def test_two_reviewers_collide(store: Path, serve: Serve, opened: Open) -> None:
    """The second one learns who was faster, keeps their words, and finds the newest revision a click away."""
    (record_id,) = keep(store, "error-cost-total")
    with Store.open(str(store)) as register:
        tokens = [register.reviewers.add(name) for name in ("佐藤", "鈴木")]
    url = serve().url
    pages = [opened(url) for _ in tokens]
    for page, token in zip(pages, tokens, strict=True):
        page.fill("#token", token)
        page.click("main button")
        page.wait_for_selector(".record-link")
        page.goto(f"{url}/sheets/{record_id}")
        page.click(".waive summary >> nth=0")
        page.fill(".waive textarea >> nth=0", WHY)
    for page in pages:
        page.click(".waive button >> nth=0")
    seen(pages[0], "保存しました")
    seen(pages[1], "ほかの人が先に保存しています")
    seen(pages[1], "佐藤")
    seen(pages[1], WHY)
    pages[1].click("text=最新の版を開く")
    seen(pages[1], "版 2")
    assert newest(store, record_id).author == "佐藤"
    assert newest(store, record_id).revision == 2


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, once the page listens to them."""
    page.wait_for_selector("html[data-ready]")
    for key in keys:
        page.keyboard.press(key)


def waive_by_keys(page: Page) -> None:
    """Waive the first finding."""
    press(page, "w")
    page.keyboard.type(WHY)
    press(page, "Tab", "Enter")


def test_keyboard_only(store: Path, serve: Serve, opened: Open) -> None:
    """Queue, help, sheet, waiver, undo and approval without a pointer."""
    (record_id,) = keep(store, "error-cost-total")
    page = opened(serve().url)
    press(page, "?")
    expect(page.locator("#keys")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#keys")).to_be_hidden()
    press(page, "j", "Enter")
    page.wait_for_selector("article.finding")
    press(page, "j")
    expect(page.locator("article.finding").first).to_be_focused()
    waive_by_keys(page)
    seen(page, "保存しました: 版 2")
    press(page, "u", "Enter")
    seen(page, "保存しました: 版 3")
    while page.locator(".findings > article.finding").count():
        made = newest(store, record_id).revision
        waive_by_keys(page)
        seen(page, f"保存しました: 版 {made + 1}")
    press(page, "p", "Enter")
    seen(page, "承認済み")
    assert newest(store, record_id).record.verdict is Verdict.APPROVED


def test_correct_by_keys(store: Path, serve: Serve, opened: Open) -> None:
    """Arrows move among fields and figures, Enter picks, Escape drops what was picked."""
    (record_id,) = keep(store, "error-cost-total")
    page = opened(f"{serve().url}/sheets/{record_id}")
    press(page, "r", "ArrowRight", "Enter")
    expect(page.locator(".panel")).to_be_visible(timeout=PATIENCE)
    press(page, "s", "ArrowDown", "Enter")
    expect(page.locator("#correct [name=reason]")).to_be_focused(timeout=PATIENCE)
    press(page, "Escape", "Escape")
    expect(page.locator(".panel")).to_have_count(0, timeout=PATIENCE)


def test_the_tab_key_gets_through(store: Path, serve: Serve, opened: Open) -> None:
    """One stop in the source and one in each table; the focus is always to be seen."""
    (record_id,) = keep(store, "error-cost-total")
    page = opened(f"{serve().url}/sheets/{record_id}")
    page.wait_for_selector("html[data-ready]")
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "document.activeElement.className + '|' + getComputedStyle(document.activeElement).outlineStyle"
            )
        )
        if stops[-1].startswith("|none") and len(stops) > 10:
            break
    assert len([stop for stop in stops if stop.startswith("figure")]) <= 2
    assert not [stop for stop in stops if stop.endswith("|none") and not stop.startswith("|")]
    assert len(stops) < 80


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_screen(store: Path, serve: Serve, opened: Open, width: int) -> None:
    """Nothing has to be scrolled sideways, and the figures stay in sight beside what is selected."""
    (record_id,) = keep(store, "error-section-total")
    url = serve().url
    page = opened(url, width)
    for path in ("/", f"/sheets/{record_id}", f"/sheets/{record_id}?figure=F5", f"/sheets/{record_id}/history"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{url}/sheets/{record_id}")
    page.click(".finding .chip >> nth=0")
    expect(page.locator(".panel")).to_be_in_viewport(timeout=PATIENCE)
    expect(page.locator(".lines .lit")).to_be_in_viewport()


def contrast(page: Page, selector: str) -> float:
    """The contrast of a text with the paper behind it, as WCAG reckons it."""
    script = """(node) => {
      const light = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
      let behind = node;
      while (behind && getComputedStyle(behind).backgroundColor.endsWith(", 0)")) behind = behind.parentElement;
      const pair = [light(getComputedStyle(node).color), light(getComputedStyle(behind || document.body).backgroundColor)];
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    }"""
    return float(page.locator(selector).first.evaluate(script))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(store: Path, serve: Serve, opened: Open, scheme: str) -> None:
    """The page follows the system, and every kind of text can be read on its paper."""
    (record_id,) = keep(store, "error-section-total")
    page = opened(f"{serve().url}/sheets/{record_id}?field=costs.0.rows.0.cells.0.cite", scheme=scheme)
    behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (behind == "rgb(255, 255, 255)") is (scheme == "light")
    texts = (
        "body",
        ".quiet",
        "a",
        ".figure.cited",
        ".figure.finding",
        ".lines .lit",
        ".badge",
        ".working",
        "button.small",
        ".at",
    )
    for selector in texts:
        assert contrast(page, selector) >= 4.5, selector


def test_the_file_needs_nothing(store: Path, tmp_path: Path, opened: Open) -> None:
    """Opened from disk it asks for nothing and leads only to its own places."""
    (record_id,) = keep(store, "tottori-dx")
    made = tmp_path / "page.html"
    stored = newest(store, record_id)
    made.write_text(file.render([stored.record], [(record_id, 1)]), encoding="utf-8")
    page = opened(made.as_uri(), scripts=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert {url.partition(":")[0] for url in asked} == {"file"}
    assert len(asked) == 1
    page.click(".finding .chip >> nth=0")
    assert page.url.endswith("#s1-at-costs.0.rows.0.cells.2.cite")
    expect(page.locator(".badge")).to_be_visible()


def test_without_javascript(store: Path, serve: Serve, opened: Open) -> None:
    """Select, pick a figure, see what would change, waive: links and forms alone."""
    (record_id,) = keep(store, "error-cost-total")
    page = opened(f"{serve().url}/sheets/{record_id}", scripts=False)
    page.click('.grid [data-path="costs.0.rows.0.cells.2.cite"]')
    page.click(".lines a.figure >> nth=1")
    expect(page.locator("#correct")).to_contain_text("未解決の確認事項", timeout=PATIENCE)
    page.click("#drop")
    page.click(".waive summary >> nth=0")
    page.fill(".waive textarea >> nth=0", WHY)
    page.click(".waive button >> nth=0")
    seen(page, "保存しました: 版 2")
