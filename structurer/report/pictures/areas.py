"""Projects as areas: each rectangle as large as its amount, the largest first, so that a department's weight is seen at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from structurer.language import say
from structurer.record.tabular.summary import ProjectAmount
from structurer.report.page.bars import yen
from structurer.report.pictures.changes import NamedSummary
from structurer.report.pictures.drawing import TENTH, Box, Picture, TableCell, Words, percent, rounded, shortened
from structurer.sheet.facts import path_text

MOST = 30
"""Rectangles of a picture; the smaller projects are one rectangle together, which says how many they are."""
_HEIGHT = 360
_WIDTH = 720
"""Pixels of a usual width, which the shapes of the rectangles are chosen for; they are drawn in percent of any."""
_LEAST_WIDTH, _LEAST_HEIGHT = 60, 34
"""Pixels that two lines of words need; a smaller rectangle has its number only, which the table repeats."""
_LETTER = 7


class _Area(NamedTuple):
    """One rectangle to be: what it is called, its amount, and the record it leads to."""

    name: str
    value: Fraction
    record: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A rectangle in pixels of the usual width."""

    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction


def areas(projects: Iterable[NamedSummary], title: str, most: int = MOST) -> Picture | None:
    """The picture of some projects of one year; None where fewer than two have an amount above 0.

    Requests are not put beside decisions: the amount that more projects print is drawn, and the others are counted.
    """
    known = list(projects)
    name = _basis(known)
    found = [(one, getattr(one.summary, name)) for one in known]
    drawn = sorted(_areas(found), key=lambda area: (-area.value, area.name, area.record))
    if len(drawn) < 2:
        return None
    whole = sum((area.value for area in drawn), Fraction(0))
    shown = _gathered(drawn, most)
    places = list(_squares([area.value * _WIDTH * _HEIGHT / whole for area in shown]))
    basis = say(*{"request": ("要求額", "request"), "decision": ("計上額", "decision")}[name])
    return Picture(
        "areas",
        f"{title} ({basis})",
        say("、", "; ").join(f"{area.name} {yen(area.value)}" for area in shown),
        ("", say("事業", "project"), basis, say("割合", "share")),
        tuple(_row(number, area, whole) for number, area in enumerate(shown, 1)),
        tuple(_notes(found, basis)),
        _HEIGHT,
        tuple(_box(number, area, place) for number, (area, place) in enumerate(zip(shown, places, strict=True), 1)),
    )


def _basis(known: Iterable[NamedSummary]) -> str:
    counted = Counter(
        name for one in known for name in ("request", "decision") if getattr(one.summary, name).value is not None
    )
    return "decision" if counted["decision"] > counted["request"] else "request"


def _areas(found: Iterable[tuple[NamedSummary, ProjectAmount]]) -> Iterator[_Area]:
    for one, amount in found:
        if amount.value is not None and amount.value > 0:
            yield _Area(one.name, amount.value, one.record, path_text(amount.facts[0].path))


def _gathered(drawn: Sequence[_Area], most: int) -> list[_Area]:
    """The areas, the smallest of too many as one."""
    if len(drawn) <= most:
        return list(drawn)
    rest = drawn[most - 1 :]
    name = say(f"そのほか {len(rest)} 件", f"{len(rest)} others")
    return [*drawn[: most - 1], _Area(name, sum((area.value for area in rest), Fraction(0)))]


def _notes(found: Iterable[tuple[NamedSummary, ProjectAmount]], basis: str) -> Iterator[str]:
    values = [amount.value for _, amount in found]
    missing, low = values.count(None), [value for value in values if value is not None and value <= 0]
    if missing:
        yield say(
            f"{basis}の印字がない(または一致しない) {missing} 件は含みません。",
            f"{missing} project(s) are left out: the {basis} is not printed, or prints differ.",
        )
    if low:
        yield say(f"{basis}が 0 以下の {len(low)} 件には面積がありません。", f"{len(low)} of 0 or less have no area.")


def _row(number: int, area: _Area, whole: Fraction) -> tuple[TableCell, ...]:
    return (
        TableCell(str(number), is_number=True),
        TableCell(area.name, area.record),
        TableCell(yen(area.value), area.record, area.path, is_number=True),
        TableCell(f"{rounded(area.value * 100 / whole, TENTH)}%", is_number=True),
    )


def _box(number: int, area: _Area, place: _Place) -> Box:
    lines = [f"{number} {shortened(area.name, int(place.width) // _LETTER - 3)}", yen(area.value)]
    fits = place.width >= _LEAST_WIDTH and place.height >= _LEAST_HEIGHT
    inside = tuple(Words("5", 16 + 16 * at, line) for at, line in enumerate(lines if fits else [str(number)]))
    return Box(
        percent(place.x / _WIDTH), int(place.y), percent(place.width / _WIDTH), rounded(place.height), "area",
        f"{number} {area.name} {yen(area.value)}", inside,
    )  # fmt: skip


def _squares(sizes: Sequence[Fraction]) -> Iterator[_Place]:
    """Lay areas, the largest first, in rows along the shorter side, each row as long as its rectangles stay near squares."""
    left, top, width, height = Fraction(0), Fraction(0), Fraction(_WIDTH), Fraction(_HEIGHT)
    rest = list(sizes)
    while rest:
        side = min(width, height)
        count = 1
        while count < len(rest) and _worst(rest[: count + 1], side) <= _worst(rest[:count], side):
            count += 1
        row, rest = rest[:count], rest[count:]
        depth = sum(row, Fraction(0)) / side
        at = Fraction(0)
        for size in row:
            length = size / depth
            yield _Place(left, top + at, depth, length) if height <= width else _Place(left + at, top, length, depth)
            at += length
        if height <= width:
            left, width = left + depth, width - depth
        else:
            top, height = top + depth, height - depth


def _worst(row: Sequence[Fraction], side: Fraction) -> Fraction:
    """The longest form of a row's rectangles: how many times as long as wide."""
    depth = sum(row, Fraction(0)) / side
    return max(max(depth * depth / size, size / (depth * depth)) for size in (row[0], row[-1]))
