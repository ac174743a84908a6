"""The years of a project in the browser: found, beside each other, linked and parted by name; last year's record as a witness."""

from pathlib import Path

import pytest

from structurer.pipeline import structure
from structurer.store import Store
from tests.support.browser import Client
from tests.support.sheets import PIPED, changed
from tests.support.years import LAST
from tests.web.conftest import Serve

WRONG = changed(PIPED, ("前年度当初予算額 | 10,000千円", "前年度当初予算額 | 10,900千円"))


def kept(store: Path, *texts: str) -> list[str]:
    """Sheets read offline and saved; their ids."""
    with Store.open(str(store)) as opened:
        saved = [structure(text, "offline", opened, publisher="汐見県", by="佐藤").saved for text in texts]
    return [one.record_id for one in saved if one is not None]


@pytest.fixture
def ids(store: Path) -> list[str]:
    """Two years of a project, the second with a digit copied wrongly."""
    return kept(store, LAST, WRONG)


def sent(client: Client, record: str, **fields: str) -> int:
    """A form of the page as it is sent; the status of the answer."""
    token = client.get(f"/sheets/{record}/years").form(f"/sheets/{record}/link")["csrf"]
    return client.post(f"/sheets/{record}/link", {"csrf": token, **fields}).status


def test_the_finding_leads_to_the_other_record(ids: list[str], serve: Serve) -> None:
    """Both lines and both records; a click leads to the line of last year's sheet."""
    client = serve()
    page = client.get(f"/sheets/{ids[1]}")
    assert "YRS101" in page.text
    assert f"≠ 2025年度の記録 {ids[0]}: 当初予算額 / 事業費(A) 10,000千円 (L6)" in page.text
    assert f'href="/sheets/{ids[0]}#s1-L6"' in page.html
    assert 'id="s1-L6"' in client.get(f"/sheets/{ids[0]}").html


def test_years(ids: list[str], serve: Serve) -> None:
    """Every record of the project, and beside each other what each says of its own year; numbers lead to their fields."""
    client = serve()
    assert f'href="/sheets/{ids[0]}/years"' in client.get(f"/sheets/{ids[0]}").html
    page = client.get(f"/sheets/{ids[0]}/years")
    assert page.status == 200
    assert all(f'href="/sheets/{one}"' in page.html for one in ids)
    assert "▲20.0%" in page.text
    assert f'href="/sheets/{ids[1]}?field=funding.1.rows.0.cells.0.cite#edit"' in page.html


def test_two_records(ids: list[str], serve: Serve) -> None:
    """The named one first, since differences are counted from it; what is no record is said."""
    client = serve()
    page = client.get(f"/sheets/{ids[1]}/compare?with={ids[0][:8]}")
    assert page.status == 200
    assert page.text.index("R7年度") < page.text.index("R8年度")
    assert client.get(f"/sheets/{ids[1]}/compare?with=zz").status == 404
    assert client.get(f"/sheets/{ids[1]}/compare?with={ids[1]}").status == 422


def test_link_and_part(ids: list[str], store: Path, serve: Serve) -> None:
    """By the visitor's name; the sheet is compared anew at once, and every word stays to be read."""
    (other,) = kept(
        store,
        changed(LAST, ("みどり広場事業", "ひろば緑化事業"), ("当初予算額 | 10,000千円", "当初予算額 | 10,900千円")),
    )
    client = serve()
    assert sent(client, ids[0], other=ids[1], deed="apart", reason="別の事業") == 200
    assert "YRS101" not in client.get(f"/sheets/{ids[1]}").text
    assert sent(client, ids[1], other=other[:9], deed="linked", reason="改称") == 200
    page = client.get(f"/sheets/{ids[1]}/years").text
    assert all(word in page for word in ("佐藤", "別の事業", "改称", f"{ids[1]} と {other} は一つの事業"))
    assert f"2025年度の記録 {other}" in client.get(f"/sheets/{ids[1]}").text
    with Store.open(str(store)) as opened:
        assert [act.author for act in opened.projects.of(ids[1]).acts] == ["佐藤", "佐藤"]


def test_what_is_refused(ids: list[str], store: Path, serve: Serve) -> None:
    """Forms that are none of ours, records that are not there; nothing is kept."""
    client = serve()
    assert sent(client, ids[0], other=ids[1], deed="merged") == 400
    assert sent(client, ids[0], other="ffff", deed="linked") == 404
    assert sent(client, ids[0], other=ids[0], deed="linked") == 422
    assert client.post(f"/sheets/{ids[0]}/link", {"csrf": "x", "other": ids[1], "deed": "apart"}).status == 403
    with Store.open(str(store)) as opened:
        assert opened.projects.of(ids[0]).acts == ()


def test_read_only(ids: list[str], serve: Serve) -> None:
    """Everything can be looked at, and no form changes anything."""
    page = serve(read_only=True).get(f"/sheets/{ids[0]}/years")
    assert page.status == 200
    assert "/link" not in page.html
    assert "▲20.0%" in page.text


def test_one_record_only(store: Path, serve: Serve) -> None:
    """Its page says so, and still links and compares."""
    (alone,) = kept(store, PIPED)
    page = serve().get(f"/sheets/{alone}/years")
    assert "この事業の記録は一件です" in page.text
    assert f"/sheets/{alone}/link" in page.html
