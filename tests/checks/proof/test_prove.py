"""The proofs of whole records: which points an amount needs, and that a sound sheet in any drawing has them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof import POINTS
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.said import SpotReader, SpotSense
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.sheet.model import Measure, Table
from structurer.text.source import Source
from tests.checks.proof.made import HEAD, LEXICON, TABLE, by_print, drawn, sheet
from tests.support.builders import PROVED, piped, proves, tabbed, tall
from tests.support.sheets import figure_of, read, truth, with_sheet

NEEDED = {
    Table.SUBSIDY: {"digits", "place", "unit"},
    Table.STAFF: {"digits", "place", "unit", "date", "owner"},
    Table.INDICATOR: {"digits", "place", "unit", "date", "owner"},
    Table.PLAN: {"digits", "place", "unit", "date"},
}
MONEY = {"digits", "place", "unit", "date", "owner"}
SOUND = [name for name in PROVED if not name.startswith("error-")]


@pytest.mark.parametrize("name", SOUND)
def test_every_amount_of_a_sound_fixture_is_proved(name: str) -> None:
    """No point that an amount needs is missing, and each one says on which lines, or by which check."""
    for proof in proofs_of(truth(name)):
        assert proof.lacking == (), (proof.fact.cite.printed, proof.why)
        assert set(proof.needed()) - {"tie"} == NEEDED.get(proof.fact.table, MONEY)
        assert set(proof.points) <= set(POINTS)
        assert all(point is None or point.by for point in proof.points.values())


@pytest.mark.parametrize("name", PROVED)
def test_a_proof_says_where(name: str) -> None:
    """The digits stand on the figure's own line, the place has that line or the first of its row among its own."""
    reading = truth(name)
    made = Grid(reading.source)
    for proof in proofs_of(reading):
        digits, place = proof.points["digits"], proof.points.get("place")
        assert digits is not None
        assert digits.lines == (figure_of(reading, proof.fact).line,)
        assert place is None or {digits.lines[0], made.row_of(digits.lines[0]).first} & {*place.lines}
        assert all(proof.why.get(point) is not None for point in proof.lacking if point != "tie")


@proves
@given(
    st.sampled_from([tabbed, piped, tall]), st.lists(st.integers(100, 9_999_999), min_size=4, max_size=4, unique=True)
)
def test_whatever_the_amounts_are(draw: object, amounts: list[int]) -> None:
    """A sound table is proved whatever its amounts, in every drawing."""
    assert callable(draw)
    one, two, three, four = amounts
    rows = [
        TABLE[0],
        ["前年度当初予算額", *(f"{amount:,}" for amount in (one + two + three, one, two, three))],
        ["要求額", *(f"{amount:,}" for amount in (four + three + one, four, three, one))],
    ]
    assert [proof.lacking for proof in proofs_of(sheet("(単位:千円)\n", draw(rows)))] == [()] * 8


@proves
@given(
    st.sampled_from(["要求額", "査定額", "決算額", "前年度当初予算額", "令和6年度決算額"]),
    st.sampled_from(["要求額", "査定額"]),
)
def test_another_label_takes_the_date_away(printed: str, recorded: str) -> None:
    """A record that says another stage or year than its row's label is not proved."""
    whole = sheet("(単位:千円)\n", drawn([TABLE[0], [recorded, *TABLE[2][1:]]]))
    other = read(f"{HEAD}(単位:千円)\n{drawn([TABLE[0], [printed, *TABLE[2][1:]]])}")
    kept = by_print(with_sheet(other, whole.sheet))
    assert len(kept) == 4
    assert all((proof.points.get("date") is None) is (printed != recorded) for proof in kept.values())


@pytest.mark.parametrize("label", ["裁定額", "要求額の一部", "仮要求額", "隣県の要求額"])
def test_a_label_that_is_not_understood_proves_nothing(label: str) -> None:
    """The record is right of another print; here neither place nor date is known."""
    whole = sheet("(単位:千円)\n", drawn([TABLE[0], TABLE[2]]))
    other = read(f"{HEAD}(単位:千円)\n{drawn([TABLE[0], [label, *TABLE[2][1:]]])}")
    assert {proof.lacking[:1] for proof in by_print(with_sheet(other, whole.sheet)).values()} == {("place",)}


@pytest.mark.parametrize("bonds", ["0", "900"])
def test_no_unit_is_proved_where_none_is_printed(bonds: str) -> None:
    """A 0 needs no unit and tells none: the amounts that a sum ties to it stay without one."""
    rows = [TABLE[0], ["要求額", "5,900", "1,800", bonds, str(4100 - int(bonds))]]
    captioned = sheet("財源内訳\n（単位：千円）\n", drawn(rows))
    bare = Source("made", captioned.source.text.replace("（単位：千円）", "　　　　　　　　"))
    proofs = proofs_of(Reading(bare, captioned.sheet))
    assert proofs
    assert all("unit" in proof.lacking for proof in proofs if proof.fact.cite.value)


@pytest.mark.parametrize(
    ("name", "proved"),
    [
        ("総務費国庫補助金", True),
        ("教育費国庫補助金 学校費補助金(補助率1/2)", True),
        ("社会資本整備総合交付金(国費)", True),
        ("隣県への国庫補助金", False),
        ("取り下げた総務費国庫補助金", False),
        ("川端市民生費国庫補助金", False),
        ("旧教育費国庫補助金 学校費補助金", False),
        ("試算総務費国庫補助金", False),
        ("別会計の社会資本整備総合交付金(国費)", False),
        ("国庫補助金を除く額", False),
        ("他団体分国庫補助金", False),
    ],
)
def test_a_detail_is_named_by_accounts(name: str, *, proved: bool) -> None:
    """Words of a source inside other words prove nothing: only the names of accounts do."""
    words = KnownWords(LEXICON, 2026)
    made = sheet("財源内訳\n（単位：千円）\n", drawn(TABLE))
    fact = next(fact for fact in made.facts if fact.measure is Measure.NATIONAL)
    spot = Spot("cell", tuple(name.split()), ())
    grid = Grid(made.source)
    walker = Walker(grid, words)
    reader = SpotReader(walker, words, Outline(grid, LEXICON, 2026, ()))
    figure = made.source.by_id[fact.cite.figure or ""]
    assert isinstance(reader.read(fact, figure, spot), SpotSense) is proved
