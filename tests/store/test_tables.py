"""The seal of a revision, and the text that it is made of."""

from structurer.store.tables import RevisionRow, canonical, seal


def test_canonical_json_is_one_text() -> None:
    """The order of keys does not matter, and nothing is escaped that need not be."""
    assert canonical({"b": 1, "a": ["年度", None]}) == canonical({"a": ["年度", None], "b": 1})
    assert canonical({"a": "年度"}) == '{"a":"年度"}'


def test_a_seal_depends_on_its_parent() -> None:
    """The same content after another revision has another seal."""
    row = RevisionRow(record_id="a", number=1, author=None)
    assert seal(row, "0", (), None) == seal(row, "0", (), None)
    assert len({seal(row, "0", (), parent) for parent in (None, "a", "b")}) == 3
    assert seal(row, "0", ("{}",), None) != seal(row, "1", ("{}",), None)
