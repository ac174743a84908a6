"""A sheet of eight tables with its headings in ten other wordings: `python -m benchmarks.wordings`.

Nothing but headings changes: those over tables, and those of columns. A model without mistakes reads each through a real server on
loopback. Counted are the sheets that are `verified`, before and after the questions about words are answered as gold has them;
beside each that is not stand the codes of its findings. Then the sheet as it is, with these wordings in the *reply*: what a model
calls a table is no reason to doubt its figures.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.endpoint import Known, answering
from benchmarks.perfect.answers import answer
from benchmarks.perfect.reply import content
from benchmarks.perfect.words import Answers
from structurer.checks.outcome import Verdict
from structurer.evaluation.gold import Gold, load
from structurer.pipeline import Outcome, check
from structurer.reading.model.remote import kept_open
from structurer.reading.options import Options
from structurer.reading.prompting import messages
from structurer.settings import Settings
from structurer.text.source import Source

SHEET = Path(__file__).parents[1] / "fixtures" / "nagano-it"
INDICATORS, PLAN, COSTS, ITEMS = (
    "4 成果指標",
    "5 本事業が貢献する総合5か年計画の施策分野と達成目標",
    "6 事業コスト",
    "細事業一覧",
)

Wording = Mapping[str, str]
WORDINGS: tuple[Wording, ...] = (
    {COSTS: "6 事業に要する経費", INDICATORS: "4 指標の状況"},
    {COSTS: "6 コストの状況", ITEMS: "細事業の内訳", "決算額": "決算"},
    {COSTS: "6 予算額・決算額の推移", PLAN: "5 関連する総合計画の達成目標"},
    {COSTS: "6 事業費の推移", INDICATORS: "4 活動・成果の指標", "予算額": "予算"},
    {"前年度繰越": "前年度からの繰越", "補正予算等": "補正予算", "合計 (予算現額)": "予算現額"},
    {"前年度繰越": "繰越額", "当初予算\t補正": "当初予算額\t補正", "補正予算等": "補正予算額", "うち一般財源": "一般財源分"},
    {"職員数": "従事職員数", "区分\t予算額": "年度\t予算額", COSTS: "6 事業費及び職員数"},
    {"細事業名\tR6": "細事業の名称\tR6", "細事業No.": "番号", ITEMS: "事業を構成する細事業"},
    {PLAN: "5 本事業と総合5か年計画の関係", "指標名": "成果指標の名称", "数値": "値", "達成目標（☆": "達成目標の名称（☆"},
    {COSTS: "6 予算・決算・人員", INDICATORS: "4 評価指標", PLAN: "5 上位計画の指標", ITEMS: "細事業ごとの予算",
     "合計 (予算現額)": "計 (予算現額)"},
)  # fmt: skip
"""Other words of the field for the headings of the sheet; no amount, name or year changes."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A sheet in another wording, and the faultless reply about it."""

    gold: Gold
    reply: str


def sheets(gold: Gold) -> Iterator[Worded]:
    """The sheet in each wording."""
    for number, wording in enumerate(WORDINGS, 1):
        text, facts = gold.source.text, gold.facts
        for old, new in wording.items():
            if old not in text:
                raise ValueError(old)
            text = text.replace(old, new)
            facts = tuple(
                fact if fact.section != old or fact.heading is None
                else replace(fact, heading=fact.heading.model_copy(update={"text": new}))
                for fact in facts
            )  # fmt: skip
        made = replace(gold, name=f"wording {number}", source=Source(f"wording-{number}", text), facts=facts)
        yield Worded(made, content(answer(made)))


def called(gold: Gold) -> Iterator[Worded]:
    """The sheet as it is, its tables called otherwise in each reply: in each wording, and not at all."""
    for number, wording in enumerate((*WORDINGS, {COSTS: "", INDICATORS: "", PLAN: "", ITEMS: ""}), 1):
        reply = json.loads(content(answer(gold)))
        for table in reply["tables"]:
            table["heading"] = wording.get(table["heading"], table["heading"])
        named = replace(gold, source=Source(f"called-{number}", gold.source.text + "\n" * number))
        yield Worded(named, json.dumps(reply, ensure_ascii=False))


def read(worded: list[Worded], *, blind: bool) -> list[Outcome]:
    """What comes of each sheet and reply over a real connection; `blind` leaves the layout reader out."""
    replies = {messages(one.gold.source).user: one.reply for one in worded}
    options = Options(reread=False, cache=False, witness=not blind)
    with kept_open(), answering(Known(replies), 0.0) as endpoint:
        settings = Settings.model_validate({"OPENAI_BASE_URL": endpoint.at("structurer"), "OPENAI_API_KEY": "none"})
        return [check(one.gold.source, "openai:m", settings, options) for one in worded]


def told(worded: list[Worded], *, blind: bool) -> dict[str, object]:
    """The counts, and the codes of the findings of each sheet that is not verified."""
    before = read(worded, blind=blind)
    answers = Answers()
    after = answers.judged(before)
    return {
        "sheets": len(worded),
        "verified_before_words": _verified(before),
        "verified": _verified(after),
        "questions": sorted(word for _, word in answers.questions),
        "open": {one.gold.source.name: _codes(outcome) for one, outcome in zip(worded, after, strict=True) if outcome.findings},
    }  # fmt: skip


def _verified(outcomes: list[Outcome]) -> int:
    return sum(outcome.verdict is Verdict.VERIFIED for outcome in outcomes)


def _codes(outcome: Outcome) -> dict[str, int]:
    return dict(Counter(finding.code for finding in outcome.findings))


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wordings", description="A sheet in ten wordings.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHEET, metavar="GOLD_DIR")
    (gold,) = load(parser.parse_args().folder)
    shown = {
        f"{name}{', blind' if blind else ''}": told(list(made(gold)), blind=blind)
        for name, made in (("printed", sheets), ("called", called))
        for blind in (False, True)
    }
    print(json.dumps(shown, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
