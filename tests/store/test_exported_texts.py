"""What is kept of a revision for exports: what its record makes, to the byte, and never what is not of that revision."""

from collections.abc import Iterator

import pytest

from structurer.record.tabular import exported
from structurer.record.tabular.exported import Exported, ExportKind
from structurer.store import Store
from structurer.store.exported_texts import SealedContent
from structurer.text.origin import Origin
from structurer.text.source import Source
from tests.support.records import outcomes, reviewed
from tests.support.stores import execute, record, select

ROWS = ExportKind.ROWS
CONTENT = "SELECT record_id, kind, number, content FROM exported_texts ORDER BY record_id, kind"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store of two records, one of them with two revisions."""
    with Store.open(url) as opened:
        opened.save(record("要求額 1円\n"), author=None)
        for seconds in ("1", "2"):
            opened.save(record(seconds=seconds), author="佐藤")
        yield opened


def keys(store: Store) -> list[tuple[str, int]]:
    """Every record with its newest revision."""
    return [(head.record_id, head.revision) for head in store.heads()]


def kept(store: Store, kind: ExportKind = ROWS) -> list[bytes | None]:
    """What is kept of every record, in their order."""
    return [content for _, content in store.exported(keys(store), kind)]


def made(store: Store, kind: ExportKind = ROWS) -> list[bytes]:
    """What the records themselves make, in their order."""
    return [Exported.of(store.load(*key), kind).content for key in keys(store)]


def test_what_the_record_makes(url: str) -> None:
    """Of every fixture, of a sheet of a document and of a review: what is kept is what the loaded record makes."""
    placed = Source("a", "要求額 88円\n", Origin("b.xlsx", "ab" * 32, "xlsx", places=("sheet=1", "")))
    with Store.open(url) as store:
        for outcome in outcomes():
            store.save(outcome.record(), author=None)
        source = type(record().source).of(placed)
        store.save(record().model_copy(update={"source": source}), author='名"前\\', reason="\n")
        store.save(reviewed().record, author="佐藤")
        loaded = [store.load(*key) for key in keys(store)]
        for kind in ExportKind:
            found = list(store.exported(keys(store), kind))
            assert [content for _, content in found] == [Exported.of(one, kind).content for one in loaded]
            for whole, (one, _) in zip(loaded, found, strict=True):
                own = whole.record.source.rebuild()
                assert one is not None
                assert (one.source(), one.source().origin) == (own, own.origin)


def test_a_later_revision(store: Store) -> None:
    """Only the newest revision's is kept, and an earlier one is given to nobody."""
    (two,) = [key for key in keys(store) if key[1] == 2]
    assert kept(store) == made(store)
    assert [content for _, content in store.exported([(two[0], 1)], ROWS)] == [None]


@pytest.mark.parametrize("change", [
    "UPDATE exported_texts SET content = (SELECT content FROM exported_texts WHERE number = 1 AND kind = 'rows') WHERE number = 2",
    "UPDATE exported_texts SET digest = 'x' WHERE number = 2 AND kind = 'rows'",
    "UPDATE exported_texts SET content = (SELECT content FROM exported_texts WHERE number = 2 AND kind = 'line') WHERE number = 2",
])  # fmt: skip
def test_one_that_was_changed(store: Store, url: str, change: str) -> None:
    """It is handed to nobody, the other record's is, and who looks whether the store is whole is told of it."""
    right = dict(zip(keys(store), made(store), strict=True))
    execute(url, change)
    assert dict(zip(keys(store), kept(store), strict=True)) == {
        key: None if key[1] == 2 else content for key, content in right.items()
    }
    (two,) = [key for key in right if key[1] == 2]
    assert [(one.record_id, one.revision, one.harm) for one in store.examine().damages] == [(*two, "exported_changed")]


def test_one_that_was_forged(store: Store, url: str) -> None:
    """One of another revision with all that it needs is named, since it is not what the record makes."""
    (two,) = [key for key in keys(store) if key[1] == 2]
    (found,) = [one for one, _ in store.exported([two], ROWS)]
    assert found is not None
    execute(url, "DELETE FROM exported_texts WHERE number = 2 AND kind = 'rows'")
    store.keep_exported([SealedContent(*two, found.seal, b"0 0 0 0\n")], ROWS)
    assert [one.harm for one in store.examine().damages] == ["exported_changed"]


def test_a_changed_record(store: Store, url: str) -> None:
    """What is kept of a revision that is not as it was saved is handed to nobody."""
    execute(url, "UPDATE revisions SET author = 'x' WHERE number = 2")
    found = dict(zip(keys(store), store.exported(keys(store), ROWS), strict=True))
    assert [
        (key[1], one is None, content is None) for key, (one, content) in sorted(found.items(), key=lambda x: x[0][1])
    ] == [
        (1, False, False),
        (2, True, True),
    ]


def test_what_was_not_kept(store: Store, url: str) -> None:
    """What an export had to make is kept from then on; what stands there already is left as it is, right or not."""
    right = made(store)
    seals = [one.seal for one, _ in store.exported(keys(store), ROWS) if one is not None]
    new = [SealedContent(*key, seal, content) for key, seal, content in zip(keys(store), seals, right, strict=True)]
    execute(
        url, "DELETE FROM exported_texts WHERE number = 1", "UPDATE exported_texts SET digest = 'x' WHERE number = 2"
    )
    store.keep_exported(new, ROWS)
    assert sorted(content is None for content in kept(store)) == [False, True]
    execute(url, f"UPDATE exported_texts SET edition = {exported.EDITION - 1}")  # noqa: S608
    assert kept(store) == [None, None]
    assert store.examine().damages == ()
    store.keep_exported(new, ROWS)
    assert kept(store) == right
    older = [SealedContent(key[0], 0, seal, b"") for key, seal in zip(keys(store), seals, strict=True)]
    store.keep_exported(older, ROWS)
    assert kept(store) == right


def test_where_nothing_may_be_written(store: Store, url: str) -> None:
    """A store that is only read keeps nothing, and that is no trouble."""
    execute(url, "DELETE FROM exported_texts")
    with Store.open(url, read_only=True) as reader:
        reader.keep_exported([SealedContent(*keys(store)[0], "ab", b"")], ROWS)
    assert select(url, CONTENT) == []
