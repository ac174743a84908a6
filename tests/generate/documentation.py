"""Writes the documents that are generated: `make docs`; `--check` says which of them is out of date."""

import sys
from pathlib import Path

from structurer.export import document as export
from structurer.report import catalogue
from tests.generate import coverage

DOCS = Path(__file__).parents[2] / "docs"


def documents() -> dict[Path, str]:
    """Return every generated document with its text."""
    return {
        DOCS / "checks.md": catalogue.document(),
        DOCS / "export.md": export.document(),
        DOCS / "uncovered-figures.md": coverage.document(),
    }


def outdated() -> list[Path]:
    """Return the documents whose file differs from what would be generated."""
    return [path for path, text in documents().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> None:
    """Write the documents, or with --check fail where one is out of date."""
    if "--check" in sys.argv:
        stale = [path.name for path in outdated()]
        if stale:
            sys.exit(f"out of date, run `make docs`: {', '.join(stale)}")
        return
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
