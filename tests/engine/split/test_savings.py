"""The scenario's split against one person at a time, over equally likely costs (Eq. 34)."""

import pytest

from calculator.engine.chance import GAMMA_SHAPE
from calculator.engine.distributions import Fit
from calculator.engine.quantiles import quantiles
from calculator.engine.split import parts, savings
from calculator.engine.split.result import PAYERS
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms
from tests.engine.build import PAYER, base_of

UNIT = Fit(family="gamma", first=GAMMA_SHAPE, second=1 / GAMMA_SHAPE)
COSTS = quantiles(UNIT, [(i + 0.5) / 2_000 for i in range(2_000)])
SHARING = CostSharing(deductible=3_000, coinsurance=0.25, maximum=9_000)
NAMES = ("gross", *PAYERS)


def mean_parts(pairs, terms, share) -> dict[str, float]:
    """Mean of each part over claims with and without, one person at a time."""
    found = [
        dict(parts.of_claim(OneClaim(with_it=x, without_it=y), terms, share)) for x, y in pairs
    ]
    return {name: sum(one[name] for one in found) / len(found) for name in NAMES}


def by_hand(base, slug, terms, *, line, year, other) -> dict[str, float]:
    """One area, line and year: each case's claims laid out, as a person would do it."""
    at = base.case.slugs.index(slug)
    of = base.draws.values
    price = of[f"price_index.{line}"][0] * base.trend[0, year]
    base_claims = other * base.trend[0, year]
    surgical = at < len(base.case.surgical)
    if surgical:
        most = of[f"surgery_cost.{slug}"][0] * price
        before = [base_claims + most * z for z in COSTS]
        after = [base_claims + of[f"alternative_care_cost.{slug}"][0] * price] * len(COSTS)
        effect = base.surgical.surgeries_avoided[0, at]
    else:
        saved = of[f"saving_per_changed_plan.{slug}"][0] * price
        before = [base_claims + max(saved, 0) * z for z in COSTS]
        after = [base_claims + max(-saved, 0) * z for z in COSTS]
        effect = base.diagnostic.plans_followed[0, at - len(base.case.surgical)]
    workup = of["extra_workup_cost"][0] * price
    costlier = of["care_added_cost"][0] * base.case.added_care_counted[at] * price
    share = of[f"plan_paid_share.{line}"][0]
    avoided = mean_parts(zip(before, after, strict=True), terms, share)
    examined = mean_parts([(x, x + workup) for x in before], terms, share)
    treated = mean_parts([(x + workup, x + workup + costlier) for x in before], terms, share)
    opinions = base.lines[line].decisions[0, at] * base.uptake[0, at, 0]
    rate = of["care_added_rate"][0]
    return {
        name: opinions * (effect * avoided[name] + examined[name] + rate * treated[name])
        for name in NAMES
    }


@pytest.mark.parametrize(
    ("area", "saving"),
    [
        ("lumbar_fusion", None),
        ("knee_replacement", None),
        ("cancer", None),
        ("other_diagnostic", None),
        ("cancer", -20_000),  # dearer care
    ],
)
@pytest.mark.parametrize(
    "terms",
    [
        SplitTerms(deductible=50_000, other_claims=9_000, other_claims_diagnosis=45_000),
        SplitTerms(
            deductible=50_000, other_claims=2_000, other_claims_diagnosis=30_000,
            cost_sharing=SHARING, funding="level_funded", surplus_returned=0.4,
        ),
    ],
)  # fmt: skip
def test_an_area_and_year_by_hand(area, saving, terms):
    own = {} if saving is None else {f"saving_per_changed_plan.{area}": saving}
    base = base_of(areas=[area], horizon_years=2, overrides=own)
    other = terms.other_claims if base.case.surgical else terms.other_claims_diagnosis

    care = savings.of_line(base, "commercial", terms)

    for year in (0, 1):
        layers = care.net
        whole = parts.Layers(
            gross=layers.gross[0, 0, year], plan=layers.plan[0, 0, year],
            held=layers.held[0, 0, year],
        )  # fmt: skip
        expected = by_hand(base, area, terms, line="commercial", year=year, other=other)
        size = abs(expected["gross"]) + 1
        assert dict(parts.parts(whole, terms)) == pytest.approx(expected, abs=2e-3 * size)


@pytest.mark.parametrize("line", ["commercial", "medicaid"])
def test_a_line_is_split_at_its_own_prices_and_spending(line):
    terms = SplitTerms(funding="fully_insured", deductible=25_000, cost_sharing=SHARING)
    base = base_of(**PAYER, areas=["lumbar_fusion"], horizon_years=1)
    other = base.draws.values[f"spend_per_member.{line}"][0]

    found = savings.a_year(savings.of_line(base, line, terms).net, terms)

    expected = by_hand(base, "lumbar_fusion", terms, line=line, year=0, other=other)
    assert dict(found) == pytest.approx(expected, abs=2e-3 * expected["gross"])
