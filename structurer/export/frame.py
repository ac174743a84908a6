"""The facts as columns, for pandas, polars and whatever else takes a dict of lists or an Arrow stream."""

from collections.abc import Iterable

from structurer.errors import ExtraMissing
from structurer.export.column import Value
from structurer.export.figures import FACTS
from structurer.export.revision import PASSED, Revision


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
