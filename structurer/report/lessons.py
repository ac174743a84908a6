"""Lessons in words: what a label names, where that comes from, what a review has taught."""

from collections.abc import Sequence

from structurer.labels.lessons import Lesson
from structurer.language import say
from structurer.report import phrases
from structurer.report.phrases import printable


def meaning(lesson: Lesson) -> str:
    """The meaning of a lesson's label in words."""
    meant = lesson.meaning
    if lesson.kind == "name":
        return say("細事業名などの列", "the column that names the items")
    if lesson.kind == "unit":
        return say(f"{meant.scale:,}円単位", f"{meant.scale:,} yen each")
    if lesson.kind == "moment":
        stage = "" if meant.stage is None else phrases.stage(meant.stage)
        return " ".join(part for part in (_year(meant.year_offset), stage) if part)
    return "" if meant.measure is None else phrases.measure(meant.measure)


def _year(offset: int | None) -> str:
    if offset is None:
        return ""
    words = {-2: ("前々年度", "two years before"), -1: ("前年度", "the year before"), 0: ("本年度", "this year")}
    return say(*words.get(offset, (f"{offset:+d}年度", f"year {offset:+d}")))


def sentence(lesson: Lesson) -> str:
    """A lesson as `臨財債 → 起債`."""
    return f"{printable(lesson.label)} → {meaning(lesson)}"


def learned(lessons: Sequence[Lesson]) -> str:
    """The lessons that a review has taught, in a sentence."""
    words = say("、", ", ").join(sentence(lesson) for lesson in lessons)
    return say(f"教訓{len(lessons)}件を学びました: {words}", f"{len(lessons)} lesson(s) learned: {words}")


def line(lesson: Lesson) -> str:
    """A lesson on a line of a list."""
    origin = lesson.origin
    ended = "" if lesson.revoked is None else say("  (取り消し済み)", "  (revoked)")
    return f"{lesson.id}  {sentence(lesson)}  {origin.record}@{origin.revision}  {printable(origin.author)}{ended}"


def whole(lesson: Lesson) -> str:
    """All that is known of a lesson."""
    origin, ended = lesson.origin, lesson.revoked
    kinds = {
        "source": say("財源の名前", "a source of funds"),
        "cost": say("経費・職員の名前", "a cost or staff"),
        "moment": say("年度・段階", "a year or stage"),
        "name": say("項目名の列の見出し", "the heading of the names"),
        "unit": say("単位", "a unit"),
    }
    rows = [
        (say("教訓", "lesson"), lesson.id),
        (say("種類", "kind"), kinds[lesson.kind]),
        (say("印字", "label"), printable(lesson.label)),
        (say("意味", "means"), meaning(lesson)),
        (say("元の記録", "learned from"), f"{origin.record}@{origin.revision}"),
        (say("承認", "approved"), f"{printable(origin.author)} {origin.at}"),
        (say("書式", "layout"), say(f"特徴{len(lesson.fingerprint)}個", f"{len(lesson.fingerprint)} features")),
    ]
    if ended is not None:
        words = f"{printable(ended.author)} {ended.at} {printable(ended.reason)}".rstrip()
        rows.append((say("取り消し", "revoked"), words))
    return "\n".join(f"{name}: {value}" for name, value in rows)
