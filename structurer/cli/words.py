"""`structurer words`: list the labels that the vocabulary lacks; propose, confirm and revoke what they mean."""

import time
from collections import Counter
from dataclasses import dataclass, field

from structurer import settings as configuration
from structurer.cli.status import CLEAN, REVIEW
from structurer.language import say
from structurer.report import phrases, words
from structurer.report.output import json_text, notice
from structurer.review import words as review
from structurer.review.words import Decided
from structurer.store import Store

_SILENT = 3.0
"""Seconds between two notices, and before the first: a person who waits longer wants to know for what."""


@dataclass
class _Progress:
    """The progress of judging saved sheets anew, on stderr."""

    last: float = field(default_factory=time.monotonic)

    def tell(self, done: int, count: int) -> None:
        """Say how far it is, now and then."""
        now = time.monotonic()
        if now - self.last >= _SILENT:
            self.last = now
            notice(
                say(
                    f"この語を印字する保存済みのシートを検査し直しています: {count:,}件中{done:,}件",
                    f"Judging the saved sheets that print the word anew: {done:,} of {count:,}",
                )
            )


def listing(output_format: str) -> int:
    """Print every word on a line, what is asked first, with the number of sheets that print it."""
    with Store.open(configuration.load().store) as store:
        found = store.words.standings()
        printed = store.printing({word.word for word in found}) if found else {}
    found = tuple(sorted(found, key=lambda word: (words.STATES.index(word.state), -len(printed[word.word]))))
    if output_format == "json":
        print(json_text([words.tree(word, printed[word.word]) for word in found]))
        return CLEAN
    if not found:
        notice(say("語彙にない語はまだありません。", "No words yet that the vocabulary lacks."))
    for word in found:
        print(words.line(word, printed[word.word]))
    return CLEAN


def propose(word: str, meaning: str, author: str | None, scope: str, reason: str) -> int:
    """Propose a meaning: sheets are read with it, and none is verified by it."""
    settings = configuration.load()
    with Store.open(settings.store) as store:
        made = review.propose(store, word, meaning, _author(author), scope, reason)
    print(words.standing(made))
    return CLEAN


def confirm(  # the options of the command
    word: str, meaning: str | None, author: str | None, scope: str | None, reason: str, *, anyway: bool
) -> int:
    """Confirm a word by name, and print what became of the sheets that print it."""
    with Store.open(configuration.load().store) as store:
        made = review.confirm(
            store, word, meaning, _author(author), scope=scope, reason=reason, anyway=anyway, watch=_Progress().tell
        )
    return _decided(made)


def revoke(word: str, author: str | None, scope: str | None, reason: str) -> int:
    """End a word, and print what became of the sheets that rested on it."""
    with Store.open(configuration.load().store) as store:
        made = review.revoke(store, word, _author(author), scope=scope, reason=reason, watch=_Progress().tell)
    return _decided(made)


def _author(author: str | None) -> str | None:
    return configuration.load().author if author is None else author


def _decided(made: Decided) -> int:
    """Print a decision; 1 where an equation fails with the word."""
    print(words.standing(made.standing))
    saved = Counter(sheet.after for sheet in made.sheets if sheet.saved is not None)
    for verdict, count in sorted(saved.items()):
        print(say(f"{phrases.verdict(verdict)}: {count}件", f"{phrases.verdict(verdict)}: {count} sheet(s)"))
    for sheet in made.failing:
        codes = ", ".join(dict.fromkeys(result.code for result in sheet.failing))
        name = phrases.printable(sheet.name)
        print(
            say(
                f"式が成り立ちません: {name} {sheet.record_id} ({codes})",
                f"An equation fails: {name} {sheet.record_id} ({codes})",
            )
        )
    return REVIEW if made.failing else CLEAN
