"""A reading compared with gold: figures as multisets, labels of the figures that are right, the head of the sheet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from structurer.evaluation.count import Count
from structurer.evaluation.document import IdentityScore, Miss
from structurer.evaluation.gold import Gold, OptionalFigure
from structurer.sheet.facts import Fact
from structurer.sheet.model import Identity, Table, exact
from structurer.text.words import tidy

FactPair = tuple[Fact, Fact]
_LIKE: tuple[Callable[[Fact], Hashable], ...] = (
    lambda fact: (fact.cite.line, fact.cite.printed, fact.table),
    lambda fact: (fact.cite.line, fact.cite.printed),
    lambda fact: (fact.table, tidy(fact.row), *fact.column),
    lambda fact: (fact.cite.line, fact.measure),
)
"""Keys by which a missed and a wrong fact are one mistake, the surest first."""


@dataclass(frozen=True)
class Match:
    """Gold and read facts: the same in everything, the same but for a label, and what is left on either side."""

    same: tuple[FactPair, ...]
    mislabelled: tuple[FactPair, ...]
    missed: tuple[Fact, ...]
    wrong: tuple[Fact, ...]
    optional: tuple[Fact, ...]

    @property
    def is_right(self) -> bool:
        """Whether nothing is missed and nothing wrong."""
        return not self.missed and not self.wrong

    @property
    def figures(self) -> Count:
        """The figures of all tables."""
        return self._count(lambda _: True)

    @property
    def tables(self) -> dict[str, Count]:
        """The figures of each table that either side has."""
        counts = {table.value: self._count(lambda fact, t=table: fact.table is t) for table in Table}  # type: ignore[misc]
        return {table: count for table, count in counts.items() if count.gold or count.read}

    def _count(self, chosen: Callable[[Fact], bool]) -> Count:
        same = sum(chosen(gold) for gold, _ in self.same)
        right = same + sum(chosen(gold) for gold, _ in self.mislabelled)
        return Count.of(right + sum(map(chosen, self.missed)), right + sum(map(chosen, self.wrong)), right, same)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every mistake in the order of the lines, a missed and a wrong fact together where they are one mistake."""
        pairs, missed, wrong = _alike(self.missed, self.wrong)
        found = [
            *(Miss(kind="differs", gold=gold, read=read) for gold, read in pairs),
            *(Miss(kind="missed", gold=fact) for fact in missed),
            *(Miss(kind="wrong", read=fact) for fact in wrong),
            *(Miss(kind="label", gold=gold, read=read) for gold, read in self.mislabelled),
        ]
        return tuple(sorted(found, key=_line))


def match(gold: Sequence[Fact], read: Sequence[Fact], optional: Iterable[OptionalFigure] = ()) -> Match:
    """Compare two multisets of facts."""
    same, missed, extra = _paired(gold, read, lambda fact: fact.labelled)
    mislabelled, missed, extra = _paired(missed, extra, lambda fact: fact.quotation)
    allowed = Counter((figure.line, exact(figure.amount)) for figure in optional)
    wrong: list[Fact] = []
    passed: list[Fact] = []
    for fact in extra:
        figure = (fact.cite.line or 0, fact.cite.value)
        allowed[figure] -= 1
        (passed if allowed[figure] >= 0 else wrong).append(fact)
    return Match(tuple(same), tuple(mislabelled), tuple(missed), tuple(wrong), tuple(passed))


def _paired(
    gold: Iterable[Fact], read: Iterable[Fact], key: Callable[[Fact], Hashable]
) -> tuple[list[FactPair], list[Fact], list[Fact]]:
    """Pair the facts of equal keys; return the pairs and the rest of either side, each in its order."""
    waiting: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in read:
        waiting[key(fact)].append(fact)
    pairs, left = [], []
    for fact in gold:
        there = waiting[key(fact)]
        if there:
            pairs.append((fact, there.pop(0)))
        else:
            left.append(fact)
    return pairs, left, list(chain.from_iterable(waiting.values()))


def _alike(missed: Iterable[Fact], wrong: Iterable[Fact]) -> tuple[list[FactPair], list[Fact], list[Fact]]:
    pairs: list[FactPair] = []
    gold, read = list(missed), list(wrong)
    for like in _LIKE:
        found, gold, read = _paired(gold, read, like)
        pairs += found
    return pairs, gold, read


def _line(miss: Miss) -> int:
    fact = miss.gold or miss.read
    return 0 if fact is None or fact.cite.line is None else fact.cite.line


def identity(gold: Gold, read: Identity) -> IdentityScore:
    """Compare project, publisher and fiscal year; an empty one in the gold says that the sheet prints none."""
    if gold.identity is None:
        return IdentityScore()
    names = (field and field.text for field in (read.project, read.publisher))
    values = (*names, None if read.fiscal_year is None else str(read.fiscal_year))
    project, publisher, year = (tidy(a or "") == tidy(b) for a, b in zip(values, gold.identity, strict=True))
    return IdentityScore(project=project, publisher=publisher, fiscal_year=year)


def total(counts: Iterable[Count]) -> Count:
    """Add up counts."""
    each = list(counts)
    return Count.of(
        sum(c.gold for c in each), sum(c.read for c in each), sum(c.right for c in each), sum(c.labels for c in each)
    )


def by_table(tables: Iterable[dict[str, Count]]) -> dict[str, Count]:
    """Add up the tables of several sheets, in the order of the contract."""
    each = list(tables)
    return {name: total(_named(each, name)) for name in Table if any(name in one for one in each)}


def _named(tables: Iterable[dict[str, Count]], name: str) -> Iterator[Count]:
    return (one[name] for one in tables if name in one)
