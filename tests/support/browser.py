"""A small browser without JavaScript: it keeps cookies, reads pages and sends their forms."""

import http.client
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

VOID = {"input", "link", "meta", "br"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str) -> list["Element"]:
        """Yield every element of a tag at or below this one."""
        own = [self] if self.tag == tag else []
        return own + [found for child in self.children for found in child.all(tag)]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parsed(html: str) -> Element:
    """A page as a tree; the test fails where elements do not nest."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, [element.tag for element in builder.open]
    return builder.root


@dataclass(frozen=True)
class Page:
    """An answer of the server."""

    status: int
    headers: http.client.HTTPMessage
    html: str
    path: str = ""

    @cached_property
    def tree(self) -> Element:
        """The page as a tree."""
        return parsed(self.html)

    @cached_property
    def text(self) -> str:
        """The text of the page."""
        return re.sub(r"\s+", " ", self.tree.text)

    def forms(self, action: str) -> list[dict[str, str]]:
        """The fields of each form whose address ends so, as they stand there."""
        found = [form for form in self.tree.all("form") if form.attributes.get("action", "").endswith(action)]
        return [_fields(form) for form in found]

    def form(self, action: str, **having: str) -> dict[str, str]:
        """The first such form with these values."""
        return next(form for form in self.forms(action) if having.items() <= form.items())


def _fields(form: Element) -> dict[str, str]:
    inputs = {
        one.attributes["name"]: one.attributes.get("value", "") for one in form.all("input") if "name" in one.attributes
    }
    areas = {one.attributes["name"]: one.text for one in form.all("textarea")}
    return inputs | areas | {one.attributes["name"]: _chosen(one) for one in form.all("select")}


def _chosen(select: Element) -> str:
    options = select.all("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    return chosen[0].attributes.get("value", chosen[0].text) if chosen else ""


@dataclass
class Client:
    """One browser at a server."""

    url: str
    jar: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The server's name and port."""
        return urlsplit(self.url).netloc

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Page:
        """Send one request; cookies are kept, no redirect is followed."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items())} if self.jar else {}
        try:
            connection.request(method, path, body, cookies | (headers or {}))
            answer = connection.getresponse()
            html = answer.read().decode()
        finally:
            connection.close()
        for header in answer.headers.get_all("set-cookie") or ():
            self.jar |= {name: morsel.coded_value for name, morsel in SimpleCookie(header).items()}
        return Page(answer.status, answer.headers, html, path)

    def get(self, path: str = "/", **headers: str) -> Page:
        """A page, redirects followed."""
        page = self.request("GET", path, headers=headers)
        return self.get(page.headers["location"]) if page.status == 303 else page

    def post(self, path: str, form: dict[str, str], headers: dict[str, str] | None = None) -> Page:
        """Send a form as a browser does, and follow redirects."""
        sent = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.post_body(path, urlencode(form).encode(), sent | (headers or {}))

    def post_body(self, path: str, body: bytes, headers: dict[str, str]) -> Page:
        """Send a body from a page of the server, and follow redirects."""
        page = self.request("POST", path, body, {"Origin": "null", "Sec-Fetch-Site": "same-origin"} | headers)
        return self.get(page.headers["location"]) if page.status == 303 else page

    def upload(self, page: Page, file: tuple[str, bytes] | None = None, **values: str) -> Page:
        """Fill in and send the form that takes a text or a file, as a browser does, and follow redirects."""
        mark = "----formboundary7MA4YWxkTrZu0gW"
        fields = page.form("/read") | values
        fields.pop("file", None)
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + text.replace("\n", "\r\n").encode()
                 for name, text in fields.items()]  # fmt: skip
        name, data = file or ("", b"")
        kind = "Content-Type: application/octet-stream"
        parts.append(
            f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n{kind}\r\n\r\n'.encode() + data
        )
        body = b"".join(b"--" + mark.encode() + b"\r\n" + part + b"\r\n" for part in parts)
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.post_body("/read", body + b"--" + mark.encode() + b"--\r\n", headers)

    def send(self, page: Page, action: str, **values: str) -> Page:
        """Fill in and send the first form of a page whose address ends so."""
        actions = [form.attributes.get("action", "") for form in page.tree.all("form")]
        return self.post(next(found for found in actions if found.endswith(action)), page.form(action) | values)
