"""`structurer compare`: two records, or all years of a project, beside each other."""

from collections.abc import Iterable
from pathlib import Path

from structurer import settings as configuration
from structurer.cli.formats import drawn
from structurer.cli.status import status
from structurer.errors import ComparisonUnclear
from structurer.export import side_by_side
from structurer.record.years.comparison import Comparison
from structurer.report.comparison_text import render_comparison
from structurer.report.comparison_view import comparison_view
from structurer.report.output import check_output, json_text, write
from structurer.store import Store


def beside(first: str | None, second: str | None, years: str | None, output_format: str, output: Path | None) -> int:
    """Print a comparison; REVIEW where one of its records needs a review."""
    check_output(output, ())
    with Store.existing(configuration.load().store) as store:
        if years is not None and first is None:
            found = side_by_side.compare_years(years, store)
        elif years is None and first is not None and second is not None:
            found = side_by_side.compare(first, second, store)
        else:
            raise ComparisonUnclear
    write(_formatted(found, output_format, output), output, output_format=output_format)
    return status(one.verdict for one in found.records)


def _formatted(found: Comparison, output_format: str, output: Path | None) -> Iterable[str]:
    if output_format == "csv":
        return side_by_side.as_csv(found)
    if output_format == "json":
        return (json_text(side_by_side.as_tree(found)) + "\n",)
    view = comparison_view(found)
    if output_format == "html":
        from structurer.report.page.file import render_compared

        return (render_compared(found, view),)
    return (drawn(render_comparison(view), output=output),)
