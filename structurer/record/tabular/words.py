"""The codes that a column may hold, each with its Japanese word. Codes never change."""

from structurer.sheet.names import MEASURES, STAGES, TABLES
from structurer.sheet.names import UNIT_NAMES as UNITS

VERDICTS = {"verified": "確認済み", "approved": "承認済み", "needs_review": "要確認"}
STATES = {"grounded": "印字どおり", "ungrounded": "印字になし", "corrected": "訂正"}
READERS = {"layout": "書式リーダー", "model": "言語モデル", "person": "人"}
OUTCOMES = {"fails": "不成立", "unverifiable": "確認できない"}
BLAMES = {"extraction": "読み取りの誤り", "source": "シート自体の不整合", "unknown": "不明"}

__all__ = ["BLAMES", "MEASURES", "OUTCOMES", "READERS", "STAGES", "STATES", "TABLES", "UNITS", "VERDICTS"]
