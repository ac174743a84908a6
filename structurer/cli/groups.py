"""Commands with commands of their own: the reviewers of the web page, the lessons."""

from typing import Annotated

import typer

reviewers = typer.Typer(
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


lessons = typer.Typer(
    invoke_without_command=True,
    help="承認された訂正から学んだ教訓。次の同じ書式に使う。 What approved corrections have taught, for the next sheet of a layout.",
)
LessonArgument = Annotated[
    str, typer.Argument(metavar="ID", help="教訓の番号(先頭の数文字でよい)。 A lesson's id or its first characters.")
]


@lessons.callback()
def list_lessons(context: typer.Context) -> None:
    """承認された訂正から学んだ教訓の一覧。 What approved corrections have taught."""
    if context.invoked_subcommand is None:
        from structurer.cli import words as command

        raise typer.Exit(command.listing())


@lessons.command("show")
def show_lesson(lesson: LessonArgument) -> None:
    """一つの教訓。 One lesson."""
    from structurer.cli import words as command

    raise typer.Exit(command.show(lesson))


@lessons.command("revoke")
def revoke_lesson(
    lesson: LessonArgument,
    reason: Annotated[str, typer.Option("--reason", help="取り消す理由。 Why.")] = "",
    author: Annotated[
        str | None, typer.Option("--author", help="取り消す人の名前。既定は STRUCTURER_AUTHOR。 Who revokes.")
    ] = None,
) -> None:
    """教訓を取り消す。以後は使わない。 End a lesson: it is not used any more."""
    from structurer.cli import words as command

    raise typer.Exit(command.revoke(lesson, author, reason))
