"""`structurer link`: a person says that two records are of one project, or that they are not."""

from structurer import settings as configuration
from structurer.cli.status import CLEAN
from structurer.language import say
from structurer.report.page.filters import when
from structurer.report.phrases import printable
from structurer.review import project_links
from structurer.store import Store
from structurer.store.links import Project


def link(record: str, other: str, by: str | None, reason: str, *, apart: bool) -> int:
    """Keep what a person says of two records by name and time, and print the project of the first."""
    settings = configuration.load()
    with Store.existing(settings.store) as store:
        made = project_links.link(store, record, other, by or settings.author, reason, apart=apart)
    act = made.act
    who = f"{printable(act.author)} {when(act.at)}"
    if apart:
        print(
            say(
                f"記録 {act.record} は記録 {act.other} の事業ではありません({who})。",
                f"Record {act.record} is not of the project of {act.other} ({who}).",
            )
        )
    else:
        print(
            say(
                f"記録 {act.record} と記録 {act.other} は一つの事業です({who})。",
                f"Records {act.record} and {act.other} are of one project ({who}).",
            )
        )
    print("\n".join(_years(made.project)))
    for saved in made.saved:
        print(
            say(
                f"記録 {saved.record_id} を前年度の記録と比べ直しました(版 {saved.revision})。",
                f"Record {saved.record_id} was compared anew with the records of the year before (revision {saved.revision}).",
            )
        )
    return CLEAN


def _years(project: Project) -> list[str]:
    """The records of a project by year."""
    unsaid = say("年度不明", "no year")
    return [f"  {one.head.fiscal_year or unsaid}  {one.record}" for one in project.standing]
