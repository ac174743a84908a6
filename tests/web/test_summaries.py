"""What the lists show is made once, and again when a revision or an act has been added or the reader speaks otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from structurer.language import Language, spoken
from structurer.store import Store
from structurer.web.queue import Filter, queue
from structurer.web.summaries import Summaries
from tests.support.stores import record

_LANGUAGES: tuple[Language, ...] = ("ja", "en", "ja")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """A block in the language of one reader."""
    token = spoken.set(language)
    try:
        yield
    finally:
        spoken.reset(token)


def test_made_once_for_each_state_of_the_store(tmp_path: Path) -> None:
    """Nothing is made twice of the same records; a new one, a new revision, a withdrawal and another language are seen."""
    made: list[str] = []

    def names() -> list[str]:
        made.append("made")
        return [one.name for one in store.records() if one.ending is None]

    with Store.open(str(tmp_path / "store.db")) as store:
        summaries = Summaries()
        first = store.save(record("1円\n", name="a"), author=None)
        assert [summaries.kept(store, names) for _ in range(2)] == [("a",), ("a",)]
        store.save(record("2円\n", name="b"), author=None)
        assert sorted(summaries.kept(store, names)) == ["a", "b"]
        store.save(record("1円\n", name="c"), author=None)
        assert sorted(summaries.kept(store, names)) == ["b", "c"]
        store.withdraw(first.record_id, "佐藤", "重複のため")
        assert summaries.kept(store, names) == ("b",)
        for speaks in _LANGUAGES:  # one of them is what the others of this test have
            with speaking(speaks):
                assert summaries.kept(store, names) == ("b",)
        assert made == ["made"] * 5


def test_who_works_on_a_record(tmp_path: Path) -> None:
    """A lease is no part of a record: it is seen at once, and its end too."""
    with Store.open(str(tmp_path / "store.db")) as store:
        summaries = Summaries()
        (kept, other) = (store.save(record(text), author=None).record_id for text in ("1円\n", "2円\n"))
        holders = []
        for step in (lambda: None, lambda: store.claim(kept, "佐藤"), lambda: store.release(kept, "佐藤")):
            step()
            rows = {row.id: row.holder for row in queue(store, summaries, Filter()).lines}
            holders.append((rows[kept], rows[other]))
        assert holders == [("", ""), ("佐藤", ""), ("", "")]
