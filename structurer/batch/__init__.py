"""Many sheets: read side by side, saved one by one, and taken up again where they were left."""

from structurer.batch.from_python import structure_many
from structurer.batch.plan import BatchPlan, Structured

__all__ = ["BatchPlan", "Structured", "structure_many"]
