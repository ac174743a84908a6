"""`structurer audit`: sheet and questions first, the record's value after the answer; where it was left, it goes on."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from structurer import settings as configuration
from structurer.cli.review import terminal
from structurer.cli.review.terminal import Terminal, TerminalGone
from structurer.cli.status import CLEAN, REVIEW
from structurer.errors import AnswerUnreadable
from structurer.evaluation.audit import said
from structurer.evaluation.audit.draw import rate_of
from structurer.evaluation.audit.measure import AuditResult
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer
from structurer.evaluation.audit.session import AuditedRecord, AuditSession, begin
from structurer.language import say
from structurer.record import wording
from structurer.report.output import json_text, notice, write
from structurer.report.phrases import printable
from structurer.store import Store
from structurer.store.audits import Audit, Conclusion

_RATE = "0.02"
"""The rate where none is given: 200 of 10,000 records, which bound a share of wrong ones at 2 % where none is found."""
_KEYS: dict[str, Conclusion] = {"w": "wrong", "r": "right", "u": "unclear"}


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """The options as they were typed."""

    rate: str | None
    seed: str | None
    figures: int | None
    by: str | None


def audit(options: AuditOptions, *, as_json: bool) -> int:
    """Go on with an audit, or draw one; print what it measured. REVIEW where a wrong figure was found."""
    settings = configuration.load()
    name = options.by or settings.author
    with Store.existing(settings.store) as store:
        chosen = _chosen(store, options, name)
        if chosen is None:
            notice(
                say(
                    "確認済みの記録がまだないので、抽出できません。",
                    "No record is verified yet: there is nothing to draw.",
                )
            )
            return CLEAN
        session = AuditSession(store, chosen, wording.author(name))
        if not as_json and terminal.is_there() and session.next() is not None:
            with terminal.opened() as screen:
                _walk(screen, session)
        return _print(session.result(), as_json=as_json)


def _chosen(store: Store, options: AuditOptions, name: str | None) -> Audit | None:
    """Return the newest audit of the seed and the rate that were asked for; a new one where there is none."""
    rate = _RATE if options.rate is None else options.rate
    share = rate_of(rate)
    for known in reversed(store.audits.all()):
        if options.seed in {None, known.seed} and (options.rate is None or rate_of(known.rate) == share):
            return known
    return begin(store, name, rate, options.seed, options.figures)


def _print(result: AuditResult, *, as_json: bool) -> int:
    if as_json:
        write(json_text(said.tree(result)) + "\n", output_format="json")
    else:
        write("".join(f"{printable(line)}\n" for line in said.lines(result)))
        for record_id, _, field in result.wrong:
            notice(_correction(record_id, field))
    return REVIEW if result.wrong else CLEAN


def _correction(record_id: str, field: str) -> str:
    opens = said.correction(record_id, field)
    return say(f"訂正するには: {opens}", f"To correct it: {opens}")


def _walk(screen: Terminal, session: AuditSession) -> None:
    """Ask about record after record, until none is left or the reviewer leaves; every answer is kept at once."""
    try:
        while (found := session.next()) is not None and _RecordWalk(screen, session, found).run():
            pass
    except TerminalGone:
        return


class _RecordWalk:
    """One drawn record at a terminal."""

    def __init__(self, screen: Terminal, session: AuditSession, found: AuditedRecord) -> None:
        self._screen, self._session, self._found = screen, session, found
        self._scale: int | None = None

    def run(self) -> bool:
        """Ask what is missing; False where the reviewer leaves."""
        self._show(*self._sheet())
        return all(map(self._ask, self._found.open)) and all(map(self._conclude, self._found.waiting))

    def _sheet(self) -> Iterator[str]:
        found = self._found
        yield ""
        yield say(
            f"記録 {found.drawn.record_id}: シートを見て、問われた数字を印字のとおりに入力してください。",
            f"Record {found.drawn.record_id}: look at the sheet and type each figure as it is printed.",
        )
        yield say(
            "- シートにない、? 分からない、s シートをもう一度、q 中断(続きは同じコマンドで)",
            "- the sheet has none, ? cannot tell, s the sheet again, q leave (the same command goes on)",
        )
        yield from (f"{line.number:>4} | {printable(line.text)}" for line in found.record.source.rebuild().lines)

    def _ask(self, question: AuditQuestion) -> bool:
        """Ask one question until it is answered, and show what the record says."""
        begun, place = time.monotonic(), self._found.questions.index(question) + 1
        words = Text(f"[{place}/{len(self._found.questions)}] {printable(question.words)}")
        while True:
            text = self._screen.line(words)
            if text is None or text in {"q", "ｑ"}:
                return False
            if text in {"s", "ｓ"}:
                self._show(*self._sheet())
                continue
            try:
                typed = TypedAnswer.of(text, question, self._scale)
            except AnswerUnreadable as error:
                self._show(f"! {printable(str(error))}")
                continue
            self._scale = typed.scale
            self._session.answer(self._found, {question.field: typed}, _since(begun))
            return self._shown(question, typed)

    def _shown(self, question: AuditQuestion, typed: TypedAnswer) -> bool:
        if typed.says(question.cite):
            self._show(f"  = {printable(question.cite.printed)} (L{question.cite.line})")
            return True
        return self._conclude(question)

    def _conclude(self, question: AuditQuestion) -> bool:
        """Ask who is right where the answer is not the record's value."""
        begun, cite = time.monotonic(), question.cite
        answers = self._session.answers()
        own = answers[self._found.drawn.record_id, self._found.drawn.revision, question.field].answer
        self._show(
            f"  {printable(question.words)}",
            say(
                f"  ≠ 回答 {printable(own)}、記録 {printable(cite.printed)} (L{cite.line})",
                f"  ≠ your answer {printable(own)}, the record {printable(cite.printed)} (L{cite.line})",
            ),
        )
        footer = say(
            "[w] 記録が誤り [r] 記録が正しい [u] 判断できない [q] 中断",
            "[w] the record is wrong [r] the record is right [u] unclear [q] leave",
        )
        while (key := self._screen.key(Text(footer))) not in {*_KEYS, "q"}:
            pass
        if key == "q":
            return False
        self._session.conclude(self._found, {question.field: _KEYS[key]}, _since(begun))
        if key == "w":
            self._show(_correction(self._found.drawn.record_id, question.field))
        return True

    def _show(self, *lines: str) -> None:
        self._screen.show(*map(Text, lines))


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
