"""A picture on a page: a name and a description for those who do not see it, a table that says the same, everything escaped."""

import re
from xml.etree import ElementTree as ET

import pytest

from structurer.report.page.rendering import environment
from structurer.report.pictures.areas import areas
from structurer.report.pictures.changes import changes
from structurer.report.pictures.drawing import Picture
from structurer.report.pictures.flow import flow
from structurer.report.pictures.steps import YearSheet, steps
from structurer.sheet.model import Measure, Stage
from tests.support.amounts import changing, sheet

PAGE = "{% import 'pictures.html.j2' as pictures with context %}{{ pictures.picture(one, 'p1', href) }}"
EVIL = '<script>alert(1)</script>"&\u202e'
MADE = [
    picture
    for picture in (
        flow(sheet((0, Stage.REQUEST, 100), sources={Measure.NATIONAL: 70, Measure.GENERAL: 30}), "abc"),
        steps([YearSheet(sheet((0, Stage.REQUEST, 100), (-1, Stage.INITIAL, 70)), 2026, "abc")]),
        changes(changing([("川の学校", 100, 120), (EVIL, 100, 30)])),
        areas(changing([("川の学校", 100, 120), (EVIL, 100, 30)]), EVIL),
    )
    if picture is not None
]


def drawn(picture: Picture) -> str:
    """The picture as markup."""
    template = environment(("structurer.report.pictures", "templates")).from_string(PAGE)
    return template.render(one=picture, href=lambda record, path: f"/sheets/{record}?field={path}")


@pytest.mark.parametrize("picture", MADE, ids=lambda one: one.kind)
def test_for_everybody(picture: Picture) -> None:
    """It is one image with a name and a description; every amount of a bar's tooltip stands in the table; no style is inline."""
    markup = drawn(picture)
    image = ET.fromstring(re.search(r"<svg.*</svg>", markup, re.DOTALL)[0])  # type: ignore[index]  # noqa: S314  # our own
    ids = {one.get("id"): one.text for one in image.iter() if one.get("id")}
    assert image.get("role") == "img"
    assert all(ids.get(name) for name in (image.get("aria-labelledby") or "").split())
    table = markup.partition("<table")[2]
    for amount in re.findall(
        r"[▲+]?[\d,]+ yen", "".join([*(one.words for one in picture.boxes), *(one.words for one in picture.ribbons)])
    ):
        assert amount in table
    assert "style=" not in markup
    assert len({*ids}) == len(ids)


def test_nothing_of_a_sheet_becomes_markup() -> None:
    """A name with a tag, a quote and a letter that turns the line around is text, wherever it stands."""
    for picture in MADE[2:]:
        markup = drawn(picture)
        assert "<script" not in markup
        assert "\u202e" not in markup
        assert "&lt;script&gt;" in markup


def test_what_is_not_drawn_is_no_image() -> None:
    """Only the reason and the table."""
    picture = flow(sheet((0, Stage.REQUEST, 100), sources={Measure.NATIONAL: -10, Measure.GENERAL: 110}))
    assert picture is not None
    markup = drawn(picture)
    assert "<svg" not in markup
    assert "Not drawn" in markup
    assert "▲10,000 yen" in markup
