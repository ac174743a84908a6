"""The labels of the head's fields as lines and cells print them: such a line names something, and heads nothing."""

from structurer.text import lazy_re as re

_OFFICE_KINDS = r"(?:部署|所属|・?[部局課室所係班]|グループ|者)"
OFFICE_LABEL = (
    rf"(?:担当|所管|主管|所属){_OFFICE_KINDS}*名?|(?:予算)?(?:要求|計上|執行){_OFFICE_KINDS}+名?"
    r"|[部局庁課室所](?:[・/]?[部局課室所係班])+名?|[部局課室所係班]名|課|室"
)
"""Labels of the office that asks."""
CODE_LABEL = r"(?:(?:事業|整理|管理|受付)番号|事業コード)"
"""Labels of the number that a project has among others."""
FIELD = re.compile(
    rf"(?:事業(?:の名称|名称?)|事業(?=[:：])|基金名|施設名|件名|設置根拠|{CODE_LABEL}|管理事業名|{OFFICE_LABEL}|課|会計|款・?項(?:・?目)?|款名?|支出科目"
    r"|施策体系|事業期間|実施期間|事業主体|実施主体|根拠法令|事業区分)(?:名)?[\s:：]"
)
"""Labels of the head's fields: such a line names something, it heads nothing."""
HEAD_FIELD = re.compile(
    FIELD.pattern
    + r"|(?:会計区分|科目|予算科目|根拠法令等|(?:関連|関係|長期|上位)?(?:する)?計画(?:上の位置付け)?|基本施策"
    r"|地方財政措置(?:の状況)?)名?[\s:：]"
)
"""Labels that name something in the head alone: below the first amounts such a line may head a table."""
DESCRIBED = re.compile(
    r"(?:(?:細?事業|取組)の?|実施)?(?:名称?|目的|概要|内容|方法|期間|開始年度)|根拠法令等?|(?:関係|関連)する計画|担当(?:部局|課|者)名?|改善の方向性"
)
"""Labels of fields that tell of the project and leave its amounts alone."""
LABEL_LINE = re.compile(r"(?:(?:番号|事業名|会計|款|項|目|説明事業|予算科目|部局|課室?|担当|区分|事業期間)名?){3,}")
"""A line of labels of the head, whose values stand on the next one."""
