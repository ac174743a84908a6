"""The model cannot be reached, or its answer not be used."""

from structurer.errors.base import StructurerError


class ModelError(StructurerError):
    """The model cannot be reached or its answer cannot be used."""


class ModelUnreachable(ModelError):
    """No answer after every attempt."""

    def __init__(self, model: str, attempts: int, reason: str) -> None:
        super().__init__(
            f"{model}: {attempts}回とも応答なし({reason})。接続先を確かめるか、--model offline で実行してください。",
            f"{model}: no answer in {attempts} attempts ({reason}). Check the endpoint, or run with --model offline.",
        )


class ModelRejected(ModelError):
    """The endpoint refuses the request as it stands: 400, 401, 403, 404, quota."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        super().__init__(
            f"{model}: 要求が受け付けられません(HTTP {status}: {reason})。キー、モデル名、接続先を確かめてください。",
            f"{model}: not accepted (HTTP {status}: {reason}). Check the key, the model's name and the endpoint.",
        )


class ModelRefused(ModelError):
    """The model declined to answer."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(
            f"{model}: 回答を断りました({reason})。別のモデルか --model offline で実行してください。",
            f"{model}: declined to answer ({reason}). Use another model or --model offline.",
        )


class ReplyTruncated(ModelError):
    """The reply ended at the token limit; what came is kept on the exception."""

    def __init__(self, model: str, tokens: int, replies: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"{model}: 回答が途中で切れました({tokens:,}トークン)。STRUCTURER_MAX_TOKENS を大きくしてください。",
            f"{model}: the reply was cut off at {tokens:,} tokens. Raise STRUCTURER_MAX_TOKENS.",
        )
        self.replies = replies


class ReplyInvalid(ModelError):
    """Every reply failed the schema; the raw replies are kept on the exception."""

    def __init__(self, model: str, attempts: int, replies: tuple[str, ...]) -> None:
        super().__init__(
            f"{model}: {attempts}回の回答がいずれも形式に合いません。別のモデルか --model offline で実行してください。",
            f"{model}: none of {attempts} replies fits the schema. Use another model or --model offline.",
        )
        self.replies = replies
