"""Mistakes in the print of a figure and in its id."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, permutations

from structurer.text.scan import Kind
from tests.support.mutations.reply import NOWHERE, Mutants, Right, cite_of


def _altered(right: Right, change: Callable[[str], Iterable[str]], *, kept: bool) -> Mutants:
    """Every cite with another print, its id kept or dropped."""
    for path in right.cites:
        cite = right.at(path)
        for printed in change(cite["printed"]):
            yield from right.recite(path, into={"id": cite["id"] if kept else None, "printed": printed})


def _other_digit(printed: str) -> Iterator[str]:
    for place, letter in enumerate(printed):
        for step in (1, 5) if letter.isdigit() else ():
            yield f"{printed[:place]}{(int(letter) + step) % 10}{printed[place + 1 :]}"


def _transposed(printed: str) -> Iterator[str]:
    places = [place for place, letter in enumerate(printed) if letter.isdigit()]
    for one, two in pairwise(places):
        letters = list(printed)
        letters[one], letters[two] = letters[two], letters[one]
        yield "".join(letters)


def _longer_or_shorter(printed: str) -> Iterator[str]:
    places = [place for place, letter in enumerate(printed) if letter.isdigit()]
    for place in places:
        if len(places) > 1:
            yield printed[:place] + printed[place + 1 :]
        yield printed[: place + 1] + printed[place:]
    yield printed.replace(",", ".")
    yield f"{printed[: places[-1] + 1]}0{printed[places[-1] + 1 :]}"


def _other_sign(printed: str) -> Iterator[str]:
    bare = printed.lstrip("▲△-−+")
    yield from (printed,) if bare == printed else (bare, f"+{bare}")
    yield from (f"{sign}{bare}" for sign in ("▲", "△", "-") if bare == printed)


_UNITS = ("千円", "百万円", "億円", "万円", "円", "人", "件", "%")


def _other_unit(printed: str) -> Iterator[str]:
    number = printed.rstrip("円千百万億人名件団体社校点室箱台冊回箇か所%")
    yield number
    yield from (number + unit for unit in _UNITS)


def digit_id_kept(right: Right) -> Mutants:
    """Any digit of a print another one."""
    return _altered(right, _other_digit, kept=True)


def digit_id_dropped(right: Right) -> Mutants:
    """The same, and no id."""
    return _altered(right, _other_digit, kept=False)


def digits_transposed(right: Right) -> Mutants:
    """Two digits next to one another in the other order."""
    yield from _altered(right, _transposed, kept=True)
    yield from _altered(right, _transposed, kept=False)


def digit_lost_or_added(right: Right) -> Mutants:
    """A digit too few or too many, or a point for a comma."""
    yield from _altered(right, _longer_or_shorter, kept=True)
    yield from _altered(right, _longer_or_shorter, kept=False)


def sign(right: Right) -> Mutants:
    """A sign dropped or added; a figure of the other sign."""
    yield from _altered(right, _other_sign, kept=True)
    yield from _altered(right, _other_sign, kept=False)


def unit(right: Right) -> Mutants:
    """A print with another unit, or without its own."""
    yield from _altered(right, _other_unit, kept=True)
    yield from _altered(right, _other_unit, kept=False)


def _digits(printed: str) -> str:
    return "".join(letter for letter in printed if letter.isdigit())


def similar_figure(right: Right) -> Mutants:
    """Id and print of another figure whose digits are the same but for one, or the same."""
    for path in right.cites:
        own = _digits(right.at(path)["printed"])
        for figure in right.citable:
            other = _digits(figure.printed)
            if len(own) == len(other) and sum(a != b for a, b in zip(own, other, strict=True)) < 2:
                yield from right.recite(path, into=cite_of(figure))


def id_and_print_apart(right: Right) -> Mutants:
    """The id of one figure with the print of another, or no id at all."""
    for one, two in permutations(right.cites, 2):
        if one[:-1] == two[:-1] or one[:2] == two[:2]:
            mine, other = right.at(one), right.at(two)
            yield from right.recite(one, into={"id": other["id"], "printed": mine["printed"]})
            yield from right.recite(one, into={"id": mine["id"], "printed": other["printed"]})
    for path in right.cites:
        yield from right.recite(path, into=right.at(path) | {"id": None})


def ids_astray(right: Right) -> Mutants:
    """The ids of a whole row, table or sheet dropped, or off by one, each print being right."""
    for above in (*right.rows, *right.tables, ()):
        below = [path for path in right.cites if path[: len(above)] == above]
        for change in (_no_id, _next_id, _previous_id):
            edits = [((*path, "id"), change(right.at(path)["id"])) for path in below]
            if edits:
                yield right.mutant(*edits, path=above)


def _no_id(_: str) -> None:
    return None


def _next_id(identity: str) -> str:
    return f"F{int(identity[1:]) + 1}"


def _previous_id(identity: str) -> str:
    return f"F{int(identity[1:]) - 1}"


def invented(right: Right) -> Mutants:
    """A figure that stands nowhere, or only as a year, a date, a code or a number of a list."""
    strange = [
        f for f in right.source.figures if f.kind in {Kind.YEAR, Kind.DATE, Kind.CODE, Kind.LIST_NUMBER, Kind.WORD}
    ]
    for path in right.cites:
        mine = right.at(path)
        for printed in (NOWHERE, f"{NOWHERE}千円", "▲1", "1/7", ""):
            yield from right.recite(path, into={"id": mine["id"], "printed": printed})
            yield from right.recite(path, into={"id": "F9999", "printed": printed})
        for figure in strange:
            yield from right.recite(path, into=cite_of(figure))
