"""Records beside each other as one file that needs nothing else: every number leads to the line that prints it."""

from functools import cache

import jinja2
from markupsafe import Markup

from structurer.record.years.comparison import Comparison
from structurer.report.comparison_view import ComparisonView
from structurer.report.page.file import style_hash
from structurer.report.page.rendering import environment, style


def render_file(comparison: Comparison, view: ComparisonView) -> str:
    """The file as HTML, with the text of each sheet below."""
    sheet, sources = style(), [one.content.source.lines for one in comparison.records]
    shown = {"view": view, "sources": sources, "served": False, "style_hash": style_hash(sheet)}
    return _template().render(style=Markup(sheet), **shown)  # noqa: S704  # our own file


@cache
def _template() -> jinja2.Template:
    return environment().get_template("comparison_file.html.j2")
