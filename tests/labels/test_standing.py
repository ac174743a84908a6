"""The standing of a word, act after act."""

import pytest

from structurer.labels.standing import Deed, Standing, WordAct, uses
from structurer.labels.word import Meaning

APPROVED, REQUEST, BONDS = Meaning.of("stage:approved"), Meaning.of("stage:request"), Meaning.of("source:bonds")
HEADING = Meaning.of("heading")


def act(deed: Deed, meaning: Meaning | None = None, author: str | None = None, equation: str | None = None) -> WordAct:
    """An act, whenever it was."""
    return WordAct(deed, meaning, author, "2026-11-29T00:00:00.000+00:00", equation=equation)


def stands(*acts: WordAct) -> Standing:
    """A word with some acts."""
    return Standing("publisher:潮浜県", "裁定額", acts)


@pytest.mark.parametrize(
    ("acts", "state", "meaning", "by"),
    [
        ([act("proposed")], "asked", None, ()),
        ([act("proposed"), act("proposed", BONDS)], "proposed", BONDS, ()),
        ([act("proposed", BONDS), act("proposed", APPROVED)], "asked", None, ()),
        ([act("confirmed", BONDS, "佐藤")], "confirmed", BONDS, ("佐藤",)),
        ([act("confirmed", APPROVED, "佐藤")], "waiting", APPROVED, ("佐藤",)),
        ([act("confirmed", APPROVED, "佐藤"), act("confirmed", APPROVED, "佐 藤")], "waiting", APPROVED, ("佐藤",)),
        ([act("confirmed", APPROVED, "佐藤"), act("confirmed", APPROVED, "鈴木")], "confirmed", APPROVED, ("佐藤", "鈴木")),
        ([act("confirmed", APPROVED, "佐藤", "ab@1 L7")], "confirmed", APPROVED, ("佐藤",)),
        ([act("confirmed", APPROVED, "佐藤"), act("confirmed", REQUEST, "鈴木")], "waiting", REQUEST, ("鈴木",)),
        (
            [act("confirmed", APPROVED, "佐藤"), act("confirmed", REQUEST, "鈴木"), act("confirmed", APPROVED, "高橋")],
            "waiting", APPROVED, ("高橋",),
        ),
        ([act("confirmed", BONDS, "佐藤"), act("revoked", None, "鈴木")], "revoked", None, ()),
        (
            [act("confirmed", APPROVED, "佐藤"), act("revoked", None, "鈴木"), act("confirmed", APPROVED, "鈴木")],
            "waiting", APPROVED, ("鈴木",),
        ),
        ([act("confirmed", HEADING, "佐藤")], "waiting", HEADING, ("佐藤",)),
        ([act("confirmed", HEADING, "佐藤"), act("confirmed", HEADING, "鈴木")], "confirmed", HEADING, ("佐藤", "鈴木")),
        ([act("proposed", BONDS), act("revoked", None, "鈴木"), act("proposed", BONDS, "佐藤")], "proposed", BONDS, ()),
        ([act("confirmed", BONDS, "佐藤"), act("proposed", APPROVED)], "confirmed", BONDS, ("佐藤",)),
    ],
)  # fmt: skip
def test_standing(acts: list[WordAct], state: str, meaning: Meaning | None, by: tuple[str, ...]) -> None:
    """A word of stage or year needs two names or an equation, a heading two names; the last meaning counts with those who said it last."""
    found = stands(*acts)
    assert (found.state, found.meaning, found.by) == (state, meaning, by)
    assert found.is_confirmed is (state == "confirmed")


def test_what_sheets_are_read_with() -> None:
    """In force with its names, else as a proposal; nothing of a word that is ended or has no one meaning."""
    assert stands(act("proposed")).use is None
    assert stands(act("confirmed", BONDS, "佐藤"), act("revoked", None, "佐藤")).use is None
    (open_word,) = uses([stands(act("confirmed", APPROVED, "佐藤")), stands(act("proposed"))])
    assert (open_word.is_confirmed, open_word.meaning) == (False, APPROVED)
    (held,) = uses([stands(act("confirmed", BONDS, "佐藤"))])
    assert (held.is_confirmed, held.by, held.at) == (True, ("佐藤",), "2026-11-29T00:00:00.000+00:00")


def test_a_reader_asks_once() -> None:
    """What persons did since is no reason to ask again; another meaning is."""
    ended = stands(act("proposed", BONDS), act("revoked", None, "佐藤"))
    assert ended.has_proposed(BONDS)
    assert ended.has_proposed(None)
    assert not ended.has_proposed(APPROVED)
