"""What a person types about a sheet is made sure of, wherever it stands."""

from pathlib import Path

import pytest

from structurer.errors import GivenInvalid
from structurer.record.giving import for_file, given


@pytest.mark.parametrize(
    ("typed", "year"), [(2026, 2026), ("2026", 2026), ("令和８年度", 2026), ("R8", 2026), ("平成31年", 2019)]
)
def test_years(typed: int | str, year: int) -> None:
    """A year is Western or of an era, whatever the width of its digits."""
    found = given(None, typed, "審査A")
    assert found is not None
    assert (found.fiscal_year, found.by) == (year, "審査A")


@pytest.mark.parametrize("typed", ["", "8", "再来年", "2026-2027", "12026", True])
def test_no_years(typed: int | str) -> None:
    """Anything else is refused, and named."""
    with pytest.raises(GivenInvalid, match="fiscal_year"):
        given(None, typed, "審査A")


@pytest.mark.parametrize("typed", ["", " ", "霧\u200bヶ浦市", "市" * 101])
def test_no_publishers(typed: str) -> None:
    """A name that nobody could see, or that is no name, is refused."""
    with pytest.raises(GivenInvalid, match="publisher"):
        given(typed, None, "審査A")


def test_nothing_given() -> None:
    """Nothing is given by a name alone."""
    assert given(None, None, "審査A") is None


def test_who_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name it is the account's."""
    monkeypatch.setenv("LOGNAME", "budget-desk")
    found = given("灯台県", None, None)
    assert found is not None
    assert found.by == "budget-desk"


def test_the_file_beside_the_sheets(tmp_path: Path) -> None:
    """The file of the folder comes before that of the folder above, and what was typed before both."""
    (tmp_path / "r8").mkdir()
    (tmp_path / "structurer.toml").write_text('publisher = "灯台県"\nfiscal_year = 2020\n', encoding="utf-8")
    (tmp_path / "r8" / "structurer.toml").write_text('fiscal_year = "令和8"\nby = "審査B"\n', encoding="utf-8")
    sheet = str(tmp_path / "r8" / "sheet.txt")
    found = for_file(sheet, None, "審査A")
    assert found is not None
    assert (found.publisher, found.fiscal_year, found.by) == ("灯台県", 2026, "審査B")
    typed = for_file(sheet, given("霧ヶ浦市", None, "審査C"), None)
    assert typed is not None
    assert (typed.publisher, typed.fiscal_year, typed.by) == ("霧ヶ浦市", 2026, "審査C")
    assert for_file(None, None, "審査A") is None


@pytest.mark.parametrize("text", ["publisher = 3", "year = 2026", "publisher", 'fiscal_year = "x"', "\ufeff\x00"])
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    """It is refused: a wrong word must not silently give nothing."""
    (tmp_path / "structurer.toml").write_text(text, encoding="utf-8")
    with pytest.raises(GivenInvalid):
        for_file(str(tmp_path / "sheet.txt"), None, "審査A")
