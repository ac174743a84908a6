"""A word cannot be proposed, confirmed or ended as it is."""

from collections.abc import Sequence

from structurer.errors.review import ReviewError

_REFUSED = {
    "shape": (
        "語は2〜24文字の文字だけで、数字・かっこ・文・見えない文字を含みません",
        "a word is 2 to 24 letters, without digits, brackets, sentences or what is not seen",
    ),
    "known": ("語彙にすでにあります", "the vocabulary has it already"),
    "narrowed": (
        "別の団体・時期・事業、否定、一部、条件を表す語を含みます",
        "it names another owner, time or project, a negation, a part or a condition",
    ),
    "contradicted": ("語が示す段階と意味が違います", "it prints another stage than it is to mean"),
}


class WordError(ReviewError):
    """A word cannot be proposed, confirmed or ended as it is."""


class WordUnknown(WordError):
    """Nobody has asked about the word."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"語「{word}」は一覧にありません。structurer words で確かめるか、--scope を付けて structurer words propose で加えてください。",
            f"Word {word} is not on the list. See structurer words, or add it: structurer words propose, with --scope.",
        )


class WordAmbiguous(WordError):
    """Several publishers or layouts have the word."""

    def __init__(self, word: str, scopes: Sequence[str]) -> None:
        shown = " ".join(scopes)
        super().__init__(
            f"語「{word}」は複数の範囲にあります。--scope で一つを選んでください: {shown}",
            f"Word {word} stands in several scopes. Choose one with --scope: {shown}",
        )


class WordRefused(WordError):
    """The label may be no word."""

    def __init__(self, word: str, why: str) -> None:
        ja, en = _REFUSED[why]
        super().__init__(f"「{word}」は語にできません: {ja}。", f"{word} cannot be a word: {en}.")


class WordConflict(WordError):
    """Another meaning of the word is confirmed."""

    def __init__(self, word: str, meaning: str, names: str) -> None:
        super().__init__(
            f"語「{word}」は別の意味 {meaning} で確認されています({names})。それを終わらせて置き換えるには --anyway を付けてください。",
            f"Word {word} is confirmed as {meaning} ({names}). To end that and take the new meaning: --anyway.",
        )


class WordNotInForce(WordError):
    """The word has been ended before."""

    def __init__(self, word: str, author: str, at: str) -> None:
        super().__init__(
            f"語「{word}」はすでに取り消されています({author} {at})。",
            f"Word {word} is revoked already ({author} {at}).",
        )


class MeaningUnknown(WordError):
    """The text is no meaning, or none is proposed."""

    def __init__(self, text: str) -> None:
        said = (
            (f"「{text}」は意味として読めません。", f"{text!r} is no meaning. ")
            if text
            else ("意味がありません。", "No meaning is given. ")
        )
        super().__init__(
            f"{said[0]}知られた語(計上、起債、前年度予算額)か、source:bonds、cost:personnel_cost、stage:approved、"
            "stage:initial/-1、name、change、見出し のように書いてください。",
            f"{said[1]}Give a known word (計上, 起債, 前年度予算額) or source:bonds, cost:personnel_cost, stage:approved, "
            "stage:initial/-1, name, change, 見出し (heading).",
        )


class ScopeInvalid(WordError):
    """The text is no scope."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"「{text}」は範囲ではありません。publisher:団体名 か、一覧にある layout:… を指定してください。",
            f"{text!r} is no scope: publisher:NAME, or layout:… as the list has it.",
        )
