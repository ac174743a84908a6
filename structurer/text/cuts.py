"""Amounts that a converter has run together, `28,90014,4500`, cut where one way alone makes the row's own sum hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise, product

from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.scan import Kind, Token

_RUN = re.compile(r"\d[\d,]*,\d{3}\d[\d,]*")
_NUMBER = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})*")
_LONGEST = 120  # characters of one run: twelve amounts of a wide table
_MOST_CUTS = 64  # of one run, and of a line: six amounts of two digits and three; with more nothing is tried
_FEWEST = 3  # amounts of a sum that is no chance: a total and two parts


def cut_apart(line: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a line with its glued amounts as one token each; the same tokens where no cut or several make a sum hold.

    The first amount of the line is the sum of the others: a source's total and its parts, two years and what they differ by.
    """
    if not any(token.kind is Kind.MALFORMED for token in tokens):
        return tokens
    ways = [_ways(line, token) for token in tokens]
    row = [n for n, (token, way) in enumerate(zip(tokens, ways, strict=True)) if way or token.kind is Kind.PLAIN]
    choices = [ways[n] or [[tokens[n]]] for n in row]
    if all(len(choice) == 1 and len(choice[0]) == 1 for choice in choices):
        return tokens
    tried = list(islice(product(*choices), _MOST_CUTS + 1))
    holding = [way for way in tried if _sums_up([token for piece in way for token in piece])]
    if len(tried) > _MOST_CUTS or len(holding) != 1:
        return tokens
    cut = dict(zip(row, holding[0], strict=True))
    return [token for n, whole in enumerate(tokens) for token in cut.get(n, [whole])]


def _ways(line: str, token: Token) -> list[list[Token]]:
    """Every way to cut a token that cannot be read into amounts with full groups of digits; empty for any other token."""
    if token.kind is not Kind.MALFORMED or token.end - token.start > _LONGEST:
        return []
    run = _RUN.match(fold(line), token.start, token.end)
    if run is None:
        return []
    digits = run[0].rstrip(",")
    return [
        [_amount(digits, token, *span) for span in pairwise(places)]
        for places in islice(_places(digits, [0]), _MOST_CUTS + 1)
    ]


def _places(digits: str, done: list[int]) -> Iterator[list[int]]:
    """The ends of the amounts of a run in every way to cut it that begins with those given."""
    if done[-1] == len(digits):
        yield done
        return
    whole = _NUMBER.match(digits, done[-1])
    end = done[-1] + 1
    while whole is not None and end <= whole.end():
        if _NUMBER.fullmatch(digits, done[-1], end) is not None and not digits.startswith(",", end):
            yield from _places(digits, [*done, end])
        end += 1


def _amount(digits: str, token: Token, start: int, end: int) -> Token:
    number = Decimal(digits[start:end].replace(",", ""))
    return replace(token, start=token.start + start, end=token.start + end, kind=Kind.PLAIN, number=number)


def _sums_up(row: Sequence[Token]) -> bool:
    first, *others = [token.number or Decimal(0) for token in row]
    return len(row) >= _FEWEST and first == sum(others) != 0
