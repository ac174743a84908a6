"""Printed errors: named by the right claim, blamed on the sheet, marked."""

import pytest

from structurer.checks.every import CHECKS
from structurer.evaluation.gold import PrintedError
from structurer.evaluation.planted import expected, planted
from structurer.sheet.model import Measure
from tests.support.builders import FOLDERS
from tests.support.golds import gold, measured, offline

PLANTED = tuple(name for name in FOLDERS if gold(name).meta.planted is not None)


@pytest.mark.parametrize("name", PLANTED)
def test_every_fixture_s_error(name: str) -> None:
    """Found, under a check of the family its kind names, on the sheet's side, with the figure itself."""
    error = gold(name).meta.planted
    assert error is not None
    found = planted(error, offline(gold(name).source).findings)
    assert (found.found, found.right_claim, found.blamed_source, found.marked) == (True, True, True, True)
    assert set(found.named) & set(found.expected)


def test_every_code_is_a_check() -> None:
    """No kind expects a check that there is not."""
    words: tuple[str, ...] = (
        "items",
        "personnel",
        "current",
        "funding",
        "decision",
        "half",
        "change",
        "same",
        "breakdown",
        "unit",
    )
    words = (*words, "supplement", "funding detail", "difference")
    codes = {code for word in words for code in expected(word)}
    assert codes <= {check.code for check in CHECKS}
    assert all(expected(word) for word in words)
    assert expected("ink blot: a unit is smeared") == ()


@pytest.mark.parametrize(
    ("changes", "named", "right"),
    [({"line": 1}, (), False), ({"measure": Measure.GENERAL}, (), False), ({"kind": "funding"}, ("CST201",), False)],
)
def test_an_error_that_is_not_named(changes: dict[str, object], named: tuple[str, ...], *, right: bool) -> None:
    """Another line, another measure or another claim is not it, and then nothing is blamed or marked."""
    true = gold("tottori-dx").meta.planted
    assert true is not None
    error = true.model_copy(update=changes)
    found = planted(error, offline(gold("tottori-dx").source).findings)
    assert (found.named, found.right_claim, found.blamed_source, found.marked) == (named, right, False, False)


def test_an_unknown_kind() -> None:
    """Where we do not know what would name it, no claim is called right or wrong."""
    error = PrintedError(kind="ink blot", line=15, printed="54,826千円")
    found = planted(error, offline(gold("tottori-dx").source).findings)
    assert (found.found, found.right_claim, found.blamed_source, found.marked) == (True, None, True, True)


def test_the_counts() -> None:
    """The evaluation counts them."""
    counts = measured("tottori-dx", "error-percent", "forest-request").planted
    assert (counts.planted, counts.found, counts.right_claim, counts.blamed_source, counts.marked) == (2, 2, 2, 2, 2)
