"""Letters are compared however they are spaced and drawn, and pairs of letters find a word wherever it stands."""

from hypothesis import given

from structurer.text.grams import pairs, pieces, searched, tokens
from tests.support.builders import proves, texts


def test_spaces_and_forms_make_no_difference() -> None:
    """Spread letters, wide digits, the commas of a number, capitals and letters of a font are those that are meant."""
    text = "査 定 額 | ５４,826千円\nＤＸ推進・⼈材 1.5人"
    assert searched(text).splitlines() == ["査定額", "54826千円", "dx推進", "人材1.5人"]
    assert pieces(["54,826", "Dx 推進", "人材・推進"]) == ("54826", "dx推進", "人材", "推進")


def test_a_run_stands_once() -> None:
    """What a sheet prints again and again is looked through once; an empty text has nothing."""
    assert searched("一般財源 - 0\n一般財源 - 0\n") == "一般財源\n0"
    assert (searched(" \n・\n"), pieces(["、", "__"]), tokens("")) == ("", (), [])


def test_no_word_is_found_over_two_runs() -> None:
    """The end of a run and the beginning of the next are no pair."""
    assert tokens("財源\n計画") == ["8ca1g6e90", "6e90", "0", "8a08g753b", "753b", "0"]
    assert pairs("源計") == ["6e90g8a08"]
    assert pairs("計") == []


@proves
@given(texts)
def test_any_piece_of_a_text_is_found_by_its_pairs(text: str) -> None:
    """Whatever two letters follow each other in a run, their token is among those of the text."""
    letters = searched(text)
    known = set(tokens(letters))
    for run in letters.split("\n"):
        assert set(pairs(run)) <= known
        assert run in letters.split("\n")
    assert all(token.isascii() and token.isalnum() for token in known)
