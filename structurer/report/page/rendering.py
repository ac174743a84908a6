"""Jinja2 as every page uses it: everything escaped, nothing undefined."""

from importlib.resources import files

import jinja2

from structurer.language import language, say
from structurer.report.page.filters import FILTERS
from structurer.report.page.marks import legend


def environment(*packages: tuple[str, str]) -> jinja2.Environment:
    """The templates of some folders of the package, the shared ones after them."""
    loaders = [
        jinja2.PackageLoader(package, folder)
        for package, folder in (*packages, ("structurer.report.page", "templates"))
    ]
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(say=say, language=language, legend=legend)
    return made


def style() -> str:
    """The style sheet of every page."""
    return (files("structurer.report.page") / "static" / "page.css").read_text(encoding="utf-8")
