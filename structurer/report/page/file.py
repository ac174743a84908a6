"""Records, or some beside each other, as one file that needs nothing else: no script, no request, nothing to click but its anchors."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from structurer.record.correction import Review
from structurer.record.record import Record
from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.rendering import environment, style
from structurer.report.page.sheet import record_page

if TYPE_CHECKING:  # a record alone needs neither
    from structurer.record.years.comparison import Comparison
    from structurer.report.comparison_view import ComparisonView

SavedAt = tuple[str, int] | None
"""The id and revision a record is saved at."""


def render(
    records: Sequence[Record], places: Sequence[SavedAt], reviews: Sequence[Sequence[Review | None]] = ()
) -> str:
    """The file as HTML; `reviews` are those of each record's revisions, its own only where they are not given."""
    known = reviews or [[record.review] for record in records]
    views = [
        record_page(IndexedRecord(record, corrected(own)), place, f"s{number}-")
        for number, (record, place, own) in enumerate(zip(records, places, known, strict=True), 1)
    ]
    return _filled("file.html.j2", views=views, live=None)


def render_compared(comparison: "Comparison", view: "ComparisonView") -> str:
    """Records beside each other as HTML, with the text of each sheet below: every number leads to the line that prints it."""
    sources = [one.content.source.lines for one in comparison.records]
    return _filled("comparison_file.html.j2", view=view, sources=sources, served=False)


def _filled(template: str, **values: object) -> str:
    sheet = style()
    return _template(template).render(style=Markup(sheet), style_hash=style_hash(sheet), **values)  # noqa: S704  # our own file


def style_hash(text: str) -> str:
    """The hash by which the page allows its one style sheet and no other."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template(name: str) -> jinja2.Template:
    return environment().get_template(name)
