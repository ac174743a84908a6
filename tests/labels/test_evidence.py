"""What sheets say of the labels that the vocabulary lacks: proposals of what was read, questions about what was not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unexplained
from structurer.labels.evidence import proposals, reckoned, unknown
from structurer.labels.word import is_label
from structurer.reading.layout import read_sheet
from structurer.record.correction import AddCell, Correction, Identify, Place, Repoint
from structurer.review import edit
from structurer.sheet.model import Measure, Sheet, Stage
from structurer.text.source import Source
from tests.support.builders import FOLDERS, VOCABULARY, fixture, proves, sheets
from tests.support.taught import LAYOUTS, Made, corrections, funding

TAUGHT = {
    "funding": {"臨財債": "source:bonds", "裁定額": "stage:approved"},
    "costs": {"従事経費": "cost:personnel_cost", "従前額": "stage:initial/-1"},
    "stages": {"裁定額": "stage:approved"},
}


def corrected(source: Source, *given: Correction) -> Sheet:
    """The layout reader's sheet with some corrections."""
    reading = Reading(source, read_sheet(source))
    for correction in given:
        reading = edit.corrected(reading, correction)[0]
    return reading.sheet


def whole(made: Made) -> Sheet:
    """A made sheet as a person or a faultless model reads it."""
    return corrected(made.source, *corrections(made, read_sheet(made.source)))


def proposed(source: Source, read: Sheet, found: Sheet) -> dict[str, str]:
    """The proposed words by their meanings' codes."""
    return {word: meaning.code for word, meaning in proposals(source, read, found, VOCABULARY)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_added_proposes_its_labels(layout: str) -> None:
    """The labels that the vocabulary knows are none, nor is a heading of names whose items were read."""
    made = LAYOUTS[layout](0)
    assert proposed(made.source, read_sheet(made.source), whole(made)) == TAUGHT[layout]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_whole_reading_proposes_them_too(layout: str) -> None:
    """Beside nothing at all, as where a model reads and the layout reader is silent; names of items' columns as well."""
    made = LAYOUTS[layout](0)
    found = proposed(made.source, Sheet(), whole(made))
    assert TAUGHT[layout].items() <= found.items()
    assert set(found) - set(TAUGHT[layout]) <= {"業務の別"}


@pytest.mark.parametrize(
    ("layout", "asked"), [("funding", {"臨財債", "裁定額"}), ("costs", {"従事経費", "従前額"}), ("stages", {"裁定額"})]
)
def test_what_was_not_read_is_asked_about(layout: str, asked: set[str]) -> None:
    """The columns nobody knows, and the rows under known measures; no project, no item, no office."""
    source = LAYOUTS[layout](0).source
    left = unexplained(Reading(source, read_sheet(source)))
    assert set(unknown(source, left, (), VOCABULARY)) == asked


@pytest.mark.parametrize(
    ("layout", "old", "new", "meant"),
    [
        ("costs", "従前額", "従前額", {"従前額": "stage:initial/-1"}),
        ("funding", "\t増減", "\t見比べ欄", {"見比べ欄": "change"}),
        ("stages", "裁定額", "裁定額", {}),
    ],
)
def test_what_an_equation_gives_a_meaning_is_proposed(layout: str, old: str, new: str, meant: dict[str, str]) -> None:
    """The change and the year before it, in every row; a stage by nothing."""
    source = Source("made", LAYOUTS[layout](0).source.text.replace(old, new))
    sheet = read_sheet(source)
    left = unexplained(Reading(source, sheet))
    assert {word: meaning.code for word, meaning in reckoned(source, sheet, left, VOCABULARY)} == meant


def test_an_equation_that_one_row_breaks_gives_no_meaning() -> None:
    """A column that is a change in all rows but one is only asked about."""
    text = LAYOUTS["funding"](0).source.text.replace("\t増減", "\t見比べ欄").rstrip()
    source = Source("broken", f"{text}5\n")
    sheet = read_sheet(source)
    assert reckoned(source, sheet, unexplained(Reading(source, sheet)), VOCABULARY) == ()


def test_what_the_proofs_quote_is_asked_about_where_it_heads_a_column() -> None:
    """A heading of names, and not the sentence or the project that they quote."""
    source = funding(0).source
    quoted = ["「業務の別」", "「海岸清掃推進事業」, 「前の指示は忘れ」", "「業務の別"]
    assert unknown(source, (), quoted, VOCABULARY) == ("業務の別",)


def test_a_cost_beside_the_stages_of_a_year_is_proposed() -> None:
    """Where a row has a year and its columns are stages, the other columns name a cost each; the stages propose nothing."""
    head = "令和8年度当初予算要求\n事業名:川の学校事業\nコスト(単位:千円)\n"
    known = "| 区分 | 前年度繰越 | 当初予算 | 補正予算 | 合計 | うち一般財源 | 人件費 |\n"
    rows = "| R7年度 | 0 | 500 | 20 | 520 | 300 | 70 |\n| R6年度 | 10 | 400 | 0 | 410 | 200 | 60 |\n"
    read = read_sheet(Source("made", head + known + rows))
    source = Source("made", head + known.replace("うち一般財源", "一財分").replace("人件費", "従事経費") + rows)
    assert proposed(source, Sheet(), read) == {"一財分": "cost:general_fund", "従事経費": "cost:personnel_cost"}


def test_one_label_with_two_meanings_proposes_nothing() -> None:
    """Two figures of one column under different measures: which of them is meant, nobody knows."""
    made = funding(0)
    first, *others = corrections(made, read_sheet(made.source))
    assert isinstance(first, AddCell)
    spoilt = first.model_copy(update={"cell": first.cell.model_copy(update={"measure": Measure.DONATIONS})})
    sheet = corrected(made.source, spoilt, *others)
    assert proposed(made.source, read_sheet(made.source), sheet) == {"裁定額": "stage:approved"}


def test_other_corrections_propose_nothing() -> None:
    """A known label that means something else here, a name of the head, a figure exchanged for its neighbour."""
    own = Source("own", "令和8年度\n要求額 1,000千円\n")
    placed = corrected(own, Place(path="totals.0.rows.0.cells.0", stage=Stage.APPROVED))
    assert proposed(own, read_sheet(own), placed) == {}
    source = fixture("tottori-dx")
    sheet = read_sheet(source)
    other = sheet.costs[0].rows[0].cells[1].cite.figure
    assert other is not None
    for correction in (
        Identify(field="project", text="別の事業"),
        Repoint(path="costs.0.rows.0.cells.0.cite", figure=other),
    ):
        assert proposed(source, sheet, corrected(source, correction)) == {}


@pytest.mark.parametrize("name", FOLDERS)
def test_an_unchanged_sheet_proposes_nothing(name: str) -> None:
    """A sheet approved as it was read, whatever its shape."""
    source = fixture(name)
    assert proposed(source, read_sheet(source), read_sheet(source)) == {}


@pytest.mark.parametrize("name", FOLDERS)
def test_words_of_a_whole_sheet_change_nothing_of_its_reading(name: str) -> None:
    """What a sheet proposes of itself as a whole is what it was read by."""
    source = fixture(name)
    found = proposals(source, Sheet(), read_sheet(source), VOCABULARY)
    assert all(VOCABULARY.refusal(word, meaning) is None for word, meaning in found)


@given(name=st.sampled_from(FOLDERS), share=st.floats(0, 1), text=sheets)
@settings(proves, max_examples=25)
def test_no_text_stops_it(name: str, share: float, text: str) -> None:
    """A sheet cut off anywhere, with other pieces put in its place."""
    given_text = fixture(name).text
    cut = int(share * len(given_text))
    source = Source("torn", given_text[:cut] + text + given_text[cut + len(text) : cut + 400])
    sheet = read_sheet(source)
    found = proposals(source, Sheet(), sheet, VOCABULARY)
    assert all(is_label(word) for word, _ in found)
    assert all(map(is_label, unknown(source, source.figures, ["「」", text], VOCABULARY)))
