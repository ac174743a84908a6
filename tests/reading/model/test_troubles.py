"""The words of an endpoint: found in any of the usual shapes, without the key, fit for a terminal."""

import pytest

from structurer.reading.model.troubles import masked, reason, words

KEY = "sk-made-1234567890"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": {"message": "Provider returned error", "code": 502}}, "Provider returned error"),
        ({"error": "overloaded"}, "overloaded"),
        ({"detail": "no such route"}, "no such route"),
        ({"message": "down", "choices": None}, "down"),
        ({"choices": [{"error": {"message": "died", "code": 502}, "message": {"content": "{"}}]}, "died"),
        ({"error": {"code": 502}}, '{"error": {"code": 502}}'),
        ({"choices": []}, '{"choices": []}'),
        ({"choices": [None]}, '{"choices": [null]}'),
        ("<p>Log in", "<p>Log in"),
        ([1], "[1]"),
        ({}, ""),
        (None, ""),
        ("", ""),
    ],
)
def test_what_an_answer_without_a_reply_says(answer: object, said: str) -> None:
    """Its error's message wherever it stands, else its own beginning, else nothing."""
    assert words(answer) == said


def test_an_answer_too_deep_to_be_printed_says_nothing() -> None:
    """A message is made of it, not a crash."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert words(deep) == ""


@pytest.mark.parametrize("text", ["\x1b[2J\x07ok", "ok\ud800", "ok\u202e\u0085"])
def test_a_reason_can_be_printed(text: str) -> None:
    """No letter of it moves a cursor, turns the line around or fails to be encoded."""
    found = reason(text, KEY)
    assert "ok" in found
    assert found.isprintable()
    assert found.encode()


def test_a_key_is_masked() -> None:
    """Everywhere in a text, unless it is too short to be one: a local server's `1` is in many amounts."""
    assert masked(f"a {KEY} b {KEY}", KEY) == "a *** b ***"
    assert masked("1,111", "1") == "1,111"
    assert masked("none of it", "none") == "none of it"
