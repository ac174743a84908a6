"""The account of a run: its requests, tokens and costs over all sheets; and the estimate of what one would cost."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from structurer.errors import ModelError
from structurer.language import say
from structurer.reading.model import prices
from structurer.reading.model.prices import Prices
from structurer.record.record import Cost, Provenance, Tokens


@dataclass
class Account:
    """The sheets, requests, tokens and costs of a run, failed sheets too."""

    sheets: int = 0
    requests: int = 0
    cached: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    costs: list[Cost] = field(default_factory=list)

    def add(self, provenance: Provenance) -> None:
        """Book a sheet that was read."""
        self.sheets += 1
        self.requests += provenance.requests
        for one in provenance.readings:
            self.cached += one.cached
            self.tokens = self.tokens.plus(one.tokens)
            self.costs += [] if one.cost is None else [one.cost]

    def add_failed(self, error: ModelError, model: str, price_list: Prices) -> None:
        """Book a sheet that failed after tokens were spent on it."""
        sent, received = error.spent
        spent = Tokens(input=sent, output=received, cached=error.cached)
        cost = price_list.cost(model, spent)
        self.sheets += 1
        self.requests += error.attempts
        self.tokens = self.tokens.plus(spent)
        self.costs += [] if cost is None else [cost]

    def merge(self, other: "Account") -> None:
        """Book all that another account holds."""
        self.sheets += other.sheets
        self.requests += other.requests
        self.cached += other.cached
        self.tokens = self.tokens.plus(other.tokens)
        both = prices.total(self.costs + other.costs)
        self.costs = [] if both is None else [both]

    @property
    def sentence(self) -> str:
        """The sum for people; the cost only where there is a price."""
        spent, cost = self.tokens, prices.total(self.costs)
        priced = "" if cost is None else f" {cost.amount} {cost.currency}"
        return say(
            f"合計{self.sheets}件: 問い合わせ{self.requests}回(保存済みの回答{self.cached}件)、送信{spent.input:,}トークン"
            f"(うちキャッシュ{spent.cached:,})、受信{spent.output:,}トークン。{priced}",
            f"{self.sheets} sheet(s): {self.requests} request(s), {self.cached} cached reply(s), {spent.input:,} tokens in "
            f"({spent.cached:,} of them cached), {spent.output:,} out.{priced}",
        ).rstrip()


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of what reading a sheet takes: requests, and about how many tokens."""

    questions: int
    tokens: Tokens


_SENT_EACH, _RECEIVED_EACH, _RECEIVED_FRAME = Decimal("0.6"), 48, 200
"""Tokens per character sent, and received per figure and per question: measured with Qwen2.5 (docs/measurements.md)."""


def estimate(sizes: Iterable[tuple[int, int]]) -> Estimate:
    """Return the estimate for questions of so many characters about so many figures."""
    questions = list(sizes)
    sent = round(sum(characters for characters, _ in questions) * _SENT_EACH)
    received = sum(_RECEIVED_FRAME + _RECEIVED_EACH * figures for _, figures in questions)
    return Estimate(len(questions), Tokens(input=sent, output=received))
