"""What is searched for: words, and the facets that a record must have."""

from collections.abc import Iterable
from dataclasses import dataclass

from structurer.checks.outcome import Verdict
from structurer.errors import SearchWordsEmpty, SearchYearInvalid
from structurer.record.giving import typed_year
from structurer.store.search.yen_range import YenRange, yen_range
from structurer.text.grams import pieces

LONGEST = 200
"""Characters of words and of names: more than any project's name has."""


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is searched for; an empty field asks for nothing. Of several values of a facet any one will do.

    Attributes:
        words: all of them must stand in the sheet, its labels or its head.
        amounts: as they were typed, with what they mean.
        ended: True to find withdrawn and superseded records, too.
    """

    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    publishers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    amounts: tuple[tuple[str, YenRange], ...] = ()
    ended: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """The runs of letters that must be found."""
        return pieces(self.words)


Typed = str | int | Iterable[str | int]
"""What is asked of a facet: a value, or several of which any one will do."""


def question(  # noqa: PLR0913  # every facet is one
    words: str | Iterable[str] = (),
    *,
    year: Typed = (),
    publisher: Typed = (),
    department: Typed = (),
    verdict: Typed = (),
    amount: Typed = (),
    ended: bool = False,
) -> SearchQuestion:
    """Return a question as a person types it: `令和8` is a year, `500万円以上` a range of amounts.

    SearchWordsEmpty, SearchYearInvalid or AmountRangeInvalid where something cannot be understood.
    """
    cut = tuple(word for text in _several(words) for word in text.split())[:LONGEST]
    if cut and not pieces(cut):
        raise SearchWordsEmpty(" ".join(cut))
    return SearchQuestion(
        words=cut,
        years=tuple(map(_year, _several(year))),
        publishers=tuple(_several(publisher)),
        departments=tuple(_several(department)),
        verdicts=tuple(map(Verdict, _several(verdict))),
        amounts=tuple((asked, yen_range(asked)) for asked in _several(amount)),
        ended=ended,
    )


def _several(asked: Typed) -> list[str]:
    given = (asked,) if isinstance(asked, str | int) else asked
    return [str(one)[:LONGEST] for one in given]


def _year(asked: str) -> int:
    found = typed_year(asked)
    if found is None:
        raise SearchYearInvalid(asked)
    return found
