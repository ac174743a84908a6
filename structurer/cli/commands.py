"""Every command: parse, call one function, print. Nothing heavy is imported until a command runs."""

from pathlib import Path
from typing import Annotated

import typer

from structurer.checks.outcome import Verdict
from structurer.cli.groups import records, reviewers, words
from structurer.cli.one_language import OneLanguageTyper
from structurer.cli.options import (
    AgainOption,
    BatchFormat,
    BudgetOption,
    ByOption,
    CacheOption,
    ComparisonFormat,
    CsvEncoding,
    DryRunOption,
    EvaluationFormat,
    ExportFormat,
    FiscalYearOption,
    FormatOption,
    GivenByOption,
    ListingFormat,
    ListingFormatOption,
    ModelOption,
    MoneyUnit,
    OutputOption,
    ProofOption,
    PublisherOption,
    ReadingOption,
    ReasonOption,
    RecordFormat,
    RecordIdArgument,
    RecordsArgument,
    RevisionOption,
    SaveOption,
    SecondOption,
    SheetsArgument,
    SplitOption,
    ViaChoice,
)
from structurer.cli.public import audit, site
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
    output_format: Annotated[BatchFormat, typer.Option("--format", help="text, json")] = BatchFormat.TEXT,
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


@app.command()
def show(
    record: RecordIdArgument,
    revision: RevisionOption = None,
    output_format: FormatOption = RecordFormat.TEXT,
    proof: ProofOption = None,
) -> None:
    """保存された記録を一つ表示する。 One saved record."""
    from structurer.cli import show as command

    raise typer.Exit(command.show(record, revision, output_format.value, proof))


@app.command()
def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help="すべてを含む記録。 All of them must be there.")
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option("--year", metavar="YEAR", help="年度: 2026、令和8。 Fiscal year.")
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", help="団体名。 Who publishes it.")] = None,
    department: Annotated[list[str] | None, typer.Option("--department", help="部局名。 The department.")] = None,
    verdict: Annotated[list[Verdict] | None, typer.Option("--verdict", help="判定。 The verdict.")] = None,
    amount: Annotated[
        list[str] | None,
        typer.Option(
            "--amount",
            metavar="RANGE",
            help="事業の額: 3億5,000万円、500万円以上、3億〜5億。 The project's amount: one, 以上 or more, 〜 between.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="取り下げ・置き換えの済んだ記録も。 Withdrawn and superseded ones, too.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="出す件数。 How many are printed.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="とばす件数。 How many are passed over.")] = 0,
    output_format: ListingFormatOption = ListingFormat.TEXT,
) -> None:
    """保存した記録を語・年度・団体・判定・金額で探す。 Find saved records by words, year, publisher, verdict, amount."""
    from structurer.cli import search as command

    asked = command.SearchOptions(
        tuple(words or ()),
        tuple(year or ()),
        tuple(publisher or ()),
        tuple(department or ()),
        tuple(one.value for one in verdict or ()),
        tuple(amount or ()),
        everything,
        limit,
        offset,
    )
    raise typer.Exit(command.find(asked, output_format.value))


@app.command()
def log(record: RecordIdArgument, output_format: ListingFormatOption = ListingFormat.TEXT) -> None:
    """記録の版の一覧。 A record's revisions."""
    from structurer.cli import records as command

    command.log(record, output_format.value)


@app.command()
def link(
    record: RecordIdArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="もう一つの記録の番号。 The other record's id.")],
    apart: Annotated[
        bool, typer.Option("--apart", help="ID は OTHER の事業ではない。 ID is not of OTHER's project.")
    ] = False,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """二つの記録を一つの事業とする、または分ける。 Two records are of one project, or are not."""
    from structurer.cli import link as command

    raise typer.Exit(command.link(record, other, by, reason, apart=apart))


@app.command()
def compare(
    first: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="比べる元の記録の番号。 The record to count differences from.")
    ] = None,
    second: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="比べる先の記録の番号。 The record to compare with it.")
    ] = None,
    years: Annotated[
        str | None,
        typer.Option(
            "--years",
            metavar="PROJECT",
            help="事業の全年度。記録の番号、事業コード、事業名。 All years of a project: an id, a code or a name.",
        ),
    ] = None,
    output_format: Annotated[
        ComparisonFormat, typer.Option("--format", help="text, csv, json, html")
    ] = ComparisonFormat.TEXT,
    output: OutputOption = None,
) -> None:
    """二つの記録、または事業の全年度を並べ、差と増減率を示す。 Two records, or all years of a project, beside each other."""
    from structurer.cli import beside as command

    raise typer.Exit(command.beside(first, second, years, output_format.value, output))


@app.command()
def verify(output_format: ListingFormatOption = ListingFormat.TEXT) -> None:
    """保存した版・本文・一覧用の行がそのままか確かめる。 Whether every revision, text and head is as it was saved."""
    from structurer.cli import records as command

    raise typer.Exit(command.verify(output_format.value))


@app.command()
def export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID…]", help="記録の番号。なければすべて。 Ids of records; default: all of them."),
    ] = None,
    output_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="csv, jsonl, xlsx, parquet, sqlite。既定は出力先の名前から、なければ csv。 Else by the name.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="出力先。csv、parquet、sqlite は拡張子がなければフォルダー。 A file; a folder of tables.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="要確認の記録も含める。 Records that need review, too.")
    ] = False,
    store: Annotated[
        str | None, typer.Option("--store", help="保存先。既定は STRUCTURER_STORE。 The store to export.")
    ] = None,
    encoding: Annotated[
        CsvEncoding | None,
        typer.Option(
            "--encoding", help="CSVの文字コード。表計算ソフトで開くなら utf-8-sig。 Of a CSV: utf-8-sig for Excel."
        ),
    ] = None,
    unit: Annotated[
        MoneyUnit | None,
        typer.Option(
            "--unit", help="CSVの金額の単位: 円(既定)、千円、百万円。 The unit of money in a CSV; default: 円."
        ),
    ] = None,
) -> None:
    """確認済み・承認済みの記録を表に書き出す。 Verified and approved records as tables."""
    from structurer.cli import export as command

    chosen = None if output_format is None else output_format.value
    form = (None if encoding is None else encoding.value, None if unit is None else unit.value)
    raise typer.Exit(command.export(command.ExportOptions(tuple(ids or ()), chosen, output, everything, store, *form)))


@app.command()
def review(
    record: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="記録の番号。なければ確認待ちの一覧。 A record's id; else the queue."),
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", help="確認する人の名前。既定は STRUCTURER_AUTHOR。 Who reviews.")
    ] = None,
    find: Annotated[str, typer.Option("--find", help="事業名などで一覧を絞る。 Only records with this text.")] = "",
    listing: Annotated[
        bool, typer.Option("--list", help="一覧を出して終わる。端末でなければ常に。 Print the queue and end.")
    ] = False,
    output_format: ListingFormatOption = ListingFormat.TEXT,
) -> None:
    """確認事項を端末で一つずつ訂正・了承し、承認する。 Correct, waive and approve in the terminal."""
    from structurer.cli.review import start

    as_json = output_format is ListingFormat.JSON
    raise typer.Exit(start.review(record, author, find, listing=listing or as_json, as_json=as_json))


@app.command()
def serve(
    host: Annotated[
        str,
        typer.Option(
            "--host", help="待ち受ける場所。既定はこのマシンだけ。 Where to listen; default: this machine only."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 なら空いている番号。 0: any free port.")
    ] = 8765,
    store: Annotated[
        str | None, typer.Option("--store", help="保存先。既定は STRUCTURER_STORE。 The store to serve.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="見るだけ。 Nothing can be changed.")] = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="ブラウザーで開く。 Open the browser.")
    ] = False,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="外から呼ばれる名前。 A host name that others use for this server."),
    ] = None,
    https: Annotated[
        bool,
        typer.Option(
            "--https",
            help="HTTPSのプロキシの後ろ。Cookieを暗号化なしで送らない。 Behind an HTTPS proxy: Secure cookies.",
        ),
    ] = False,
) -> None:
    """確認事項をブラウザーで訂正・了承し、承認する。 Correct, waive and approve in the browser."""
    from structurer.errors import ExtraMissing

    try:
        from structurer.web import serving
    except ImportError as error:
        if error.name is None or error.name.startswith("structurer"):
            raise
        raise ExtraMissing("structurer serve", "web") from None
    asked = serving.ServeOptions(host, port, store, read_only, open_browser, tuple(names or ()), https)
    serving.serve(asked)


app.command()(audit)
app.command()(site)


@app.command()
def mcp(
    store: Annotated[
        str | None, typer.Option("--store", help="保存先。既定は STRUCTURER_STORE。 The store to look at.")
    ] = None,
) -> None:
    """チャットクライアントが記録を見るための道具を標準入出力で出す。 Tools to look at records, for chat clients, over stdio."""
    from structurer.errors import ExtraMissing

    try:
        from structurer.mcp_server import serving_tools
    except ImportError as error:
        if error.name is None or error.name.startswith("structurer"):
            raise
        raise ExtraMissing("structurer mcp", "mcp") from None
    serving_tools.serve(store)


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
