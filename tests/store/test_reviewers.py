"""Who may review over the web: tokens are handed out once and compared by their salted hash."""

import pytest

from structurer import errors
from structurer.store import Store
from tests.support.stores import select


def test_a_token_names_its_reviewer(url: str) -> None:
    """And nobody else's; equal names are refused, removed ones forgotten."""
    with Store.open(url) as store:
        tokens = {name: store.reviewers.add(name) for name in ("佐藤", "鈴木")}
        for name, token in tokens.items():
            found = store.reviewers.holder(token)
            assert found is not None
            assert found.name == name
        assert [store.reviewers.holder(text) for text in ("", "x", tokens["佐藤"][:-1], "\ud800")] == [None] * 4
        with pytest.raises(errors.ReviewerTaken):
            store.reviewers.add("佐藤")
        store.reviewers.remove("佐藤")
        assert store.reviewers.holder(tokens["佐藤"]) is None
        assert [one.name for one in store.reviewers.everyone()] == ["鈴木"]
        with pytest.raises(errors.ReviewerUnknown):
            store.reviewers.remove("佐藤")


def test_no_token_is_kept(url: str) -> None:
    """Neither the token nor one hash for equal tokens."""
    with Store.open(url) as store:
        token = store.reviewers.add("佐藤")
    (row,) = select(url, "SELECT name, salt, digest FROM reviewers")
    assert token not in row
    assert len({len(text) for text in row[1:]}) == 2
