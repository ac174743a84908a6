"""Units that only a lesson knows: the figures below `(単位:仟円)` get the scale that a person has given."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from structurer.labels.vocabulary import Vocabulary
from structurer.text.money import fold
from structurer.text.source import Figure, Source, declarations
from structurer.text.words import squeeze


def declared_units(text: str) -> Iterator[tuple[int, str, int | None]]:
    """Each unit that a line declares: where it ends, as printed, and the scale it has; None for one we do not know."""
    for end, scale in declarations(text):
        before = squeeze(fold(text)[:end]).rstrip(")")
        yield end, before.replace(":", "(").rpartition("(")[2].removeprefix("単位"), scale


def with_units(source: Source, vocabulary: Vocabulary) -> Source:
    """The source, its figures with the scale of the unit that a lesson knows; as it is where none is printed."""
    known = vocabulary.units
    if not known or not any(unit in known for line in source.lines for _, unit, _ in declared_units(line.drawn)):
        return source
    made = Source(source.name, source.text)
    made.__dict__["figures"] = tuple(_scaled(source, known))
    return made


def _scaled(source: Source, known: Mapping[str, int]) -> Iterator[Figure]:
    scale: int | None = None
    for line in source.lines:
        declared = [(end, own or known.get(unit)) for end, unit, own in declared_units(line.drawn)]
        for figure in source.by_line.get(line.number, ()):
            while declared and declared[0][0] <= figure.start - line.start:
                scale = declared.pop(0)[1]
            yield figure if figure.scale_in_force is not None else replace(figure, scale_in_force=scale)
        scale = declared[-1][1] if declared else scale
