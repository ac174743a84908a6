"""The plan of a batch: all of its sheets are read in the same way, in whichever thread or process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from structurer import settings as configuration
from structurer.documents.intake import SheetInput, sources_given
from structurer.errors import InputError, StructurerError
from structurer.labels.word import Word
from structurer.pipeline import OFFLINE, Outcome, check, full_name, kind_of, save
from structurer.reading.model.pace import Pace
from structurer.reading.options import Options
from structurer.record import giving
from structurer.settings import Settings
from structurer.sheet.given import Given
from structurer.store import Store
from structurer.store.batches import BatchSheet
from structurer.text.source import Source

_AHEAD = 4
"""The fewest sheets made ready beside those that wait for the model, so that a request goes out as soon as one comes back.

As many as wait where those are more: answers come in waves, and the next wave goes out before the last is checked and saved.
"""


@dataclass(frozen=True, slots=True)
class Structured:
    """The result of one sheet: an outcome, or the error that ended it. `name` is the source's, or of what was no source."""

    name: str
    outcome: Outcome | None = None
    error: StructurerError | None = None


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A plan: the model by its full name, its options, the words to read with, and how many sheets at a time.

    `given` is what a person gives beside every sheet; with `beside` the `structurer.toml` of its folder adds to that.
    """

    model: str
    settings: Settings
    options: Options
    concurrency: int
    words: tuple[Word, ...] = ()
    again: bool = False
    split: str | None = None
    given: Given | None = None
    beside: bool = False

    @classmethod
    def of(cls, model: str | None, options: Options | None, concurrency: int) -> "BatchPlan":
        """Return a plan with the settings where an option is not given; an endpoint gets a pace, which all sheets share."""
        settings = configuration.load()
        chosen = full_name(settings.chosen_model(model), settings)
        given = Options.of(settings) if options is None else options
        made = cls(chosen, settings, given, concurrency)
        return (
            made
            if made.is_offline or given.pace is not None
            else replace(made, options=replace(given, pace=Pace(concurrency)))
        )

    @property
    def is_offline(self) -> bool:
        """True where no model is used: the work is then the processor's."""
        return kind_of(self.model) == OFFLINE and self.options.second is None

    @property
    def workers(self) -> int:
        """The number of sheets to work on at a time."""
        if self.options.deferred is not None:
            return 1  # nothing is waited for: one after another fills the requests file
        return self.concurrency if self.is_offline else self.concurrency + max(_AHEAD, self.concurrency)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Give a block in which the sheets use one another's connections to the model."""
        if self.is_offline:
            yield
            return
        from structurer.reading.model.remote import kept_open  # noqa: PLC0415  # a second to import: never offline

        with kept_open():
            yield

    def sources(self, given: SheetInput) -> tuple[Source | InputError, ...]:
        """Return the sheets of a document, the reason in the place of a bad one; a StructurerError where there are none."""
        return sources_given(given, self.split)

    def structured(self, source: Source, store: Store | None, batch_sheet: BatchSheet | None = None) -> Structured:
        """Read, check and save one sheet; an error of ours is its result."""
        try:
            outcome = check(source, self.model, self.settings, self.options, self.words)
            file = source.file if self.beside else None
            outcome = replace(outcome, given=giving.for_file(file, self.given, self.settings.author))
            if store is not None:
                outcome = save(outcome, store, author=self.settings.author, again=self.again, batch_sheet=batch_sheet)
        except StructurerError as error:
            return Structured(source.name, error=error)
        return Structured(source.name, outcome)
