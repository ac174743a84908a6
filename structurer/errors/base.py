"""What every error is: two sentences, of which the reader's language picks one."""

from structurer.language import say


class StructurerError(Exception):
    """Anything that ends a command with exit status 2."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja, self.en = ja, en

    def __str__(self) -> str:
        return say(self.ja, self.en)
