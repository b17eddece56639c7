from math import exp, lgamma, log

import pytest

from calculator.engine import run, simulation
from calculator.engine.split import split, terms
from calculator.engine.split.result import PAYERS
from calculator.engine.split.terms import SplitTerms
from tests.engine.build import EVIDENCE, PAYER, a_case, base_answer

SHARING = {"member_deductible": 2_000, "coinsurance": 0.2, "out_of_pocket_maximum": 8_000}
TERMS = [
    {},
    {"stop_loss_deductible": 60_000},
    {"funding": "level_funded", "surplus_returned": 0.5, "stop_loss_deductible": 60_000},
    {"funding": "fully_insured"},
    {**SHARING, "stop_loss_deductible": 60_000, "other_claims": 5_000},
    {**SHARING, "other_claims_diagnosis": 150_000, "stop_loss_deductible": 100_000},
]
INPUTS = [{}, {"design": "mandatory", "horizon_years": 1}, {"areas": ["cancer", "transplant"]}]


def of(raw=None, **inputs):
    case = a_case(**{"draws": 1_000, **inputs})
    found, _ = terms.read(raw or {}, audience=case.inputs.audience)
    return split.split(case, found)


@pytest.mark.parametrize("inputs", [*INPUTS, {**PAYER, "horizon_years": 2}])
def test_the_evidence_s_share_gives_the_calculation_s_own_totals(inputs):
    found, answer = of(**inputs), base_answer(**inputs)

    years = inputs.get("horizon_years", 3)
    reader = "insurer" if inputs.get("audience") else "sponsor"
    annual = found["annual"]
    assert annual[reader] == pytest.approx(answer["annual"]["plan_saving"], abs=0.005)
    assert found["verdict"]["net"] == pytest.approx(answer["annual"]["net"], abs=0.005)
    assert found["verdict"]["net_counted"] == pytest.approx(found["verdict"]["net"])
    if years == 1:
        member = sum(line["member_saving"] for line in answer["lines"])
        assert annual["member"] == pytest.approx(member, abs=0.005)


def test_member_s_part_of_several_years_is_the_calculation_s():
    answer = base_answer(discount_rate=0)

    found = of(discount_rate=0)

    member = sum(line["member_saving"] for line in answer["lines"])
    assert found["annual"]["member"] * 3 == pytest.approx(member, abs=0.005)


@pytest.mark.parametrize("raw", TERMS)
@pytest.mark.parametrize("inputs", INPUTS)
def test_parts_add_up_and_so_do_areas_and_avoided_less_added(raw, inputs):
    found = of(raw, **inputs)

    for parts in (found["annual"], *(area["parts"] for area in found["areas"])):
        assert sum(parts[name] for name in PAYERS) == pytest.approx(parts["gross"], abs=0.005)
    for name in ("gross", *PAYERS):
        total = found["annual"][name]
        assert sum(a["parts"][name] for a in found["areas"]) == pytest.approx(total, abs=0.005)
        net = found["avoided"][name] - found["added"][name]
        assert net == pytest.approx(total, abs=0.005)


@pytest.mark.parametrize("raw", TERMS)
def test_the_gross_does_not_depend_on_the_terms(raw):
    assert of(raw)["annual"]["gross"] == pytest.approx(of()["annual"]["gross"], abs=0.005)


def test_a_deductible_beyond_all_claims_is_none():
    beyond, none = of({"stop_loss_deductible": 10_000_000}), of()

    assert beyond["annual"] == pytest.approx(none["annual"], abs=0.005)


def test_the_sponsor_keeps_more_of_avoided_operations_the_higher_the_deductible():
    kept = [
        of({"stop_loss_deductible": d})["avoided"]["sponsor"] for d in (20_000, 60_000, 200_000)
    ]

    assert 0 < kept[0] < kept[1] < kept[2] <= of()["avoided"]["sponsor"]


def test_fully_insured_leaves_the_fee_and_nothing_else():
    found = of({"funding": "fully_insured", "renewal_share": 0.5})

    assert found["annual"]["sponsor"] == 0
    assert found["verdict"]["net"] == -found["verdict"]["program_cost"]
    assert found["renewal"] == pytest.approx(found["annual"]["insurer"] / 2)
    assert of({"funding": "fully_insured"})["renewal"] is None
    assert of({"renewal_share": 0.5})["renewal"] is None


def test_level_funding_shares_the_surplus_below_the_attachment_point():
    own = {"stop_loss_deductible": 60_000}
    alone = of(own)["annual"]
    shared = of({**own, "funding": "level_funded", "surplus_returned": 0.3})["annual"]

    assert shared["sponsor"] == pytest.approx(0.3 * alone["sponsor"])
    assert shared["insurer"] == pytest.approx(0.7 * alone["sponsor"])
    assert shared["carrier"] == pytest.approx(alone["carrier"])


def test_a_case_by_hand():
    """One area, certain price 73,000 against 0, nothing added: the gamma's own limited mean."""
    own = {
        "surgery_cost.lumbar_fusion": 73_000, "alternative_care_cost.lumbar_fusion": 0,
        "extra_workup_cost": 0, "care_added_rate": 0, "medical_trend": 0,
    }  # fmt: skip
    inputs = {"areas": ["lumbar_fusion"], "overrides": own, "horizon_years": 1}
    raw = {"member_deductible": 0, "stop_loss_deductible": 73_000, "other_claims": 0}

    found = of(raw, **inputs)

    avoided = base_answer(**inputs)["annual"]["surgeries_avoided"]
    assert found["annual"]["gross"] == pytest.approx(avoided * 73_000)
    share = found["annual"]["sponsor"] / found["annual"]["gross"]
    k = 1 / 0.6**2  # E[min(Z, 1)] of a gamma of mean 1, in closed form
    assert share == pytest.approx(1 - exp((k - 1) * log(k) - k - lgamma(k)), abs=2e-5)


def test_range_and_chance_are_those_of_the_calculation_where_nothing_is_shared():
    case = a_case(draws=2_000)
    found = split.split(case, SplitTerms())
    simulated = simulation.simulate(case, simulation.sampled(case))

    expected = simulation.spread(simulated.annual_benefit)
    assert found["spreads"]["sponsor"]["percentiles"] == pytest.approx(expected["percentiles"])
    assert found["spreads"]["sponsor"]["sd"] == pytest.approx(expected["sd"])
    assert found["verdict"]["probability_net_positive"] == simulation.share_of(simulated.pv_net > 0)
    answer = run.run(case.inputs, case.evidence)
    assert found["verdict"]["break_even_fee"] == pytest.approx(
        answer["totals"]["break_even"]["fee"]
    )
    assert found["verdict"]["benefit_cost_ratio"] == pytest.approx(
        answer["totals"]["benefit_cost_ratio"]
    )


@pytest.mark.parametrize("raw", [*TERMS[:3], TERMS[4]])
@pytest.mark.parametrize("inputs", [{}, {**PAYER, "horizon_years": 2}])
def test_what_is_put_to_use_gives_the_same_saving_a_year(raw, inputs):
    if inputs:
        raw = {k: v for k, v in raw.items() if k not in ("funding", "surplus_returned")}
    found = of(raw, **inputs)
    use = found["use"]
    own = {f"plan_paid_share.{line}": share for line, share in use["plan_paid_share"].items()}

    answer = base_answer(**inputs, savings_retained=use["savings_retained"], overrides=own)

    assert answer["annual"]["plan_saving"] == pytest.approx(found["verdict"]["kept"], abs=0.01)
    assert answer["annual"]["net"] == pytest.approx(found["verdict"]["net"], abs=0.01)


def test_nothing_is_put_to_use_where_no_share_says_it():
    costly = {"overrides": {"surgery_not_confirmed_rate.lumbar_fusion": 0}}

    assert of(areas=["lumbar_fusion"], **costly)["use"] is None
    sharing = {"member_deductible": 10_000_000}
    assert of(sharing)["use"] is None


def test_a_line_without_savings_cannot_state_its_share():
    nothing = {"overrides": {"price_index.medicaid": 0}}
    raw = {"member_deductible": 0}

    assert of(raw, **PAYER, **nothing)["use"] is None


def test_productivity_stays_a_line_of_its_own():
    found = of(include_productivity=True)

    verdict = found["verdict"]
    assert verdict["productivity"] > 0
    assert verdict["net"] == pytest.approx(
        verdict["kept"] + verdict["productivity"] - verdict["program_cost"]
    )


def test_a_program_without_fees_has_neither_ratio_nor_break_even_fee():
    free = {"annual_administration_cost": 0, "fee_per_opinion": 0, "design": "mandatory"}
    nobody = {f"uptake_rate.{area.slug}": 0 for area in EVIDENCE.areas}

    verdict = of(**free, overrides=nobody)["verdict"]

    assert verdict["benefit_cost_ratio"] is None
    assert verdict["break_even_fee"] is None


def test_draws_beyond_ten_thousand_are_not_needed_for_the_range(monkeypatch):
    monkeypatch.setattr(split, "MOST_DRAWS", 1_000)

    assert of(draws=3_000)["spreads"] == of(draws=1_000)["spreads"]


def test_other_terms_are_split_as_if_they_were_stated():
    raw = {"stop_loss_deductible": 60_000}
    moves = {(row["term"], row["value"]): row["annual"] for row in of(raw)["moves"]}

    dearer = {**raw, "other_claims": 50_000, "other_claims_diagnosis": 50_000}
    assert moves["other_claims", 50_000] == of(dearer)["annual"]
    assert moves["stop_loss_deductible", 100_000] == of({"stop_loss_deductible": 100_000})["annual"]
    assert moves["stop_loss_deductible", None] == of()["annual"]


@pytest.mark.parametrize(
    ("raw", "inputs", "terms_moved"),
    [
        ({}, {}, {"stop_loss_deductible"}),
        ({"funding": "fully_insured"}, {}, set()),
        ({"funding": "fully_insured", **SHARING}, {}, {"other_claims"}),
        (SHARING, PAYER, {"stop_loss_deductible", "other_claims"}),
    ],
)
def test_a_term_that_moves_nothing_is_not_moved(raw, inputs, terms_moved):
    assert {row["term"] for row in of(raw, **inputs)["moves"]} == terms_moved
