"""`structurer site`: static pages of what may be published, and a word on what is not."""

from pathlib import Path

from structurer.cli.status import CLEAN, FAILED
from structurer.export.selection import ExportSelection
from structurer.export.site.publish import publish
from structurer.language import say
from structurer.report.output import notice, write
from structurer.store import Store


def site(output: Path, url: str | None, *, everything: bool) -> int:
    """Write the site. CLEAN also where records were left out, which a notice counts; FAILED where one is damaged."""
    with Store.existing(url) as store:
        selection = ExportSelection(store.heads(), everything, ("公開していません", "published"))
        made = publish(store, url, selection, output)
    write(
        say(
            f"{output}: 記録 {made.records} 件、事業 {made.projects} 件。index.html を開いてください。\nSHA256SUMS {made.digest}\n",
            f"{output}: {made.records} record(s) of {made.projects} project(s). Open index.html.\nSHA256SUMS {made.digest}\n",
        )
    )
    for sentence in selection.notices():
        notice(sentence)
    return FAILED if selection.damaged else CLEAN
