"""The command `structurer review`: the queue, printed or to pick from, and the sheets that are opened from it."""

from dataclasses import asdict

from rich.text import Text

from structurer import settings as configuration
from structurer.cli.review import key_help, terminal, view
from structurer.cli.review.loop import ReviewLoop
from structurer.cli.review.terminal import Terminal, TerminalGone
from structurer.cli.review.view import Screen
from structurer.cli.status import CLEAN, REVIEW, status
from structurer.errors import ReviewError, StructurerError, TerminalMissing
from structurer.language import say
from structurer.record import wording
from structurer.report import text
from structurer.report.output import json_text, notice, write
from structurer.report.phrases import printable
from structurer.review import queue
from structurer.store import QueueEntry, Store

_AROUND = 6
"""Lines of the screen that are not rows of the queue: a blank one, the heading, the question, the prompt, two to spare."""


def review(record_id: str | None, author: str | None, wanted: str, *, listing: bool, as_json: bool = False) -> int:
    """Review one record or those of the queue; the exit status."""
    settings = configuration.load()
    there = terminal.is_there()
    if record_id is not None and not there:
        raise TerminalMissing(record_id)
    with Store.open(settings.store) as store:
        if listing or not there:
            return listed(store, wanted, as_json=as_json)
        with terminal.opened() as screen:
            try:
                name = _known(screen, author or settings.author)
                if record_id is not None:
                    return status([ReviewLoop(screen, store, record_id, name).run()])
                return _QueuePrompt(screen, store, name, wanted).run()
            except TerminalGone:
                return REVIEW


def listed(store: Store, wanted: str, *, as_json: bool = False) -> int:
    """Print the queue."""
    rows = filtered(queue(store), wanted)
    if as_json:
        holders, codes = _holders(store, rows), {one.id: one.codes for one in store.contents({})}
        tree = [{**asdict(row), "codes": codes.get(row.id, ()), "holder": holders.get(row.id)} for row in rows]
        write(json_text(tree) + "\n", output_format="json")
        return REVIEW if rows else CLEAN
    if not rows:
        notice(_empty(wanted))
        return CLEAN
    console = text.console()
    console.print(view.queue_view(rows, _holders(store, rows), Screen(console.width, plain=not console.is_terminal)))
    return REVIEW


def filtered(rows: list[QueueEntry], wanted: str) -> list[QueueEntry]:
    """The rows whose id, name or project has the wanted text in it."""
    asked = wanted.casefold()
    return [row for row in rows if asked in f"{row.id} {row.name} {row.project or ''}".casefold()]


def _empty(wanted: str) -> str:
    if wanted:
        return say(f"「{wanted}」に当たる確認待ちの記録はありません。", f"No record that waits matches {wanted!r}.")
    return say("確認を待つ記録はありません。", "No record waits for review.")


def _holders(store: Store, rows: list[QueueEntry]) -> dict[str, str]:
    held = ((row.id, store.holder(row.id)) for row in rows)
    return {record_id: lease.holder for record_id, lease in held if lease is not None}


def _known(screen: Terminal, name: str | None) -> str | None:
    """The reviewer's name as it is set; None where there is none, or none that can be used: it is asked for with the first change."""
    try:
        return None if name is None else wording.author(name)
    except ReviewError as error:
        screen.show(Text(str(error)))
        return None


class _QueuePrompt:
    """The queue at a terminal: one page of it, and a line to pick from it or to filter it."""

    def __init__(self, screen: Terminal, store: Store, author: str | None, wanted: str) -> None:
        self._screen, self._store, self._author, self._wanted = screen, store, author, wanted
        self._first = 0

    def run(self) -> int:
        while True:
            rows = filtered(queue(self._store), self._wanted)
            if not rows and not self._wanted:
                self._say(_empty(""))
                return CLEAN
            answer = self._asked(rows)
            if answer is None or answer.casefold() in {"q", "ｑ"}:
                return REVIEW
            self._do(answer, rows)

    def _asked(self, rows: list[QueueEntry]) -> str | None:
        size = max(3, self._screen.console.height - _AROUND)
        self._first = self._first if self._first < len(rows) else 0
        shown = rows[self._first : self._first + size]
        look = Screen(self._screen.width, self._screen.plain)
        self._say("")
        if rows:
            self._screen.show(view.queue_view(shown, _holders(self._store, shown), look, self._first + 1))
        else:
            self._say(_empty(self._wanted))
        last = self._first + len(shown)
        more = say(f"{last}/{len(rows)}件。", f"{last} of {len(rows)}. ") if len(rows) > size else ""
        self._next = last
        question = say(
            f"{more}番号か記録の番号で開く、/文字 で絞り込む、Enter で次、? で説明、q で終わる",
            f"{more}A number or id opens one, /text filters, Enter goes on, ? explains, q quits",
        )
        return self._screen.line(Text(question))

    def _do(self, answer: str, rows: list[QueueEntry]) -> None:
        if answer in {"?", "？"}:
            self._screen.show(*key_help.queue_help())
        elif answer == "":
            self._first = self._next
        elif answer.startswith(("/", "／")):
            self._wanted, self._first = answer[1:].strip(), 0
        else:
            self._open(answer, rows)

    def _open(self, answer: str, rows: list[QueueEntry]) -> None:
        """Open a row by its number, else a record by the beginning of its id; an error is shown."""
        number = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 5 else 0
        record_id = rows[number - 1].id if 1 <= number <= len(rows) else answer
        try:
            loop = ReviewLoop(self._screen, self._store, record_id, self._author)
            loop.run()
            self._author = loop.author
        except StructurerError as error:
            self._say(f"! {printable(str(error))}")

    def _say(self, sentence: str) -> None:
        self._screen.show(Text(sentence))
