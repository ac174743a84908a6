"""The result of an audit in words, for the terminal and the page; and as JSON."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from structurer.evaluation.audit.clopper import percent
from structurer.evaluation.audit.measure import Agreement, AuditResult, MeasuredShare
from structurer.language import say
from structurer.text.money import decimal_text

_PARTS = 1000
"""Parts that a measure of agreement is rounded to: three decimals, as tables of it have."""


def lines(result: AuditResult) -> Iterator[str]:
    """Yield the result, one sentence a line."""
    audit, drawn = result.audit, len(result.audit.drawn)
    yield say(
        f"監査 {audit.id}: 確認済み {audit.population} 件から {drawn} 件を抽出(割合 {audit.rate}、seed {audit.seed})、"
        f"{result.done} 件を見終わりました。かかった時間 {_time(result.seconds)}。",
        f"Audit {audit.id}: {drawn} of {audit.population} verified records drawn (rate {audit.rate}, seed {audit.seed}), "
        f"{result.done} looked at. Time spent: {_time(result.seconds)}.",
    )
    yield f"{say('誤った数字', 'Wrong figures')}: {share(result.figures)}"
    yield f"{_records(result)}: {share(result.records)}"
    for name, found in (
        (say("確認済みの語に基づく記録", "Those on confirmed words"), result.on_words),
        (say("そのほか", "The others"), result.others),
    ):
        if found is not None:
            yield f"  {name}: {share(found)}"
    for agreement in result.agreements:
        yield agreed(agreement)
    for reviewer, count in result.open.items():
        if count:
            yield say(f"{reviewer} さんはあと {count} 件あります。", f"{reviewer} has {count} record(s) to go.")


def _records(result: AuditResult) -> str:
    count = result.audit.figures
    if count is None:
        return say("誤りのある記録", "Wrong records")
    return say(
        f"誤りのある記録(一件につき {count} 個までしか見ていないので、これ以上)",
        f"Wrong records (at least: no more than {count} figures of each were looked at)",
    )


def share(found: MeasuredShare) -> str:
    """Return a share with its interval."""
    if not found.of and not found.unclear:
        return say("まだありません", "none looked at yet")
    low, high = found.bounds if found.of else (Fraction(0), Fraction(1))
    ends = f"{percent(low, up=False)} – {percent(high, up=True)}"
    words = f"{found.wrong}/{found.of} {say('(95%信頼区間 Clopper–Pearson', '(95 % Clopper–Pearson')} {ends})"
    if found.unclear:
        worst = percent(found.worst, up=True)
        words += say(
            f"、判断できない {found.unclear} 件(すべて誤りなら上限 {worst})",
            f", {found.unclear} unclear (upper end if all of them were wrong: {worst})",
        )
    return words


def agreed(found: Agreement) -> str:
    """Return the agreement of two reviewers: the plain share, and Cohen's kappa where it is defined."""
    one, other = found.reviewers
    kappa = (
        say("κ は定義されません(全員が同じ判断)", "kappa undefined: everything was judged alike")
        if found.kappa is None
        else f"Cohen's kappa {_rounded(found.kappa)}"
    )
    return say(
        f"{one} さんと {other} さんの一致: {found.of} 個中 {found.alike} 個({percent(Fraction(found.alike, found.of), up=False)}、{kappa})",
        f"{one} and {other} agree on {found.alike} of {found.of} figures ({percent(Fraction(found.alike, found.of), up=False)}; {kappa})",
    )


def correction(record_id: str, field: str) -> str:
    """Return what opens the correction of a figure: the page, since the terminal asks about findings and a verified record has none."""
    return f"structurer serve  →  http://127.0.0.1:8765/sheets/{record_id}?field={field}#edit"


def _rounded(value: Fraction) -> str:
    return decimal_text(Fraction(round(value * _PARTS), _PARTS))


def _time(seconds: Fraction) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return say(f"{minutes}分{rest:02}秒", f"{minutes} min {rest:02} s")


def tree(result: AuditResult) -> dict[str, Any]:
    """Return the result as JSON has it: counts, ends of intervals and times as exact decimals in texts."""
    audit = result.audit
    return {
        "audit": audit.id, "at": audit.at, "rate": audit.rate, "seed": audit.seed, "figures_per_record": audit.figures,
        "population": audit.population, "drawn": [one.record_id for one in audit.drawn], "done": result.done,
        "figures": _share(result.figures), "records": _share(result.records),
        "on_words": None if result.on_words is None else _share(result.on_words),
        "others": None if result.others is None else _share(result.others),
        "agreements": [
            {"reviewers": one.reviewers, "alike": one.alike, "of": one.of, "kappa": None if one.kappa is None else decimal_text(one.kappa)}
            for one in result.agreements
        ],
        "wrong": [{"record": record_id, "revision": revision, "field": field} for record_id, revision, field in result.wrong],
        "open": dict(result.open), "seconds": decimal_text(result.seconds),
    }  # fmt: skip


def _share(found: MeasuredShare) -> dict[str, Any]:
    low, high = found.bounds if found.of else (Fraction(0), Fraction(1))
    ends = {"lower": decimal_text(low), "upper": decimal_text(high)}
    return {"wrong": found.wrong, "unclear": found.unclear, "of": found.of, "confidence": "0.95", **ends}
