"""Many sheets: read side by side and saved one by one; a batch that was left is resumed."""

from structurer.batch.from_python import structure_many
from structurer.batch.plan import BatchPlan, Structured

__all__ = ["BatchPlan", "Structured", "structure_many"]
