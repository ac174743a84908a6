"""A driver for the tests: takes rows from stdin, puts them through the stage, and writes what came out.

ray_driver.py MODEL WORKERS TIMES OUTPUT
"""

import json
import sys
from pathlib import Path

import ray

from structurer.ray import Crew, facts, structured


def main() -> None:
    """Write one JSON list: the rows of each time, the facts, and the types of their columns."""
    model, workers, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    ray.data.DataContext.get_current().enable_progress_bars = False
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000)
    crew = Crew(workers=workers, concurrency=2 * workers, rows=4)
    rows = structured(ray.data.from_items(json.load(sys.stdin)), model, batch="test", crew=crew)
    read = [rows.materialize() for _ in range(times)]
    found = facts(read[-1], all=True).materialize()
    schema = found.schema()
    types = {} if schema is None else dict(zip(schema.names, map(str, schema.types), strict=True))
    result = [[list(one.iter_rows()) for one in read], list(found.iter_rows()), types]
    Path(sys.argv[4]).write_text(json.dumps(result, default=str), "utf-8")  # Ray prints to stdout as it likes


if __name__ == "__main__":
    main()
