"""`structurer checks`, `explain`, `schema` and `prompts`: the checks, the schema of a record, the prompts that are sent."""

import hashlib
import json

from structurer.report import catalogue
from structurer.report.output import write


def checks() -> None:
    """Print the catalogue."""
    write(f"{line}\n" for line in catalogue.listing())


def explain(code: str) -> None:
    """Print one check's documentation."""
    write(f"{catalogue.explanation(catalogue.find(code))}\n")


def schema() -> None:
    """Print the JSON Schema of a record."""
    from structurer.record.record import Record

    write(json.dumps(Record.model_json_schema(by_alias=True), ensure_ascii=False, indent=2) + "\n")


def prompts() -> None:
    """Print each prompt file with its version and sha256."""
    from structurer.reading import prompting

    for name in prompting.names():
        found = prompting.prompt(name)
        write(f"{hashlib.sha256(found.content).hexdigest()}  {found.version}  {name}.md\n")
