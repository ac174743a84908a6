"""Many sheets: read side by side, saved one by one, and taken up again where they were left."""

from structurer.batch.many import structure_many
from structurer.batch.way import Structured, Way

__all__ = ["Structured", "Way", "structure_many"]
