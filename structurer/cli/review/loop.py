"""One sheet, finding by finding: show it, read a key, do it, show what that changed; save at the end."""

import contextlib
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

from rich.console import RenderableType
from rich.text import Text

from structurer.checks.outcome import Verdict
from structurer.cli.review import candidates, key_help, replay, view
from structurer.cli.review.questions import Questions
from structurer.cli.review.terminal import Terminal
from structurer.cli.review.view import Screen
from structurer.errors import RecordHeld, ReviewError, StaleRevision, StructurerError
from structurer.language import say
from structurer.record import wording
from structurer.record.correction import Correction
from structurer.report import catalogue, phrases, words
from structurer.report.phrases import printable
from structurer.review import Change, Finding, open_record
from structurer.store import Store

_RENEW = 60.0
"""Seconds after which a step renews the lease: well within the lease, and not a write for every key."""


_LOOKING = frozenset({"s", "b", "x", "v", "?", "q"})
"""Keys that change nothing: nobody needs a name for them."""


class _End(StrEnum):
    """The end of a review: saved or not."""

    SAVED = "saved"
    UNSAVED = "unsaved"


class ReviewLoop:
    """The review of one record at a terminal; the lease is held from the moment that the reviewer's name is known.

    `author` is that name; None until a first change asks for it.
    """

    def __init__(self, terminal: Terminal, store: Store, record_id: str, author: str | None) -> None:
        self._terminal, self._store, self.author = terminal, store, author
        self._session = open_record(store, record_id, author)
        self._position = 0
        self._end: _End | None = None
        self._renewed = 0.0

    @property
    def record_id(self) -> str:
        """The record's whole id."""
        return self._session.record_id

    def run(self) -> Verdict:
        """Run the review; return the verdict of what is saved at its end.

        Raises:
            RecordHeld: somebody else is at it.
            TerminalGone: the terminal is; what was done is saved.
        """
        if self.author is not None:
            self._claim(self.author)
        try:
            self._show(*view.sheet_head(self._session.draft, self.record_id, self._screen_size))
            self._walk()
        except BaseException:
            self._rescue()
            raise
        finally:
            if self.author is not None:
                with contextlib.suppress(StructurerError):
                    self._store.release(self.record_id, self.author)
        return self._session.opened.verdict

    def _walk(self) -> None:
        while self._end is None:
            try:
                self._turn()
            except KeyboardInterrupt:
                self._interrupted()
            except ReviewError as error:
                self._say(f"! {printable(str(error))}")
            except StaleRevision as error:
                self._stale(error)

    def _turn(self) -> None:
        finding = self._finding
        keys = dict(self._keys(finding))
        if finding is None:
            self._show(*view.closed_view(self._session.draft))
        else:
            place = (self._position + 1, len(self._session.open_findings))
            self._show(*view.finding_screen(self._session.draft, finding, place, self._screen_size))
        pressed = self._terminal.key(
            *view.footer([(key, words) for key, (words, _) in keys.items()], self._screen_size)
        )
        pressed = {"right": "s", "left": "b", "enter": ""}.get(pressed, pressed)
        self._renew()
        if pressed in keys and (pressed in _LOOKING or self._named()):
            keys[pressed][1]()

    def _named(self) -> bool:
        """Ask for the reviewer's name before the first change; False where the question was left or somebody else is at it."""
        while self.author is None:
            asked = self._terminal.line(Text(say("お名前 (版に残ります)", "Your name (kept with the revision)")))
            if asked is None:
                return False
            try:
                name = wording.author(asked)
                self._claim(name)
            except (ReviewError, RecordHeld) as error:
                self._say(f"! {printable(str(error))}")
                continue
            self._session, self.author = open_record(self._store, self.record_id, name), name
        return True

    def _claim(self, author: str) -> None:
        self._store.claim(self.record_id, author)
        self._renewed = time.monotonic()

    def _help(self) -> None:
        """Show what every key does."""
        self._show(*key_help.keys_help())
        self._pause()

    @property
    def _open(self) -> list[Finding]:
        """The open findings, those that one key may settle first."""
        draft = self._session.draft
        return sorted(draft.open_findings, key=lambda finding: candidates.suggested(draft, finding) is None)

    @property
    def _finding(self) -> Finding | None:
        found = self._open
        self._position = 0 if not found else self._position % len(found)
        return found[self._position] if found else None

    def _keys(self, finding: Finding | None) -> Iterator[tuple[str, tuple[str, Callable[[], None]]]]:
        """The keys that have a meaning now, the first choice first."""
        questions = Questions(self._terminal, self._session)
        if finding is None:
            if self._session.verdict is not Verdict.APPROVED:
                yield "a", (say("承認", "approve"), self._approve)
        else:
            yield from self._choices(finding, questions)
            yield "x", (say("検査の説明", "explain"), lambda: self._explain(finding.code))
        yield "u", (say("取り消し", "undo"), self._undo)
        yield "v", (say("シート全体", "whole sheet"), self._page)
        yield "?", (say("キーの説明", "keys"), self._help)
        yield "q", (say("中断・保存", "save and quit"), self._quit)

    def _choices(self, finding: Finding, questions: Questions) -> Iterator[tuple[str, tuple[str, Callable[[], None]]]]:
        wanted = candidates.suggested(self._session.draft, finding)
        if wanted is not None:
            words = say(f"候補 {printable(wanted.printed)} に直す", f"take {printable(wanted.printed)}")
            yield "y", (words, lambda: self._correct(questions.suggested(finding)))
        about = finding.figure is not None
        picked = say("項目を選ぶ", "pick its field") if about else say("別の数字", "other figure")
        yield "p", (picked, lambda: self._correct(questions.figure(finding)))
        if about:
            yield "n", (say("行に加える", "add to a row"), lambda: self._correct(questions.added(finding)))
        if candidates.fields(self._session.draft, finding):
            yield "e", (say("値を入力", "type a value"), lambda: self._correct(questions.value(finding)))
            yield (
                "t",
                (say("項目・年度・段階", "measure, year, stage"), lambda: self._correct(questions.place(finding))),
            )
            yield "d", (say("行を削除", "remove row"), lambda: self._correct(questions.removal(finding)))
        if candidates.labels(self._session.draft, finding):
            yield "l", (say("名前を直す", "label"), lambda: self._correct(questions.label(finding)))
        if finding.waivable:
            yield "w", (say("了承", "waive"), lambda: self._waive(finding, questions))
        yield "s", (say("次へ", "skip"), lambda: self._move(1))
        yield "b", (say("戻る", "back"), lambda: self._move(-1))

    def _move(self, step: int) -> None:
        self._position += step

    def _correct(self, correction: Correction | None) -> None:
        if correction is not None:
            self._tell(self._session.apply(correction))

    def _waive(self, finding: Finding, questions: Questions) -> None:
        reason = questions.reason()
        if reason is not None:
            self._tell(self._session.waive(finding.key, reason))

    def _undo(self) -> None:
        if not self._session.draft.is_changed:
            sentence = say(
                f"保存済みの版{self._session.revision}より前の内容に戻しますか。",
                f"Bring back what stood before revision {self._session.revision}?",
            )
            if not self._yes(sentence):
                return
        self._tell(self._session.undo())

    def _tell(self, change: Change) -> None:
        """Show what a step changed; the review goes on at the first finding it opened."""
        self._show(*view.step_view(change, self._screen_size))
        keys = [finding.key for finding in self._open]
        first = next((keys.index(finding.key) for finding in change.opened if finding.key in keys), None)
        self._position = self._position if first is None else first

    def _explain(self, code: str) -> None:
        self._terminal.page(Text(catalogue.explanation(catalogue.find(code))))
        self._pause()

    def _page(self) -> None:
        self._terminal.page(view.whole_sheet(self._session.draft, self._screen_size))
        self._pause()

    def _pause(self) -> None:
        self._terminal.key(Text(say("[何かキーを押すと戻ります]", "[press any key to go back]")))

    def _approve(self) -> None:
        question = say(
            "承認のことば (空でも可。Enter で承認、Ctrl-C で戻る)", "A word on it, or Enter alone; Ctrl-C goes back"
        )
        reason = self._terminal.line(Text(question))
        if reason is not None:
            self._tell(self._session.approve(reason=reason))
            self._save()

    def _quit(self) -> None:
        if self._session.draft.is_changed:
            self._save()
        else:
            self._say(say("変更はないので、保存していません。", "Nothing was changed; nothing is saved."))
            self._end = _End.UNSAVED

    def _save(self) -> None:
        saved = self._session.save()
        self._end = _End.SAVED
        verdict = phrases.verdict(self._session.opened.verdict)
        self._say(
            say(
                f"保存しました: 記録 {saved.record_id} 版 {saved.revision} ({verdict})",
                f"Saved: record {saved.record_id}, revision {saved.revision} ({verdict})",
            )
        )
        for word in self._session.proposed:
            self._say(f"{words.question(word)}  structurer words confirm {phrases.printable(word.word)}")

    def _interrupted(self) -> None:
        """Handle Ctrl-C: nothing is lost unless that is what is wanted."""
        if not self._session.draft.is_changed:
            self._quit()
            return
        keys = [
            ("s", say("保存して終わる", "save and quit")),
            ("c", say("続ける", "go on")),
            ("!", say("保存せずに終わる", "quit without saving")),
        ]
        try:
            pressed = self._terminal.key(Text(), *view.footer(keys, self._screen_size))
        except KeyboardInterrupt:
            pressed = "s"
        if pressed == "s":
            self._quit()
        elif pressed == "!":
            self._say(say("保存せずに終わりました。", "Nothing was saved."))
            self._end = _End.UNSAVED

    def _stale(self, error: StaleRevision) -> None:
        """Handle a stale base: name who saved what in between, and offer a way that loses nothing."""
        self._show(*view.stale_view(error))
        keys = [
            ("r", say("最新の版を開き、自分の訂正を引き継ぐ", "open the newest and take my changes over")),
            ("c", say("このまま見る(保存はできない)", "look on (cannot be saved)")),
            ("!", say("自分の訂正を捨てる", "drop my changes")),
        ]
        pressed = self._terminal.key(*view.footer(keys, self._screen_size))
        if pressed == "r":
            self._reopened()
        elif pressed == "!":
            self._end = _End.UNSAVED

    def _reopened(self) -> None:
        """Open the newest revision, do again what was done here, and name what no longer fits."""
        given = replay.acts(self._session.draft)
        self._session = open_record(self._store, self.record_id, self.author)
        taken = replay.replay(self._session, given)
        self._position = 0
        self._say(say(f"{taken.done}件を引き継ぎました。", f"{taken.done} change(s) taken over."))
        self._show(*view.refused_view(taken.refused))
        self._show(*view.sheet_head(self._session.draft, self.record_id, self._screen_size))

    def _rescue(self) -> None:
        """Save what was done when the review ends against anyone's will; the approval of a stale base is not kept."""
        if self._end is not None or not self._session.draft.is_changed:
            return
        with contextlib.suppress(StructurerError):
            try:
                self._session.save()
            except StaleRevision:
                newest = open_record(self._store, self.record_id, self.author)
                replay.replay(newest, replay.acts(self._session.draft))
                newest.save()

    def _renew(self) -> None:
        """Keep the lease while something is done; where another has it by now, show a warning."""
        if self.author is None or time.monotonic() - self._renewed < _RENEW:
            return
        try:
            self._claim(self.author)
        except RecordHeld as error:
            self._say(f"! {printable(str(error))}")

    def _yes(self, sentence: str) -> bool:
        return self._terminal.key(Text(f"{sentence} [y/n]")) == "y"

    @property
    def _screen_size(self) -> Screen:
        return Screen(self._terminal.width, self._terminal.plain)

    def _show(self, *parts: RenderableType) -> None:
        self._terminal.show(*parts)

    def _say(self, sentence: str) -> None:
        self._terminal.show(Text(sentence))
