"""Commands with commands of their own: the records, the reviewers of the web page, the words."""

from typing import Annotated

import typer

from structurer.cli.one_language import OneLanguageTyper
from structurer.cli.options import ByOption, ListingFormat, ListingFormatOption, ReasonOption, RecordIdArgument

records = OneLanguageTyper(invoke_without_command=True, help="保存された記録の一覧。 The saved records.")


@records.callback()
def list_records(
    context: typer.Context,
    output_format: ListingFormatOption = ListingFormat.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="取り下げ・置き換えの済んだ記録も。 Withdrawn and superseded ones, too.")
    ] = False,
) -> None:
    """保存された記録の一覧。 The saved records."""
    if context.invoked_subcommand is None:
        from structurer.cli import records as command

        command.records(output_format.value, everything=everything)


@records.command("withdraw")
def withdraw_record(record: RecordIdArgument, by: ByOption = None, reason: ReasonOption = "") -> None:
    """記録を理由とともに取り下げる。残るが書き出さない。 Withdraw a record, with a reason: kept, not exported."""
    from structurer.cli import records as command

    command.withdraw(record, by, reason)


@records.command("restore")
def restore_record(record: RecordIdArgument, by: ByOption = None, reason: ReasonOption = "") -> None:
    """取り下げた記録、置き換わった記録を戻す。 Take back a record that was withdrawn or superseded."""
    from structurer.cli import records as command

    command.restore(record, by, reason)


reviewers = OneLanguageTyper(
    no_args_is_help=True, help="Web の確認者とそのトークン。 Reviewers of the web page and their tokens."
)
ReviewerArgument = Annotated[str, typer.Argument(metavar="NAME", help="版に残る名前。 The name kept with a revision.")]


@reviewers.command("add")
def add_reviewer(name: ReviewerArgument) -> None:
    """確認者を加え、トークンを一度だけ表示する。 Add a reviewer; prints the token once."""
    from structurer.cli import reviewers as command

    raise typer.Exit(command.add(name))


@reviewers.command("list")
def list_reviewers() -> None:
    """確認者の一覧。 Who may review."""
    from structurer.cli import reviewers as command

    raise typer.Exit(command.listing())


@reviewers.command("remove")
def remove_reviewer(name: ReviewerArgument) -> None:
    """確認者を外す。すぐに入れなくなる。 End a reviewer's access at once."""
    from structurer.cli import reviewers as command

    raise typer.Exit(command.remove(name))


words = OneLanguageTyper(
    invoke_without_command=True,
    help="語彙にない語の一覧。意味を一度だけ確かめる。 Labels that the vocabulary lacks: each is asked about once.",
)
WordArgument = Annotated[str, typer.Argument(metavar="WORD", help="印字された語(裁定額)。 The label as printed.")]
MeaningArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MEANING",
        help="同じ意味の知られた語(計上、起債)か source:bonds、stage:approved など。既定は提案された意味。 "
        "A known word that means the same, or a code. Default: the meaning that is proposed.",
    ),
]
ScopeOption = Annotated[
    str | None,
    typer.Option("--scope", help="publisher:団体名 か一覧の layout:…。 publisher:NAME, or layout:… as listed."),
]


@words.callback()
def list_words(context: typer.Context, output_format: ListingFormatOption = ListingFormat.TEXT) -> None:
    """語彙にない語の一覧。 The labels that the vocabulary lacks."""
    if context.invoked_subcommand is None:
        from structurer.cli import words as command

        raise typer.Exit(command.listing(output_format.value))


@words.command("confirm")
def confirm_word(
    word: WordArgument,
    meaning: MeaningArgument = None,
    by: ByOption = None,
    scope: ScopeOption = None,
    reason: ReasonOption = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="確認済みの別の意味を置き換える。 In place of another meaning.")
    ] = False,
) -> None:
    """語の意味を確認する。段階・年度の語と見出しは二人。 Confirm what a word means; two persons for a stage, a year or a heading."""
    from structurer.cli import words as command

    raise typer.Exit(command.confirm(word, meaning, by, scope, reason, anyway=anyway))


@words.command("propose")
def propose_word(
    word: WordArgument,
    meaning: Annotated[str, typer.Argument(metavar="MEANING", help="confirm と同じ。 As for confirm.")],
    scope: Annotated[str, typer.Option("--scope", help="publisher:団体名 か layout:…。 publisher:NAME or layout:…")],
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """意味を提案する。確認されるまで検証済みにはならない。 Propose a meaning; nothing is verified by it."""
    from structurer.cli import words as command

    raise typer.Exit(command.propose(word, meaning, by, scope, reason))


@words.command("revoke")
def revoke_word(word: WordArgument, by: ByOption = None, scope: ScopeOption = None, reason: ReasonOption = "") -> None:
    """語を取り消す。それに基づく記録は要確認になる。 End a word: records that rest on it need a review."""
    from structurer.cli import words as command

    raise typer.Exit(command.revoke(word, by, scope, reason))
