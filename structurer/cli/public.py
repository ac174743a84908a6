"""Commands for those who rely on the records: the audit, the static site."""

from pathlib import Path
from typing import Annotated

import typer

from structurer.cli.options import ByOption, ListingFormat, ListingFormatOption


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
