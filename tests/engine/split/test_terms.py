import math

import pytest

from calculator.engine.errors import InvalidInput
from calculator.engine.split import terms
from calculator.engine.split.fields import COST_SHARING, FIELD, FIELDS
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms


def errors_of(*, audience="employer", **raw) -> dict[str, list[str]]:
    with pytest.raises(InvalidInput) as refused:
        terms.read(raw, audience=audience)
    return refused.value.errors


def test_fields_are_declared_once_with_bounds_default_or_help():
    assert len(FIELD) == len(FIELDS)
    assert set(COST_SHARING) < set(FIELD)
    for field in FIELDS:
        assert field.label
        assert field.help
        assert field.choices if field.kind == "choice" else field.high > field.low


def test_nothing_stated_is_no_stop_loss_and_the_evidence_s_share():
    assert terms.read({}) == (SplitTerms(), None)
    assert terms.read({"stop_loss_deductible": " "})[0].deductible == math.inf


def test_the_calculation_s_own_funding_holds_until_one_is_chosen():
    assert terms.read({}, funding="fully_insured")[0].funding == "fully_insured"
    chosen, _ = terms.read({"funding": "self_funded"}, funding="fully_insured")
    assert chosen.funding == "self_funded"


def test_amounts_are_read_as_people_type_them():
    found, claim = terms.read(
        {
            "funding": "level_funded",
            "surplus_returned": "50%",
            "stop_loss_deductible": "$250,000",
            "member_deductible": "2 000",
            "coinsurance": "20%",
            "out_of_pocket_maximum": "8000",
            "other_claims": "12,000",
            "other_claims_diagnosis": 90_000,
            "renewal_share": 0,
            "claim_with": "400,000",
            "claim_without": "30,000",
        }
    )

    assert found == SplitTerms(
        funding="level_funded",
        deductible=250_000,
        surplus_returned=0.5,
        cost_sharing=CostSharing(deductible=2_000, coinsurance=0.2, maximum=8_000),
        other_claims=12_000,
        other_claims_diagnosis=90_000,
        renewal_share=0,
    )
    assert claim == OneClaim(with_it=400_000, without_it=30_000)


def test_one_of_the_three_is_a_benefit_design():
    assert terms.read({"member_deductible": 0})[0].cost_sharing == CostSharing()
    assert terms.read({"coinsurance": "0.1"})[0].cost_sharing == CostSharing(coinsurance=0.1)


def test_stop_loss_of_a_fully_insured_plan_is_the_insurer_s_matter():
    raw = {"funding": "fully_insured", "stop_loss_deductible": 100_000}

    assert terms.read(raw)[0].deductible == math.inf


def test_a_payer_bears_its_claims_up_to_its_reinsurance():
    found, _ = terms.read({"stop_loss_deductible": 100_000}, audience="payer")

    assert (found.funding, found.deductible) == ("fully_insured", 100_000)
    assert "funding" in errors_of(audience="payer", funding="self_funded")


@pytest.mark.parametrize(
    ("raw", "field", "said"),
    [
        ({"funding": "hybrid"}, "funding", "not a choice"),
        ({"funding": "level_funded"}, "surplus_returned", "State the share"),
        ({"surplus_returned": 1.2}, "surplus_returned", "0 to 1"),
        ({"stop_loss_deductible": 0}, "stop_loss_deductible", "1 to 10,000,000"),
        ({"stop_loss_deductible": "lots"}, "stop_loss_deductible", "not a number"),
        ({"coinsurance": 20}, "coinsurance", "0 to 1"),
        ({"member_deductible": -1}, "member_deductible", "0 to 10,000,000"),
        (
            {"member_deductible": 3_000, "out_of_pocket_maximum": 2_000},
            "out_of_pocket_maximum",
            "at least as much",
        ),
        ({"other_claims": 1e9}, "other_claims", "0 to 10,000,000"),
        ({"renewal_share": "2"}, "renewal_share", "0 to 1"),
        ({"claim_with": 1}, "claim_without", "both figures"),
        ({"claim_without": 1}, "claim_with", "both figures"),
        ({"claim_with": "x", "claim_without": 1}, "claim_with", "not a number"),
        ({"premium": 1}, "premium", "no field"),
    ],
)
def test_bad_terms_are_refused_at_their_field(raw, field, said):
    errors = errors_of(**raw)

    assert list(errors) == [field]
    assert said in errors[field][0]


def test_every_error_is_told_at_once():
    assert set(errors_of(funding="x", coinsurance="y", claim_with="z")) == {
        "funding",
        "coinsurance",
        "claim_with",
        "claim_without",
    }
