"""The ledger of one sheet: the cost of its requests, failed ones too, against the most they may cost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from structurer.errors import BudgetReached
from structurer.reading.model.prices import Budget
from structurer.record.record import Tokens


@dataclass
class Ledger:
    """Attempts, tokens and raw replies, in order. A reply from the cache has cost nothing: it is counted in `cached`."""

    model: str
    budget: Budget | None = None
    attempts: int = 0
    cached: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    replies: list[str] = field(default_factory=list)
    reserved: Tokens = field(default_factory=Tokens)

    def reserve(self, request: Mapping[str, Any], limit: int) -> None:
        """Refuse a call that could pass the budget: at worst every byte of the request is a token, and the limit is used up."""
        if self.budget is None:
            return
        self.reserved = Tokens(input=size(request), output=limit)
        if not self.budget.reserve(self.model, self.reserved):
            raise BudgetReached(self.model, self.budget.text, self.budget.spent_text)

    def enter(self, reply: str, tokens: Tokens | None) -> None:
        """Book a reply that was paid for; where nobody counted its tokens the budget is charged the most they can be."""
        self.replies.append(reply)
        self.tokens = self.tokens.plus(tokens or Tokens())
        self._settle(tokens or self.reserved)

    def release(self, used: Tokens | None = None) -> None:
        """Free what was set aside for a call of which no reply came, and book what it cost all the same."""
        self.tokens = self.tokens.plus(used or Tokens())
        self._settle(used or Tokens())

    def _settle(self, used: Tokens) -> None:
        if self.budget is not None:
            self.budget.settle(self.model, self.reserved, used)
        self.reserved = Tokens()

    def remember(self, reply: str) -> None:
        """Book a reply that was there already."""
        self.replies.append(reply)
        self.cached += 1


def size(request: Mapping[str, Any]) -> int:
    """Return the bytes of a request: no tokenizer makes more tokens of it."""
    return len(json.dumps(request, ensure_ascii=False).encode("utf-8", "replace"))
