"""What a person gives beside a sheet that does not print it: the publisher and the fiscal year. It proves nothing."""

from collections.abc import Iterator

from structurer.language import say
from structurer.sheet.model import Identity, Model
from structurer.text.words import squeeze


class Given(Model):
    """Values given for a sheet, and who gave them. They fill empty columns of the facts; no check and no reader sees them."""

    publisher: str | None = None
    fiscal_year: int | None = None
    by: str

    def over(self, earlier: "Given | None") -> "Given":
        """Return these values with an earlier person's where there is none; who gave last vouches for all of them."""
        if earlier is None:
            return self
        return Given(
            publisher=self.publisher or earlier.publisher,
            fiscal_year=earlier.fiscal_year if self.fiscal_year is None else self.fiscal_year,
            by=self.by,
        )

    def says_the_same(self, other: "Given | None") -> bool:
        """True where another gives the same values, whoever it is."""
        return other is not None and (self.publisher, self.fiscal_year) == (other.publisher, other.fiscal_year)

    def contradicted(self, identity: Identity) -> list[tuple[str, str]]:
        """Return each print of a sheet that says otherwise, with the value given: the print stays."""
        pairs = [
            (None if identity.publisher is None else identity.publisher.text, self.publisher),
            (_text(identity.fiscal_year), _text(self.fiscal_year)),
        ]
        return [(printed, own) for printed, own in pairs if printed and own and squeeze(printed) != squeeze(own)]

    def objections(self, name: str, identity: Identity) -> Iterator[str]:
        """Yield a sentence for each print that says otherwise; `name` is the sheet's."""
        for printed, own in self.contradicted(identity):
            yield say(
                f"{name}: シートの印字は「{printed}」です。与えられた「{own}」({self.by})は表に使いません。",
                f"{name}: the sheet prints {printed!r}; {own!r}, given by {self.by}, is not used in the tables.",
            )


class PrintedOtherwise(UserWarning):
    """A sheet prints another publisher or year than was given for it: the print stays."""


def head_of(identity: Identity, given: Given | None) -> tuple[str, str]:
    """Return publisher and fiscal year for a table: as printed, else as given, else empty."""
    printed = ("" if identity.publisher is None else identity.publisher.text, _text(identity.fiscal_year))
    if given is None:
        return printed
    return printed[0] or given.publisher or "", printed[1] or _text(given.fiscal_year)


def _text(year: int | None) -> str:
    return "" if year is None else str(year)
