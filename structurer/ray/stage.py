"""The two stages of a pipeline, as its driver puts them together. The only importer of ray."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from functools import partial

from ray.data import ActorPoolStrategy, Dataset

from structurer import settings as configuration
from structurer.batch import BatchPlan
from structurer.errors import OptionUnshareable
from structurer.ray.tables import facts_table
from structurer.ray.worker import Task, Worker
from structurer.reading.options import Options
from structurer.store import Store

_UNSHAREABLE = ("budget", "pace", "deferred")
"""Options that the threads of one process share; nothing could share them over several."""

_READING, _WAITING = 0.5, 0.25
"""CPUs to set aside for a worker that reads itself, and for one that waits for an endpoint most of the time. Not a whole one:
workers that held every CPU of a machine would wait for ever for the stages before theirs."""


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers of the stage.

    Attributes:
        workers: how many processes, over all machines.
        concurrency: the most requests to the model at a time, of all of them together, but one each at least; offline each
            reads one sheet at a time.
        rows: how many rows a worker takes at a time: what is done again, saved sheets excepted, when it dies.
        cpus: how many Ray sets aside for each; None is a half, a quarter where an endpoint does the work. The workers together
            must leave one of the machine's CPUs to the stages before and after.
    """

    workers: int = 2
    concurrency: int = 8  # as `structure_many` has it
    rows: int = 8  # little is read again after a loss, and a round trip to the store is shared
    cpus: float | None = None


def structured(  # noqa: PLR0913  # what `structure_many` takes, and the workers
    dataset: Dataset,
    model: str | None = None,
    store: str | None = None,
    options: Options | None = None,
    *,
    batch: str | None = None,
    crew: Crew | None = None,
    again: bool = False,
    split: str | None = None,
) -> Dataset:
    """Structure the sheets of a dataset: read, check and save each, on whichever machine.

    A sheet that cannot be read is a row with an error and ends nothing. Executed again, as datasets are that are consumed
    twice, nothing that is saved is read again. Keys are no part of the dataset: a worker takes OPENAI_API_KEY and its other
    settings from its own environment.

    Args:
        dataset: one document a row: its `text` or its `bytes` with a `name` or a `path`, or the `path` alone, of a file that
            every machine can open. A document may hold several sheets.
        model: as for `structurer.structure`; settled here, for all workers.
        store: the URL of a store that every machine reaches; None takes STRUCTURER_STORE. The password is better kept where
            PostgreSQL looks for it (`~/.pgpass`, PGPASSWORD) on each machine.
        options: as for `structurer.structure`, without a budget or a pace.
        batch: the name of the batch. A driver that was lost goes on where it was by the same name, which stands for the same
            model and options. Without a name the batch is a new one.
        crew: how many workers, how many requests, how many rows at a time.
        again: as for `structurer.structure`.
        split: as for `structurer.read_sources`.

    Returns:
        One row a sheet, all of them texts but the revision: `name`, `verdict`, `record_id`, `revision`, `record` (JSON, as
        `--format json` prints it), `error` (the name of its class) and `message`; null where there is none.

    Raises:
        StructurerError: the store cannot be opened, an option cannot be used.
    """
    settings, pool = configuration.load(), crew or Crew()
    plan = BatchPlan.of(model, options, pool.concurrency)
    _refuse_unshareable(options)
    url = store if store is not None else settings.store
    chosen = Options.of(settings) if options is None else options
    with Store.open(url) as opened:
        begun = opened.batches.begin(_key(batch, plan, chosen), plan.model, resume=batch is not None)
        words = opened.words.uses()
    share = max(1, pool.concurrency // pool.workers)
    task = Task(begun, plan.model, url, chosen, share, words, again, split)
    return dataset.repartition(target_num_rows_per_block=pool.rows).map_batches(
        Worker,
        batch_size=None,
        batch_format="pyarrow",
        fn_constructor_args=(task,),
        compute=ActorPoolStrategy(size=pool.workers),
        num_cpus=_cpus(pool, plan),
    )


def facts(rows: Dataset, *, all: bool = False) -> Dataset:  # noqa: A002  # as the command's --all
    """The facts of the rows that `structured` gives: one row a figure, typed as in the Parquet file of an export.

    `amount` is the exact text of any unit, `yen` whole yen, null where that would round; codes are plain texts.
    Verified and approved records only, unless `all`; the column `verdict` tells them apart.
    """
    return rows.map_batches(partial(facts_table, everything=all), batch_size=None, batch_format="pyarrow")


def _refuse_unshareable(options: Options | None) -> None:
    held = [name for name in _UNSHAREABLE if options is not None and getattr(options, name) is not None]
    if held:
        raise OptionUnshareable(held[0])


def _key(batch: str | None, plan: BatchPlan, options: Options) -> str:
    """The key that two runs of one batch share: its name and all that decides how a sheet is read, but not where it is split."""
    decisive = {
        "ray": uuid.uuid4().hex if batch is None else batch,
        "model": plan.model,
        "options": [options.reading, options.reread, *filter(None, [options.second])],
    }
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _cpus(crew: Crew, plan: BatchPlan) -> float:
    if crew.cpus is not None:
        return crew.cpus
    return _WAITING if plan.model.startswith("openai:") else _READING
