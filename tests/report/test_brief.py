"""A record in a line and in a notebook."""

from structurer import structure
from structurer.report import brief
from tests.support.builders import fixture
from tests.support.records import cite, reviewed, revision


def test_one_line() -> None:
    """Verdict, project, counts, reader and place, without a line break; the outcome's own repr."""
    outcome = structure(fixture("tottori-dx"), model="offline")
    assert repr(outcome) == "<Outcome needs_review: 伝統工芸継承推進事業 (findings=1, facts=94, read by offline)>"
    assert brief.one_line(outcome.record(), ("ab12", 3)).endswith("read by offline, record ab12@3)>")


def test_a_notebook() -> None:
    """The open findings with lines and working; what a sheet prints is text, never markup."""
    outcome = structure(fixture("tottori-dx"), model="offline")
    shown = outcome._repr_html_()
    assert ("CST201" in shown, "L15 L13 L14" in shown, "▲3,212千円" in shown) == (True, True, True)
    hostile = brief.html(revision([cite("1")], project="<script>x</script>\u202e").record)
    assert ("<script>" in hostile, "&lt;script&gt;" in hostile, "\u202e" in hostile) == (False, True, False)
    assert "<td" in brief.html(reviewed().record, ("ab12", 3))
