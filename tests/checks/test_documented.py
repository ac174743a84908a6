"""The documentation of the checks: every check has it, whole and in both languages, and it is read without the checks."""

import re

import pytest

from structurer.checks.documented import HEADINGS, CheckDocument, documents
from structurer.checks.every import CHECKS


def test_every_check_is_documented() -> None:
    """What the source says is what the program runs: each check by its code and defect, in their order."""
    assert [(one.code, one.defect) for one in documents().values()] == [(check.code, check.defect) for check in CHECKS]


@pytest.mark.parametrize("found", documents().values(), ids=lambda found: found.code)
def test_documentation(found: CheckDocument) -> None:
    """A sentence, the four headings in their order each with a text, and the same in Japanese."""
    places = [found.text.index(f"\n{heading} ") for heading in HEADINGS]
    assert places == sorted(places)
    assert re.fullmatch(r"[A-Z].*\.", found.title) is not None
    assert re.fullmatch(r"[^A-Za-z]{8,}。", found.title_ja) is not None
    assert found.text_ja.count("。") >= 4
