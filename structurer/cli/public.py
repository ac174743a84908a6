"""Commands that open the records to persons and programs: the review, the server, the audit, the static site, tools for chats."""

from pathlib import Path
from typing import Annotated

import typer

from structurer.cli.options import ByOption, ListingFormat, ListingFormatOption


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


def audit(
    rate: Annotated[
        str | None,
        typer.Option("--rate", help="抽出する割合: 0.02(既定)、2%。 Share of the records to draw: 0.02 (default), 2%."),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed",
            metavar="N",
            help="抽出の種。同じ種と割合なら続きから。 The same seed and rate go on with that audit.",
        ),
    ] = None,
    figures: Annotated[
        int | None,
        typer.Option("--figures", min=1, help="一件あたりの数字の数。既定はすべて。 Figures a record; default: all."),
    ] = None,
    by: ByOption = None,
    output_format: ListingFormatOption = ListingFormat.TEXT,
) -> None:
    """確認済みの記録を抽出し、値を見ずに読んで、誤りの割合を測る。 Draw verified records for a blind look; measure how many are wrong."""
    from structurer.cli import audit as command

    asked = command.AuditOptions(rate, seed, figures, by)
    raise typer.Exit(command.audit(asked, as_json=output_format is ListingFormat.JSON))


def site(
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT/", help="新しいフォルダーか、前に書いたサイト。 A new folder, or a site written before."
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="要確認の記録も、未確認の印を付けて。 Those that need review, too, marked.")
    ] = False,
    store: Annotated[
        str | None, typer.Option("--store", help="保存先。既定は STRUCTURER_STORE。 The store to publish from.")
    ] = None,
) -> None:
    """確認済み・承認済みの記録を、サーバーのいらない静的なサイトにする。 Publish verified and approved records as static pages."""
    from structurer.cli import site as command

    raise typer.Exit(command.site(output, store, everything=everything))


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
