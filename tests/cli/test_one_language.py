"""The command line speaks one language at a time: help, usage errors, and every text that a command has."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from structurer.cli.commands import app
from structurer.cli.one_language import chosen, spoken_commands
from tests.support.builders import Command

KANA = re.compile(r"[ぁ-んァ-ヶ]")


def texts(command: Any) -> Iterator[str]:  # noqa: ANN401  # typer keeps the classes of its commands to itself
    """Every help text of a command, its parameters and the commands below it."""
    yield from filter(None, [command.help, *(getattr(param, "help", None) for param in command.params)])
    for below in getattr(command, "commands", {}).values():
        yield from texts(below)


def test_every_text_has_both_languages() -> None:
    """Japanese with its English, or words of neither."""
    found = [text for text in texts(typer.main.get_command(app)) if "completion" not in text]
    assert len(found) > 60
    for text in found:
        ja, stop, en = text.rpartition("。 ")
        assert not KANA.search(en if stop else text), text
        assert not stop or (ja and re.search("[A-Za-z]{2}", en)), text


def test_only_what_is_asked_for_is_made() -> None:
    """A command, or a group with all of its own; everything where nothing of that name is known or none is asked for."""
    every = set(spoken_commands(app, ()).commands)
    assert set(spoken_commands(app, ("run", "records")).commands) == {"run"}
    assert set(spoken_commands(app, ("records",)).commands["records"].commands) == {"withdraw", "restore"}
    assert (
        set(spoken_commands(app, ("rum",)).commands)
        == set(spoken_commands(app, ("--help",)).commands)
        == every
        > {"eval"}
    )


def test_help_in_one_language(run: Command) -> None:
    """No Japanese in an English help and no English sentence in a Japanese one, of every command, also by `-h`."""
    for arguments in ((), ("run",), ("batch",), ("export",), ("records",), ("words", "confirm")):
        english, japanese = (run(*arguments, "-h", STRUCTURER_LANG=language) for language in ("en", "ja"))
        assert (english.returncode, KANA.search(english.stdout)) == (0, None)
        assert japanese.stdout.startswith("使い方: structurer")
        assert not re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+", japanese.stdout), japanese.stdout
        assert run(*arguments, "--help").stdout == english.stdout


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (("run",), "structurer run: SHEET… を指定してください。", "structurer run: Missing argument 'SHEET…'."),
        (("run", "--foo"), "--foo というオプションはありません", "No such option: --foo"),
        (("rum",), "rum というコマンドはありません('run' ではありませんか)。", "No such command 'rum'."),
        (("run", "a", "--format", "x"), "--format に x は使えません。'text'", "'x' is not one of 'text'"),
        (
            ("batch", "a", "--concurrency", "0"),
            "--concurrency は 1 以上の数にしてください。",
            "greater than or equal to 1.",
        ),
        (("batch", "a", "--concurrency", "x"), "--concurrency は整数にしてください。", "integer"),
        (("run", "a", "--model"), "--model には値が要ります。", "requires an argument"),
        (("explain", "a", "b"), "余分な指定があります: b。", "unexpected extra argument"),
    ],
)
def test_a_usage_error(run: Command, arguments: tuple[str, ...], ja: str, en: str) -> None:
    """One line that says what, where, and where to read more, with status 2."""
    for language, sentence, way in (("ja", ja, "使い方は structurer"), ("en", en, "See structurer")):
        done = run(*arguments, STRUCTURER_LANG=language)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert sentence in done.stderr
        assert way in done.stderr


def test_what_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last Japanese full stop parts the languages."""
    for language, text in (("ja", "甲。乙は 円。"), ("en", "A: 円.")):
        monkeypatch.setenv("STRUCTURER_LANG", language)
        assert chosen("甲。乙は 円。 A: 円.") == text
        assert chosen("text, json") == "text, json"
