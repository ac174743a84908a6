"""Sheets over many machines: a stage of a Ray Data pipeline. Ray spreads the work, PostgreSQL remembers what is done.

    dataset = ray.data.read_binary_files("sheets", include_paths=True)
    rows = structurer.ray.structured(dataset, model="openai:NAME", store="postgresql://host/budget", batch="2026")
    structurer.ray.facts(rows).write_parquet("facts")

Neither queue nor scheduler is ours. A block that Ray executes again, after a worker or a machine was lost, reads only what
is not saved yet, and its rows are what the store holds.
"""

from structurer.errors import ExtraMissing

try:
    from structurer.ray.stage import Crew, facts, structured
except ImportError as error:
    if error.name is None or error.name.startswith("structurer"):
        raise
    raise ExtraMissing("structurer.ray", "ray") from None

__all__ = ["Crew", "facts", "structured"]
