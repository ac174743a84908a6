"""Values that are worked out when they are first asked for."""

from dataclasses import dataclass, field

from structurer.text.lazy import lazy


@dataclass(frozen=True)
class Told:
    """A text that counts how often it was measured."""

    text: str
    asked: list[str] = field(default_factory=list)

    @lazy
    def length(self) -> int:
        """How long the text is."""
        self.asked.append(self.text)
        return len(self.text)


def test_worked_out_once_for_each_instance() -> None:
    """A value is worked out when it is asked for, once, and each instance has its own."""
    one, other = Told("花壇"), Told("植え替え")
    assert one.asked == []
    assert [one.length, one.length, other.length] == [2, 2, 4]
    assert (one.asked, other.asked) == (["花壇"], ["植え替え"])


def test_the_class_has_the_documentation() -> None:
    """Asked of the class, the property itself is given, with its documentation."""
    assert Told.length.__doc__ == "How long the text is."
