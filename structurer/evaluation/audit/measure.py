"""What an audit measured: how many figures and records were found wrong, how sure that is, and whether reviewers agree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from structurer.evaluation.audit.clopper import interval
from structurer.store.audits import Audit, AuditAnswer, Conclusion, DrawnRecord

FigureKey = tuple[str, int, str]
"""A figure of a drawn record: the record's id, its revision, the field's path."""
_GRAVEST: tuple[Conclusion, ...] = ("wrong", "unclear", "right")


@dataclass(frozen=True, slots=True)
class MeasuredShare:
    """A measured share: so many wrong of so many looked at, and its exact interval of 95 %.

    `unclear` ones are neither counted as wrong nor as looked at; `worst` is the upper end if all of them were wrong.
    """

    wrong: int
    unclear: int
    of: int

    @classmethod
    def over(cls, conclusions: Iterable[Conclusion]) -> "MeasuredShare":
        """The share over some conclusions."""
        found = list(conclusions)
        unclear = found.count("unclear")
        return cls(found.count("wrong"), unclear, len(found) - unclear)

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The interval of Clopper and Pearson."""
        return interval(self.wrong, self.of)

    @property
    def worst(self) -> Fraction:
        """The upper end if every unclear one were wrong."""
        return interval(self.wrong + self.unclear, self.of + self.unclear)[1]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers' conclusions about the figures that both looked at.

    `kappa` is Cohen's: the share beyond what their own frequencies would give by chance; None where both always say the same.
    """

    reviewers: tuple[str, str]
    alike: int
    of: int
    kappa: Fraction | None


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The result of an audit so far.

    Attributes:
        open: by reviewer, how many drawn records he has not finished; a reviewer is who has answered anything.
        done: how many drawn records at least one reviewer has finished.
        on_words, others: the records by their kind, where both kinds were drawn.
        wrong: the figures that somebody found wrong.
        seconds: all the time that answering took.
    """

    audit: Audit
    open: Mapping[str, int]
    done: int
    figures: MeasuredShare
    records: MeasuredShare
    on_words: MeasuredShare | None
    others: MeasuredShare | None
    agreements: tuple[Agreement, ...]
    wrong: tuple[FigureKey, ...]
    seconds: Fraction


def concluded(answers: Iterable[AuditAnswer]) -> dict[str, dict[FigureKey, Conclusion]]:
    """Return by reviewer what he concluded of each figure: his last word; a figure that waits for one is not among them."""
    found: dict[str, dict[FigureKey, Conclusion]] = defaultdict(dict)
    blind = set()
    for one in answers:
        key = (one.record_id, one.revision, one.field)
        if one.deed == "answered" and (one.reviewer, key) in blind:
            continue  # only the first look is a blind one
        blind.add((one.reviewer, key))
        if one.conclusion is not None:
            found[one.reviewer][key] = one.conclusion
    return dict(found)


def measured(audit: Audit, answers: Sequence[AuditAnswer]) -> AuditResult:
    """Return the result so far."""
    by = concluded(answers)
    figures = _gravest(by.values())
    finished = {reviewer: {one for one in audit.drawn if is_done(one, own)} for reviewer, own in by.items()}
    reviewers = sorted({one.reviewer for one in answers})
    done = {one for own in finished.values() for one in own}
    records = {one: _worst(figures[key] for key in _keys(one)) for one in audit.drawn if one in done}
    return AuditResult(
        audit,
        {reviewer: len(audit.drawn) - len(finished.get(reviewer, ())) for reviewer in reviewers},
        len(done),
        MeasuredShare.over(figures.values()),
        MeasuredShare.over(records.values()),
        _kind(records, audit.drawn, on_words=True),
        _kind(records, audit.drawn, on_words=False),
        tuple(_agreements(by)),
        tuple(key for key, word in figures.items() if word == "wrong"),
        Fraction(sum(one.milliseconds for one in answers), 1000),
    )


def _kind(
    records: Mapping[DrawnRecord, Conclusion], drawn: Sequence[DrawnRecord], *, on_words: bool
) -> MeasuredShare | None:
    if len({one.on_words for one in drawn}) == 1:
        return None
    return MeasuredShare.over(word for one, word in records.items() if one.on_words is on_words)


def is_done(drawn: DrawnRecord, own: Mapping[FigureKey, Conclusion]) -> bool:
    """True where one reviewer has concluded everything that is asked of a record."""
    return all(key in own for key in _keys(drawn))


def _keys(drawn: DrawnRecord) -> Iterator[FigureKey]:
    yield from ((drawn.record_id, drawn.revision, field) for field in drawn.fields)


def _gravest(by: Iterable[Mapping[FigureKey, Conclusion]]) -> dict[FigureKey, Conclusion]:
    """Return each figure's conclusion; where reviewers differ the gravest stands, so that a wrong figure is never outvoted."""
    found: dict[FigureKey, list[Conclusion]] = defaultdict(list)
    for own in by:
        for key, conclusion in own.items():
            found[key].append(conclusion)
    return {key: _worst(said) for key, said in found.items()}


def _worst(said: Iterable[Conclusion]) -> Conclusion:
    return min(said, key=_GRAVEST.index, default="right")


def _agreements(by: Mapping[str, Mapping[FigureKey, Conclusion]]) -> Iterator[Agreement]:
    for one, other in combinations(sorted(by), 2):
        both = [(said, by[other][key]) for key, said in by[one].items() if key in by[other]]
        if both:
            alike = sum(first == second for first, second in both)
            yield Agreement((one, other), alike, len(both), _kappa(both))


def _kappa(both: Sequence[tuple[Conclusion, Conclusion]]) -> Fraction | None:
    seen = Fraction(sum(first == second for first, second in both), len(both))
    chance = sum(
        (Fraction(sum(pair[0] == word for pair in both) * sum(pair[1] == word for pair in both), len(both) ** 2))
        for word in _GRAVEST
    )
    return None if chance == 1 else (seen - chance) / (1 - chance)
