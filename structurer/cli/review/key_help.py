"""What the keys of a review and the answers below the queue do: what `?` shows."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from structurer.language import say

_KEYS = (
    ("y", "候補の数字に直す", "take the suggested figure"),
    (
        "p",
        "シートの別の数字を選ぶ(数字が余っているときは、その項目を選ぶ)",
        "pick another figure of the sheet, or the field of one that is left",
    ),
    ("n", "余っている数字を、ある行に加える", "add a figure that is left to a row"),
    ("e", "シートにない値を理由とともに入力する", "type a value that the sheet lacks, with a reason"),
    ("t", "項目・年度・段階を直す", "correct measure, year and stage"),
    ("d", "行を削除する", "remove the row"),
    ("l", "行や見出しの名前を直す", "correct a label"),
    ("w", "確認事項を理由とともに了承する", "accept the finding, with a reason"),
    ("s", "次の確認事項へ(→ でも)", "the next finding (or the right arrow)"),
    ("b", "前の確認事項へ(← でも)", "the one before (or the left arrow)"),
    ("x", "検査の説明を読む", "read about the check"),
    ("v", "シート全体を見る", "look at the whole sheet"),
    ("u", "一つ前に戻す", "take the last step back"),
    ("a", "すべて閉じたら承認する", "approve, once every finding is closed"),
    ("q", "ここまでを保存して終わる", "save what was done and quit"),
)


def keys_help() -> Iterator[RenderableType]:
    """What every key of a review does; those that fit the finding stand at the foot of the screen."""
    yield Text()
    yield from (Text(f"  [{key}] {say(ja, en)}") for key, ja, en in _KEYS)
    yield Text(
        say(
            "  一歩ごとに全検査をやり直し、保存は版として残ります。名前は最初に直すときに尋ねます。",
            "  Every check runs again after each step; a save is a revision. Your name is asked for with the first change.",
        )
    )


def queue_help() -> Iterator[RenderableType]:
    """What may be typed below the queue."""
    yield Text()
    for ja, en in (
        ("  3          一覧の3番を開く", "  3          open the third of the list"),
        ("  804d25     記録の番号(先頭だけでよい)で開く", "  804d25     open a record by the beginning of its id"),
        (
            "  /工芸      名前に「工芸」のある記録だけにする。/ だけですべて",
            "  /text      only records with that text; / alone shows all",
        ),
        ("  Enter      次のページ", "  Enter      the next page"),
        ("  q          終わる", "  q          quit"),
    ):
        yield Text(say(ja, en))
    yield Text(
        say(
            "  金額の大きい確認事項のある記録から並びます。開いた画面でも ? で説明が出ます。",
            "  Records with the largest amounts in doubt come first. In a record, too, ? explains.",
        )
    )
