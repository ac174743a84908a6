"""The records that may be handed on: verified and approved ones, all others only on demand; and a word on what is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from structurer.documents.intake import NAMELESS
from structurer.export.parts import Made, Part
from structurer.language import say
from structurer.record.tabular.revision import PASSED
from structurer.report import phrases
from structurer.store import Head

_MOST_NAMES = 3  # sources named in one notice: enough to recognise them


@dataclass
class ExportSelection:
    """The records to hand on, and what was passed over on the way; `verbs` say what is done with them, negated.

    Nothing that was withdrawn or superseded is among them, whatever is asked for.
    """

    heads: Iterator[Head]
    everything: bool
    verbs: tuple[str, str] = ("書き出していません", "exported")
    exported: int = 0
    left_out: int = 0
    ended: int = 0
    damaged: list[str] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Head]:
        for head in self.heads:
            if head.ending is not None:
                self.ended += 1
            elif not (self.everything or head.damaged or head.verdict in PASSED):
                self.left_out += 1
            else:
                yield head

    def pieces(self, made: Iterable[Part[Made]]) -> Iterator[tuple[Made, ...]]:
        """Yield the pieces of parts as they come, and count what is in them."""
        for part in made:
            self.exported += len(part.names)
            self.names.update(part.names)
            self.damaged += part.damaged
            yield part.pieces

    def notices(self) -> Iterator[str]:
        """Yield what a person has to know of records that are left out."""
        undone, done = self.verbs
        yield from (f"structurer: {sentence}" for sentence in self.damaged)
        if self.damaged:
            yield say(
                f"壊れた記録 {len(self.damaged)} 件は{undone}。",
                f"{len(self.damaged)} damaged record(s) are not {done}.",
            )
        if self.left_out:
            yield say(
                f"要確認の記録 {self.left_out} 件は{undone}(含めるには --all)。",
                f"{self.left_out} record(s) that need review are not {done} (--all includes them).",
            )
        if self.ended:
            yield say(
                f"取り下げ・置き換えの済んだ記録 {self.ended} 件は{undone}(structurer records --all)。",
                f"{self.ended} record(s) that were withdrawn or superseded are not {done} (structurer records --all).",
            )
        several = [name for name, count in self.names.items() if count > 1 and name not in NAMELESS]
        if several:
            shown = ", ".join(map(phrases.printable, several[:_MOST_NAMES]))
            yield say(
                f"同じ名前の本文から複数の記録があります({len(several)} 件: {shown})。古い方の取り下げは structurer records withdraw。",
                f"{len(several)} source(s) gave more than one of these records ({shown}). An earlier one can be withdrawn: "
                "structurer records withdraw.",
            )
