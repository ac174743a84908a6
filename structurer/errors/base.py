"""The base of all errors: two sentences, of which the reader's language picks one."""

from structurer.language import say


class StructurerError(Exception):
    """Anything that ends a command with exit status 2."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja, self.en = ja, en

    def __reduce__(self) -> tuple[object, ...]:
        """An error keeps its sentences and facts on its way from one process to another."""
        return _remade, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        return say(self.ja, self.en)


def _remade(kind: type[StructurerError], args: tuple[object, ...], facts: dict[str, object]) -> StructurerError:
    """An error as it was; its constructor takes facts that it does not keep, and so is not asked."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error
