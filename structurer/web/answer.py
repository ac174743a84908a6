"""The answers of the server: pages filled in from templates, with the session's cookie."""

from dataclasses import replace
from functools import cache

import jinja2
from fastapi import Response
from fastapi.responses import HTMLResponse

from structurer.report.page.rendering import environment
from structurer.web import session_cookie
from structurer.web.session_cookie import SessionCookie
from structurer.web.visit import Visit


def keep(response: Response, visit: Visit, kept: SessionCookie) -> Response:
    """The response, with a session's cookie."""
    value = session_cookie.write(kept, visit.site.secret)
    response.set_cookie(
        visit.site.cookie,
        value,
        max_age=session_cookie.SECONDS,
        httponly=True,
        samesite="strict",
        path="/",
        secure=visit.site.https,
    )
    return response


def page(template: str, visit: Visit, status: int = 200, **values: object) -> Response:
    """A page for a visit."""
    common = {"who": visit.visitor, "csrf": visit.form_token, "read_only": visit.site.read_only}
    text = _templates().get_template(template).render({**common, **values})
    return keep(HTMLResponse(text, status), visit, replace(visit.visitor.cookie))


def message(status: int, heading: str, sentence: str, **more: object) -> Response:
    """A plain page with a sentence; it tells nobody's name."""
    known = {"who": None, "csrf": "", "read_only": False, "back": "", "typed": "", "between": None, "live": None}
    shown = {**known, **more, "heading": heading, "sentence": sentence}
    return HTMLResponse(_templates().get_template("message.html.j2").render(shown), status)


@cache
def _templates() -> jinja2.Environment:
    return environment(("structurer.web", "templates"), ("structurer.report.pictures", "templates"))
