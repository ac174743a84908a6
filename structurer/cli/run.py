"""`structurer run`: read, check and save one sheet after another; one that fails does not stop the others."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple, cast

from structurer import settings as configuration
from structurer.cli.formats import formatted, records_of
from structurer.cli.split import sources_of
from structurer.cli.status import CLEAN, FAILED, status
from structurer.errors import BudgetReached, ModelError, StructurerError
from structurer.labels.word import Word
from structurer.language import say
from structurer.pipeline import (
    OFFLINE,
    Outcome,
    check,
    full_name,
    is_verified_offline,
    kind_of,
    questions,
    save,
    second_name,
    words_in,
)
from structurer.reading.model import account, failures, prices
from structurer.reading.model.account import Account
from structurer.reading.model.prices import Prices
from structurer.reading.options import Options
from structurer.record import giving
from structurer.report import phrases
from structurer.report.output import check_output, notice, write
from structurer.settings import Settings
from structurer.sheet.given import Given
from structurer.store import Head, Saved, Store
from structurer.text.source import Source


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The options of a run as they were typed; None where the settings decide."""

    model: str | None = None
    reading: str | None = None
    budget: str | None = None
    cache: bool = True
    split: str | None = None
    given: tuple[str | None, str | None, str | None] = (None, None, None)  # publisher, fiscal year, by whom
    second: str | None = None


class ReaderSetup(NamedTuple):
    """The settings to read with, the model by its full name, its options, its prices, and what is given beside every sheet."""

    settings: Settings
    model: str
    options: Options
    prices: Prices
    given: Given | None = None


@dataclass
class _SheetRun:
    """A run: what it reads with, and its outcomes."""

    settings: Settings
    model: str
    options: Options
    prices: Prices
    given: Given | None
    save: bool
    again: bool = False
    split: str | None = None
    words: tuple[Word, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    failed: bool = False

    def file(self, name: str) -> bool:
        """Read, check and save the sheets of a file; False where no further sheet can be read."""
        return all(self._sheet(source) for source in self.readable(name))

    def readable(self, name: str) -> Iterator[Source]:
        """Yield the sheets of a file; one that cannot be read is reported, and does not stop the others."""
        if name == "-" and sys.stdin.isatty():
            notice(
                say(
                    "本文を貼り付け、改行してから Ctrl-D で終わります(Windows は Ctrl-Z と Enter)。",
                    "Paste the text, then Enter and Ctrl-D end it (on Windows Ctrl-Z and Enter).",
                )
            )
        try:
            found = sources_of(name, self.split)
        except StructurerError as error:
            self.fail(error)
            return
        for one in found:
            if isinstance(one, Source):
                yield one
            else:
                self.fail(one)

    def fail(self, error: StructurerError) -> None:
        """Report what went wrong, and remember that something did."""
        notice(f"structurer: {error}")
        self.failed = True

    def _sheet(self, source: Source) -> bool:
        """Read, check and save one sheet; False where no further sheet can be read."""
        name = source.name
        try:
            outcome = replace(
                self._checked(source), given=giving.for_file(source.file, self.given, self.settings.author)
            )
            self.account.add(outcome.provenance)
            self.outcomes.append(outcome)  # a reading that could not be saved is printed all the same
            if is_verified_offline(outcome):
                notice(_verified_offline(name))
            for sentence in () if outcome.given is None else outcome.given.objections(name, outcome.sheet.identity):
                notice(sentence)
            if self.save:
                with Store.open(self.settings.store) as store:
                    self.outcomes[-1] = save(outcome, store, author=self.settings.author, again=self.again)
                for sentence in _saved(name, self.outcomes[-1]):
                    notice(sentence)
        except StructurerError as error:
            self.fail(error)
            return not isinstance(error, BudgetReached)
        return True

    def _checked(self, source: Source) -> Outcome:
        try:
            with _waited(source.name, self.model):
                return check(source, self.model, self.settings, self.options, self.words)
        except ModelError as error:
            self.account.add_failed(error, self.model, self.prices)
            keep_replies(source, self.model, error, self.settings)
            raise


@contextmanager
def _waited(name: str, model: str) -> Iterator[None]:
    """A block in which a person at a terminal sees that a model is being asked, and for how long."""
    if model == OFFLINE or not sys.stderr.isatty():
        yield
        return
    from rich.progress import Progress, TextColumn, TimeElapsedColumn  # seldom needed, and slow to import

    from structurer.report.text import console

    sentence = phrases.printable(say(f"{name}: {model} に問い合わせ中", f"{name}: asking {model}"))
    columns = TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=console(stderr=True), transient=True) as shown:
        shown.add_task(sentence, total=None)
        yield


def run(
    sheets: list[str],
    reader: ReaderOptions,
    output_format: str,
    output: Path | None,
    *,
    save: bool,
    again: bool = False,
    everything: bool = False,
) -> int:
    """Structure every sheet. The worst status counts. A person at a terminal sees what needs one, unless everything is asked for."""
    check_output(output, sheets)
    everything = everything or output is not None or not sys.stdout.isatty()
    brief = output_format == "text" and not everything
    sheet_run = _SheetRun(*set_up(reader, tell=not brief), save=save, again=again, split=reader.split)
    sheet_run.words = recalled(sheet_run.settings, saving=sheet_run.save)
    with _warnings_told():
        for name in sheets:
            if not sheet_run.file(name):
                break
    if sheet_run.account.requests or sheet_run.account.cached:
        notice(sheet_run.account.sentence)
    if sheet_run.outcomes:
        found = formatted(records_of(sheet_run.outcomes), output_format, output, everything=everything)
        write(found, output, output_format=output_format)
    return FAILED if sheet_run.failed else status(outcome.verdict for outcome in sheet_run.outcomes)


class _Notices(logging.Handler):
    """The library's own warnings, each as a notice: a request that is sent again, a year that could not be compared."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the message."""
        notice(record.getMessage())


@contextmanager
def _warnings_told() -> Iterator[None]:
    """A block in which a person sees what the library would only log."""
    log, handler = logging.getLogger("structurer"), _Notices(logging.WARNING)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def recalled(settings: Settings, *, saving: bool = False) -> tuple[Word, ...]:
    """Return the words to read and check with. A store that cannot be used has none: no reading is lost to that; saving reports why."""
    try:
        return words_in(settings.store)
    except StructurerError as error:
        if not saving:
            notice(f"structurer: {error}")
        return ()


def _saved(name: str, outcome: Outcome) -> Iterator[str]:
    """Yield what a person has to know of a save that was none, or that took the place of another record."""
    saved = outcome.saved
    if outcome.standing is not None:
        yield _standing(name, outcome.standing, saved)
    if outcome.added is not None:
        number = outcome.added.revision
        yield say(
            f"{name}: 添えた団体・年度は、その記録に版 {number} として加えました。",
            f"{name}: the publisher or year given is added to that record as revision {number}.",
        )
    if saved is None:
        return
    if saved.unchanged:
        yield say(
            f"{name}: 変更なし(記録 {saved.record_id} 版 {saved.revision} のまま)。",
            f"{name}: unchanged (record {saved.record_id} stays at revision {saved.revision}).",
        )
    for other in saved.superseded:
        ja = f"{name}: ファイルが変わったため、記録 {saved.record_id} が記録 {other} に代わります。前の記録は残り、書き出しません"
        en = f"{name}: the file has changed; record {saved.record_id} takes the place of {other}, kept and no longer exported"
        way = f"structurer records restore {other}"
        yield say(f"{ja}(戻すには {way})。", f"{en} (to take it back: {way}).")


def _verified_offline(name: str) -> str:
    way = "structurer run --model offline"
    return say(
        f"{name}: モデルの読みは要確認ですが、内蔵の書式リーダーだけの読みは検証済みになります: {way}",
        f"{name}: the model's reading needs review; what the built-in layout reader reads alone would be verified: {way}",
    )


def _standing(name: str, kept: Head, saved: Saved | None) -> str:
    """Return the notice about a revision that stands: who made it, with which verdict, and what became of the new reading."""
    if not kept.reviewed:
        return _verified_before(name, kept, saved)
    who = phrases.printable(kept.author or "-")
    verdict, number = phrases.verdict(kept.verdict), kept.revision
    ja = f"{name}: {who} が確認した記録があります(記録 {kept.record_id} 版 {number}、{verdict})。"
    en = f"{name}: {who} has reviewed this sheet (record {kept.record_id}, revision {number}, {verdict})."
    if saved is None:
        ways = f"structurer show {kept.record_id}, structurer review {kept.record_id}, --again"
        return say(
            f"{ja}今回の読み取りは保存していません。見る・続ける・それでも保存する: {ways}",
            f"{en} This reading is not saved. To see it, to go on, to save all the same: {ways}",
        )
    return say(
        f"{ja}その上に今回の読み取りを版 {saved.revision} として保存しました。人の確認は版 {number} に残っています。",
        f"{en} This reading is saved over it as revision {saved.revision}; the review stays at revision {number}.",
    )


def _verified_before(name: str, kept: Head, saved: Saved | None) -> str:
    number = kept.revision
    if saved is None:
        ways = f"structurer show {kept.record_id}, structurer run --again"
        return say(
            f"{name}: 以前の検証済みの読み取り(記録 {kept.record_id} 版 {number})を残し、要確認の今回の読み取りは保存していません。"
            f"見る・それでも保存する: {ways}",
            f"{name}: the earlier verified reading (record {kept.record_id}, revision {number}) stays; this one needs review "
            f"and is not saved. To see it, to save all the same: {ways}",
        )
    return say(
        f"{name}: 以前の検証済みの読み取り(記録 {kept.record_id} 版 {number})の上に、"
        f"要確認の今回の読み取りを版 {saved.revision} として保存しました。",
        f"{name}: this reading, which needs review, is saved as revision {saved.revision} over the earlier verified one "
        f"(record {kept.record_id}, revision {number}).",
    )


def estimate(sheets: list[str], reader: ReaderOptions) -> int:
    """Print what reading the sheets would take, without asking anything."""
    sheet_run = _SheetRun(*set_up(reader), save=False, split=reader.split)
    sheet_run.words = recalled(sheet_run.settings, saving=sheet_run.save)
    whole = Account()
    for source in chain.from_iterable(map(sheet_run.readable, sheets)):
        name = source.name
        try:
            found = account.estimate(
                questions(source, sheet_run.model, sheet_run.settings, sheet_run.options, sheet_run.words)
            )
        except StructurerError as error:
            sheet_run.fail(error)
            continue
        cost = sheet_run.prices.cost(sheet_run.model, found.tokens)
        whole = replace(whole, sheets=whole.sheets + 1, tokens=whole.tokens.plus(found.tokens))
        whole.requests += found.questions
        whole.costs += [] if cost is None else [cost]
        priced = "" if cost is None else f"  {cost.amount} {cost.currency}"
        print(
            say(
                f"{name}: 約 問い合わせ{found.questions}回、送信{found.tokens.input:,}・受信{found.tokens.output:,}トークン{priced}",
                f"{name}: about {found.questions} request(s), {found.tokens.input:,} tokens in, {found.tokens.output:,} out{priced}",
            )
        )
    print(say("見積もり · ", "Estimate: ") + whole.sentence)
    if whole.requests and sheet_run.options.reread:
        notice(
            say(
                "疑わしい行の読み直しは見積もりに入っていません。",
                "Re-reads of doubtful lines are not in the estimate.",
            )
        )
    if sheet_run.options.second is not None:
        notice(say("二度目の読み取りは見積もりに入っていません。", "Second readings are not in the estimate."))
    return FAILED if sheet_run.failed else CLEAN


def keep_replies(source: Source, model: str, error: ModelError, settings: Settings) -> None:
    """Keep the replies of a model about a sheet that failed, and print where."""
    kept = failures.keep(source, model, error, settings)
    if kept is not None:
        notice(say(f"それまでの回答: {kept}", f"The replies up to then: {kept}"))


def set_up(reader: ReaderOptions, *, tell: bool = True) -> ReaderSetup:
    """Return what to read with; a notice names the built-in reader where no model is set anywhere, unless the report does."""
    settings = configuration.load()
    model = full_name(settings.chosen_model(reader.model), settings)
    kind_of(model)
    if tell and reader.model is None and settings.model is None and model == OFFLINE:
        notice(
            say(
                "モデルの設定がないため、内蔵の書式リーダー(offline)で読みます。",
                "No model configured: using the built-in layout reader (offline).",
            )
        )
    listed = prices.load(settings.prices)
    options = replace(
        Options.of(settings),
        cache=reader.cache,
        budget=None if reader.budget is None else prices.budget(reader.budget, listed),
    )
    if reader.second is not None:
        options = replace(options, second=reader.second)
    if options.second is not None:
        from structurer.reading.model.conversation import ready  # a second to import: only where a model is named

        second = second_name(options.second, settings)
        ready(second, settings)
        options = replace(options, second=second)
    if reader.reading is not None:
        options = replace(options, reading=cast('Literal["auto", "whole", "rest"]', reader.reading))
    publisher, fiscal_year, by = reader.given
    given = giving.given(publisher, fiscal_year, by or settings.author)
    return ReaderSetup(settings, model, options, listed, given)
