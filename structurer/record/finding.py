"""Findings as a reviewer sees them: with a key that stays while the finding does, and the waiver that closes it."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from structurer.checks.claim import Result
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unexplained
from structurer.record.correction import Approval, Waiver
from structurer.record.waivable import is_waivable
from structurer.record.wording import is_reason
from structurer.sheet.facts import Fact
from structurer.text.source import Figure

_UNCLAIMED = "CMP801"
_DIGITS = 16  # 64 bits of the hash: two of a record's findings never share them by chance


@dataclass(frozen=True)
class Finding:
    """One finding of a reading.

    Attributes:
        key: names it; another finding, or the same one over other figures, has another key.
        result: the judged claim.
        figure: the figure of the source that no field claims, where the finding is about one.
        waivable: False where no reason can close it.
        waiver: who accepted it and why, None while it is open.
    """

    key: str
    result: Result
    figure: Figure | None
    waivable: bool
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        """True where neither a correction nor a waiver has closed it."""
        return self.waiver is None

    @property
    def code(self) -> str:
        """The code of its check."""
        return self.result.code


def findings(reading: Reading, results: Sequence[Result], waivers: Sequence[Waiver] = ()) -> tuple[Finding, ...]:
    """Every finding, in the order of the results, with the waiver that names it."""
    given = {waiver.finding: waiver for waiver in waivers if is_reason(waiver.reason)}
    about = _figures(reading, results)
    named = zip(results, keys(reading, results), strict=True)
    return tuple(
        Finding(key, result, about.get(place), waivable, given.get(key) if waivable else None)
        for place, (result, key) in enumerate(named)
        if key is not None
        for waivable in [is_waivable(result.code, [(fact.cite, fact) for fact in result.facts])]
    )


def verdict(found: Sequence[Finding], *, touched: bool, approval: Approval | None) -> Verdict:
    """`approved` where a person approved and no finding is open; `verified` only where no person had a hand in the record.

    A word that nobody confirmed is a hand too: what was read with it is for a person to approve, whatever the checks say.
    """
    if any(finding.is_open for finding in found):
        return Verdict.NEEDS_REVIEW
    if approval is not None:
        return Verdict.APPROVED
    return Verdict.NEEDS_REVIEW if touched else Verdict.VERIFIED


def keys(reading: Reading, results: Sequence[Result]) -> tuple[str | None, ...]:
    """For each result the key of its finding, None where it is none.

    A key is made of all that a person who waives has seen: check, name, figures, lines, working and amounts; of the working
    in bare figures where it has been put in other words since, so that earlier waivers hold. Findings that are
    alike in all of it are counted, `1 of 2`, so that one more or one fewer of them is a new question.
    """
    about = _figures(reading, results)
    contents = [
        _content(result, about.get(place)) if result.is_finding else None for place, result in enumerate(results)
    ]
    often = Counter(contents)
    seen: dict[str, int] = defaultdict(int)
    made: list[str | None] = []
    for result, content in zip(results, contents, strict=True):
        if content is None:
            made.append(None)
            continue
        seen[content] += 1
        whole = content if often[content] == 1 else f"{content} {seen[content]}/{often[content]}"
        made.append(f"{result.code}-{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}")
    return tuple(made)


def _figures(reading: Reading, results: Sequence[Result]) -> dict[int, Figure]:
    """The figures that CMP801 is about, by the place of the result: it yields one claim for each, in order."""
    places = [place for place, result in enumerate(results) if result.code == _UNCLAIMED]
    figures = unexplained(reading) if places else ()
    return dict(zip(places, figures, strict=True)) if len(places) == len(figures) else {}


def _content(result: Result, figure: Figure | None) -> str:
    judged = result.judgement
    amounts = [None if value is None else str(value) for value in (judged.stated, judged.computed)]
    fields = [list(_field(fact)) for fact in result.facts]
    about = None if figure is None else figure.id
    seen = [
        result.code,
        result.name,
        result.outcome,
        result.figures,
        result.lines,
        judged.keyed or judged.working,
        amounts,
        fields,
        about,
    ]
    return json.dumps(seen, ensure_ascii=False)


def _field(fact: Fact) -> Iterator[object]:
    """A field by what it says, not by its place in the sheet: a row added elsewhere must not change it."""
    yield from fact.key
    yield from (fact.cite.figure, fact.cite.printed, fact.cite.amount, fact.cite.unit, fact.cite.corrected)
