"""The templates of a site, and its script."""

from functools import cache
from importlib.resources import files

import jinja2

from structurer.report.page.rendering import environment


def filled(template: str, **values: object) -> str:
    """A template with its values; nothing on a static page is live."""
    return _templates().get_template(template).render(live=None, **values)


@cache
def _templates() -> jinja2.Environment:
    return environment(("structurer.export.site", "templates"), ("structurer.report.pictures", "templates"))


def script() -> str:
    """The script of the index, which searches and filters its rows."""
    return (files("structurer.export.site") / "static" / "site.js").read_text(encoding="utf-8")
