"""How a model is asked about a sheet."""

from dataclasses import dataclass
from typing import Literal, get_args

from structurer.batch.openai_batch.postbox import Postbox
from structurer.reading.model.pace import Pace
from structurer.reading.model.prices import Budget
from structurer.settings import Settings

Way = Literal["whole", "tables", "rest"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is asked. `samples` is how many readings are taken before the best is kept.

    `lessons` is whether any reader, the built-in one too, is given what approved corrections have taught. Sheets with one
    `pace` share it. With a `postbox` questions are not sent but left there.
    """

    reading: Literal["auto", "whole", "tables", "rest"] = "auto"
    samples: int = 1
    reread: bool = True
    cache: bool = True
    budget: Budget | None = None
    lessons: bool = True
    pace: Pace | None = None
    postbox: Postbox | None = None

    def __post_init__(self) -> None:
        if self.samples < 1 or self.reading not in ("auto", *get_args(Way)):
            raise ValueError(f"samples={self.samples}, reading={self.reading!r}")  # a mistake in a program

    @classmethod
    def of(cls, settings: Settings) -> "Options":
        """What the settings say."""
        return cls(settings.reading, settings.samples, settings.reread)

    def way(self, model: str) -> Way:
        """The way for a model: an endpoint reads the whole sheet in one question, a model file what is left over.

        docs/measurements.md has the figures behind it: a small model reads no table as well as the layout reader does.
        """
        if self.reading != "auto":
            return self.reading
        return "rest" if model.startswith("local:") else "whole"
