"""The command: draw, count, print one JSON object; show or write what is verified wrongly."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.adversary.trial import ATTACKS, Tally, Wrong, trials

_TRIES = 20_000
_SHOWN = 5
_EACH = 3


def told(wrong: Wrong) -> str:
    """A wrong sheet as a person looks at it: why, the text, what was read."""
    kind = f"{wrong.kind}{' (twin)' if wrong.is_twin else ''}"
    facts = "\n".join("  " + " | ".join(fact[1:-1]) for fact in wrong.outcome.facts())
    return f"== {kind} #{wrong.number}: {wrong.reason}\n{wrong.text}-- read\n{facts}\n"


def dump(folder: Path, found: Sequence[Wrong]) -> None:
    """Write a few wrong sheets of each class: twins first, then the shortest, which are read fastest."""
    folder.mkdir(parents=True, exist_ok=True)
    written: Counter[str] = Counter()
    for wrong in sorted(found, key=lambda one: (not one.is_twin, len(one.text))):
        written[wrong.kind] += 1
        if written[wrong.kind] <= _EACH:
            name = f"{wrong.kind.replace(' ', '-')}-{written[wrong.kind]}.txt"
            (folder / name).write_text(told(wrong), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Try, and print what was counted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adversary", description="Sheets made to be misread.")
    parser.add_argument("--tries", type=int, default=_TRIES, help=f"attacks, each with a twin; default {_TRIES}")
    parser.add_argument("--seed", type=int, default=0, help="which of them")
    parser.add_argument("--show", metavar="CLASS", help="only classes that begin so; print what is verified wrongly")
    parser.add_argument("--dump", type=Path, metavar="DIR", help="write what is verified wrongly, a few of each class")
    given = parser.parse_args(arguments)
    kinds = [kind for kind in ATTACKS if kind.startswith(given.show or "")]
    if not kinds:
        parser.error(f"no class begins with {given.show!r}")
    tally = Tally()
    for trial in trials(given.tries, given.seed, kinds):
        tally.add(trial)
    if given.show is not None:
        sys.stderr.write("\n".join(map(told, tally.wrong[:_SHOWN])))
    if given.dump is not None:
        dump(given.dump, tally.wrong)
    print(json.dumps(tally.counts(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
