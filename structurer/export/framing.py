"""`structurer.frame`: the facts of outcomes, records or a whole store as columns for Python."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from structurer.export.frame import Frame
from structurer.export.revision import Loose, Revision
from structurer.pipeline import Outcome
from structurer.record.record import Record
from structurer.store import Store, StoredRevision

Single = Outcome | Record | StoredRevision


def frame(
    records_or_store: Single | Iterable[Single] | Store | str | Path | None = None,
    *,
    all: bool = False,  # noqa: A002  # as the command's --all
) -> Frame:
    """The facts as a dict of columns, which pandas and polars take as it is, and an Arrow stream where pyarrow is installed.

    Args:
        records_or_store: outcomes, records or stored revisions, one or many; a store, its path or URL; None is the store
            of the settings.
        all: with the records that need review, too. `Frame.left_out` counts those that are not in it.

    Raises:
        StoreError: the store is not there or cannot be read, or a revision in it is not as it was saved.
    """
    if isinstance(records_or_store, Store):
        return Frame.of(records_or_store.newest_revisions(), everything=all)
    if records_or_store is None or isinstance(records_or_store, str | Path):
        with Store.existing(None if records_or_store is None else str(records_or_store)) as store:
            return Frame.of(store.newest_revisions(), everything=all)
    given = [records_or_store] if isinstance(records_or_store, Single) else records_or_store
    return Frame.of(_revisions(given), everything=all)


def _revisions(given: Iterable[Single]) -> Iterator[Revision]:
    for one in given:
        if isinstance(one, StoredRevision):
            yield one
        elif isinstance(one, Record):
            yield Loose(one)
        elif one.saved is None:
            yield Loose(one.record())
        else:
            yield Loose(one.record(), one.saved.record_id, one.saved.revision)
