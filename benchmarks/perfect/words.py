"""The questions about words that faultless answers leave, each asked once and answered as gold has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from structurer.checks.every import run
from structurer.labels.word import Word
from structurer.pipeline import Outcome, asked, own_vocabulary

_PERSONS = ("甲", "乙")
"""Who confirms: two, since a stage or a year needs two."""
_MOST_ROUNDS = 3
"""How often a sheet is judged anew: an answer may bring the next question up."""


@dataclass
class Answers:
    """The questions so far by scope and word, and the words confirmed; a later sheet of the scope is read with them.

    What a faultless answer makes of a word is what gold has. A word that its figures give no one meaning is asked about all the same,
    and stays open.
    """

    questions: set[tuple[str, str]] = field(default_factory=set)
    confirmed: dict[tuple[str, str], Word] = field(default_factory=dict)

    def judged(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Sheets judged with the words of their scopes, each once its own questions are answered; what they cite stays."""
        return [self._judged(outcome) for outcome in outcomes]

    def _judged(self, outcome: Outcome) -> Outcome:
        for _ in range(_MOST_ROUNDS):
            outcome = self._anew(outcome)
            known = len(self.questions)
            for scope, word, meaning in asked(outcome):
                self.questions.add((scope, word))
                if meaning is not None:
                    self.confirmed.setdefault((scope, word), Word(word, meaning, scope, _PERSONS))
            if len(self.questions) == known:
                break
        return self._anew(outcome)

    def _anew(self, outcome: Outcome) -> Outcome:
        words = own_vocabulary(outcome.source, self.confirmed.values(), outcome.sheet)
        if words.own == outcome.reading.vocabulary.own:
            return outcome
        reading = replace(outcome.reading, vocabulary=words)
        return replace(outcome, reading=reading, results=run(reading))
