"""`structurer reviewers`: the people who may log in to the web page."""

from structurer import settings as configuration
from structurer.cli.status import CLEAN
from structurer.language import say
from structurer.record import wording
from structurer.report.output import notice
from structurer.report.page.filters import when
from structurer.report.phrases import printable
from structurer.store import Store


def add(name: str) -> int:
    """Add a reviewer and print the token, this once."""
    with Store.open(configuration.load().store) as store:
        token = store.reviewers.add(wording.author(name))
    notice(
        say(
            "このトークンは今回しか表示されません。本人だけに渡してください。",
            "This token is shown only now. Give it to this reviewer and to nobody else.",
        )
    )
    print(token)
    return CLEAN


def listing() -> int:
    """Print each reviewer and since when."""
    with Store.open(configuration.load().store) as store:
        found = store.reviewers.everyone()
    if not found:
        notice(say("登録された確認者はいません。", "No reviewer is registered."))
    for reviewer in found:
        print(f"{printable(reviewer.name)}  {when(reviewer.added_at)}")
    return CLEAN


def remove(name: str) -> int:
    """End a reviewer's access at once."""
    with Store.open(configuration.load().store) as store:
        store.reviewers.remove(wording.author(name))
    return CLEAN
