import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.split import parts
from calculator.engine.split.cover import Cover
from calculator.engine.split.fields import FUNDINGS
from calculator.engine.split.result import PAYERS
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms
from tests.engine.split.plans import claims, cost_sharings, plans, shares

LAW = settings(max_examples=300, deadline=None)
NOTHING = CostSharing()
GOLDEN = OneClaim(with_it=400_000, without_it=30_000)
NEAR = 1e-6


def keep(claim=GOLDEN, share=0.9, **terms) -> dict[str, float]:
    return dict(parts.of_claim(claim, SplitTerms(**terms), share))


def member_pays(terms: CostSharing, claim: float) -> float:
    """The cost sharing by hand, as a benefit booklet says it."""
    beyond = max(0.0, claim - terms.deductible)
    return min(min(claim, terms.deductible) + terms.coinsurance * beyond, terms.maximum)


def test_the_avoided_claim_of_400_000_under_a_deductible_of_250_000():
    found = keep(deductible=250_000, cost_sharing=NOTHING)

    assert found == {
        "gross": 370_000, "sponsor": 220_000, "carrier": 150_000, "insurer": 0, "member": 0,
    }  # fmt: skip


def test_the_same_claim_without_stop_loss_is_all_the_sponsor_s():
    assert keep(cost_sharing=NOTHING)["sponsor"] == 370_000


def test_the_same_claim_fully_insured():
    found = keep(cost_sharing=NOTHING, funding="fully_insured")

    assert (found["sponsor"], found["insurer"]) == (0, 370_000)


def test_the_same_claim_level_funded():
    found = keep(
        cost_sharing=NOTHING, funding="level_funded", deductible=250_000, surplus_returned=0.4
    )

    assert (found["sponsor"], found["insurer"], found["carrier"]) == (88_000, 132_000, 150_000)


def test_a_claim_below_the_maximum_by_hand():
    """2,000 first, 20% up to 8,000: 10,000 costs the member 3,600, and 30,000 costs 7,600."""
    sharing = CostSharing(deductible=2_000, coinsurance=0.2, maximum=8_000)

    found = keep(OneClaim(with_it=30_000, without_it=10_000), cost_sharing=sharing)

    assert found["member"] == pytest.approx(4_000)
    assert found["sponsor"] == pytest.approx(16_000)


def test_a_member_beyond_the_maximum_saves_nothing():
    sharing = CostSharing(deductible=2_000, coinsurance=0.2, maximum=8_000)

    found = keep(OneClaim(with_it=90_000, without_it=40_000), cost_sharing=sharing)

    assert found["member"] == pytest.approx(0)
    assert found["sponsor"] == pytest.approx(50_000)


def test_the_evidence_s_share_stands_for_cost_sharing():
    found = keep(share=0.9)

    assert found["member"] == pytest.approx(37_000)
    assert found["sponsor"] == pytest.approx(333_000)


def test_added_care_is_paid_by_the_same_parties():
    turned = OneClaim(with_it=GOLDEN.without_it, without_it=GOLDEN.with_it)
    terms = {"deductible": 250_000, "cost_sharing": CostSharing(deductible=5_000)}

    there, back = keep(**terms), keep(turned, **terms)

    assert back == {name: pytest.approx(-value) for name, value in there.items()}


def test_parts_add_up_to_the_cent_in_ten_thousand_random_plans():
    rng = random.Random(4)
    for _ in range(10_000):
        first = rng.choice([0.0, rng.uniform(0, 10_000)])
        terms = SplitTerms(
            funding=rng.choice(FUNDINGS),
            deductible=rng.choice([math.inf, rng.uniform(1, 1_000_000)]),
            surplus_returned=rng.random(),
            cost_sharing=rng.choice(
                [
                    None,
                    CostSharing(
                        deductible=first,
                        coinsurance=rng.choice([0.0, 1.0, rng.random()]),
                        maximum=rng.choice([math.inf, first + rng.uniform(0, 20_000)]),
                    ),
                ]
            ),
        )
        claim = OneClaim(with_it=rng.uniform(0, 2e6), without_it=rng.uniform(0, 2e6))
        found = dict(parts.of_claim(claim, terms, rng.random()))

        assert found["gross"] == pytest.approx(claim.with_it - claim.without_it, abs=NEAR)
        assert sum(found[name] for name in PAYERS) == pytest.approx(found["gross"], abs=NEAR)
        low, high = min(found["gross"], 0.0), max(found["gross"], 0.0)
        assert all(low - NEAR <= found[name] <= high + NEAR for name in PAYERS)


@LAW
@given(claims, plans, shares)
def test_every_part_lies_between_nothing_and_the_gross(claim, terms, share):
    found = dict(parts.of_claim(claim, terms, share))

    low, high = min(found["gross"], 0.0), max(found["gross"], 0.0)
    assert sum(found[name] for name in PAYERS) == pytest.approx(found["gross"], abs=NEAR)
    assert all(low - NEAR <= found[name] <= high + NEAR for name in PAYERS)


@LAW
@given(claims, plans, shares)
def test_a_deductible_at_infinity_leaves_the_gross_less_the_member_s_part(claim, terms, share):
    alone = replace(terms, funding="self_funded", deductible=math.inf)

    found = parts.of_claim(claim, alone, share)

    assert found["carrier"] == found["insurer"] == 0
    assert found["sponsor"] == pytest.approx(found["gross"] - found["member"], abs=NEAR)


@LAW
@given(claims, plans, shares)
def test_fully_insured_leaves_the_sponsor_nothing(claim, terms, share):
    found = parts.of_claim(claim, replace(terms, funding="fully_insured"), share)

    assert found["sponsor"] == 0


@LAW
@given(claims, plans, shares, st.floats(1, 1_000_000))
def test_a_higher_deductible_never_leaves_the_sponsor_less_of_avoided_care(
    claim, terms, share, more
):
    amounts = sorted((claim.with_it, claim.without_it))
    avoided = OneClaim(with_it=amounts[1], without_it=amounts[0])
    mine = replace(terms, funding="self_funded", deductible=min(terms.deductible, 1e6))
    higher = replace(mine, deductible=mine.deductible + more)

    before, after = (parts.of_claim(avoided, t, share)["sponsor"] for t in (mine, higher))

    assert after >= before - NEAR


@LAW
@given(cost_sharings, st.floats(0, 2_000_000))
def test_the_plan_s_part_is_the_claim_less_what_the_booklet_says(sharing, claim):
    cover = Cover.of_cost_sharing(sharing)

    assert cover.plan(np.array(claim)) == pytest.approx(
        claim - member_pays(sharing, claim), abs=NEAR
    )


@LAW
@given(cost_sharings, st.floats(1, 1_000_000))
def test_where_the_plan_has_paid_an_amount(sharing, amount):
    cover = Cover.of_cost_sharing(sharing)

    reached = cover.reach(amount)

    if np.isinf(reached):
        assert sharing.coinsurance == 1
        assert sharing.maximum == math.inf
    else:
        assert cover.plan(reached) == pytest.approx(amount, rel=1e-6)
