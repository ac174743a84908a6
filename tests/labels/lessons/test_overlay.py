"""The overlay: in force in one reading and one thread, gone afterwards, and in no cache."""

import threading

import pytest

from structurer.labels.headingwords import heading_words
from structurer.labels.lessons import Meaning
from structurer.labels.overlay import Overlay, in_force, overlaid
from structurer.labels.vocabulary import (
    COST_LABELS,
    FUNDING_LABELS,
    NAME_LABELS,
    WEAK_NAMES,
    When,
    known_words,
    source_of,
    when,
)
from structurer.reading.layout import read_sheet
from structurer.sheet.model import Measure, Stage
from structurer.tables.geometry import geometry
from structurer.text.rows import rows
from structurer.text.source import Source
from tests.support.taught import funding, told
from tests.support.wrong_lessons import lesson

BONDS = Overlay(
    sources=(("臨財債", Measure.BONDS), ("その他", Measure.FEES)),
    moments=(("裁定額", (None, Stage.APPROVED)), ("旧額", (-1, Stage.INITIAL))),
    names=("業務の別",),
)


def test_labels_in_force() -> None:
    """Every way to ask the vocabulary sees them, and none does afterwards."""
    known, count = set(FUNDING_LABELS), len(FUNDING_LABELS)
    with overlaid(BONDS):
        assert "臨財債" in FUNDING_LABELS
        assert FUNDING_LABELS["臨財債"] is FUNDING_LABELS.get("臨財債") is source_of("臨財債") is Measure.BONDS
        assert FUNDING_LABELS["その他"] is Measure.FEES
        assert set(FUNDING_LABELS) == FUNDING_LABELS.keys() == known | {"臨財債"}
        assert len(FUNDING_LABELS) == count + 1
        assert "臨財債" not in COST_LABELS
        assert {"臨財債", "x"} & FUNDING_LABELS.keys() == {"臨財債"}
        assert "業務の別" in NAME_LABELS
        assert "業務の別" in NAME_LABELS | WEAK_NAMES
        assert "業務の別" in WEAK_NAMES | NAME_LABELS
        assert len(list(NAME_LABELS)) == len(NAME_LABELS)
    assert "臨財債" not in FUNDING_LABELS
    assert FUNDING_LABELS.get("その他") is Measure.OTHER
    assert "業務の別" not in WEAK_NAMES | NAME_LABELS
    assert in_force() is None


def test_moments_in_force() -> None:
    """A stage holds for the label with any year before it; a year holds for the label alone."""
    assert when("令和7年度裁定額", 2026) == When(-1, None)
    with overlaid(BONDS):
        assert when("裁定額", 2026) == When(None, Stage.APPROVED)
        assert when("令和7年度裁定額", 2026) == When(-1, Stage.APPROVED)
        assert when("旧額", 2026) == When(-1, Stage.INITIAL)
        assert when("要求額", 2026).stage is Stage.REQUEST
    assert when("裁定額", 2026) == When(None, None)


def test_heading_words_in_force() -> None:
    """A line of headings is parted at a taught one; what the vocabulary itself knows stays the same."""
    line, known = "区分 事業費 国庫支出金 臨財債 一般財源", known_words()
    assert heading_words(line) is None
    with overlaid(BONDS):
        found = heading_words(line)
        assert known_words() == known
    assert found is not None
    assert len(found) == 5
    assert heading_words(line) is None


def test_no_cache_remembers() -> None:
    """What is kept of a source is kept by the lessons it was read with: neither reading is the other's."""
    source = Source(
        "aligned", "区分  事業費  国庫支出金  臨財債  一般財源\n要求額  1,000  500  200  300\n(単位:千円)\n"
    )
    plain = rows(source), geometry(source)
    with overlaid(BONDS):
        taught = rows(source), geometry(source)
        assert taught[0][0].kind == "space"
    assert taught[1] is not plain[1]
    assert (rows(source), geometry(source)) == plain
    assert plain[0][0].kind == "line"


def test_an_error_ends_it_too() -> None:
    """Whatever happens inside."""
    with pytest.raises(KeyError), overlaid(BONDS):
        raise KeyError
    assert in_force() is None


def test_threads_do_not_share_it() -> None:
    """Two threads read one sheet with different lessons and a third with none; each reads as it would alone."""
    made = funding(1)
    lessons = {
        "bonds": (lesson(made.source, "source", "臨財債", Meaning(measure=Measure.BONDS)),),
        "other": (lesson(made.source, "source", "臨財債", Meaning(measure=Measure.DONATIONS)),),
        "none": (),
    }
    alone = {name: told(made.source, given) for name, given in lessons.items()}
    found: dict[str, list[object]] = {name: [] for name in lessons}

    def work(name: str) -> None:
        for _ in range(10):
            found[name].append(told(made.source, lessons[name]))

    threads = [threading.Thread(target=work, args=(name,)) for name in lessons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({str(facts) for facts in alone.values()}) == 3
    assert all(facts == alone[name] for name, all_facts in found.items() for facts in all_facts)


def test_reading_without_lessons_is_what_it_was() -> None:
    """Before and after one with lessons."""
    source = funding(2).source
    before = read_sheet(source)
    read_sheet(source, (lesson(source, "source", "臨財債", Meaning(measure=Measure.BONDS)),))
    assert read_sheet(source) == before
