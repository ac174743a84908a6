"""A calendar: what places the years and stages that labels name in sheets of one year, whose titles and notes say the same of them."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from structurer.labels.label import is_year_label, names_year
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re

Work = TypeVar("Work")
Asked = TypeVar("Asked", bound=Hashable)

THIS_YEAR = re.compile(r"本年度|今年度|当年度")
_NEED_A_YEAR = frozenset({Stage.SETTLED, Stage.SUPPLEMENTARY, Stage.CURRENT})
_MOST_KEPT = 4096  # texts: some 2 MB of meanings; a batch of a thousand sheets of one year has about as many labels


class Once(Protocol):
    """Works out the result of a function of a calendar, and keeps it."""

    def __call__(self, work: Callable[["Calendar", Asked], Work], asked: Asked, /) -> Work:
        """The result for what is asked."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """A vocabulary beside all that a label's year and stage depend on; `Vocabulary.once` gives each but once.

    Attributes:
        fiscal_year: the sheet's own year, None where its head names none.
        supplements: the sheet is of a supplementary budget by its own title.
        last_year_unclear: a note says that 前年度 is not the budget that year began with.
        settles: it is of a year that is over by its own title: its 決算額 is that year's.
        two_years: the sheet speaks of this year and of the next: which of them is its own, 本年度 does not say.
    """

    vocabulary: Vocabulary
    fiscal_year: int | None
    supplements: bool
    settles: bool
    last_year_unclear: bool
    two_years: bool

    @cached_property
    def once(self) -> "Once":
        """Gives the result of a function of this calendar and a label or several: sheets of one year share most of their labels."""
        return lru_cache(maxsize=_MOST_KEPT)(lambda work, asked: work(self, asked))

    def when(self, label: str) -> When | None:
        """Year and stage that a label names; None where they cannot be placed in this sheet without guessing."""
        moment = self.vocabulary.when(label, self.fiscal_year)
        known = self.vocabulary.is_stage_label(label) and (moment.stage is not None or is_year_label(label))
        if not known or (self.fiscal_year is None and names_year(label)):
            return None  # 要求限度額, 令和7年度繰越額: not the stage's own amount; a year that nothing places
        undated = moment.year_offset is None and moment.stage in _NEED_A_YEAR
        if undated and self.settles:
            return moment
        if (undated or moment == When(0, Stage.NONE)) and not self.supplements:
            return None  # 決算額, 9月補正予算額: of which year? 補正前の額 says something only beside a supplement
        if undated and moment.stage is Stage.SETTLED:
            return None
        # the sheet of a running year asks for the next one; the request of any other year: the sheet's own was misread
        other_request = moment.stage is Stage.REQUEST and moment.year_offset not in {None, 0, 1}
        unclear = self.two_years and THIS_YEAR.search(label) is not None
        return None if other_request or unclear else moment
