"""Words in words: what a label is asked to mean, who confirmed it, where it holds and on which sheets it stands."""

from collections.abc import Sequence

from structurer.labels.scope import LAYOUT
from structurer.labels.standing import Standing, State
from structurer.labels.word import PERSONS, Meaning, Role
from structurer.language import say
from structurer.report import phrases
from structurer.report.phrases import printable

_ROLES: dict[Role, tuple[str, str]] = {
    "name": ("細事業名などの列", "the column that names the items"),
    "number": ("番号の列", "the column of numbers"),
    "change": ("前年度との増減", "the change on the year before"),
    "total": ("合計", "the total"),
    "amount": ("金額の列", "a column of amounts"),
    "heading": ("金額の意味を変えない見出し", "a heading that changes no amount"),
}
_STATES: dict[State, tuple[str, str]] = {
    "asked": ("意味は?", "what does it mean?"),
    "proposed": ("確認待ち", "to be confirmed"),
    "waiting": ("二人目の確認待ち", "a second person must confirm"),
    "confirmed": ("有効", "in force"),
    "revoked": ("取り消し済み", "revoked"),
}
STATES: tuple[State, ...] = ("waiting", "proposed", "asked", "confirmed", "revoked")
"""The states in the order of a list: what a person is asked first."""


def meaning(meant: Meaning) -> str:
    """A meaning in words."""
    if meant.role is not None:
        return say(*_ROLES[meant.role])
    if meant.measure is not None:
        return phrases.measure(meant.measure)
    year = "" if meant.year_offset is None else phrases.year(meant.year_offset)
    return " ".join(part for part in (year, "" if meant.stage is None else phrases.stage(meant.stage)) if part)


def question(word: Standing) -> str:
    """A word as `裁定額 = 計上 ?`; with `?` alone where nothing is proposed, and every meaning where several are."""
    proposed = [word.meaning] if word.meaning is not None else list(word.proposals)
    said = say(" または ", " or ").join(map(meaning, proposed))
    mark = "" if word.state in {"confirmed", "revoked"} else " ?"
    return f"{printable(word.word)} ={f' {said}' if said else ''}{mark}"


def state(word: Standing) -> str:
    """How a word stands, and by whom."""
    names = ", ".join(map(printable, word.by))
    borne = "" if word.equation is None else say(f"、式 {word.equation}", f", equation {word.equation}")
    ended = printable(word.acts[-1].author or "-") if word.state == "revoked" else ""
    return f"{say(*_STATES[word.state])}{f' ({names or ended}{borne})' if names or ended else ''}"


def scope(word: Standing) -> str:
    """Where a word holds."""
    kind, _, name = word.scope.partition(":")
    if kind == LAYOUT:
        return say(f"書式 {name}", f"layout {name}")
    return printable(name) if name else say("範囲不明", "scope unknown")


def line(word: Standing, records: Sequence[str]) -> str:
    """A word on a line of a list."""
    used = say(f"シート{len(records)}件", f"{len(records)} sheet(s)")
    return f"{question(word)}  {scope(word)}  {state(word)}  {used}"


def standing(word: Standing) -> str:
    """A word after a decision, in a sentence."""
    if word.state == "waiting":
        return say(
            f"{question(word)} 段階・年度の語と見出しは{PERSONS}人の名前で有効になります。もう一人が確認してください。",
            f"{question(word)} A word of stage or year and a heading need {PERSONS} names. A second person must confirm it.",
        )
    return f"{question(word)}  {scope(word)}  {state(word)}"


def tree(word: Standing, records: Sequence[str]) -> dict[str, object]:
    """A word as plain data for JSON."""
    return {
        "word": word.word,
        "scope": word.scope,
        "state": word.state,
        "meaning": None if word.meaning is None else word.meaning.code,
        "proposed": [meant.code for meant in word.proposals],
        "by": list(word.by),
        "equation": word.equation,
        "records": list(records),
        "acts": [
            {
                "deed": act.deed,
                "meaning": None if act.meaning is None else act.meaning.code,
                "author": act.author,
                "at": act.at,
                "reason": act.reason,
                "record": act.record,
                "revision": act.revision,
                "equation": act.equation,
            }
            for act in word.acts
        ],
    }
