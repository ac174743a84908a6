"""The letters that stand for sources, as a legend of the sheet says: （財源の略号　債：県債、一：一般財源）."""

from collections.abc import Mapping

from structurer.checks.proof.consume import Consumed, Lexicon
from structurer.sheet.model import SOURCES
from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import squeeze

_LEGEND = re.compile(
    r"[(※*]*(?:財源(?:内訳)?の?)?(?:略[号称語]|凡例)[:は]?(?P<pairs>(?:[一-龠]{1,2}[:=][^:=、,。()]{2,12}[、,]?)+)[)]?。?"
)
_PAIR = re.compile(r"(?P<letter>[一-龠]{1,2})[:=](?P<source>[^:=、,。()]{2,12})")
_SOURCES = frozenset(SOURCES)


def letters(source: Source, lexicon: Lexicon) -> Mapping[str, Consumed]:
    """What each letter of the one legend stands for; none where a word of it is no source, or a letter stands for two."""
    found = [match for line in source.lines if (match := _LEGEND.fullmatch(squeeze(line.drawn))) is not None]
    pairs = [
        (one["letter"], lexicon.consume(one["source"])) for match in found for one in _PAIR.finditer(match["pairs"])
    ]
    known = {letter: said for letter, said in pairs if said is not None and _is_source(said)}
    return known if len(found) == 1 and len(known) == len(pairs) else {}


def _is_source(said: Consumed) -> bool:
    return len(said.measures) == 1 and said == Consumed(said.measures & _SOURCES)
