"""The page refuses forms of other pages, other names, other methods, large bodies and strangers; its headers."""

import http.client
import json
import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="the page is served with FastAPI: pip install 'structurer[web]'")

from structurer.errors import HostRefused
from structurer.store import Store
from structurer.web import session_cookie
from structurer.web.gate import is_same_origin
from structurer.web.site import Site, is_loopback, own_names
from structurer.web.visit import visitor
from tests.support.browser import Client, Page
from tests.web.conftest import Serve, keep

SHEET = "error-cost-total"
WHY = "シートの誤植のため"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OURS = FORM | {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def record(store: Path) -> str:
    """A small sheet with findings, saved."""
    return keep(store, SHEET)[0]


def waiver(client: Client, record: str) -> bytes:
    """A waiver as the page's own form sends it."""
    page = client.get(f"/sheets/{record}")
    return urlencode(page.form("/waive") | {"reason": WHY}).encode()


def revisions(store: Path, record: str) -> int:
    """The number of revisions."""
    with Store.open(str(store)) as opened:
        return len(opened.log(record))


ELSEWHERE = (
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
)


def test_a_form_of_another_page_is_refused(store: Path, record: str, serve: Serve) -> None:
    """Even with the right token and cookie."""
    client = serve()
    body = waiver(client, record)
    for headers in ELSEWHERE:
        page = client.request("POST", f"/sheets/{record}/waive", body, FORM | headers)
        assert page.status == 403, headers
    assert revisions(store, record) == 1


def test_a_form_without_its_token_is_refused(store: Path, record: str, serve: Serve) -> None:
    """None, a made one, or another session's."""
    client = serve()
    form = client.get(f"/sheets/{record}").form("/waive") | {"reason": WHY}
    for token in ("", "0" * 64, "é"):
        assert client.post(f"/sheets/{record}/waive", form | {"csrf": token}).status == 403
    stranger = Client(client.url)
    theirs = stranger.get(f"/sheets/{record}").form("/waive") | {"reason": WHY}
    assert client.post(f"/sheets/{record}/waive", theirs).status == 403
    assert revisions(store, record) == 1


def test_our_own_form_is_taken(store: Path, record: str, serve: Serve) -> None:
    """Of a browser that names its origin, and of a program that names none."""
    client = serve()
    named = OURS | {"Origin": client.url}
    assert client.request("POST", f"/sheets/{record}/waive", waiver(client, record), named).status == 303
    page = client.get(f"/sheets/{record}")
    body = urlencode(page.form("/undo")).encode()
    assert client.request("POST", f"/sheets/{record}/undo", body, FORM).status == 303
    assert revisions(store, record) == 3


@pytest.mark.parametrize(
    ("origin", "site", "taken"),
    [
        (None, None, True),
        ("null", "same-origin", True),
        ("null", None, False),
        ("http://127.0.0.1:8765", None, True),
        ("http://127.0.0.1:8765", "cross-site", False),
        ("http://localhost:8765", None, False),
        ("http://127.0.0.1:8765.evil.example", None, False),
    ],
)
def test_same_origin(origin: str | None, site: str | None, taken: bool) -> None:  # noqa: FBT001
    """The origin and the browser's own word must both agree."""
    assert is_same_origin("127.0.0.1:8765", origin, site) is taken


def test_another_name_is_refused(record: str, serve: Serve) -> None:
    """A page of another name that was pointed at this machine sees nothing (DNS rebinding)."""
    client = serve()
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[", "192.0.2.1"):
        page = client.get(f"/sheets/{record}", Host=host)
        assert page.status == 421
        assert len(page.html) < 200


def test_names_of_this_machine(serve: Serve) -> None:
    """Every loopback name is ours; beyond this machine its names and addresses are."""
    client = serve()
    port = client.host.rpartition(":")[2]
    assert [client.get("/", Host=f"{name}:{port}").status for name in ("localhost", "127.0.0.1", "[::1]")] == [200] * 3
    wide = Site(None, loopback=False, names=own_names("0.0.0.0") | {"budget.example"})  # noqa: S104
    assert [wide.is_called(host) for host in ("budget.example:80", "192.0.2.1", "evil.example")] == [True, True, False]
    assert [is_loopback(host) for host in ("localhost", "127.9.9.9", "::1", "0.0.0.0", "evil", "")] == [  # noqa: S104
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_headers_of_every_answer(record: str, serve: Serve) -> None:
    """Pages, files, refusals and errors alike."""
    client = serve()
    answers = [
        client.get("/"),
        client.get(f"/sheets/{record}"),
        client.get("/static/page.css"),
        client.get("/nothing"),
        client.get("/", Host="evil.example"),
        client.request("POST", f"/sheets/{record}/waive", b"", FORM),
    ]
    assert [page.status for page in answers] == [200, 200, 200, 404, 421, 403]
    for page in answers:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        told = {name: page.headers[name] for name in ("x-frame-options", "x-content-type-options", "referrer-policy")}
        assert told == {
            "x-frame-options": "DENY",
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
        }
        assert page.headers["cache-control"] == "no-store"
        assert "server" not in page.headers


def test_pages_need_nothing_but_themselves(record: str, serve: Serve) -> None:
    """No inline script or style, no handler, no address elsewhere."""
    client = serve()
    for path in ("/", f"/sheets/{record}", f"/sheets/{record}/history", f"/sheets/{record}/revisions/1"):
        for element in walk(client.get(path)):
            assert element[0] != "style"
            assert not [name for name in element[1] if name.startswith("on") or name == "style"]
            for name in ("href", "src", "action"):
                assert element[1].get(name, "/")[:1] in {"/", "?", "#"}
                assert element[1].get(name, "/")[:2] != "//"


def walk(page: Page) -> list[tuple[str, dict[str, str]]]:
    """Every element of a page: its tag and attributes."""
    pending, found = [page.tree], []
    while pending:
        element = pending.pop()
        found.append((element.tag, element.attributes))
        pending += element.children
        if element.tag == "script":
            assert element.text == ""
    return found


NOWHERE = (
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/static/..\\app.py",
    "/static//etc/passwd",
    "/static/",
    "/static/review.js%00.css",
    "/sheets/../../etc/passwd",
    "/sheets/%2e%2e%2f%2e%2e",
    "/sheets/",
    "/sheets/zzzzzzzzzzzz",
    "/sheets/%25/history",
    "/docs",
    "/openapi.json",
    "/sheets/x/revisions/1",
    "/sheets/x/revisions/one",
)


def test_what_is_not_there(record: str, serve: Serve) -> None:
    """A plain page with a sentence and no trace of this machine."""
    client = serve()
    for path in (*NOWHERE, f"/sheets/{record}/revisions/99"):
        page = client.get(path)
        assert page.status in {404, 405}, path
        assert page.tree.all("h1")
        assert not [word for word in ("Traceback", "root:", "/work", "structurer.") if word in page.html]


def test_methods(serve: Serve) -> None:
    """Only what the address is for."""
    client = serve()
    asked = "POST /, PUT /, DELETE /sheets/x, GET /name, GET /logout, PATCH /login, POST /static/page.css"
    for one in asked.split(", "):
        method, path = one.split()
        assert client.request(method, path, b"", FORM).status == 405, one


def test_a_get_changes_nothing(store: Path, record: str, serve: Serve) -> None:
    """The addresses of the steps answer to forms only."""
    client = serve()
    found = {client.get(f"/sheets/{record}/{act}").status for act in ("waive", "approve", "undo", "correct")}
    assert found == {405}
    assert revisions(store, record) == 1


def test_large_bodies(record: str, serve: Serve) -> None:
    """Refused by their announced length, and where none is announced while they come in."""
    client = serve()
    assert client.request("POST", "/name", b"x" * 70_000, OURS).status == 413
    connection = http.client.HTTPConnection(client.host, timeout=60)
    try:
        chunks = iter([b"name=" + b"x" * 40_000, b"x" * 40_000])
        connection.request("POST", "/name", chunks, OURS, encode_chunked=True)
        assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert client.request("POST", "/name", b"a=1&" * 60, OURS).status == 400
    assert client.request("POST", "/name", b"a=\xff", OURS).status == 400
    assert client.request("POST", "/name", b"{}", {"Content-Type": "application/json"}).status == 415, record


def test_read_only(store: Path, record: str, serve: Serve) -> None:
    """No form that changes anything, and none is taken."""
    client = serve(read_only=True)
    page = client.get(f"/sheets/{record}")
    assert {form.attributes["method"] for form in page.tree.all("form")} == {"dialog"}
    assert client.post(f"/sheets/{record}/waive", {"csrf": ""}).status == 403
    csrf = Client(client.url)
    csrf.get("/")
    assert revisions(store, record) == 1


def test_the_store_is_in_the_way(store: Path, serve: Serve) -> None:
    """A store that cannot be read is a sentence, no trace."""
    store.write_bytes(b"this is no database at all, however long it may be" * 50)
    page = serve().get("/")
    assert page.status == 503
    assert "を使えません" in page.text
    assert "Traceback" not in page.html


def test_a_locked_store(store: Path, record: str, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes, saving says so and loses nothing."""
    opened = Store.open.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Store, "open", classmethod(lambda cls, url=None: opened(cls, url, seconds=0.05)))
    client = serve()
    body = waiver(client, record)
    with closing(sqlite3.connect(store)) as other:
        other.execute("BEGIN IMMEDIATE")
        page = client.request("POST", f"/sheets/{record}/waive", body, OURS)
    assert page.status == 503
    assert "使用中" in page.text
    assert revisions(store, record) == 1


@pytest.fixture
def token(store: Path) -> str:
    """The token of 鈴木, the one reviewer."""
    with Store.open(str(store)) as opened:
        return opened.reviewers.add("鈴木")


def log_in(client: Client, token: str) -> Page:
    """Log in by the form."""
    return client.send(client.get("/"), "/login", token=token)


def test_login(store: Path, record: str, token: str, serve: Serve) -> None:
    """Nothing is seen before it; the name kept with a revision is the token's; logging out ends it."""
    client = serve()
    assert "砂" not in client.get("/").html
    assert client.get(f"/sheets/{record}").form("/login")
    assert log_in(client, "wrong").status == 403
    assert log_in(client, "").status == 403
    assert "鈴木" in log_in(client, f" {token} ").text
    page = client.send(client.get(f"/sheets/{record}"), "/waive", reason=WHY)
    with Store.open(str(store)) as opened:
        assert opened.load(record).author == "鈴木"
    client.send(page, "/logout")
    assert client.get("/").form("/login")


def test_strangers_change_nothing(store: Path, record: str, token: str, serve: Serve) -> None:
    """A form without a login ends at the login page, whatever else is right about it; a name cannot be taken."""
    client = serve()
    csrf = client.get("/").form("/login")["csrf"]
    form = {"csrf": csrf, "base": "1", "reason": WHY, "name": "鈴木"}
    for path in (f"/sheets/{record}/undo", f"/sheets/{record}/claim", "/name"):
        assert client.request("POST", path, urlencode(form).encode(), OURS).headers["location"] == "/login"
    log_in(client, token)
    page = client.get("/")
    csrf = page.form("/logout")["csrf"]
    assert client.post("/name", {"csrf": csrf, "name": "佐藤"}).status == 403
    assert revisions(store, record) == 1


def test_a_removed_reviewer_is_out_at_once(store: Path, record: str, token: str, serve: Serve) -> None:
    """Also one of the same name with another token."""
    client = serve()
    log_in(client, token)
    assert client.get(f"/sheets/{record}").forms("/waive")
    with Store.open(str(store)) as opened:
        opened.reviewers.remove("鈴木")
        opened.reviewers.add("鈴木")
    assert client.get(f"/sheets/{record}").form("/login")


def test_the_cookie(record: str, token: str, serve: Serve) -> None:
    """Out of reach of scripts and of other sites; one that was made or changed elsewhere is none."""
    client = serve()
    page = log_in(client, token)
    assert page.status == 200
    made = client.request("GET", "/login").headers.get_all("set-cookie") or client.request("GET", "/").headers.get_all(
        "set-cookie"
    )
    assert made is not None
    assert all("HttpOnly" in header and "SameSite=strict" in header for header in made)
    ours = client.jar["structurer"].strip('"')
    content, _, signature = ours.partition(".")
    forged = urlsafe_b64encode(
        json.dumps({"session": "x", "issued": 2**31, "name": "鈴木", "proof": "x"}).encode()
    ).decode()
    for wrong in (f"{content}.{'0' * 64}", f"{forged}.{signature}", content, "é", "", "a.b.c"):
        stranger = Client(client.url, {"structurer": wrong.encode().decode("latin-1")})
        assert stranger.get(f"/sheets/{record}").forms("/login"), wrong


def test_logging_out_ends_the_session_everywhere(record: str, token: str, serve: Serve) -> None:
    """A copy of its cookie opens nothing any more; another browser of the same reviewer stays in."""
    client = serve()
    page, other = log_in(client, token), Client(client.url)
    log_in(other, token)
    copied = Client(client.url, dict(client.jar))
    assert copied.get(f"/sheets/{record}").forms("/waive")
    client.send(page, "/logout")
    assert copied.get(f"/sheets/{record}").form("/login")
    assert other.get(f"/sheets/{record}").forms("/waive")


def test_ended_sessions_are_forgotten_once_their_cookies_are_too_old() -> None:
    """What nobody can show any more is not kept."""
    first, second = session_cookie.new(0.0), session_cookie.new(0.0)
    ended = session_cookie.EndedSessions()
    ended.add(first, 0.0)
    ended.add(second, session_cookie.SECONDS)
    assert (first in ended, second in ended) == (True, True)
    ended.add(session_cookie.new(0.0), session_cookie.SECONDS + 1.0)
    assert (first in ended, second in ended) == (False, True)


@pytest.mark.parametrize("https", [True, False])
def test_behind_https_no_cookie_goes_in_the_clear(record: str, serve: Serve, https: bool) -> None:  # noqa: FBT001
    """Every cookie is Secure there; where the page is reached without HTTPS, a browser must keep them."""
    made = serve(https=https).request("GET", f"/sheets/{record}?lang=en").headers.get_all("set-cookie") or []
    assert [header.partition("=")[0] for header in made] == ["structurer", "structurer-lang"]
    assert all(header.endswith("; Secure") is https for header in made)


@pytest.mark.parametrize("number", ["0", "-1", "9" * 12, "9" * 30, f"-{'9' * 30}", "9" * 5000, "x"])
def test_a_number_of_no_revision(record: str, serve: Serve, number: str) -> None:
    """However long it is, there is no such page."""
    assert serve().request("GET", f"/sheets/{record}/revisions/{number}").status == 404


def test_a_ticket_ends() -> None:
    """After its time, and under another secret."""
    made = session_cookie.write(session_cookie.new(1000.0, "鈴木", "p"), b"secret")
    assert session_cookie.read(made, b"secret", 1000.0 + session_cookie.SECONDS) is not None
    assert session_cookie.read(made, b"secret", 1001.0 + session_cookie.SECONDS) is None
    assert session_cookie.read(made, b"secret", 999.0) is None
    assert session_cookie.read(made, b"other", 1000.0) is None


def test_beyond_this_machine_somebody_must_be_registered() -> None:
    """Nobody enters once the last reviewer was removed while the server ran."""
    with pytest.raises(HostRefused):
        visitor("", Site(None, loopback=False), [], 0.0)
