"""The 確認票: what was asked, what was decided, by whom and when; on paper without the screen's furniture."""

import os
import shutil
from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.browser import Element, Page
from tests.web.conftest import Serve, keep

WHY = "シートの誤植。財政課に確認済み"
TOTAL = "costs.0.rows.0.cells.2.cite"


def table(page: Page, name: str) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    found: Element = next(one for one in page.tree.all("table") if one.attributes.get("class") == name)
    body = found.all("tbody")[0]
    return [[" ".join(cell.text.split()) for cell in row.children] for row in body.all("tr")]


def test_findings_reasons_who_and_when(store: Path, serve: Serve) -> None:
    """An open finding is called open; a waived one has its reason, its reviewer and the minute; so has the approval."""
    (record_id,) = keep(store, "tottori-dx")
    client = serve()
    before = client.get(f"/sheets/{record_id}/report")
    ((number, finding, lines, decision, author, at),) = table(before, "decisions")
    assert (number, lines, decision, author, at) == ("1", "L15 L13 L14", "未了", "", "")
    assert "58,038千円 ≠ トータルコスト 54,826千円 (L15)" in finding
    assert "未承認" in before.text
    page = client.send(client.get(f"/sheets/{record_id}"), "/waive", reason=WHY)
    client.send(page, "/approve")
    after = client.get(f"/sheets/{record_id}/report")
    ((_, _, _, decision, author, at),) = table(after, "decisions")
    assert (decision, author) == (f"了承: {WHY}", "佐藤")
    with Store.open(str(store)) as opened:
        review = opened.load(record_id).record.review
    assert review is not None
    assert at[:4] == review.waivers[0].at[:4]
    assert [(step[1], step[2]) for step in table(after, "steps")] == [("承認 — 佐藤", "佐藤")]
    assert table(after, "stamps")[0][1].startswith("佐藤")
    assert after.html.index('class="stamps"') < after.html.index('class="facts"')  # they never fall on a second page


def test_a_correction_is_a_step(store: Path, serve: Serve) -> None:
    """What was entered and why, beside the finding that it leaves."""
    (record_id,) = keep(store, "tottori-dx")
    client = serve()
    page = client.get(f"/sheets/{record_id}?field={TOTAL}")
    client.send(page, "/enter", amount="58038000", reason="財政課に確認した額")
    (step,) = table(client.get(f"/sheets/{record_id}/report"), "steps")
    assert step[0] == "2"
    assert "シートにない値を入力" in step[1]
    assert "財政課に確認した額" in step[1]


def test_the_amounts_name_their_lines(store: Path, serve: Serve) -> None:
    """In 千円, with the line of each print."""
    (record_id,) = keep(store, "tottori-dx")
    (cells,) = table(serve().get(f"/sheets/{record_id}/report"), "amounts")
    assert cells[0].startswith("82,726L20")
    assert cells[3].startswith("54,826L13")


def test_nothing_to_decide(store: Path, serve: Serve) -> None:
    """A verified sheet says so; a record that is not there is none."""
    (record_id,) = keep(store, "library-million")
    client = serve()
    assert "確認事項はありません。" in client.get(f"/sheets/{record_id}/report").text
    assert client.get("/sheets/000000000000/report").status == 404


CHROMIUM = os.environ.get("STRUCTURER_CHROMIUM") or shutil.which("chromium")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)")
@pytest.mark.parametrize("name", ["tottori-dx", "error-section-total", "forest-request"])
def test_two_pages_of_paper(store: Path, serve: Serve, tmp_path: Path, name: str) -> None:
    """Printed from the page, with every finding decided; no button, field or menu is on the paper."""
    driver = pytest.importorskip("playwright.sync_api", reason="a browser is driven by Playwright")
    pdf = pytest.importorskip("pypdfium2", reason="the paper is read with pypdfium2")
    (record_id,) = keep(store, name)
    client = serve()
    page = client.get(f"/sheets/{record_id}")
    while page.forms("/waive"):
        page = client.send(page, "/waive", reason=WHY)
    made = tmp_path / "paper.pdf"
    with driver.sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(f"{client.url}/sheets/{record_id}/report")
        tab.pdf(path=str(made), format="A4")
        browser.close()
    paper = pdf.PdfDocument(made)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert len(paper) <= 2
    assert "確認票" in text
    assert not [word for word in ("印刷する", "記録へ戻る", "English", "決定") if word in text]
    paper.close()
