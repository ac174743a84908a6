"""What lessons gain, what wrong ones can do, and how far apart layouts are.

Made sheets of layouts with labels that nobody knows: a reviewer approves the first of each, the others are read with and
without what that taught. Wrong lessons of any kind are then tried on made sheets and on every fixture. With folders as
arguments, how alike the fingerprints of their sheets are is told too; a file's name up to its first `-` is its family. A model
(`openai:NAME`, `local:FILE.gguf`) as an argument reads in place of the layout reader.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from structurer.checks.claim import Verdict
from structurer.labels.lessons import SAME, Lesson, fingerprint, similarity
from structurer.pipeline import Outcome, check
from structurer.settings import Settings
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import FOLDERS, VOCABULARY, fixture
from tests.support.taught import LAYOUTS, Fact, Made, reviewed
from tests.support.wrong_lessons import wrong_lessons

SHEETS = 20
_WRONG = 12
_ROUNDS = 6
SETTINGS = Settings()


def said(outcome: Outcome) -> list[Fact]:
    """What an outcome says of every figure."""
    return sorted((f[13], f[12], f[6], f[7], f[8], f[9]) for f in outcome.facts())


def gains(model: str) -> None:
    """One line a layout: right and wrong figures, findings and verdicts, without lessons and with them."""
    print(
        f"layout   lessons  sheets  figures  {'without: right wrong findings verified':<40}with: right wrong findings verified"
    )
    for name, layout in LAYOUTS.items():
        with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/store.db") as store:
            learned = reviewed(layout(0), store).learned
            active = store.lessons.active()
        sheets = [layout(number) for number in range(1, SHEETS + 1)]
        figures = sum(len(made.facts) for made in sheets)
        before, after = (_told(sheets, given, model) for given in ((), active))
        print(f"{name:<9}{len(learned):>7}{len(sheets):>8}{figures:>9}  {before:<40}{after}")


def _told(sheets: Sequence[Made], lessons: Sequence[Lesson], model: str) -> str:
    read = [(made, check(made.source, model, SETTINGS, lessons=lessons)) for made in sheets]
    right = sum(len(set(made.facts) & set(said(outcome))) for made, outcome in read)
    wrong = sum(len(set(said(outcome)) - set(made.facts)) for made, outcome in read)
    findings = sum(len(outcome.findings) for _, outcome in read) / len(read)
    verified = sum(outcome.verdict is Verdict.VERIFIED for _, outcome in read)
    return f"{right:>14}{wrong:>6}{findings:>9.1f}{verified:>9}"


def wrong() -> None:
    """Wrong lessons on made sheets and fixtures: how many readings they change, and how many of those are verified."""
    sheets: list[Source] = [fixture(name) for name in FOLDERS]
    sheets += [layout(number).source for layout in LAYOUTS.values() for number in range(3)]
    tried = changed = silent = false_accepts = kept = 0
    for number, source in enumerate(sheets):
        plain = check(source, "offline", SETTINGS)
        for round_ in range(_ROUNDS):
            lessons = wrong_lessons(source, 1000 * number + round_, _WRONG)
            outcome = check(source, "offline", SETTINGS, lessons=lessons)
            other = said(outcome) != said(plain)
            tried, changed = tried + 1, changed + other
            silent += other and not outcome.findings
            false_accepts += outcome.verdict is Verdict.VERIFIED and other
            kept += outcome.verdict is Verdict.VERIFIED
    print(
        f"\nwrong lessons: {tried} readings with {_WRONG} each, {changed} read otherwise than without, {false_accepts} of these verified"
    )
    print(f"  without a finding, and kept from being verified by the rule about lessons alone: {silent}")
    print(f"  verified as without lessons, to the figure: {kept}")


def families(folders: Sequence[str]) -> None:
    """How much the fingerprints of sheets share, within their family and across families."""
    known: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for path in (path for folder in folders for path in sorted(Path(folder).glob("*.txt"))):
        known[path.name.partition("-")[0]].append(fingerprint(Source(path.name, path.read_text("utf-8")), VOCABULARY))
    print(f"\nfingerprints (threshold {SAME}): shared within the family, with others")
    for name, own in known.items():
        inside = sorted(similarity(one, other) for one, other in combinations(own, 2))
        outside = sorted(_across(known, name), reverse=True)
        shown = f"least {inside[0]:.2f} median {inside[len(inside) // 2]:.2f}" if inside else "one sheet"
        found = sum(value >= SAME for value in inside)
        false = sum(value >= SAME for value, _ in outside)
        print(
            f"  {name:<8}{shown:<26}{found:>4}/{len(inside):<5}others: most {outside[0][0]:.2f} ({outside[0][1]}) {false}/{len(outside)}"
        )


def _across(known: dict[str, list[tuple[str, ...]]], name: str) -> Iterator[tuple[float, str]]:
    for other, sheets in known.items():
        if other != name:
            yield from ((similarity(one, two), other) for one in known[name] for two in sheets)


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if ":" not in argument]
    gains(next((argument for argument in sys.argv[1:] if ":" in argument), "offline"))
    wrong()
    if folders:
        families(folders)
