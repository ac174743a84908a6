"""What tokens cost, to the last digit, and a budget that is never passed."""

from decimal import Decimal
from pathlib import Path

import pytest

from structurer.errors import BudgetInvalid, BudgetReached, PricesInvalid
from structurer.pipeline import Outcome, check
from structurer.reading.model.prices import Budget, Prices, budget, load, total
from structurer.reading.options import Options
from structurer.record.record import Cost, Tokens
from structurer.settings import Settings
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Endpoint, reply, serve
from tests.support.misbehaviour import TEXT
from tests.support.spoilt_replies import SMALL

OWN = """currency = "JPY"

[models]
made = { input = 30, cached = "3", output = 0.1 }
plain = { input = "1000000", output = "0" }
"""
LIMIT = 1000


@pytest.fixture
def own(tmp_path: Path) -> Prices:
    """The prices of a user's own file."""
    return load(written(tmp_path, OWN))


def written(folder: Path, text: str | bytes) -> str:
    """The path of a price file with this text."""
    path = folder / "prices.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def asked(endpoint: Endpoint, most: Budget, **changes: object) -> Outcome:
    """The small sheet, asked for at an endpoint under a budget."""
    made = {"OPENAI_API_KEY": None, "OPENAI_BASE_URL": endpoint.url, "timeout": 10, "max_tokens": LIMIT}
    settings = Settings.model_validate({**made, **changes})
    return check(fixture(SMALL), "openai:made", settings, Options(reread=False, cache=False, budget=most))


def test_a_price_is_exact() -> None:
    """No float is anywhere in it: 3 × 0.40 + 7 × 0.10 + 11 × 1.60, of a million."""
    cost = load().cost("openai:gpt-4.1-mini", Tokens(input=10, cached=7, output=11))
    assert cost == Cost(amount="0.0000195", currency="USD")


def test_a_number_of_a_price_file_is_exact(own: Prices) -> None:
    """Written as a number or as a text, 0.1 is a tenth."""
    assert own.cost("openai:made", Tokens(output=1_000_000)) == Cost(amount="0.1", currency="JPY")


def test_cached_tokens_are_cheaper(own: Prices) -> None:
    """They are among those sent; a model without a price for them takes the full one."""
    assert own.models["made"].of(Tokens(input=10, cached=10)) == Decimal("0.00003")
    assert own.models["made"].of(Tokens(input=10)) == Decimal("0.0003")
    assert own.models["plain"].of(Tokens(input=10, cached=10)) == Decimal(10)


def test_nothing_costs_nothing(own: Prices) -> None:
    """0 is an amount, not the lack of one."""
    assert own.cost("openai:made", Tokens()) == Cost(amount="0", currency="JPY")


@pytest.mark.parametrize("model", ["openai:gpt-4.1-mini-2025", "openai:unknown", "local:a.gguf", "offline"])
def test_a_model_without_a_price_has_none(model: str) -> None:
    """A price is not guessed from a name that is like another."""
    assert load().cost(model, Tokens(input=1)) is None


def test_an_own_file_takes_the_place_of_ours(own: Prices) -> None:
    """All of it: what only ours lists has no price any more."""
    assert own.cost("openai:gpt-4.1-mini", Tokens(input=1)) is None
    assert own.currency == "JPY"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("currency = ", "Invalid value"),
        (b"\xff\xfe", "utf-8"),
        ("[models]", "currency"),
        ('currency = "yen"\n[models]', "currency"),
        ('currency = "JPY"', "models"),
        ('currency = "JPY"\n[models]\nm = { input = "1" }', "models.m.output"),
        ('currency = "JPY"\n[models]\nm = { input = "-1", output = 0 }', "models.m.input"),
        ('currency = "JPY"\n[models]\nm = { input = "much", output = 0 }', "models.m.input"),
        ('currency = "JPY"\n[models]\nm = { input = nan, output = 0 }', "models.m.input"),
        ('currency = "JPY"\n[models]\nm = { input = 1, output = 0, inptu = 1 }', "models.m.inptu"),
        ('currency = "JPY"\nrate = 1\n[models]', "rate"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str | bytes, message: str) -> None:
    """It names the file and the place, and what to do."""
    with pytest.raises(PricesInvalid) as caught:
        load(written(tmp_path, text))
    assert message in caught.value.en
    assert "prices.toml" in caught.value.en
    assert "STRUCTURER_PRICES" in caught.value.en
    assert "\n" not in caught.value.en


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, name: str) -> None:
    """No such file, or a folder."""
    with pytest.raises(PricesInvalid) as caught:
        load(str(tmp_path / name))
    assert str(tmp_path) in caught.value.en


@pytest.mark.parametrize(
    ("text", "unit", "most"),
    [
        ("0.50USD", "USD", "0.50"),
        ("$0.50", "USD", "0.50"),
        ("$ 1,000.5", "USD", "1000.5"),
        (" 3 usd ", "USD", "3"),
        ("200000tokens", "TOKENS", "200000"),
        ("200,000 Tokens", "TOKENS", "200000"),
        ("0tokens", "TOKENS", "0"),
    ],
)
def test_a_budget_is_read(text: str, unit: str, most: str) -> None:
    """As people type it."""
    read = budget(text, load())
    assert (read.unit, read.most) == (unit, Decimal(most))


@pytest.mark.parametrize("text", ["100円", "¥100", "￥100", "100JPY", "100 jpy", "１００円"])
def test_a_budget_in_the_currency_of_an_own_file(own: Prices, text: str) -> None:
    """Signs are read as the currency they stand for."""
    assert (budget(text, own).unit, budget(text, own).most) == ("JPY", Decimal(100))


@pytest.mark.parametrize(
    "text", ["", "much", "-1USD", "1EUR", "100円", "1", "1.2.3USD", "1e3tokens", "USD", "∞tokens", ",USD"]
)
def test_a_budget_that_is_none(text: str) -> None:
    """A currency that no price is in is as little a budget as a word."""
    with pytest.raises(BudgetInvalid) as caught:
        budget(text, load())
    assert "\n" not in caught.value.en


@pytest.mark.parametrize("text", ["$5円", "$5EUR", "$5tokens"])
def test_a_budget_in_two_units_is_none(text: str) -> None:
    """What can be read in two ways is not guessed."""
    with pytest.raises(BudgetInvalid):
        budget(text, load())


def test_a_budget_takes_what_fits_to_the_token() -> None:
    """What would pass it by one token is not allowed; what is used is taken off."""
    most = budget("100tokens", load())
    assert not most.reserve("openai:m", Tokens(input=60, output=41))
    assert most.reserve("openai:m", Tokens(input=60, output=40))
    assert not most.reserve("openai:m", Tokens(output=1))
    most.settle("openai:m", Tokens(input=60, output=40), Tokens(input=60, output=39))
    assert not most.reserve("openai:m", Tokens(output=2))
    assert most.reserve("openai:m", Tokens(output=1))
    assert most.spent_text == "99 TOKENS"


def test_money_needs_a_price(own: Prices) -> None:
    """A budget in money for a model without a price cannot be kept, and nothing is asked."""
    with serve([reply(TEXT)]) as endpoint, pytest.raises(BudgetInvalid):
        asked(endpoint, budget("9USD", load()))
    assert endpoint.requests == []
    assert budget("1円", own).reserve("openai:made", Tokens(input=1))


def test_a_budget_is_never_passed_over_several_sheets() -> None:
    """A sheet that could pass it is not asked for: the error comes before the request, with what was spent."""
    most = budget("60000tokens", load())
    with serve([reply(TEXT, tokens=10_000)]) as endpoint, pytest.raises(BudgetReached) as caught:
        list(map(asked, [endpoint] * 9, [most] * 9))
    sent = len(endpoint.requests)
    assert 1 < sent < 6
    assert most.spent == sent * 11_000
    assert f"{sent * 11_000} TOKENS" in caught.value.en
    assert (caught.value.replies, caught.value.spent) == ((), (0, 0))


def test_what_is_asked_again_is_under_the_budget_too() -> None:
    """A bad reply is paid for; where a second question could pass the budget the reply stays on the error."""
    with serve([reply("?", tokens=20_000)]) as endpoint, pytest.raises(BudgetReached) as caught:
        asked(endpoint, budget("33000tokens", load()))
    assert len(endpoint.requests) == 1
    assert (caught.value.replies, caught.value.spent) == (("?",), (20_000, 2_000))


def test_a_record_says_what_it_cost(tmp_path: Path) -> None:
    """100 tokens sent, half of them cached, 10 received."""
    with serve([reply(TEXT)]) as endpoint:
        outcome = asked(endpoint, budget("99999tokens", load()), prices=written(tmp_path, OWN))
    assert outcome.provenance.cost == Cost(amount="0.001651", currency="JPY")


def test_a_call_without_usage_is_not_free() -> None:
    """What it could have cost is taken off the budget, since more is not known."""
    body = reply(TEXT).body
    assert isinstance(body, dict)
    with serve([Answer(200, {**body, "usage": None})]) as endpoint:
        most = budget("99999tokens", load())
        asked(endpoint, most)
    assert most.spent > 0


def test_no_reply_gives_tokens_back() -> None:
    """Usage below 0 makes no budget larger."""
    with serve([reply(TEXT, tokens=-5_000)]) as endpoint:
        most = budget("99999tokens", load())
        asked(endpoint, most)
    assert most.spent >= 0


def test_costs_are_added() -> None:
    """Exactly, in one currency; of none there is none."""
    assert total([Cost(amount="0.1", currency="USD"), Cost(amount="0.2", currency="USD")]) == Cost(
        amount="0.3", currency="USD"
    )
    assert total([]) is None
