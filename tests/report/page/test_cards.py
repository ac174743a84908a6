"""Findings as cards: one print, one card, one reason."""

from structurer.pipeline import check
from structurer.report.indexed import IndexedRecord
from structurer.report.page.cards import FindingCard
from structurer.report.page.sheet import record_page
from structurer.settings import Settings
from structurer.text.source import Source
from tests.support.builders import fixture


def cards(name: str) -> tuple[FindingCard, ...]:
    """The cards of a fixture."""
    return cards_of(fixture(name))


def cards_of(source: Source) -> tuple[FindingCard, ...]:
    """The cards of a text."""
    record = check(source, "offline", Settings()).record()
    return record_page(IndexedRecord(record), None).cards


def test_findings_that_blame_one_print_are_one_card() -> None:
    """Three sums that fail over one print are one decision: it names the print and the keys of all three."""
    (card,) = cards("error-section-total")
    assert [view.code for view in card.views] == ["CHG501", "SUM101", "SUM102"]
    assert card.print == "3,255 (L36)"
    assert card.keys.split() == [view.key for view in card.views]
    assert len(card.fields) == len({field.path for view in card.views for field in view.fields})


def test_findings_about_different_prints_stay_apart() -> None:
    """Each has a card of its own, which needs no print to say what joins it."""
    found = cards("error-columns")
    assert [[view.code for view in card.views] for card in found] == [["CMP801"] * 3, ["PRF902"]]
    assert {card.print for card in found} == {""}
    assert len({card.key for card in found}) == len(found)


def test_the_figures_of_an_unread_column_are_one_question() -> None:
    """By table: a blank line and a heading part two, and each figure has its place on the page; a lone one is told as ever."""
    text = fixture("unknown-heading").text.replace("査定－要求", "第二次の欄")
    found = cards_of(Source("two unread columns", text))
    unread = [[(view.name, view.lines[0]) for view in card.unread] for card in found if card.unread]
    assert [[line for _, line in own] for own in unread] == [[7, 8, 9, 10], [14, 15, 16, 17]]
    assert all(card.apart == () and len(card.keys.split()) == 4 for card in found if card.unread)
    assert all(card.apart == card.views for card in found if not card.unread)
