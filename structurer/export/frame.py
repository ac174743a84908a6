"""`structurer.frame`: the facts as columns, for pandas, polars and what else takes a dict of lists or an Arrow stream."""

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from structurer.errors import ExtraMissing
from structurer.language import say
from structurer.pipeline import Outcome
from structurer.record.record import Record
from structurer.record.tabular.column import ColumnKind, Value
from structurer.record.tabular.figures import FACTS
from structurer.record.tabular.revision import PASSED, Loose, Revision
from structurer.record.tabular.summary import PROJECTS
from structurer.store import Store, StoredRevision

if TYPE_CHECKING:
    import pandas as pd

    from structurer.record.tabular.column import ExportTable

Single = Outcome | Record | StoredRevision
Given = Single | Iterable[Single] | Store | str | Path | None
_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.YEN})


class NeedsReview(UserWarning):
    """Records that nobody has confirmed stand among those that were handed in."""


class WholeNumbers(list[Value]):
    """Whole numbers and None. What makes an array of them gets objects: pandas and numpy would make floats of the others."""

    def __array__(self, dtype: Any = None, copy: object = None) -> Any:  # noqa: ANN401  # numpy is not ours to import
        import numpy as np  # who asks for an array has it

        return np.array(list(self), dtype=object if dtype is None else dtype)


class Frame(dict[str, list[Value]]):
    """A table by column: `frame.to_pandas()`, `polars.DataFrame(frame)`; one value per row in each list.

    Texts are `str`, empty where the sheet says nothing; years, lines and yen are `int` or None; `amount` is the exact text of
    any unit. No float.

    Attributes:
        left_out: how many records are not in it because they are neither verified nor approved.
    """

    left_out: int = 0

    def __init__(self, table: "ExportTable" = FACTS) -> None:
        super().__init__(
            (column.name, WholeNumbers() if column.kind in _NUMBERS else list[Value]()) for column in table.typed
        )
        self._table = table

    @classmethod
    def of(cls, revisions: Iterable[Revision], *, everything: bool, table: "ExportTable" = FACTS) -> "Frame":
        """The rows of some revisions; of those that are neither verified nor approved only where everything is asked for."""
        frame = cls(table)
        for revision in revisions:
            if not everything and revision.record.verdict not in PASSED:
                frame.left_out += 1
                continue
            for row in table.rows(revision, revision.record.source.rebuild()):
                for column, value in zip(frame.values(), table.values(row), strict=True):
                    column.append(value)
        return frame

    def to_pandas(self) -> "pd.DataFrame":
        """The same for pandas: whole numbers as `Int64`, so that one that is missing makes no float of the others."""
        import pandas as pd  # who calls this has it

        kinds = {column.name: column.kind for column in self._table.typed}
        columns: dict[str, Any] = dict(self)
        whole = [name for name in columns if kinds[name] in _NUMBERS]
        return pd.DataFrame({**columns, **{name: pd.array(columns[name], dtype="Int64") for name in whole}})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The same as an Arrow stream with the types of the Parquet file; ExtraMissing without pyarrow."""
        try:
            from structurer.export import arrow
        except ImportError as error:
            if error.name is None or error.name.startswith("structurer"):
                raise
            raise ExtraMissing("frame.__arrow_c_stream__", "export") from None
        made = arrow.batch(self._table, [self[column.name] for column in self._table.typed])
        return arrow.stream(made).__arrow_c_stream__(requested_schema)


def frame(
    records_or_store: Given = None,
    *,
    all: bool | None = None,  # noqa: A002  # as the command's --all
) -> Frame:
    """The facts as a dict of columns, which pandas and polars take, and an Arrow stream where pyarrow is installed.

    Args:
        records_or_store: outcomes, records or stored revisions, one or many; a store, its path or URL; None is the store
            of the settings.
        all: with the records that need review, too. None takes them where they were handed in, and warns (NeedsReview), and
            leaves them in a store. `Frame.left_out` counts those that are not in it.

    Raises:
        StoreError: the store is not there or cannot be read, or a revision in it is not as it was saved.
        TypeError: something else was handed in.
    """
    return framed(records_or_store, FACTS, all)


def summary(
    records_or_store: Given = None,
    *,
    all: bool | None = None,  # noqa: A002  # as the command's --all
) -> Frame:
    """The 総括表, one row a project in 千円, as `frame` gives the facts; its amounts are Decimals or None."""
    return framed(records_or_store, PROJECTS, all)


def framed(given: Given, table: "ExportTable" = FACTS, everything: bool | None = None, level: int = 3) -> Frame:  # noqa: FBT001
    """A table of what is handed in; a warning about it stands `level` calls up."""
    if isinstance(given, Store):
        return Frame.of(given.newest_revisions(), everything=bool(everything), table=table)
    if given is None or isinstance(given, str | Path):
        with Store.existing(None if given is None else str(given)) as store:
            return Frame.of(store.newest_revisions(), everything=bool(everything), table=table)
    revisions = list(_revisions([given] if isinstance(given, Single) else given))
    waiting = sum(revision.record.verdict not in PASSED for revision in revisions)
    if waiting and everything is None:
        sentence = say(
            f"要確認の記録 {waiting} 件の数値が含まれています(verdict の列で区別できます)。",
            f"{waiting} record(s) in this table need review; the column verdict tells them apart.",
        )
        warnings.warn(sentence, NeedsReview, stacklevel=level)
    return Frame.of(revisions, everything=everything is not False, table=table)


def _revisions(given: object) -> Iterator[Revision]:
    if not isinstance(given, Iterable) or isinstance(given, bytes | dict):
        raise TypeError(_refused(given))
    for one in given:
        if isinstance(one, StoredRevision):
            yield one
        elif isinstance(one, Record):
            yield Loose(one)
        elif not isinstance(one, Outcome):
            raise TypeError(_refused(one))
        elif one.saved is None:
            yield Loose(one.record())
        else:
            yield Loose(one.record(), one.saved.record_id, one.saved.revision)


def _refused(given: object) -> str:
    """The sentence of a TypeError: the type, and never what was handed in."""
    kind = type(given).__name__
    return say(
        f"{kind} は受け取れません。structure() の結果、記録、保存先(Store、パス、URL)、またはその列を渡してください。",
        f"cannot take {kind}: hand in outcomes of structure(), records, a store, its path or URL.",
    )
