"""Commands for those who rely on the records: the audit, the static site."""

from typing import Annotated

import typer

from structurer.cli.options import ByOption, ListingFormat, ListingFormatOption


def audit(
    rate: Annotated[
        str | None, typer.Option("--rate", help="抽出する割合: 0.02(既定)、2%。 Share of the records to draw.")
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
