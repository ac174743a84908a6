"""A folder of sheets on Ray: read and saved by several workers, their facts written as Parquet.

    pip install -c constraints.txt '.[ray]'
    export STRUCTURER_STORE=postgresql://user@host/database
    python docs/examples/ray_pipeline.py sheets facts --batch 2026 --kill-after 20

`--kill-after` ends a worker in the middle (SIGKILL), to see that nothing is lost. The same command goes on where a lost
driver was, since the batch has a name. On a cluster: start each machine (`ray start`) with STRUCTURER_STORE,
OPENAI_API_KEY and OPENAI_BASE_URL in its environment, and join it by RAY_ADDRESS. Ray writes a `runtime_env` into its logs, so
a key does not belong there.
"""

import argparse
import os
import signal
import threading
from collections import Counter

import ray

import structurer.ray
from structurer import Store


def main() -> None:
    """Read the sheets, write the facts of every one that is verified or approved, and say what became of them."""
    asked = arguments()
    start(asked.workers)
    documents = ray.data.read_binary_files(asked.sheets, include_paths=True)
    crew = structurer.ray.Crew(workers=asked.workers, concurrency=asked.concurrency, rows=4)
    rows = structurer.ray.structured(documents, asked.model, batch=asked.batch, crew=crew)
    if asked.kill_after is not None:
        threading.Thread(target=kill_one, args=(asked.kill_after,), daemon=True).start()
    read = rows.materialize()  # once: what is consumed twice is looked up in the store twice
    structurer.ray.facts(read).write_parquet(asked.facts)
    print(summary(read))


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description="structurer on Ray")
    parser.add_argument("sheets", help="a folder of sheets")
    parser.add_argument("facts", help="the folder that the Parquet files go to")
    parser.add_argument("--model", default="offline", help="offline or openai:NAME")
    parser.add_argument("--batch", help="the name of the batch, to go on by")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=4, help="requests at a time, of all workers together")
    parser.add_argument("--kill-after", type=int, help="end a worker once so many sheets are saved")
    return parser.parse_args()


def start(workers: int) -> None:
    """Join the cluster of RAY_ADDRESS, else start a small Ray on this machine."""
    ray.data.DataContext.get_current().enable_progress_bars = False
    if "RAY_ADDRESS" in os.environ:
        ray.init()
    else:
        ray.init(num_cpus=workers, include_dashboard=False, object_store_memory=150_000_000)


def kill_one(after: int) -> None:
    """Once so many sheets are saved, end a worker of this driver's, as an accident would."""
    import psutil  # noqa: PLC0415  # comes with ray, which must be there before it

    with Store.open() as store:
        before = len(store.records())
        while len(store.records()) < before + after:
            threading.Event().wait(0.05)
    processes = psutil.Process().children(recursive=True)
    worker = next(process for process in processes if "MapBatches(Worker)" in " ".join(process.cmdline()))
    worker.send_signal(signal.SIGKILL)
    print(f"worker {worker.pid} killed after {after} sheets", flush=True)


def summary(read: ray.data.Dataset) -> str:
    """How many sheets came to what, and why some could not be read."""
    ended = list(read.select_columns(["name", "verdict", "error", "message"]).iter_rows())
    counted = Counter(row["verdict"] or row["error"] for row in ended)
    lines = [f"{count:>5} {what}" for what, count in sorted(counted.items())]
    return "\n".join([f"{len(ended)} sheets", *lines, *(row["message"] for row in ended if row["message"])])


if __name__ == "__main__":
    main()
