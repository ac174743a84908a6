"""A revision's changes in words: the lines of `structurer log`."""

from collections.abc import Iterator

from structurer.language import say
from structurer.record.correction import Approval, Correction, Identify, Review, Trace, Waiver
from structurer.record.years.linking import LinkAct
from structurer.report import phrases
from structurer.report.phrases import printable

_KINDS = {
    "repoint": ("数字を指し直し", "figure"),
    "enter": ("シートにない値を入力", "value the sheet lacks"),
    "relabel": ("名前を訂正", "label"),
    "place": ("項目・年度・段階を訂正", "place"),
    "add_row": ("行を追加", "row added"),
    "remove_row": ("行を削除", "row removed"),
    "add_cell": ("数字を追加", "figure added"),
    "remove_cell": ("数字を削除", "figure removed"),
    "identify": ("表題を訂正", "head"),
}


def lines(review: Review, before: Review | None = None) -> Iterator[str]:
    """The changes since `before`, the review part of the parent: one line each, with its reason."""
    if review.restores is not None:
        yield say(f"取り消し: 版{review.restores}の内容に戻す", f"undo: back to revision {review.restores}")
    for correction in review.corrections:
        yield corrected(correction)
    known = () if before is None else before.waivers
    for waiver in review.waivers:
        if waiver not in known:
            yield f"{say('了承', 'waived')} {waived(waiver)}"
    for waiver in review.lapsed:
        yield f"{say('了承は失効', 'waiver ended')} {_waiver(waiver)}"
    if review.approval is not None and (before is None or review.approval != before.approval):
        yield approved(review.approval)


def corrected(correction: Correction) -> str:
    """A correction: what it did and why."""
    return _line(_correction(correction), correction.reason)


def waived(waiver: Waiver) -> str:
    """A waiver: what it accepts, who gave it and why."""
    return _line(_waiver(waiver), waiver.reason, waiver.author)


def approved(approval: Approval) -> str:
    """An approval: whose word it is."""
    return _line(say("承認", "approved"), approval.reason, approval.author)


def ended(author: str | None, reason: str, superseded_by: str | None) -> str:
    """The end of a record: superseded by which, or withdrawn by whom and why."""
    if superseded_by is not None:
        return say(f"記録 {superseded_by} に置き換え", f"superseded by {superseded_by}")
    return _line(say("取り下げ", "withdrawn"), reason, author or "")


def act(deed: str, place: str | None, author: str | None, reason: str) -> str:
    """An act about a record as a whole: where its sheet stood, who withdrew it or took it back."""
    if deed == "placed":
        return say(f"シートの場所: {printable(place or '')}", f"the sheet stands in {printable(place or '')}")
    words = {"withdrawn": ("取り下げ", "withdrawn"), "restored": ("戻した", "taken back")}
    return _line(say(*words[deed]), reason, author or "")


def linked(act: LinkAct) -> str:
    """A person's word that two records are of one project, or are not."""
    if act.deed == "linked":
        words = (
            f"記録 {act.record} と {act.other} は一つの事業",
            f"records {act.record} and {act.other} are of one project",
        )
    else:
        words = (
            f"記録 {act.record} は {act.other} の事業ではない",
            f"record {act.record} is not of the project of {act.other}",
        )
    return _line(say(*words), act.reason, act.author)


def _line(what: str, reason: str, author: str = "") -> str:
    parts = [printable(author)] if author else []
    parts += [say(f"理由: {printable(reason)}", f"reason: {printable(reason)}")] if reason else []
    return f"{what} — {', '.join(parts)}" if parts else what


def _correction(correction: Correction) -> str:
    kind = say(*_KINDS[correction.kind])
    trace = correction.trace or Trace()
    where = [correction.field] if isinstance(correction, Identify) else list(_where(trace))
    change = " → ".join(printable(text) or "-" for text in (trace.before, trace.after))
    return f"{kind}: {' '.join([*where, change])}"


def _where(trace: Trace) -> Iterator[str]:
    words = (printable(trace.row), phrases.measure(trace.measure), phrases.stage(trace.stage))
    yield from (word for word in words if word)


def _waiver(waiver: Waiver) -> str:
    place = " ".join(f"L{line}" for line in waiver.lines[:5])
    working = f": {printable(waiver.working[0])}" if waiver.working else ""
    return f"{waiver.code or waiver.finding} {place}".rstrip() + working
