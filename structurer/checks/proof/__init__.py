"""Proofs: why each cited amount is believed, point by point, worked out from the print and not from a reader.

Nothing here reads a table again. From a cited figure it walks left to the label of its row, up its column to the headings, and
on to the caption and the headings over the table; what it passes, every word of it known, must give exactly what the record
says. The rules are those of docs/proofs.md.

The drawing: `grid` rows and cells. Words: `consume` what a label says, `words` the same for one sheet, `said` all around one amount.
The walk: `place` from a figure to its `spot`, by `headers`, `columns`, `row_label`, `stacked`, `records` and `sentence`. The points:
`prove` puts together what `measured`, `dated`, `figure_unit` with the captions of `unit`, `owned` with the headings of `owner`,
`parts`, `ties` and `terms` prove; `points` is their shape. Beside the amounts: `residue` the notes, `head` with `wholeness`
the head and the texts, `explained` and `running` sentences and what fields say, `headed` what headings name, `presence`
with `cited`, `numerals`, `numbering` and `reckoning` the numbers that no field cites.
"""

from functools import lru_cache

from structurer.checks.proof.consume import Consumed, Lexicon
from structurer.checks.proof.points import POINTS, Point, Proof
from structurer.checks.proof.prove import Prover
from structurer.checks.reading import Reading
from structurer.labels.vocabulary import Vocabulary

__all__ = ["POINTS", "Point", "Proof", "Prover", "lexicon_of"]


def lexicon_of(reading: Reading) -> Lexicon:
    """The words of a reading's vocabulary as the proofs use them: data, not the reader's judgement of it."""
    return _lexicon(reading.vocabulary)


@lru_cache(maxsize=8)
def _lexicon(words: Vocabulary) -> Lexicon:
    """One for a vocabulary, which sheets share: what it has consumed once, it knows of the next sheet."""
    own = {word.word: _said(words, word.word) for word in words.own}
    measures = {word: measure for word, measure in {**words.costs, **words.sources}.items() if word not in own}
    stages = {"要求額", "予算額", "補正額"}
    return Lexicon(
        measures=measures,
        totals=frozenset(words.funding_totals | words.totals) - measures.keys() - stages - own.keys(),
        changes=words.changes - own.keys(),
        amounts=words.amounts - measures.keys() - stages - own.keys(),
        heads=words.names | words.weak_names | words.texts | words.numbers | words.groups | words.indicators,
        own=tuple((word, said) for word, said in own.items() if said != Consumed()),
        headings=words.headings,
    )


def _said(words: Vocabulary, word: str) -> Consumed:
    """What a word of a person's own says of an amount; nothing where it heads names or numbers."""
    measure, when = words.sources.get(word, words.costs.get(word)), words.moments.get(word)
    marks = {"total": words.totals, "change": words.changes, "amount": words.amounts}
    return Consumed(
        measures=frozenset(() if measure is None else (measure,)),
        years=frozenset(() if when is None or when.year_offset is None else (when.year_offset,)),
        stages=frozenset(() if when is None or when.stage is None else (when.stage,)),
        marks=frozenset(mark for mark, known in marks.items() if word in known),
    )
