"""The numbers that the law gives 節."""

import pytest

from structurer.labels.expenses import is_expense_code


@pytest.mark.parametrize(
    ("number", "words", "known"),
    [
        (1, "報酬", True),
        (8, "旅費", True),
        (9, "旅費", True),
        (12, "委託料", True),
        (18, "負担金、補助及び交付金", True),
        (27, "繰出金", True),
        (12, "旅費", False),
        (30, "委託料", False),
        (12, "花壇の手入れ", False),
    ],
)
def test_numbers(number: int, words: str, known: bool) -> None:  # noqa: FBT001  # one of the cases
    """The numbers in force since 2020 and before are codes of their own 節 alone."""
    assert is_expense_code(number, words) is known
