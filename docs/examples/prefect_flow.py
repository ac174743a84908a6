"""A Prefect flow: list the sheets, read what is not saved yet, export what is confirmed.

    pip install structurer prefect
    python docs/examples/prefect_flow.py sheets out

A retry reads only what is missing: what was read is saved sheet by sheet. The flow fails, after the export, where a sheet
could not be read, so that Prefect shows it; what needs review is no failure.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from prefect import allow_failure, flow, get_run_logger, task

from structurer import Source, Store, StructurerError, structure_many
from structurer.documents.intake import read_source
from structurer.errors import ModelError


@task
def sheets_in(folder: str) -> list[str]:
    """The sheets of a folder, by path."""
    return sorted(str(path) for path in Path(folder).rglob("*.txt"))


@task(retries=2, retry_delay_seconds=60)
async def structure(paths: list[str], model: str | None) -> dict[str, int]:
    """Read and save every sheet that is not saved: how many came to which verdict, and how many failed.

    Where the model was the trouble, the task fails at its end, and Prefect tries again what is left.
    """
    log, counts, trouble = get_run_logger(), Counter[str](), None
    with Store.open() as store:
        async for result in structure_many(unsaved(paths, store), model, store):
            counts["failed" if result.outcome is None else result.outcome.verdict.value] += 1
            if result.error is not None:
                log.error("%s", result.error)
                trouble = result.error if isinstance(result.error, ModelError) else trouble
    if trouble is not None:
        raise trouble
    return dict(counts)


def unsaved(paths: list[str], store: Store) -> list[str | Source]:
    """The sheets whose text has no record yet, and what cannot be read at all, which reading it will say."""
    left: list[str | Source] = []
    for path in paths:
        try:
            source = read_source(path)
        except StructurerError:
            left.append(path)
            continue
        if store.newest(source.sha256) is None:
            left.append(source)
    return left


@task
def export(folder: str) -> None:
    """The verified and approved records as CSV; replaced in one step, so that readers never see half of it."""
    command = [sys.executable, "-m", "structurer", "export", "--format", "csv", "--output", folder]
    subprocess.run(command, check=True)  # noqa: S603  # our own program


@flow(name="budget-sheets")
def budget_sheets(folder: str, output: str, model: str | None = None) -> dict[str, int]:
    """The whole night: how many sheets came to which verdict this time. It fails, after the export, where a sheet could not be read."""
    read = structure.submit(sheets_in(folder), model)
    export(output, wait_for=[allow_failure(read)])
    counts = read.result()
    if counts.get("failed"):
        raise RuntimeError(f"{counts['failed']} sheet(s) could not be read; the log says why")
    return counts


if __name__ == "__main__":
    print(budget_sheets(*sys.argv[1:]))
