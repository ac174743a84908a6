"""Prices and budgets: a price file that the user can replace, and a budget that is not passed. An unlisted model has no price."""

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from threading import Lock

import pydantic

from structurer.errors import BudgetInvalid, PricesInvalid
from structurer.record.record import Cost, Tokens
from structurer.text import lazy_re as re

_MILLION = 1_000_000
_BUDGET = re.compile(r"(?P<before>[$¥￥]?)\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[A-Za-z円]*)")
_SIGNS = {"$": "USD", "¥": "JPY", "￥": "JPY", "円": "JPY"}
_TOKENS = "TOKENS"


class Price(pydantic.BaseModel):
    """Prices of a million tokens: sent, sent and found in the endpoint's own cache, received."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    input: Decimal = pydantic.Field(ge=0)
    cached: Decimal | None = pydantic.Field(default=None, ge=0)
    output: Decimal = pydantic.Field(ge=0)

    def of(self, tokens: Tokens) -> Decimal:
        """Return the exact price of these tokens; the cached ones are among those sent."""
        cached = self.input if self.cached is None else self.cached
        sent = (tokens.input - tokens.cached) * self.input + tokens.cached * cached
        return (sent + tokens.output * self.output) / _MILLION


class Prices(pydantic.BaseModel):
    """A price file. `batch` is the part of each price that is due for the Batch API; 1 where the file does not state it."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    currency: str = pydantic.Field(pattern=r"^[A-Z]{3}$")
    batch: Decimal = pydantic.Field(default=Decimal(1), gt=0, le=1)
    models: dict[str, Price]

    def cost(self, model: str, tokens: Tokens, *, batched: bool = False) -> Cost | None:
        """Return what tokens of `openai:NAME` cost, `batched` by the Batch API; None where the file does not list exactly this name."""
        price = self.models.get(model.partition(":")[2])
        if price is None:
            return None
        part = self.batch if batched else 1
        return Cost(amount=_plain(price.of(tokens) * part), currency=self.currency)


def load(path: str | None = None) -> Prices:
    """Return the prices of a file, else the ones that come with the package; PricesInvalid says what is wrong with a file."""
    if path is None:
        return _packaged()
    try:
        return _parsed(Path(path).read_text("utf-8"))
    except OSError as error:
        raise PricesInvalid(path, error.strerror or type(error).__name__) from error
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise PricesInvalid(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PricesInvalid(path, str(error)) from error


@cache
def _packaged() -> Prices:
    """Return the prices that come with the package: its file does not change, and a sheet is read faster than that."""
    return _parsed(resources.files("structurer.reading.model").joinpath("prices.toml").read_text("utf-8"))


def _parsed(text: str) -> Prices:
    return Prices.model_validate(tomllib.loads(text, parse_float=Decimal))


@dataclass
class Budget:
    """The most that a run may cost, in tokens or in the currency of the price file; shared by all its sheets.

    What is under way counts as spent until it is known: sheets that are read at the same time do not pass it together.
    """

    text: str
    unit: str
    most: Decimal
    prices: Prices
    spent: Decimal = field(default=Decimal(0))
    under_way: Decimal = field(default=Decimal(0))
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def spent_text(self) -> str:
        """The sum that was spent, for people."""
        return f"{_plain(self.spent)} {self.unit}"

    def reserve(self, model: str, tokens: Tokens) -> bool:
        """Set so many tokens aside; False, and nothing set aside, where they could pass the budget."""
        worth = self._worth(model, tokens)
        with self.lock:
            fits = self.spent + self.under_way + worth <= self.most
            self.under_way += worth if fits else 0
        return fits

    def settle(self, model: str, reserved: Tokens, used: Tokens) -> None:
        """Put what was used in the place of what was set aside."""
        with self.lock:
            self.under_way -= self._worth(model, reserved)
            self.spent += self._worth(model, used)

    def _worth(self, model: str, tokens: Tokens) -> Decimal:
        if self.unit == _TOKENS:
            return Decimal(tokens.input + tokens.output)
        cost = self.prices.cost(model, tokens)
        if cost is None:
            raise BudgetInvalid(self.text, f"{model}: no price")
        return Decimal(cost.amount)


def budget(text: str, prices: Prices) -> Budget:
    """Return a budget as it is typed: `0.50USD`, `$0.50`, `100円`, `200000tokens`; BudgetInvalid where it is none."""
    found = _BUDGET.fullmatch(text.strip())
    if found is None:
        raise BudgetInvalid(text, "0.50USD, 200000tokens")
    if found["before"] and found["unit"]:
        raise BudgetInvalid(text, "0.50USD, 200000tokens")
    unit = _SIGNS.get(found["before"]) or _SIGNS.get(found["unit"]) or found["unit"].upper()
    if unit not in {_TOKENS, prices.currency}:
        raise BudgetInvalid(text, f"{prices.currency}, tokens")
    try:
        return Budget(text, unit, Decimal(found["number"].replace(",", "")), prices)
    except InvalidOperation as error:
        raise BudgetInvalid(text, "0.50USD, 200000tokens") from error


def total(costs: list[Cost]) -> Cost | None:
    """Return the sum of costs in one currency; None for none."""
    if not costs:
        return None
    amount = sum((Decimal(cost.amount) for cost in costs), Decimal(0))
    return Cost(amount=_plain(amount), currency=costs[0].currency)


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
