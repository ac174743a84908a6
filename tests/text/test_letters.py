"""Letters of broken fonts."""

import unicodedata

import pytest

from structurer.text.letters import MEANT
from structurer.text.money import fold, fold_words
from structurer.text.words import squeeze


@pytest.mark.parametrize("letter", [chr(code) for code in MEANT])
def test_each_letter_is_read_as_one_other(letter: str) -> None:
    """One letter for one, another one, and the same wherever a text is folded."""
    meant = fold(letter)
    assert len(meant) == 1
    assert meant != letter
    assert fold_words(letter) == squeeze(letter) == meant
    assert fold(meant) == meant


def test_every_kangxi_radical_is_read_as_its_letter() -> None:
    """As NFKC has them."""
    radicals = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert fold(radicals) == unicodedata.normalize("NFKC", radicals)


@pytest.mark.parametrize("text", ["⺡", "⺾", "⻌", "⻢"])
def test_parts_of_letters_and_foreign_ones_stay(text: str) -> None:
    """What is no whole letter of Japanese is left as it is."""
    assert fold(text) == text
