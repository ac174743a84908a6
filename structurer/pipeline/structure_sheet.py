"""One sheet from a text or a file to a saved record: what Python users call."""

import asyncio
import warnings
from dataclasses import replace
from functools import partial
from pathlib import Path

from structurer import settings as configuration
from structurer.documents.intake import SheetInput, source_given
from structurer.pipeline.check_sheet import check
from structurer.pipeline.outcome import Outcome
from structurer.pipeline.save_outcome import save, words_in
from structurer.reading.options import Options
from structurer.record import giving
from structurer.sheet.given import PrintedOtherwise
from structurer.store import Store


def structure(  # noqa: PLR0913  # what a sheet is read with, and what a person gives beside it
    text_or_path: SheetInput,
    model: str | None = None,
    store: Store | str | Path | None = None,
    options: Options | None = None,
    *,
    again: bool = False,
    publisher: str | None = None,
    fiscal_year: int | str | None = None,
    by: str | None = None,
) -> Outcome:
    """Structure one sheet.

    Args:
        text_or_path: the sheet's text, or the path of a text or a document with one sheet, or its bytes, or a file opened in
            binary mode. A `str` with a line break is text; without one it is a path.
        model: `offline`, `openai:NAME`, `local:PATH.gguf`; None takes STRUCTURER_MODEL, else openai where configured, else
            offline.
        store: where to save; None saves nothing. Where the newest revision there is a person's, or verified and this reading
            is not, nothing is saved: `Outcome.saved` is None and `Outcome.standing` is that revision.
        again: save over it all the same; that revision stays in the log.
        options: how a model reads; None takes the settings.
        publisher: who publishes it, where the sheet does not print that; see `Outcome.given`. It fills the facts and proves
            nothing; a sheet that prints another keeps it, with a warning (PrintedOtherwise).
        fiscal_year: likewise the sheet's own year, `2026` or `令和8`.
        by: who gives them; None takes STRUCTURER_AUTHOR, else the name of the account.

    Raises:
        TypeError: something else was handed in.
        StructurerError: one class per case, see `structurer.errors`. A wrong sum is never raised. A ModelError carries the
            replies that came and the tokens they cost.
    """
    settings = configuration.load()
    given = Options.of(settings) if options is None else options
    known = () if store is None else words_in(store)
    beside = giving.given(publisher, fiscal_year, by or settings.author)
    outcome = check(source_given(text_or_path), settings.chosen_model(model), settings, given, known)
    outcome = replace(outcome, given=beside)
    for sentence in () if beside is None else beside.objections(outcome.source.name, outcome.sheet.identity):
        warnings.warn(sentence, PrintedOtherwise, stacklevel=2)
    return outcome if store is None else save(outcome, store, author=settings.author, again=again)


async def structure_async(  # noqa: PLR0913  # as `structure`
    text_or_path: SheetInput,
    model: str | None = None,
    store: Store | str | Path | None = None,
    options: Options | None = None,
    *,
    again: bool = False,
    publisher: str | None = None,
    fiscal_year: int | str | None = None,
    by: str | None = None,
) -> Outcome:
    """`structure` without blocking the event loop: it runs in a worker thread."""
    asked = partial(structure, again=again, publisher=publisher, fiscal_year=fiscal_year, by=by)
    return await asyncio.to_thread(asked, text_or_path, model, store, options)
