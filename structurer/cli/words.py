"""`structurer lessons`: list, show and revoke what approved corrections have taught."""

from structurer import settings as configuration
from structurer.cli.status import CLEAN
from structurer.language import say
from structurer.record import wording
from structurer.report import lessons
from structurer.report.output import notice
from structurer.store import Store


def listing() -> int:
    """Print every lesson on a line, the newest first."""
    with Store.open(configuration.load().store) as store:
        found = store.lessons.everything()
    if not found:
        notice(say("教訓はまだありません。", "No lessons yet."))
    for lesson in found:
        print(lessons.line(lesson))
    return CLEAN


def show(lesson_id: str) -> int:
    """Print all that is known of a lesson."""
    with Store.open(configuration.load().store) as store:
        print(lessons.whole(store.lessons.find(lesson_id)))
    return CLEAN


def revoke(lesson_id: str, author: str | None, reason: str) -> int:
    """End a lesson: no sheet is read with it from now on."""
    settings = configuration.load()
    who = wording.author(settings.author if author is None else author)
    with Store.open(settings.store) as store:
        ended = store.lessons.revoke(lesson_id, who, wording.seen("reason", reason))
    print(lessons.line(ended))
    return CLEAN
