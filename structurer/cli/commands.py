"""Every command: parse, call one function, print. Nothing heavy is imported until a command runs."""

from typing import Annotated

import typer

from structurer.cli.groups import records, reviewers, words
from structurer.cli.one_language import OneLanguageTyper
from structurer.cli.options import (
    AgainOption,
    BudgetOption,
    CacheOption,
    DryRunOption,
    EvaluationFormat,
    FiscalYearOption,
    FormatOption,
    GivenByOption,
    ListingFormat,
    ListingFormatOption,
    ModelOption,
    OutputOption,
    PublisherOption,
    ReadingOption,
    RecordFormat,
    RecordsArgument,
    SaveOption,
    SecondOption,
    SheetsArgument,
    SplitOption,
    ViaChoice,
)
from structurer.cli.public import audit, mcp, review, serve, site
from structurer.cli.saved import compare, export, link, log, search, show, verify
from structurer.version import __version__

app = OneLanguageTyper(
    name="structurer",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help="予算要求書などのシートを、検算済みの記録にする。 Prefectural budget sheets as structured records that can be trusted.",
)
app.add_typer(reviewers, name="reviewers")
app.add_typer(records, name="records")
app.add_typer(words, name="words")


@app.command()
def run(
    sheets: SheetsArgument,
    model: ModelOption = None,
    output_format: FormatOption = RecordFormat.TEXT,
    output: OutputOption = None,
    save: SaveOption = True,
    reading: ReadingOption = None,
    second: SecondOption = None,
    cache: CacheOption = True,
    budget: BudgetOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
    split: SplitOption = None,
    publisher: PublisherOption = None,
    fiscal_year: FiscalYearOption = None,
    by: GivenByOption = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="端末でも、成立した検査とすべての数値を。 At a terminal, too: every figure, and what holds."
        ),
    ] = False,
) -> None:
    """シートを構造化し、検算し、保存する。 Structure, check and save sheets."""
    from structurer.cli import run as command

    way = None if reading is None else reading.value
    options = command.ReaderOptions(model, way, budget, cache, split, (publisher, fiscal_year, by), second)
    if dry_run:
        raise typer.Exit(command.estimate(sheets, options))
    raise typer.Exit(
        command.run(sheets, options, output_format.value, output, save=save, again=again, everything=everything)
    )


@app.command()
def batch(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="シートのファイルかフォルダー。 Files, and folders of files."),
    ],
    concurrency: Annotated[
        int | None, typer.Option("--concurrency", min=1, help="同時の問い合わせ数。 Requests at a time.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="前回の続きから。保存済みは読まない。 Only what is missing.")
    ] = False,
    model: ModelOption = None,
    output_format: ListingFormatOption = ListingFormat.TEXT,
    output: OutputOption = None,
    reading: ReadingOption = None,
    second: SecondOption = None,
    cache: CacheOption = True,
    budget: BudgetOption = None,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
    requests: Annotated[
        int | None, typer.Option("--requests-per-minute", min=1, help="1分の問い合わせ数の上限。 At most so many.")
    ] = None,
    tokens: Annotated[
        int | None, typer.Option("--tokens-per-minute", min=1, help="1分のトークン数の上限。 At most so many.")
    ] = None,
    via: Annotated[
        ViaChoice | None,
        typer.Option("--via", help="ファイルにまとめて送り、後で同じコマンドで受け取る。 Send files; collect later."),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="--via: すべて届くまで待つ。 Wait until all answers are there.")
    ] = False,
    split: SplitOption = None,
    publisher: PublisherOption = None,
    fiscal_year: FiscalYearOption = None,
    by: GivenByOption = None,
) -> None:
    """多数のシートを並行して構造化し、一件ずつ保存する。 Structure many sheets; each is saved as it ends."""
    from structurer.cli import batch as command
    from structurer.cli.run import ReaderOptions

    given = (publisher, fiscal_year, by)
    options = ReaderOptions(model, None if reading is None else reading.value, budget, cache, split, given, second)
    route = None if via is None else via.value
    batch_options = command.BatchOptions(tuple(paths), concurrency, resume, again, requests, tokens, route, wait)
    if dry_run:
        raise typer.Exit(command.estimate(options, batch_options))
    raise typer.Exit(command.batch(options, batch_options, output_format.value, output))


@app.command()
def split(
    name: Annotated[str, typer.Argument(metavar="DOC", help="文書または本文。- は標準入力。 A document or text.")],
    split: SplitOption = None,
) -> None:
    """文書のどこがどのシートかを表にする。読み取りはしない。 Show which sheets stand in a document; reads none."""
    from structurer.cli import split as command

    raise typer.Exit(command.show(name, split))


@app.command()
def check(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="JSONの記録、または保存した記録の番号。 JSON file or saved id.")
    ],
    source: Annotated[str | None, typer.Option("--source", help="元のシート。 The sheet it was read from.")] = None,
    output_format: FormatOption = RecordFormat.TEXT,
) -> None:
    """記録のすべての検査をやり直す。 Run every check again on a record."""
    from structurer.cli import show as command

    raise typer.Exit(command.check(record, source, output_format.value))


@app.command()
def checks() -> None:
    """検査の一覧。 The catalogue of checks."""
    from structurer.cli import reference

    reference.checks()


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE")]) -> None:
    """一つの検査の説明。 One check's documentation."""
    from structurer.cli import reference

    reference.explain(code)


@app.command()
def facts(records: RecordsArgument) -> None:
    """数字の一覧をCSVで。 The tidy table of figures as CSV."""
    from structurer.cli import show as command

    command.facts(records)


for command in (show, search, log, link, compare, verify, export, review, serve, audit, site, mcp):
    app.command()(command)


@app.command()
def schema() -> None:
    """記録のJSON Schema。 The JSON Schema of a record."""
    from structurer.cli import reference

    reference.schema()


@app.command()
def prompts() -> None:
    """モデルに送る文章の一覧と sha256。 The prompt files and their sha256."""
    from structurer.cli import reference

    reference.prompts()


@app.command()
def eval(  # noqa: A001  # the command's name
    gold: Annotated[
        str, typer.Argument(metavar="GOLD_DIR", help="正解データのフォルダー。 The folder with sheets and their gold.")
    ],
    model: ModelOption = None,
    output_format: Annotated[
        EvaluationFormat, typer.Option("--format", help="text, json, html")
    ] = EvaluationFormat.TEXT,
    output: OutputOption = None,
    reading: ReadingOption = None,
    second: SecondOption = None,
    cache: CacheOption = True,
    budget: BudgetOption = None,
    blame: Annotated[
        int,
        typer.Option(
            "--blame", min=0, help="正しく読めたシートごとに作る読み違いの数。 Wrong cites to try per right sheet."
        ),
    ] = 0,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="OTHER.json", help="以前の結果との差を示す。 Show the difference from it."),
    ] = None,
) -> None:
    """正解データに照らして読み手の正確さを測る。保存はしない。 Accuracy of a reader against gold facts; saves nothing."""
    from structurer.cli import evaluate as command
    from structurer.cli.run import ReaderOptions

    options = ReaderOptions(model, None if reading is None else reading.value, budget, cache, second=second)
    shown = command.EvaluationOutput(output_format.value, output, compare)
    raise typer.Exit(command.evaluate(gold, options, shown, blame))


@app.command()
def doctor(model: ModelOption = None) -> None:
    """設定、接続先、足りないものを調べる。 What is configured, reachable and missing."""
    from structurer.cli import doctor as command

    raise typer.Exit(command.report(model))


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="版を表示する。 Show the version.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit
