"""No attack of the adversary is verified wrongly, its harmless twins mostly are, and silence is no result."""

import pytest

from benchmarks.adversary.trial import ATTACKS, Tally, trials

GROUPS = sorted({kind[0] for kind in ATTACKS})
SEED = 1
FEWEST_TWINS = 0.75
"""Share of twins verified in every group: a proof that nothing has is no proof."""


@pytest.mark.parametrize("group", GROUPS)
def test_every_class_of_attack(group: str) -> None:
    """Each class once, under one seed, each followed by its twin."""
    kinds = [kind for kind in ATTACKS if kind.startswith(group)]
    tally = Tally()
    for trial in trials(len(kinds), SEED, kinds):
        tally.add(trial)
    counts = tally.counts()
    assert [(wrong.kind, wrong.is_twin, wrong.reason) for wrong in tally.wrong] == []
    assert (counts["tries"], counts["twins"]) == (len(kinds), len(kinds))
    assert isinstance(counts["twins_verified"], int)
    assert counts["twins_verified"] >= FEWEST_TWINS * len(kinds)
