"""Measures, stages and units in the words of budget sheets."""

from collections.abc import Mapping

MEASURES = {
    "project_cost": "事業費", "personnel_cost": "人件費", "total_cost": "トータルコスト", "general_fund": "うち一般財源",
    "regular": "正職員", "fiscal_year_appointed": "会計年度任用職員", "special": "特別職非常勤職員", "headcount": "職員数",
    "total": "事業費", "national": "国庫支出金", "prefectural": "県支出金", "fees": "使用料・手数料", "donations": "寄附金",
    "contributions": "分担金・負担金", "bonds": "起債", "property_income": "財産収入", "transfers": "繰入金",
    "carried_over": "繰越金", "miscellaneous": "諸収入", "other": "その他", "general": "一般財源", "amount": "金額",
    "change": "増減", "breakdown": "内訳", "rate": "補助率", "cap": "補助上限額", "count": "件数", "actual": "実績",
    "forecast": "見込", "target": "目標",
}  # fmt: skip
"""The names of measures by their codes."""

STAGES = {
    "request": "要求", "proposal": "予算案", "approved": "計上", "initial": "当初", "supplementary": "補正",
    "carried_over": "繰越", "current": "現額", "settled": "決算", "deferred": "保留", "separate": "別途",
    "actual": "実績", "forecast": "見込", "target": "目標", "": "",
}  # fmt: skip
"""The names of stages by their codes."""

TABLES = {
    "cost": "コスト", "funding": "財源", "item": "細事業", "total": "合計", "subsidy": "補助条件", "staff": "職員",
    "indicator": "指標", "plan": "計画目標",
}  # fmt: skip
"""The names of tables by their codes."""

LISTS = {"national_rates": "国庫の補助率", "eligible_costs": "補助対象経費", "differences": "増減"}
"""The names of what stands outside of the tables of amounts."""

UNIT_NAMES = {"yen": "円", "person": "人", "percent": "%", "count": "件・回", "ratio": "割合", "other": "その他"}
"""The names of base units by their codes."""


def both(names: Mapping[str, str], code: str) -> tuple[str, str]:
    """Return a code in Japanese and in English."""
    return names.get(code, code), code.replace("_", " ")
