"""Calendars: one for all sheets of a year that say the same of years, another for any other sheet."""

from structurer.tables.sense import sense
from tests.support.tables import context_of

PLAIN = "予算要求書\n"


def test_sheets_of_one_year_share_it() -> None:
    """What a label means is worked out once for all of them."""
    one, other = context_of(PLAIN), context_of("予算調書\n")
    assert one.calendar is other.calendar
    assert sense(one, "令和8年度要求額") is sense(other, "令和8年度要求額")


def test_a_note_gives_another() -> None:
    """Labels mean something else where the year, the title or a note does."""
    plain = context_of(PLAIN)
    for other in (
        context_of(PLAIN, 2027),
        context_of("補正予算要求書\n"),
        context_of("※前年度は補正後の額\n"),
        context_of("本年度の話\n来年度の話\n"),
    ):
        assert other.calendar is not plain.calendar
    assert sense(plain, "令和8年度要求額") != sense(context_of(PLAIN, 2027), "令和8年度要求額")
