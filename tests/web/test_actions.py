"""Everything a reviewer does, by plain forms: what the page can do without a line of JavaScript."""

from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.record.making import record_of
from structurer.review import Repoint, Waiver, apply
from structurer.sheet.model import Measure, Stage
from structurer.store import Store, StoredRevision
from tests.support.browser import Client, Page
from tests.support.reviews import draft, field, figure
from tests.support.sheets import entry_of, fixture, piped
from tests.web.conftest import Serve, keep

WHY = "シートの誤植。財政課に確認済み"
TOTAL = "costs.0.rows.0.cells.2.cite"


def newest(store: Path, record_id: str) -> StoredRevision:
    """The newest revision of a record."""
    with Store.open(str(store)) as opened:
        return opened.load(record_id)


@pytest.fixture
def tottori(store: Path) -> str:
    """The Tottori sheet, saved."""
    return keep(store, "tottori-dx")[0]


def open_sheet(client: Client, record_id: str, query: str = "") -> Page:
    """A sheet's page, which must be there."""
    page = client.get(f"/sheets/{record_id}{query}")
    assert page.status == 200
    return page


def test_tottori_is_waived_and_approved(store: Path, tottori: str, serve: Serve) -> None:
    """From the queue to `approved`, each step a revision with its author; the log shows both."""
    client = serve()
    assert "伝統工芸継承推進事業" in client.get("/").text
    page = open_sheet(client, tottori)
    assert (
        "事業費 54,826千円 (L13) + 人件費 3,212千円 (L14) = 58,038千円 ≠ トータルコスト 54,826千円 (L15)" in page.text
    )
    page = client.send(page, "/waive", reason=WHY)
    assert "保存しました: 版 2" in page.text
    assert "未解決の確認事項: 1 → 0" in page.text
    page = client.send(page, "/approve")
    assert "承認済み" in page.text
    stored = newest(store, tottori)
    assert (stored.revision, stored.author, stored.record.verdict) == (3, "佐藤", Verdict.APPROVED)
    history = client.get(f"/sheets/{tottori}/history").text
    assert f"理由: {WHY}" in history
    assert "承認 — 佐藤" in history


def test_one_reason_closes_a_card(store: Path, serve: Serve) -> None:
    """Findings that blame one print are waived with one form, as one revision, each with the reason."""
    (record_id,) = keep(store, "error-section-total")
    client = serve()
    page = open_sheet(client, record_id)
    assert len(page.forms("/waive")) == 1
    page = client.send(page, "/waive", reason=WHY)
    assert "未解決の確認事項: 3 → 0" in page.text
    stored = newest(store, record_id)
    assert stored.revision == 2
    assert stored.record.review is not None
    assert [waiver.reason for waiver in stored.record.review.waivers] == [WHY] * 3
    assert len(page.forms("/withdraw")) == 3


def test_a_card_is_closed_as_a_whole_or_not_at_all(store: Path, serve: Serve) -> None:
    """A reason that is none closes nothing, and the page comes back with it beside the card."""
    (record_id,) = keep(store, "error-section-total")
    client = serve()
    page = client.send(open_sheet(client, record_id), "/waive", reason="ok")
    assert page.status == 422
    assert page.forms("/waive")[0]["reason"] == "ok"
    assert newest(store, record_id).revision == 1


def test_after_approval_comes_the_next_record(store: Path, tottori: str, serve: Serve) -> None:
    """The next one that waits and that nobody else holds; after the last one the queue says that none is left."""
    held, following = keep(store, "error-section-total", "error-cost-total")
    client, other = serve("佐藤"), serve("鈴木")
    other.send(open_sheet(other, held), "/claim")
    page = client.send(client.send(open_sheet(client, tottori), "/waive", reason=WHY), "/approve")
    assert page.forms(f"/sheets/{following}/waive")
    assert "伝統工芸継承推進事業 を承認しました。次の記録です。" in page.text
    while page.forms("/waive"):
        page = client.send(page, "/waive", reason=WHY)
    page = client.send(page, "/approve")
    assert "を承認しました。次の記録はありません。" in page.text
    with Store.open(str(store)) as opened:
        assert [lease.record_id for lease in opened.leases()] == [held]
    assert "を承認しました" not in client.get(f"/?approved={held}").text
    assert "を承認しました" not in client.get("/?approved=x").text


def test_a_button_that_is_off_says_why(tottori: str, serve: Serve) -> None:
    """Open findings, no name, approved already."""
    client = serve()
    page = open_sheet(client, tottori)
    assert "確認事項があと1件あります" in page.text
    page = client.send(page, "/waive", reason=WHY)
    assert "確認事項があと" not in page.text
    assert "確認者の名前を入れると承認できます" in open_sheet(serve(None), tottori).text
    client.send(page, "/approve")
    assert "承認済みです" in open_sheet(client, tottori).text


def test_a_record_that_has_ended_says_so(store: Path, tottori: str, serve: Serve) -> None:
    """Who withdrew it and why; one that stands says nothing of the kind."""
    client = serve()
    assert "この記録は終わっています" not in open_sheet(client, tottori).text
    with Store.open(str(store)) as opened:
        opened.withdraw(tottori, "鈴木", "差し替え前の版")
    text = open_sheet(client, tottori).text
    assert "この記録は終わっています" in text
    assert "取り下げ — 鈴木, 理由: 差し替え前の版" in text


def test_a_figure_shows_its_proof(tottori: str, serve: Serve) -> None:
    """Selected in the sheet it shows what proves the field that cites it, or what does not."""
    panel = next(
        one for one in open_sheet(serve(), tottori, "?figure=F1").tree.all("section")
        if one.attributes.get("class") == "panel"
    )  # fmt: skip
    assert "数字: 印字のとおり" in panel.text
    assert "単位: 数字に付いた単位" in panel.text


def test_waive_needs_a_reason(store: Path, tottori: str, serve: Serve) -> None:
    """`ok` is none: the page comes back with the sentence, and with what was typed."""
    client = serve()
    page = client.send(open_sheet(client, tottori), "/waive", reason="ok")
    assert page.status == 422
    assert "理由が必要です" in page.text
    assert page.forms("/waive")[0]["reason"] == "ok"
    assert newest(store, tottori).revision == 1


def test_approve_waits_for_the_findings(store: Path, tottori: str, serve: Serve) -> None:
    """The button is off, and the form alone is refused."""
    client = serve()
    page = open_sheet(client, tottori)
    button = next(one for one in page.tree.all("button") if one.attributes.get("id") == "approve")
    assert "disabled" in button.attributes
    assert client.send(page, "/approve").status == 422
    assert newest(store, tottori).revision == 1


def test_correct_by_a_figure(store: Path, tottori: str, serve: Serve) -> None:
    """A field and a figure are links; the page shows what would become of the findings before anything is saved."""
    client = serve()
    page = open_sheet(client, tottori, f"?field={TOTAL}&figure=F20")
    assert "この数字に直す" in page.text
    assert "新しい確認事項" in page.text
    assert newest(store, tottori).revision == 1
    page = client.send(page, "/correct", field=TOTAL, figure="F20", reason="隣の行だった")
    assert "保存しました" in page.text
    assert newest(store, tottori).record.sheet.costs[0].rows[0].cells[2].cite.figure == "F20"


def wrong_cite(store: Path) -> tuple[str, str, str]:
    """A made sheet with a wrong cite, saved: its id, the wrong field, the right figure."""
    reading = piped()
    right = entry_of(reading, "前年度当初予算額", Measure.TOTAL_COST)
    path = field(reading, "前年度当初予算額", Measure.TOTAL_COST)
    wrong = figure(reading, "3,000千円")
    change = apply(draft(), Repoint(path=path, figure=wrong.id, reason="わざと間違える"))
    after = change.after
    record = record_of(after.reading, after.results, Verdict.NEEDS_REVIEW, after.provenance, None)
    with Store.open(str(store)) as opened:
        saved = opened.save(record, author=None)
    assert right.cite.figure is not None
    return saved.record_id, path, right.cite.figure


def test_correct_by_the_suggestion(store: Path, serve: Serve) -> None:
    """One click, no reason asked: the suggestion of blame explains itself."""
    record_id, path, right = wrong_cite(store)
    client = serve()
    page = open_sheet(client, record_id)
    form = page.form("/correct", field=path, figure=right)
    page = client.post(f"/sheets/{record_id}/correct", form)
    assert page.status == 200
    assert "保存しました" in page.text
    assert next(
        cell
        for row in newest(store, record_id).record.sheet.costs[0].rows
        for cell in row.cells
        if cell.cite.figure == right
    )


def test_undo_is_a_new_revision(store: Path, tottori: str, serve: Serve) -> None:
    """The content before comes back as revision 3."""
    client = serve()
    page = client.send(open_sheet(client, tottori), "/waive", reason=WHY)
    page = client.send(page, "/undo")
    assert "未解決の確認事項: 0 → 1" in page.text
    stored = newest(store, tottori)
    assert stored.revision == 3
    assert stored.record.review is not None
    assert stored.record.review.restores == 1


def test_withdraw_a_waiver(store: Path, tottori: str, serve: Serve) -> None:
    """The finding is open again."""
    client = serve()
    page = client.send(open_sheet(client, tottori), "/waive", reason=WHY)
    page = client.send(page, "/withdraw")
    assert len(newest(store, tottori).record.open_results) == 1


def test_enter_a_value(store: Path, tottori: str, serve: Serve) -> None:
    """Marked as a person's own, on the page and in the record; its finding stays until it is waived."""
    client = serve()
    page = open_sheet(client, tottori, f"?field={TOTAL}")
    page = client.send(page, "/enter", amount="58038000", reason="財政課に確認した額")
    assert "シートにない値" in page.text
    cite = newest(store, tottori).record.sheet.costs[0].rows[0].cells[2].cite
    assert (cite.amount, cite.corrected, cite.figure) == ("58038000", True, None)
    assert "GRD701" in page.text


def test_labels_head_place_and_removal(store: Path, tottori: str, serve: Serve) -> None:
    """Each from its own form, each a revision."""
    client = serve()
    page = open_sheet(client, tottori, "?label=costs.0.rows.0.label")
    client.send(page, "/relabel", text="当初予算額(確定)", reason="表記の訂正")
    page = open_sheet(client, tottori, "?head=project")
    client.send(page, "/identify", text="伝統工芸継承", reason="表記の訂正")
    page = open_sheet(client, tottori, f"?field={TOTAL}")
    client.send(page, "/place", stage="initial", reason="段階の訂正")
    page = open_sheet(client, tottori, "?field=costs.0.rows.1.cells.0.cite")
    row = page.form("/remove", kind="row")
    client.post(f"/sheets/{tottori}/remove", row | {"reason": "二重の行"})
    stored = newest(store, tottori)
    table = stored.record.sheet.costs[0]
    assert stored.revision == 5
    assert (table.rows[0].label.text, table.rows[0].label.line, len(table.rows)) == ("当初予算額(確定)", 12, 2)
    assert table.rows[0].cells[2].stage is Stage.INITIAL
    assert stored.record.sheet.identity.project is not None
    assert stored.record.sheet.identity.project.text == "伝統工芸継承"


def test_add_an_unclaimed_figure(store: Path, tottori: str, serve: Serve) -> None:
    """A removed amount is asked about, and can be put back from the figure itself."""
    client = serve()
    path = "totals.0.rows.2.cells.0.cite"
    page = open_sheet(client, tottori, f"?field={path}")
    page = client.post(f"/sheets/{tottori}/remove", page.form("/remove", kind="cell") | {"reason": "試しに除く"})
    assert "CMP801" in page.text
    was = fixture("tottori-dx").by_line[35][-1].id
    page = open_sheet(client, tottori, f"?figure={was}")
    client.send(page, "/add", row="totals.0.rows.2.cells", measure="amount", stage="approved", reason="もとに戻す")
    assert newest(store, tottori).record.sheet.totals[0].rows[2].cells[0].cite.figure == was


def test_two_reviewers_collide(store: Path, tottori: str, serve: Serve) -> None:
    """The second save is refused with who changed what; nothing of it is lost from sight, nothing is overwritten."""
    client, other = serve("佐藤"), serve("鈴木")
    mine, theirs = open_sheet(client, tottori), open_sheet(other, tottori)
    other.send(theirs, "/waive", reason="鈴木が財政課に確認")
    refused = client.send(mine, "/waive", reason=WHY)
    assert refused.status == 409
    assert "鈴木" in refused.text
    assert "review.waivers" in refused.text
    assert WHY in refused.text
    assert newest(store, tottori).author == "鈴木"
    assert newest(store, tottori).revision == 2


def test_claim_and_release(store: Path, tottori: str, serve: Serve) -> None:
    """The holder of a sheet is shown to others; claiming it twice is refused, releasing it frees it."""
    client, other = serve("佐藤"), serve("鈴木")
    theirs = open_sheet(other, tottori)
    client.send(open_sheet(client, tottori), "/claim")
    assert "佐藤 さんが確認中です" in open_sheet(other, tottori).text
    assert "佐藤" in next(row.text for row in other.get("/").tree.all("tr") if tottori in row.text)
    assert other.send(theirs, "/claim").status == 409
    client.send(open_sheet(client, tottori), "/release")
    assert other.send(theirs, "/claim").status == 200
    with Store.open(str(store)) as opened:
        assert opened.holder(tottori) is not None


def test_nobody_by_name(store: Path, tottori: str, serve: Serve) -> None:
    """Without a name there are no forms, and a form alone is refused; a name given on the page is kept."""
    client = serve(None)
    page = open_sheet(client, tottori)
    assert page.forms("/waive") == []
    csrf = page.form("/name")["csrf"]
    finding = newest(store, tottori).record.open_results[0].key or ""
    form = {"csrf": csrf, "base": "1", "finding": finding, "reason": WHY}
    assert client.post(f"/sheets/{tottori}/waive", form).status == 422
    page = client.send(page, "/name", name="田中")
    client.send(page, "/waive", reason=WHY)
    assert newest(store, tottori).author == "田中"
    assert newest(store, tottori).record.review is not None
    assert isinstance(newest(store, tottori).record.review.waivers[0], Waiver)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("act", "form"),
    [("waive", {}), ("correct", {"field": TOTAL}), ("place", {"cell": "x", "year": "y", "stage": "z", "reason": WHY})],
)
def test_a_form_of_no_page_of_ours(tottori: str, serve: Serve, act: str, form: dict[str, str]) -> None:
    """A field that is missing or makes no sense is a bad request, no crash."""
    client = serve()
    known = open_sheet(client, tottori).form("/approve")
    assert client.post(f"/sheets/{tottori}/{act}", known | form).status == 400
    assert client.post(f"/sheets/{tottori}/{act}", known | form | {"base": "x"}).status == 400
    assert client.post(f"/sheets/{tottori}/explode", known).status == 404


def test_a_record_is_withdrawn_and_taken_back(store: Path, serve: Serve) -> None:
    """With a reason, by name: it is in no list and no export, says so itself, and stands again when it is taken back."""
    (record_id,) = keep(store, "error-cost-total")
    client = serve()
    page = client.send(client.get(f"/sheets/{record_id}"), "/record-withdraw", reason=".")
    assert page.status == 422
    assert "理由が必要です" in page.text
    page = client.send(page, "/record-withdraw", reason="統合により廃止")
    assert "この記録は終わっています" in page.text
    assert "佐藤" in page.text
    with Store.open(str(store)) as opened:
        assert opened.queue() == []
    page = client.send(page, "/record-restore")
    assert "この記録は終わっています" not in page.text
    with Store.open(str(store)) as opened:
        assert [act.deed for act in opened.acts(record_id)][-2:] == ["withdrawn", "restored"]
        assert [entry.id for entry in opened.queue()] == [record_id]


def test_only_who_may_change_something_withdraws(store: Path, serve: Serve) -> None:
    """Nobody without a name, nothing on a page to look at, and no other deed."""
    (record_id,) = keep(store, "error-cost-total")
    csrf = serve().get("/").form("/name")["csrf"]
    nameless, looking = serve(None), serve(read_only=True)
    assert 'id="withdraw"' not in nameless.get(f"/sheets/{record_id}").html
    assert 'id="withdraw"' not in looking.get(f"/sheets/{record_id}").html
    form = {"csrf": nameless.get("/").form("/name")["csrf"], "reason": "統合により廃止"}
    assert nameless.post(f"/sheets/{record_id}/record-withdraw", form).status == 422
    assert looking.post(f"/sheets/{record_id}/record-withdraw", {"csrf": csrf, "reason": "統合"}).status == 403
    client = serve()
    form = {"csrf": client.get("/").form("/name")["csrf"], "reason": "統合により廃止"}
    assert client.post(f"/sheets/{record_id}/record-burn", form).status == 404
    assert client.post("/sheets/abcdef/record-withdraw", form).status == 404
