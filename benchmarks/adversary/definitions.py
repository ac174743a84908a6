"""Group P: definition lists, a term and below it its definitions, under sections that a rule underlines."""

from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, pair
from benchmarks.adversary.ordinary import GENERAL, SOURCES, Frame, money, parts, shares, sheet
from benchmarks.adversary.sheet import MadeLines, Meaning, Want

_SECTIONS = (
    "{pref}の{0}", "令和{pp}年度の{0}", "廃止した事業の{0}", "{office}の{0}", "{project}の{0}", "{0}（{pref}）", "記入例", "{city}の{0}",
    "債務負担行為の{0}", "見送った{0}",
)  # fmt: skip
_WORDS = (
    "{pref}の{0}", "{0}({n}か年計)", "うち{0}", "{0}との差", "{office}の{0}", "{0}（取下げ）", "{n}年前の{0}", "{0}(国費)", "旧{0}",
    "{project}の{0}",
    "{0}の限度",
)  # fmt: skip
_ITEMS = 3


def _want(table: str, measure: str, year: int, stage: str, thousands: int) -> Want:
    return Want(Meaning(table, None, measure, year, stage), Decimal(thousands * 1000))


def _defined(rng: Random, style: str, *, wrong: str) -> Pair:
    """Sources and items as definition lists: a section, a term or a definition is another's."""
    frame = Frame.draw(rng)
    (own, _, _, request), (last, _, _, previous) = frame.stage("request"), frame.stage("previous")
    chosen, split = [SOURCES[0], rng.choice(SOURCES[1:]), GENERAL], shares(rng, _ITEMS)
    sources = list(zip(chosen, parts(request, shares(rng, _ITEMS)), strict=True))
    named = list(zip(words.items(rng, _ITEMS), parts(request, split), parts(previous, split), strict=True))
    heads = (rng.choice(("財源内訳", "要求額の財源")), rng.choice(("要求額の内訳", "事業の内訳")))

    def drawn(said: str, at: str, number: int) -> list[str]:
        """The lines with other words in one place."""
        shown = [said.format(text) if (at, number % 2) == ("section", n) else text for n, text in enumerate(heads)]
        terms = [said.format(name) if (at, number) == ("term", n) else name for n, ((name, _), _) in enumerate(sources)]
        asked = [said.format(own) if (at, number) == ("definition", n) else own for n in range(_ITEMS)]
        lines = [
            "",
            own,
            f":   {money(request)}千円",
            "",
            last,
            f":   {money(previous)}千円",
            "",
            shown[0],
            "-" * 12,
            "",
        ]
        for term, (_, amount) in zip(terms, sources, strict=True):
            lines += [term, f":   {money(amount)}千円", ""]
        lines += [shown[1], "-" * 12, ""]
        for word, (name, one, two) in zip(asked, named, strict=True):
            lines += [name, ":   川辺で行う。", f":   {word} {money(one)}千円 ({last} {money(two)}千円)", ""]
        return lines

    facts = [_want("total", "amount", 0, "request", request), _want("total", "amount", -1, "initial", previous)]
    facts += [_want("funding", measure, 0, "request", amount) for (_, measure), amount in sources]
    facts += [_want("item", "amount", 0, "request", one) for _, one, _ in named]
    facts += [_want("item", "amount", -1, "initial", two) for _, _, two in named]
    attack, made = pair(sheet(frame, MadeLines(drawn("{0}", "", 0), facts), style=style), undecided=True)
    said = words.drawn(rng, _SECTIONS if wrong == "section" else _WORDS, attack.year)
    attack.blocks = [MadeLines(drawn(said, wrong, rng.randrange(_ITEMS)), facts)]
    return made


ATTACKS: dict[str, Maker] = {
    f"P definitions, {wrong}": partial(_defined, wrong=wrong) for wrong in ("section", "term", "definition")
}
