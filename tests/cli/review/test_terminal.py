"""The terminal by itself; what a person sees of it is in test_loop."""

import io
import signal

import pytest
from rich.console import Console
from rich.text import Text

from structurer.cli.review.terminal import Terminal


class Struck:
    """A part during whose printing Ctrl-C is pressed."""

    def __rich__(self) -> Text:
        signal.raise_signal(signal.SIGINT)
        return Text("struck")


def test_ctrl_c_waits_for_the_end_of_a_print() -> None:
    """A print that has begun is shown whole, and so is all that comes after."""
    terminal, shown = Terminal(), io.StringIO()
    terminal.console = Console(file=shown)
    with pytest.raises(KeyboardInterrupt):
        terminal.show(Struck(), Text("beside"))
    terminal.show(Text("after"))
    assert shown.getvalue().split() == ["struck", "beside", "after"]
