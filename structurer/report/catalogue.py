"""The catalogue of checks for people, and `docs/checks.md`, which is generated from it."""

from collections.abc import Iterator

from structurer.checks.documented import CheckDocument, documents
from structurer.errors import CheckUnknown
from structurer.language import language

FAMILIES = {
    "AGR": "Agreement", "CHG": "Change", "CMP": "Completeness", "CST": "Cost", "FND": "Funding",
    "GRD": "Grounding", "PRF": "Proofs", "SAN": "Sanity", "SUB": "Subsidy", "SUM": "Sums",
    "YRS": "Years",
}  # fmt: skip


def find(code: str) -> CheckDocument:
    """The check of a code or a defect's name; CheckUnknown where there is none."""
    wanted = code.strip()
    for check in documents().values():
        if wanted.upper() == check.code or wanted.lower() == check.defect:
            return check
    raise CheckUnknown(code, ", ".join(documents()))


def listing() -> Iterator[str]:
    """One line a check: code, defect, title."""
    for check in documents().values():
        title = check.title_ja if language() == "ja" else check.title
        yield f"{check.code}  {check.defect:<26}  {title}"


def explanation(check: CheckDocument) -> str:
    """One check's documentation in the reader's language."""
    text = check.text_ja if language() == "ja" else check.text
    return f"{check.code} {check.defect}\n\n{text}"


def document() -> str:
    """The text of docs/checks.md."""
    parts = [_OPENING]
    family = ""
    for check in documents().values():
        if check.code[:3] != family:
            family = check.code[:3]
            parts.append(f"## {FAMILIES[family]}")
        parts.append(f"### {check.code} {check.defect}\n\n```text\n{check.text}\n```\n\n{check.text_ja}")
    return "\n\n".join(parts) + "\n"


_OPENING = """# Checks

Generated from the checks' docstrings by `make docs`; do not edit. `structurer explain CODE` prints one of them.

A claim holds, fails, or is unverifiable. A finding is a claim that fails, or one that cannot be verified and asks for a
person. A working names each figure by what tells it from the others: its row, else its table, its column or its year and
stage, as the sheet calls them. `(L13)` is line 13 of the source; ▲ is a negative amount; two or more terms of 0 are
written as one, `+ 0 × 7`; ↓ ≈ ↑ say that a product was rounded down, to the nearest or up to the printed unit, and ≈
that a sum agrees within the rounding the sheet declares. Equations are exact; a difference below n·u/2 (n addends printed in unit u)
is allowed only where the sheet says that its totals need not agree for rounding (端数処理のため合計が一致しない場合がある),
and is unverifiable where prints of different units meet."""
