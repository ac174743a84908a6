"""Audits on the page: nothing of the record before the answer, every answer kept, and the result with its bound."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.audited import keep
from tests.support.browser import Client, Page
from tests.web.conftest import Serve

RIGHT = ("5,700", "900", "1,900", "2,900", "6,000", "1,000", "2,000", "3,000")
"""What the sheet prints, in the order of the questions."""


@pytest.fixture
def record_id(store: Path) -> str:
    """One verified record, with one wrong figure: the sixth."""
    with Store.open(str(store)) as opened:
        return keep(opened, 1, wrong=(0,))[0]


def drawn(client: Client) -> Page:
    """An audit of everything, at its first record."""
    return client.send(client.get("/audits"), "/audits", rate="100%", seed="7")


def typed(page: Page, answers: tuple[str, ...] = RIGHT) -> Mapping[str, str]:
    """The questions of a form, answered."""
    names = [name for name in page.form("/answer") if name.startswith("at-")]
    return dict(zip(names, answers, strict=False))


def test_from_the_draw_to_the_result(store: Path, record_id: str, serve: Serve) -> None:
    """The sheet and the questions; the record's values beside the answers; who is right; the share with its bound."""
    client = serve()
    page = drawn(client)
    assert len(typed(page)) == 8
    assert not any("figure" in one.attributes.get("class", "") for one in page.tree.all("a"))
    assert "回答と記録" not in page.text
    compared = client.send(page, "/answer", unit="千円", **typed(page))
    assert "回答と記録" in compared.text
    (radio,) = {one.attributes["name"] for one in compared.tree.all("input") if one.attributes.get("type") == "radio"}
    shown = client.send(compared, "/conclude", **{radio: "wrong"})
    assert f"/sheets/{record_id}?field={radio.removeprefix('at-')}#edit" in shown.html
    done = client.get("/audits/1")
    assert "見終わりました" in done.text
    assert "誤った数字: 1/8 (95%信頼区間 Clopper–Pearson 0.31% – 52.66%)" in done.text
    opened_at = next(
        one.attributes["href"] for one in done.tree.all("a") if "?field=" in one.attributes.get("href", "")
    )
    assert "シートの数字を選ぶと" in client.get(opened_at.partition("#")[0]).text
    with Store.open(str(store)) as opened:
        (audit,) = opened.audits.all()
        assert [one.reviewer for one in opened.audits.answers(audit)] == ["佐藤"] * 9
        assert len(opened.log(record_id)) == 1
    assert "誤った数字: 1/8" in client.get("/audits").text


def test_what_cannot_be_read_is_typed_again(store: Path, record_id: str, serve: Serve) -> None:
    """One sentence, everything typed stays, nothing is kept; an amount needs a unit."""
    client = serve()
    page = drawn(client)
    for answers, unit, words in (
        (("九百", *RIGHT[1:]), "千円", "一つの数として読めません"),
        (RIGHT, "", "単位が分かりません"),
    ):
        refused = client.send(page, "/answer", unit=unit, **typed(page, answers))
        assert (refused.status, words in refused.text) == (422, True)
        assert [refused.form("/answer")[name] for name in typed(page)] == list(answers)
    with Store.open(str(store)) as opened:
        assert opened.audits.answers(opened.audits.all()[0]) == ()
        assert opened.audits.all()[0].drawn[0].record_id == record_id


@pytest.mark.usefixtures("record_id")
def test_the_first_answer_is_the_blind_one(store: Path, serve: Serve) -> None:
    """A form that is sent again after the values were seen changes nothing; what was left empty is asked later."""
    client = serve()
    page = drawn(client)
    first, *others = typed(page)
    client.send(page, "/answer", unit="千円", **{first: "1", **dict.fromkeys(others, "")})
    client.send(page, "/answer", unit="千円", **{first: "5,700", **dict.fromkeys(others, "")})
    with Store.open(str(store)) as opened:
        (kept,) = opened.audits.answers(opened.audits.all()[0])
        assert (kept.answer, kept.conclusion) == ("1", None)
    compared = client.get("/audits/1")
    client.send(compared, "/conclude", **{first: "right"})
    assert len(typed(client.get("/audits/1"))) == 7


@pytest.mark.usefixtures("record_id")
def test_who_may(serve: Serve) -> None:
    """Without a name, and where nothing may be changed, the result is shown and no form."""
    drawn(serve())
    nameless, looking = serve(author=None), serve(read_only=True)
    for client in (nameless, looking):
        page = client.get("/audits/1")
        assert page.forms("/answer") == []
        assert "誤った数字" in page.text
        assert client.get("/audits").forms("/audits") == []
    assert looking.post("/audits", {"rate": "1"}).status == 403


@pytest.mark.parametrize("path", ["/audits/9", "/audits/x", "/audits/1?record=abc"])
def test_unknown_audits(record_id: str, serve: Serve, path: str) -> None:
    """404, and where to look."""
    client = serve()
    drawn(client)
    page = client.get(path)
    assert (page.status, "一覧から開き直してください" in page.text, record_id in page.html) == (404, True, False)


@pytest.mark.usefixtures("record_id")
def test_a_bad_rate(serve: Serve) -> None:
    """One sentence on the page, and nothing is drawn."""
    client = serve()
    page = client.send(client.get("/audits"), "/audits", rate="200%")
    assert (page.status, "--rate 200%" in page.text) == (422, True)
    assert "監査はまだありません" in page.text
