"""The expected output of each fixture, and the command that rewrites it: `make golden`, then read the diff.

`report.txt` is the readable report in Japanese, `record.json` the record (kept for the smallest fixture only, since a
record holds the whole sheet and every claim).
"""

import json
import os
from pathlib import Path

from rich.console import Console

from structurer.documents.intake import read_source
from structurer.pipeline import check
from structurer.record.record import Record
from structurer.report import text
from structurer.settings import Settings
from structurer.text.source import Source

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = tuple(sorted(path.parent for path in FIXTURES.glob("*/source.txt")))
WITH_RECORD = "error-cost-total"
_WIDTH = 200


def record_of(folder: Path) -> Record:
    """Return the record of a fixture, read offline; what changes from run to run is left out of its provenance."""
    kept = read_source(str(folder / "source.txt"))
    outcome = check(Source(f"fixtures/{folder.name}/source.txt", kept.text), "offline", Settings())
    record = outcome.record()
    return record.model_copy(update={"reading": record.reading.model_copy(update={"seconds": "0", "versions": {}})})


def report_of(folder: Path) -> str:
    """Return the report of a fixture as plain text."""
    console = Console(width=_WIDTH, highlight=False, markup=False, color_system=None)
    with console.capture() as capture:
        console.print(text.render(record_of(folder)), soft_wrap=True)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def json_of(folder: Path) -> str:
    """Return the record of a fixture as JSON text."""
    return json.dumps(record_of(folder).model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Rewrite every expectation."""
    os.environ["STRUCTURER_LANG"] = "ja"
    for folder in FOLDERS:
        (folder / "report.txt").write_text(report_of(folder), encoding="utf-8", newline="")
    (FIXTURES / WITH_RECORD / "record.json").write_text(json_of(FIXTURES / WITH_RECORD), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
