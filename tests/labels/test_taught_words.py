"""Words that lessons teach: in the vocabulary that is made with them, and in no other."""

import threading

from structurer.labels.lessons import Meaning
from structurer.labels.moment import When
from structurer.reading.layout import read_sheet
from structurer.sheet.model import Measure, Stage
from structurer.tables.geometry import geometry
from structurer.text.rows import rows
from structurer.text.source import Source
from tests.support.builders import VOCABULARY
from tests.support.taught import funding, told
from tests.support.wrong_lessons import lesson

SHEET = funding(1).source
TAUGHT = VOCABULARY.with_lessons([
    lesson(SHEET, "source", "臨財債", Meaning(measure=Measure.BONDS)),
    lesson(SHEET, "source", "その他", Meaning(measure=Measure.FEES)),
    lesson(SHEET, "moment", "裁定額", Meaning(stage=Stage.APPROVED)),
    lesson(SHEET, "moment", "旧額", Meaning(year_offset=-1, stage=Stage.INITIAL)),
    lesson(SHEET, "name", "業務の別", Meaning()),
])  # fmt: skip


def test_labels_that_lessons_teach() -> None:
    """Beside the words there are, and in place of what those say of the same label; the other vocabulary knows none."""
    assert TAUGHT.sources["臨財債"] is TAUGHT.source_of("臨財債") is Measure.BONDS
    assert TAUGHT.sources["その他"] is Measure.FEES
    assert set(TAUGHT.sources) == {*VOCABULARY.sources, "臨財債"}
    assert "臨財債" not in TAUGHT.costs
    assert TAUGHT.names == VOCABULARY.names | {"業務の別"}
    assert "臨財債" not in VOCABULARY.sources
    assert VOCABULARY.sources["その他"] is Measure.OTHER
    assert TAUGHT.known - VOCABULARY.known == {"臨財債", "裁定額", "旧額", "業務の別"}


def test_moments_that_lessons_teach() -> None:
    """A stage holds for the label with any year before it; a year holds for the label alone."""
    assert TAUGHT.when("裁定額", 2026) == When(None, Stage.APPROVED)
    assert TAUGHT.when("令和7年度裁定額", 2026) == When(-1, Stage.APPROVED)
    assert TAUGHT.when("旧額", 2026) == When(-1, Stage.INITIAL)
    assert TAUGHT.when("要求額", 2026).stage is Stage.REQUEST
    assert (TAUGHT.is_stage_label("裁定額"), VOCABULARY.is_stage_label("裁定額")) == (True, False)
    assert VOCABULARY.when("令和7年度裁定額", 2026) == When(-1, None)
    assert VOCABULARY.when("裁定額", 2026) == When(None, None)


def test_heading_words_that_lessons_teach() -> None:
    """A line of headings is parted at a taught one."""
    line = "区分 事業費 国庫支出金 臨財債 一般財源"
    found = TAUGHT.heading_words(line)
    assert found is not None
    assert len(found) == 5
    assert VOCABULARY.heading_words(line) is None


def test_a_source_keeps_work_by_vocabulary() -> None:
    """A source keeps its rows and its geometry for each vocabulary apart."""
    source = Source(
        "aligned", "区分  事業費  国庫支出金  臨財債  一般財源\n要求額  1,000  500  200  300\n(単位:千円)\n"
    )
    plain = rows(source, VOCABULARY.heading_words), geometry(source, VOCABULARY)
    taught = rows(source, TAUGHT.heading_words), geometry(source, TAUGHT)
    assert (taught[0][0].kind, plain[0][0].kind) == ("space", "line")
    assert taught[1] is not plain[1]
    assert rows(source, VOCABULARY.heading_words) is plain[0]
    assert geometry(source, VOCABULARY) is plain[1]


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
    """A reading with lessons leaves the one without as it was before."""
    source = funding(2).source
    before = read_sheet(source)
    read_sheet(source, TAUGHT)
    assert read_sheet(source) == before
