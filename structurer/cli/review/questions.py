"""Questions to the reviewer, and the corrections that the answers make. None stands for a question that was left."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rich.text import Text

from structurer.cli.review import candidates, view
from structurer.cli.review.terminal import Terminal
from structurer.errors import ReviewError
from structurer.language import say
from structurer.record.correction import AddCell, Correction, Enter, NewCell, Place, Repoint
from structurer.report import phrases
from structurer.report.phrases import printable
from structurer.review import Finding, Session
from structurer.sheet.facts import Fact, path_text
from structurer.sheet.model import TABLE_MEASURES, Stage
from structurer.text.source import Figure, Unit

T = TypeVar("T")

_TRIED = "候補の試算"
_EXAMPLES = {Unit.YEN: "58,038千円", Unit.PERSON: "0.4人", Unit.PERCENT: "61.5%", Unit.RATIO: "1/2"}


class Questions:
    """The questions to a reviewer about one session."""

    def __init__(self, terminal: Terminal, session: Session) -> None:
        self._terminal, self._session = terminal, session

    def reason(self) -> str | None:
        """Ask for the reason; None where nothing was typed."""
        question = say("理由 (何も入れずに Enter で戻る)", "Reason (Enter alone goes back)")
        return self._terminal.line(Text(question)) or None

    def suggested(self, finding: Finding) -> Correction | None:
        """Return the suggested figure, with no question at all."""
        wanted = candidates.suggested(self._session.draft, finding)
        if wanted is None:
            self._say(say("この確認事項に候補の数字はありません。", "There is no suggested figure for this finding."))
        return wanted

    def figure(self, finding: Finding) -> Correction | None:
        """Another figure for a field; for a figure that no field claims, the field it belongs to."""
        if finding.figure is not None:
            return self._field_of(finding.figure)
        fact = self._field(finding)
        found = None if fact is None else self._figure_for(fact)
        if fact is None or found is None:
            return None
        wanted = Repoint(path=path_text(fact.path), figure=found.id, printed=found.printed)
        known = candidates.suggested(self._session.draft, finding)
        if known is not None and (known.path, known.figure) == (wanted.path, wanted.figure):
            return wanted
        reason = self.reason()
        return None if reason is None else wanted.model_copy(update={"reason": reason})

    def _field_of(self, figure: Figure) -> Correction | None:
        rows = candidates.fields_near(self._session.draft.reading, figure)
        title = say(f"{view.figure(figure)} を指すべき項目", f"The field that should cite {view.figure(figure)}")
        fact = self._one(title, rows, view.field)
        reason = None if fact is None else self.reason()
        if fact is None or reason is None:
            return None
        return Repoint(path=path_text(fact.path), figure=figure.id, printed=figure.printed, reason=reason)

    def _figure_for(self, fact: Fact) -> Figure | None:
        """One of the figures near by with what each would do, or any other by its id or line."""
        near = candidates.figures_near(self._session.draft.reading, fact)
        self._say(view.field(fact))
        if not near:
            self._say(say("近くに使われていない数字はありません。", "No figure near by is free."))
        self._terminal.show(*view.numbered([f"{view.figure(found)}  {self._tried(fact, found)}" for found in near]))
        question = say(
            "番号、数字の番号 F12、行 L15 (Enter で戻る)", "Number, figure F12 or line L15 (Enter goes back)"
        )
        answer = self._terminal.line(Text(question))
        named = candidates.figures_named(self._session.draft.reading.source, answer or "")
        if named is None:
            return self._picked(answer, near)
        return (
            named[0] if len(named) == 1 else self._one(say("この行の数字", "Figures of this line"), named, view.figure)
        )

    def _tried(self, fact: Fact, found: Figure) -> str:
        try:
            change = self._session.preview(Repoint(path=path_text(fact.path), figure=found.id, reason=_TRIED))
        except ReviewError:
            return say("(この項目には置けません)", "(cannot stand here)")
        closed, opened = len(change.closed), len(change.opened)
        return say(f"閉じる {closed}件・新しい {opened}件", f"closes {closed}, opens {opened}")

    def value(self, finding: Finding) -> Correction | None:
        """A value that the source lacks: as it would be printed, and why."""
        fact = self._field(finding)
        if fact is None:
            return None
        self._say(view.field(fact))
        example = _EXAMPLES.get(fact.cite.unit, "12")
        question = say(
            f"正しい値を印字の形で。例 {example} (Enter で戻る)",
            f"The right value as it would be printed, such as {example} (Enter goes back)",
        )
        text = self._terminal.line(Text(question))
        amount = None if not text else candidates.typed(text, fact.cite.unit)
        if text and amount is None:
            self._say(
                say(
                    f"「{printable(text)}」は値として読めません。単位も付けてください。",
                    f"{printable(text)!r} is no value; give its unit too.",
                )
            )
        if not text or amount is None:
            return None
        reason = self.reason()
        return None if reason is None else Enter(path=path_text(fact.path), amount=amount, printed=text, reason=reason)

    def label(self, finding: Finding) -> Correction | None:
        """Another text for a label or heading, its line, and why."""
        named = candidates.labels(self._session.draft, finding)
        one = self._one(say("直す名前", "Which name"), named, lambda found: printable(found.label.text))
        if one is None:
            return None
        text = self._terminal.line(Text(say("印字のとおりの名前 (Enter で戻る)", "As printed (Enter goes back)")))
        if not text:
            return None
        line = self._number(say("行", "Line"), one.label.line)
        reason = self.reason()
        return None if reason is None else one.corrected(text, line, reason)

    def removal(self, finding: Finding) -> Correction | None:
        """A row to take away, and why."""
        fact = self._field(finding)
        if fact is None:
            return None
        self._say(say(f"削除する行: {view.field(fact)}", f"The row to remove: {view.field(fact)}"))
        reason = self.reason()
        return None if reason is None else candidates.removal(fact.path, reason)

    def place(self, finding: Finding) -> Correction | None:
        """Ask for an amount's measure, year and stage, and the reason."""
        fact = self._field(finding)
        if fact is None or fact.path[-1] != "cite":
            return None
        self._say(view.field(fact))
        asked = self._measured(fact, fact.stage)
        reason = None if asked is None else self.reason()
        if asked is None or reason is None:
            return None
        return Place(path=path_text(fact.path[:-1]), reason=reason, **asked)

    def added(self, finding: Finding) -> Correction | None:
        """A figure that no field claims as one more amount of a row, and why."""
        if finding.figure is None:
            self._say(say("使われていない数字の確認事項で使えます。", "This is for a figure that no field claims."))
            return None
        rows = candidates.rows_near(self._session.draft.reading, finding.figure)
        fact = self._one(
            say("どの行に加えるか", "Which row"), rows, lambda row: printable(f"{row.section} {row.row}".strip())
        )
        asked = None if fact is None else self._measured(fact, fact.stage)
        reason = None if asked is None else self.reason()
        if fact is None or asked is None or reason is None:
            return None
        cell = NewCell(figure=finding.figure.id, printed=finding.figure.printed, **asked)
        return AddCell(path=path_text(fact.path[:-2]), cell=cell, reason=reason)

    def _measured(self, fact: Fact, now: Stage) -> dict[str, object] | None:
        """Measure, year and stage; the ones of the fact where nothing is typed."""
        measures = TABLE_MEASURES[fact.table]
        measure = self._one(
            say("項目", "Measure"),
            measures,
            lambda one: phrases.measure(one.value),
            default=measures.index(fact.measure),
        )
        if measure is None:
            return None
        year = self._number(
            say("年度(0 本年度、-1 前年度)", "Year (0 this sheet's, -1 the year before)"), fact.year_offset
        )
        stages = tuple(Stage)
        stage = self._one(
            say("段階", "Stage"), stages, lambda one: phrases.stage(one.value) or "-", default=stages.index(now)
        )
        return None if stage is None else {"measure": measure, "year_offset": year or 0, "stage": stage}

    def _field(self, finding: Finding) -> Fact | None:
        rows = candidates.fields(self._session.draft, finding)
        if not rows:
            self._say(
                say("この確認事項には、直せる項目がありません。", "There is no field to correct in this finding.")
            )
            return None
        return self._one(say("どの項目か", "Which field"), rows, view.field, default=0)

    def _one(self, title: str, rows: Sequence[T], words: Callable[[T], str], default: int | None = None) -> T | None:
        """One of some rows; the only one there is without a question, the default where nothing is typed."""
        if not rows:
            self._say(say("選べるものがありません。", "There is nothing to pick from."))
            return None
        if len(rows) == 1:
            return rows[0]
        self._say(title)
        self._terminal.show(*view.numbered([words(row) for row in rows]))
        back = say("Enter で戻る", "Enter goes back") if default is None else f"Enter = {default + 1}"
        answer = self._terminal.line(Text(say(f"番号 ({back})", f"Number ({back})")))
        return self._picked(str(default + 1) if answer == "" and default is not None else answer, rows)

    def _picked(self, answer: str | None, rows: Sequence[T]) -> T | None:
        if not answer:
            return None
        if answer.isascii() and answer.isdigit() and len(answer) < 4 and 1 <= int(answer) <= len(rows):
            return rows[int(answer) - 1]
        self._say(say(f"{printable(answer)}: 選べる番号ではありません。", f"{printable(answer)}: not one of these."))
        return None

    def _number(self, question: str, default: int | None) -> int | None:
        shown = "" if default is None else f" (Enter = {default})"
        answer = self._terminal.line(Text(f"{question}{shown}"))
        try:
            return int(answer) if answer else default
        except ValueError:
            return default

    def _say(self, sentence: str) -> None:
        self._terminal.show(Text(sentence))
