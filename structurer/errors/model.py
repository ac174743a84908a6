"""The model cannot be reached, or its answer not be used."""

from structurer.errors.base import StructurerError


class ModelError(StructurerError):
    """The model cannot be reached or its answer cannot be used.

    `replies` are the raw replies up to then, `spent` the tokens they cost (sent, received), `cached` those of the sent ones
    that came from the endpoint's cache, `attempts` the requests that were made.
    """

    replies: tuple[str, ...] = ()
    spent: tuple[int, int] = (0, 0)
    cached: int = 0
    attempts: int = 0


class ModelUnreachable(ModelError):
    """No answer after every attempt."""

    def __init__(self, model: str, attempts: int, reason: str) -> None:
        super().__init__(
            f"{model}: {attempts}回とも応答なし({reason})。接続先を確かめるか、--model offline で実行してください。",
            f"{model}: no answer in {attempts} attempts ({reason}). Check the endpoint, or run with --model offline.",
        )


class ModelRejected(ModelError):
    """The endpoint refuses the request as it stands: 400, 422."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        super().__init__(
            f"{model}: 要求が受け付けられません(HTTP {status}: {reason})。structurer doctor --model {model} で接続先を確かめてください。",
            f"{model}: not accepted (HTTP {status}: {reason}). See: structurer doctor --model {model}",
        )


class ReplyMissing(ModelRejected):
    """The endpoint answers 200, and there is an error or nothing where the reply should be."""

    def __init__(self, model: str, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: HTTP 200 の応答に回答がありません(接続先の言葉: {reason or '空の応答'})。"
            f"時間をおいて実行するか、structurer doctor --model {model} で OPENAI_BASE_URL を確かめてください。",
            f"{model}: an answer with HTTP 200 and no reply (it says: {reason or 'nothing'}). "
            f"Try again later, or check OPENAI_BASE_URL with: structurer doctor --model {model}",
        )


class KeyRejected(ModelRejected):
    """The endpoint does not take the key: 401."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: 鍵が受け付けられません(HTTP {status}: {reason})。OPENAI_API_KEY を確かめてください。",
            f"{model}: the key is not accepted (HTTP {status}: {reason}). Check OPENAI_API_KEY.",
        )


class AccessDenied(ModelRejected):
    """The key is known and may not do this: 403."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: この鍵では使えません(HTTP {status}: {reason})。契約、地域、モデルの利用権限を確かめてください。",
            f"{model}: this key may not use it (HTTP {status}: {reason}). Check the plan, the region and the model's permissions.",
        )


class ModelNotFound(ModelRejected):
    """The endpoint does not know the model, or there is no such endpoint: 404."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: その名のモデルがありません(HTTP {status}: {reason})。モデル名と OPENAI_BASE_URL を確かめてください。",
            f"{model}: no such model there (HTTP {status}: {reason}). Check the model's name and OPENAI_BASE_URL.",
        )


class AccountEmpty(ModelRejected):
    """The account has no credit left: waiting does not help."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: 契約の利用枠を使い切っています(HTTP {status}: {reason})。枠を足すか、--model offline で実行してください。",
            f"{model}: the account's quota is used up (HTTP {status}: {reason}). Add credit, or run with --model offline.",
        )


class BudgetReached(ModelError):
    """One more call could pass the budget; what is done so far is saved."""

    def __init__(self, model: str, budget: str, spent: str) -> None:
        super().__init__(
            f"{model}: 予算 {budget} を超えるおそれがあるため、ここで止めました(使用済み {spent})。ここまでの結果は保存済みです。",
            f"{model}: stopped before the budget of {budget} could be passed ({spent} spent). What was done is saved.",
        )


class ModelRefused(ModelError):
    """The model declined to answer."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(
            f"{model}: 回答を断りました({reason})。別のモデルか --model offline で実行してください。",
            f"{model}: declined to answer ({reason}). Use another model or --model offline.",
        )


class ContentFiltered(ModelRefused):
    """The endpoint's own filter stopped the question or the reply; the sheet itself may have set it off."""

    def __init__(self, model: str, reason: str) -> None:
        ModelError.__init__(
            self,
            f"{model}: 接続先の内容フィルターが止めました({reason})。シートの文言が原因のことがあります。"
            "別のモデルか --model offline で実行してください。",
            f"{model}: stopped by the endpoint's content filter ({reason}); words of the sheet may have set it off. "
            "Use another model or --model offline.",
        )


class ReplyTruncated(ModelError):
    """The reply ended at the token limit."""

    def __init__(self, model: str, tokens: int) -> None:
        super().__init__(
            f"{model}: 回答が途中で切れました({tokens:,}トークン)。STRUCTURER_MAX_TOKENS を大きくするか、"
            "--reading rest を試してください。",
            f"{model}: the reply was cut off at {tokens:,} tokens. Raise STRUCTURER_MAX_TOKENS or try --reading rest.",
        )


class ReplyTooLong(ReplyTruncated):
    """The reply is longer than the tokens that were asked for can be: the endpoint does not keep to the limit."""

    def __init__(self, model: str, length: int, tokens: int) -> None:
        ModelError.__init__(
            self,
            f"{model}: 回答が{length:,}文字あり、頼んだ上限{tokens:,}トークンを大きく超えます。接続先が上限(STRUCTURER_LIMIT_NAME)を"
            f"守るか、structurer doctor --model {model} で確かめてください。",
            f"{model}: a reply of {length:,} characters, far more than the {tokens:,} tokens asked for. See whether the "
            f"endpoint keeps to the limit (STRUCTURER_LIMIT_NAME): structurer doctor --model {model}",
        )


class ReplyInvalid(ModelError):
    """Every reply failed the schema."""

    def __init__(self, model: str, attempts: int) -> None:
        super().__init__(
            f"{model}: {attempts}回の回答がいずれも形式に合いません。別のモデルか --model offline で実行してください。",
            f"{model}: none of {attempts} replies fits the schema. Use another model or --model offline.",
        )


class AnswerPending(StructurerError):
    """A question was left to be sent with others, or its answer has not come yet: no failure, the sheet is read later."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"{model}: 回答はまだ届いていません。structurer batch --via openai-batch --resume で受け取ってください。",
            f"{model}: the answer has not come yet. Collect it with: structurer batch --via openai-batch --resume",
        )


class RequestWithheld(StructurerError):
    """A batch is ending: the first question about a sheet was not sent. No failure, the sheet is read when its batch is resumed."""

    def __init__(self) -> None:
        super().__init__(
            "中断のため問い合わせていません。--resume で読みます。",
            "Not asked, since the batch is ending. It is read with --resume.",
        )
