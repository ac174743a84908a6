"""The command line in one language: the help of every command, the words that typer adds to it, and what is wrong with a usage.

Every text of a command is written in both languages, `日本語。 English`; a reader sees one of them (STRUCTURER_LANG).
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from structurer.language import language, say
from structurer.text import lazy_re as re

_WORDS = (
    (re.compile(r"^Usage: "), "使い方: "),
    (re.compile(r"^Arguments:$", re.MULTILINE), "引数:"),
    (re.compile(r"^Options:$", re.MULTILINE), "オプション:"),
    (re.compile(r"^Commands:$", re.MULTILINE), "コマンド:"),
    (re.compile(r"\[required\]"), "[必須]"),
    (re.compile(r"\[default: "), "[既定: "),
    (re.compile(r"Show this message and exit\."), "この説明を表示する。"),
)
"""What typer writes itself, in Japanese."""

_COMPLETION = {
    "Install completion for the current shell.": "シェルの補完を入れる。",
    "Show completion for the current shell, to copy it or customize the installation.": "シェルの補完を表示する。",
}
"""The help of the options that typer adds."""

_TROUBLES = (
    (
        re.compile(r"No such option: (\S+?)(?: \((?:Possible|Did).*?: (.*)\)| Did you mean (.*)\?)?$"),
        "{0} というオプションはありません{hint}。",
    ),
    (re.compile(r"No such command '(.*?)'\.(?: Did you mean ()(.*)\?)?$"), "{0} というコマンドはありません{hint}。"),
    (re.compile(r"Missing (?:argument|option|parameter) '(.*?)'"), "{0} を指定してください。"),
    (
        re.compile(r"Invalid value for '(.*?)': .*?'(.*?)' is not one of (.*?)\.?$"),
        "{0} に {1} は使えません。{2} から選んでください。",
    ),
    (
        re.compile(r"Invalid value for '(.*?)': .*greater than or equal to ([\d.]*\d)"),
        "{0} は {1} 以上の数にしてください。",
    ),
    (
        re.compile(r"Invalid value for '(.*?)': .*less than or equal to ([\d.]*\d)"),
        "{0} は {1} 以下の数にしてください。",
    ),
    (re.compile(r"Invalid value for '(.*?)': .*(?:valid integer|int)"), "{0} は整数にしてください。"),
    (re.compile(r"Option '(.*?)' requires an argument"), "{0} には値が要ります。"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*?)\)"), "余分な指定があります: {0}。"),
)
"""What typer finds wrong with a usage, in Japanese."""


def chosen(text: str) -> str:
    """Return the half of `日本語。 English` that the reader understands; a text in one language as it is."""
    ja, stop, en = text.rpartition("。 ")
    if not stop:
        return say(_COMPLETION.get(text, text), text)
    return en if language() == "en" else f"{ja}。"


class OneLanguageCommand(TyperCommand):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  # the class of a context is typer's own secret
        """Return the help."""
        return _translated(super().get_help(ctx))


class OneLanguageGroup(TyperGroup):
    """A group of commands whose help is in the reader's language."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  # as above
        """Return the help."""
        return _translated(super().get_help(ctx))


class OneLanguageTyper(typer.Typer):
    """Commands whose help is in the reader's language."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # those of typer
        super().__init__(cls=OneLanguageGroup, rich_markup_mode=None, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # as above
        """Return the decorator of a command."""
        return super().command(name, **{"cls": OneLanguageCommand, **options})


def spoken_commands(app: typer.Typer, asked: Sequence[str]) -> Any:  # noqa: ANN401  # as above
    """Return the command of an application that these arguments name, else all of them, with every text in the reader's language."""
    made = typer.main.get_command(_with_one(app, asked[0]) if asked else app)
    for part in _parts(made):
        for name in ("help", "short_help"):
            text = getattr(part, name, None)
            if isinstance(text, str):
                setattr(part, name, chosen(text))
    return made


def _with_one(app: typer.Typer, name: str) -> typer.Typer:
    """Return an application with one command or group alone, where it has that: to make every command takes a sixth of `checks`."""
    one = copy(app)
    one.registered_commands = [info for info in app.registered_commands if _name(info) == name]
    one.registered_groups = [info for info in app.registered_groups if info.name == name]
    return one if one.registered_commands or one.registered_groups else app


def _name(command: typer.models.CommandInfo) -> str:
    """Return the name of a command: its function's, where it has none of its own."""
    return command.name or typer.main.get_command_name(getattr(command.callback, "__name__", ""))


def _parts(command: Any) -> Iterator[Any]:  # noqa: ANN401  # as above
    """Yield a command, its parameters, and those of the commands below it."""
    yield command
    yield from command.params
    for below in getattr(command, "commands", {}).values():
        yield from _parts(below)


def _translated(text: str) -> str:
    if language() == "en":
        return text
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return text


def trouble(error: Any) -> str:  # noqa: ANN401  # an error of typer's, whose classes are private of late
    """Return a usage error as one sentence: what, where, and where to read more."""
    message, context = str(error.format_message()).replace("Value error, ", ""), getattr(error, "ctx", None)
    path = "structurer" if context is None else context.command_path
    message = message if message.endswith((".", "?")) else f"{message}."
    return say(f"{path}: {_in_japanese(message)} 使い方は {path} --help", f"{path}: {message} See {path} --help")


def _in_japanese(message: str) -> str:
    for pattern, sentence in _TROUBLES:
        found = pattern.search(message.removesuffix(".") if pattern.search(message) is None else message)
        if found is not None:
            parts = [part or "" for part in found.groups()]
            hint = next((f"({part} ではありませんか)" for part in parts[1:] if part), "")
            return sentence.format(*parts, hint=hint)
    return f"使えない指定です({message})。"
