"""What a person gives beside a sheet fills what it does not print, and nothing else."""

from structurer.sheet.given import Given, head_of
from structurer.sheet.model import Identity, Label

PRINTED = Identity(
    publisher=Label(text="霧ヶ浦市", line=1), fiscal_year=2026, fiscal_year_label=Label(text="令和8年度", line=2)
)


def test_the_print_stays() -> None:
    """Where the sheet prints a value the given one is not used, and is named only where it is another."""
    other = Given(publisher="灯台県", fiscal_year=2025, by="審査A")
    assert head_of(PRINTED, other) == ("霧ヶ浦市", "2026")
    assert other.contradicted(PRINTED) == [("霧ヶ浦市", "灯台県"), ("2026", "2025")]
    assert Given(publisher="霧ヶ浦 市", fiscal_year=2026, by="審査A").contradicted(PRINTED) == []
    assert other.contradicted(Identity()) == []


def test_what_is_not_printed_is_filled() -> None:
    """Each column by itself; without a gift it stays empty."""
    assert head_of(Identity(), Given(fiscal_year=2025, by="審査A")) == ("", "2025")
    assert head_of(Identity(), None) == ("", "")


def test_over_an_earlier_one() -> None:
    """The nearer values win, the further ones fill, and who gave last vouches for all."""
    near, far = Given(fiscal_year=2026, by="審査B"), Given(publisher="灯台県", fiscal_year=2020, by="審査A")
    assert near.over(far) == Given(publisher="灯台県", fiscal_year=2026, by="審査B")
    assert near.over(None) is near
