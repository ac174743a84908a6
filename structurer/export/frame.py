"""`structurer.frame`: the facts as columns, for pandas, polars and what else takes a dict of lists or an Arrow stream."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from structurer.errors import ExtraMissing
from structurer.export.column import Value
from structurer.export.figures import FACTS
from structurer.export.revision import PASSED, Loose, Revision
from structurer.pipeline import Outcome
from structurer.record.record import Record
from structurer.store import Store, StoredRevision

Single = Outcome | Record | StoredRevision


class Frame(dict[str, list[Value]]):
    """The facts by column: `pandas.DataFrame(frame)`, `polars.DataFrame(frame)`; one value per figure in each list.

    Texts are `str`, empty where the sheet says nothing; `fiscal_year`, `year_offset`, `line` and `revision` are `int` or
    None; `yen` is the exact `Decimal`, None for another unit; `amount` is the exact text of any unit. No float.

    Attributes:
        left_out: how many records are not in it because they are neither verified nor approved.
    """

    left_out: int = 0

    @classmethod
    def of(cls, revisions: Iterable[Revision], *, everything: bool) -> "Frame":
        """The facts of some revisions; of those that are neither verified nor approved only where everything is asked for."""
        frame = cls((column.name, []) for column in FACTS.typed)
        for revision in revisions:
            if not everything and revision.record.verdict not in PASSED:
                frame.left_out += 1
                continue
            for row in FACTS.rows(revision, revision.record.source.rebuild()):
                for column, value in zip(frame.values(), FACTS.values(row), strict=True):
                    column.append(value)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The same as an Arrow stream with the types of the Parquet file; ExtraMissing without pyarrow."""
        try:
            from structurer.export import arrow
        except ImportError as error:
            if error.name is None or error.name.startswith("structurer"):
                raise
            raise ExtraMissing("frame.__arrow_c_stream__", "export") from None
        made = arrow.batch(FACTS, [self[column.name] for column in FACTS.typed])
        return arrow.stream(made).__arrow_c_stream__(requested_schema)


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
