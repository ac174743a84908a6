"""`structurer records`, `log` and `verify`: what is saved, and whether it is whole. What a record holds is not loaded."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from structurer import settings as configuration
from structurer.cli.status import CLEAN, REVIEW
from structurer.language import say
from structurer.report import phrases
from structurer.report.output import json_text, notice, write
from structurer.store import RecordAct, RecordSummary, RevisionSummary, Store

if TYPE_CHECKING:
    from structurer.record.years.linking import LinkAct
    from structurer.store.wholeness import Harm


def records(output_format: str, *, everything: bool) -> None:
    """Print each saved record, the newest first; those that have ended only where everything is asked for."""
    with Store.open(configuration.load().store) as store:
        rows = store.records()
    shown = [row for row in rows if everything or row.ending is None]
    if not rows:
        notice(say("保存された記録はありません。", "Nothing is saved yet."))
    elif len(shown) < len(rows):
        count = len(rows) - len(shown)
        notice(
            say(
                f"ほかに取り下げ・置き換えの済んだ記録が {count} 件あります(--all)。",
                f"And {count} record(s) that were withdrawn or superseded (--all).",
            )
        )
    if output_format == "json":
        write(json_text([asdict(row) for row in shown]) + "\n", output_format="json")
    else:
        write(f"{_record_line(row)}\n" for row in shown)


def _record_line(row: RecordSummary) -> str:
    if row.damaged:
        return f"{row.id}  {say('壊れています(structurer verify)', 'is damaged (structurer verify)')}"
    project = phrases.printable(row.project or row.name)
    findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
    version = say(f"版{row.revisions}", f"revision {row.revisions}")
    parts = [row.id, phrases.verdict(row.verdict), findings, version, phrases.when(row.saved_at), row.model, project]
    if row.ending is not None:
        from structurer.report import history

        parts.append(f"[{history.ended(row.ending.author, row.ending.reason, row.ending.superseded_by)}]")
    return "  ".join(parts)


def withdraw(record: str, by: str | None, reason: str) -> None:
    """Withdraw a record by name, with a reason."""
    from structurer.pipeline import judge_years
    from structurer.record import wording

    settings = configuration.load()
    name, why = wording.author(by or settings.author), wording.reason(record, reason)
    with Store.open(settings.store) as store:
        found = store.withdraw(record, name, why)
        judge_years(store, found, store.load(found).record)
    way = f"structurer records restore {found}"
    print(
        say(
            f"記録 {found} を取り下げました。残りますが、書き出しません。戻すには {way}",
            f"Record {found} is withdrawn: kept, and not exported. To take it back: {way}",
        )
    )


def restore(record: str, by: str | None, reason: str) -> None:
    """Take back a record by name."""
    from structurer.pipeline import judge_years
    from structurer.record import wording

    settings = configuration.load()
    name = wording.author(by or settings.author)
    with Store.open(settings.store) as store:
        found = store.restore(record, name, wording.seen("reason", reason))
        judge_years(store, found, store.load(found).record)
    print(say(f"記録 {found} を戻しました。", f"Record {found} stands again."))


def log(name: str, output_format: str) -> None:
    """Print a record's revisions, the newest last, what was done about it as a whole, and whether the chain is whole."""
    with Store.open(configuration.load().store) as store:
        rows, acts, broken = store.log(name), store.acts(name), store.verify(name)
        links = store.projects.acts(name)
    if output_format == "json":
        tree = {
            "revisions": [_revision_tree(row) for row in rows],
            "acts": [asdict(act) for act in acts],
            "links": [asdict(link) for link in links],
            "damaged": list(broken),
        }
        write(json_text(tree) + "\n", output_format="json")
    else:
        write(f"{line}\n" for line in (*_log_lines(rows), *map(_act_line, acts), *map(_link_line, links)))
    if broken:
        numbers = ", ".join(map(str, broken))
        notice(
            say(
                f"版 {numbers} は保存後に変更されています。",
                f"Revision(s) {numbers} were changed after they were saved.",
            )
        )


def _revision_tree(row: RevisionSummary) -> dict[str, object]:
    review = None if row.review is None else row.review.model_dump(mode="json")
    return {**asdict(replace(row, review=None)), "review": review}


def _act_line(act: RecordAct) -> str:
    from structurer.report import history

    return f"-  {phrases.when(act.at)}  {history.act(act.deed, act.place, act.author, act.reason)}"


def _link_line(act: "LinkAct") -> str:
    from structurer.report import history

    return f"-  {phrases.when(act.at)}  {history.linked(act)}"


def _log_lines(rows: list[RevisionSummary]) -> Iterator[str]:
    from structurer.report import history

    before = None
    for row in rows:
        parent = "" if row.parent is None else f" ← {row.parent}"
        who = phrases.printable(row.author or row.model)
        findings = say(f"確認事項{row.findings}件", f"{row.findings} finding(s)")
        line = f"{row.revision}{parent}  {phrases.when(row.saved_at)}  {phrases.verdict(row.verdict)}  {findings}  {who}  {row.reason}"
        yield line.rstrip()
        if row.review is not None:
            yield from (f"    {act}" for act in history.lines(row.review, before))
        before = row.review


_HARMS: "dict[Harm, tuple[str, str]]" = {
    "changed": ("保存後に変更されています", "was changed after it was saved"),
    "missing": ("ありません", "is missing"),
    "record_missing": (
        "記録そのものがなく、その版や本文だけが残っています",
        "is gone, and only its revisions or its text are left",
    ),
    "text_missing": ("シートの本文がありません", "has lost the text of its sheet"),
    "text_changed": ("シートの本文が変更されています", "has another text than it was read from"),
    "act_missing": ("取り下げや語などの操作の履歴からなくなっています", "is an act that is missing"),
    "act_changed": ("操作の履歴が書き換えられています", "is an act that was changed after it was done"),
    "act_added": ("操作の履歴にあとから書き足されています", "is an act that was put in, or that nobody did here"),
    "search_changed": (
        "検索の索引が最新の版の内容と違います",
        "is known to the search otherwise than its newest revision says",
    ),
    "exported_changed": (
        "書き出し用に保存した内容が最新の版の内容と違います",
        "is kept for exports otherwise than its newest revision says",
    ),
    "head_changed": ("一覧用の行が版の内容と違います", "has a row for the queue that says otherwise than the revision"),
}


def verify(output_format: str) -> int:
    """Print what of the store is missing or not as it was saved; REVIEW where anything is."""
    with Store.existing(configuration.load().store) as store:
        found, shown = store.examine(), store.url
    if output_format == "json":
        tree = {
            "records": found.records,
            "revisions": found.revisions,
            "acts": found.acts,
            "unsealed_acts": found.unsealed_acts,
            "damages": [asdict(one) for one in found.damages],
        }
        write(json_text(tree) + "\n", output_format="json")
        return REVIEW if found.damages else CLEAN
    for one in found.damages:
        named = one.record_id if one.revision is None else f"{one.record_id}@{one.revision}"
        write(say(f"{named}: {_HARMS[one.harm][0]}。\n", f"{named}: {_HARMS[one.harm][1]}.\n"))
    counts = (
        f"記録 {found.records} 件、版 {found.revisions} 件、操作 {found.acts} 件",
        f"{found.records} record(s), {found.revisions} revision(s), {found.acts} act(s)",
    )
    if found.unsealed_acts:
        counts = (
            f"{counts[0]}(うち {found.unsealed_acts} 件は封のない旧形式)",
            f"{counts[1]} ({found.unsealed_acts} without a seal, from an older format)",
        )
    bad = len(found.damages)
    ja = f"損傷 {bad} 件" if bad else "すべて保存したときのままです"
    en = f"{bad} damaged or missing" if bad else "all as they were saved"
    write(say(f"{shown}: {counts[0]}。{ja}。\n", f"{shown}: {counts[1]}; {en}.\n"))
    return REVIEW if bad else CLEAN
