"""Patterns that are compiled when they are first used."""

import copy
import re

import pytest

from structurer.text import lazy_re


def test_a_pattern_finds_what_that_of_re_finds() -> None:
    """Every method is the compiled pattern's own, with the flags that were given."""
    text = "A1 b22\nA333"
    for method in ("findall", "fullmatch", "split"):
        eager, lazy = (
            re.compile(r"^a\d+", re.IGNORECASE | re.MULTILINE),
            lazy_re.compile(r"^a\d+", re.IGNORECASE | re.MULTILINE),
        )
        assert getattr(lazy, method)(text) == getattr(eager, method)(text)
    found = lazy_re.compile(r"(?P<letter>[a-z])(\d+)").search(text)
    assert found is not None
    assert (found["letter"], found.span(2)) == ("b", (4, 6))


def test_a_pattern_is_compiled_by_its_first_use_and_not_before() -> None:
    """One that cannot be compiled is found out when it is used; what is composed of it reads its text alone."""
    broken = lazy_re.compile("(")
    assert broken.pattern == "("
    assert copy.copy(broken).pattern == "("
    with pytest.raises(re.error):
        broken.search("")


def test_a_method_is_looked_up_once() -> None:
    """The second call is the compiled pattern's own method, without a step of ours in between."""
    pattern = lazy_re.compile(r"\d")
    assert pattern.search is pattern.search
