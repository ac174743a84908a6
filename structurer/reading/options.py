"""Options: the mode and the limits with which a model reads a sheet."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from structurer.reading.model.pace import Pace
from structurer.reading.model.prices import Budget
from structurer.settings import Settings

ReadingMode = Literal["whole", "rest"]


class Transport(Protocol):
    """A way to send a request body: to an endpoint, to a model file in this process, or into a requests file."""

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """Return the answer as JSON or text, which may be no chat completion; an openai.APIError or our own error where none comes."""

    def close(self) -> None:
        """Release connections, memory or open files."""


class Deferred(Protocol):
    """A place to leave requests that are answered later, as the Batch API does."""

    def transport(self, model: str, settings: Settings) -> Transport:
        """Return the transport that leaves requests there and finds the answers to those left before."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a reading by a model.

    Sheets with one `pace` share it. With `deferred` requests are left with that service. Without a `witness` the layout reader
    does not read beside the model, and every table is left to a person. `second` names a model, `openai:NAME` or `local:PATH`,
    that reads amounts in running text a second time, whoever read them first.
    """

    reading: Literal["auto", "whole", "rest"] = "auto"
    reread: bool = True
    cache: bool = True
    budget: Budget | None = None
    pace: Pace | None = None
    deferred: Deferred | None = None
    witness: bool = True
    second: str | None = None

    def __post_init__(self) -> None:
        if self.reading not in ("auto", *get_args(ReadingMode)):
            raise ValueError(f"reading={self.reading!r}")  # a mistake in a program

    @classmethod
    def of(cls, settings: Settings) -> "Options":
        """Return the options that the settings give."""
        return cls(settings.reading, settings.reread, second=settings.second)

    def mode(self, model: str) -> ReadingMode:
        """Return the mode for a model: an endpoint reads the whole sheet in one question, a model file what is left over.

        docs/measurements.md has the figures behind it: a small model reads no table as well as the layout reader does.
        """
        if self.reading != "auto":
            return self.reading
        return "rest" if model.startswith("local:") else "whole"
