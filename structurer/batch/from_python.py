"""Many sheets from Python: an async iterator over their results."""

import io
from collections.abc import AsyncGenerator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, aclosing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Never

from structurer.batch.plan import BatchPlan, Structured
from structurer.batch.pool import OpenedDocument, WorkerPool, run_pool
from structurer.documents.intake import SheetInput, name_given
from structurer.errors import StructurerError
from structurer.pipeline import words_in
from structurer.reading.options import Options
from structurer.record import giving
from structurer.store import Store
from structurer.text.source import Source

_SINGLE = (str, bytes, bytearray, memoryview, io.IOBase)
"""Sheets that are iterables of something else."""


async def structure_many(  # noqa: PLR0913  # what `structure` takes, and what many sheets need
    sources: SheetInput | Iterable[SheetInput],
    model: str | None = None,
    store: Store | str | Path | None = None,
    options: Options | None = None,
    *,
    concurrency: int = 8,
    again: bool = False,
    split: str | None = None,
    publisher: str | None = None,
    fiscal_year: int | str | None = None,
    by: str | None = None,
) -> AsyncGenerator[Structured, None]:
    """Structure many sheets, several at a time; each is handed on as it ends, so the order is not that of `sources`.

    Memory is bounded: `sources` is drawn from as sheets end, and nothing is kept that was handed on.

    Args:
        sources: texts (a `str` with a line break), paths, or sources, one or many; a document may hold several sheets.
        model: as for `structurer.structure`.
        store: as for `structurer.structure`.
        options: as for `structurer.structure`; one `Pace` in it is kept by all sheets.
        concurrency: the most requests to the model at a time; offline, the most sheets.
        again: as for `structurer.structure`.
        split: as for `structurer.read_sources`.
        publisher: as for `structurer.structure`, of every sheet.
        fiscal_year: likewise.
        by: who gives them.

    Raises:
        ValueError: a `concurrency` below 1.
        StructurerError: where nothing could be read at all, such as an unknown model. What is wrong with one sheet is in
            its `Structured.error`.
    """
    if concurrency < 1:
        raise ValueError(f"concurrency={concurrency}: 1 or more")  # a mistake in a program
    given = sources if isinstance(sources, Iterable) and not isinstance(sources, _SINGLE) else [sources]
    plan = replace(BatchPlan.of(model, options, concurrency), again=again, split=split)
    plan = replace(plan, given=giving.given(publisher, fiscal_year, by or plan.settings.author))
    with ExitStack() as held:
        held.enter_context(plan.connected())
        opened = store if isinstance(store, Store) or store is None else held.enter_context(Store.open(str(store)))
        if opened is not None:
            plan = replace(plan, words=words_in(opened))
        pool = WorkerPool(
            partial(ThreadPoolExecutor, plan.workers),
            plan.workers,
            partial(_open, plan),
            partial(plan.structured, store=opened),
            _never,
        )
        async with aclosing(run_pool(iter(given), pool)) as results:
            async for result in results:
                yield result


def _open(plan: BatchPlan, given: SheetInput) -> OpenedDocument[Source, Structured]:
    name = name_given(given)
    try:
        found = plan.sources(given)
    except StructurerError as error:
        return OpenedDocument(results=(Structured(name, error=error),))
    return OpenedDocument(
        tuple(one for one in found if isinstance(one, Source)),
        tuple(Structured(name, error=one) for one in found if not isinstance(one, Source)),
    )


def _never(_: object) -> Never:
    raise AssertionError  # a thread does not die alone
