"""Scenarios that exhibits must be able to tell, run once each; and ways to alter a result."""

import json
from functools import cache

from calculator.engine.inputs import scenario
from calculator.engine.result import Result
from calculator.engine.run import run
from tests.engine.release import newest_evidence

TEN_THOUSAND = {"members": 10_000}
PAYER = {
    "audience": "payer",
    "members_by_line": {"commercial": 500_000, "medicare_advantage": 200_000, "medicaid": 300_000},
}
DESIGNS = ("voluntary", "passive", "targeted", "mandatory", "mandatory_lumbar_fusion")
LENSES = ("reference", "independent", "as_claimed")
FREE = {"fee_per_employee_month": 0, "annual_administration_cost": 0}

SCENARIOS: dict[str, dict] = {
    **{
        f"{design}, {lens}": {**TEN_THOUSAND, "design": design, "lens": lens}
        for design in DESIGNS
        for lens in LENSES
    },
    "employees": {"employees": 5_000},
    "one employee": {"employees": 1},
    "one member": {"members": 1, "horizon_years": 1},
    "five million members": {"members": 5_000_000},
    "ten years": {**TEN_THOUSAND, "horizon_years": 10},
    "payer": PAYER,
    "payer, one line": {
        "audience": "payer",
        "members_by_line": {"medicaid": 1},
        "design": "mandatory",
    },
    "insured, nothing kept": {
        **TEN_THOUSAND,
        "funding": "fully_insured",
        "savings_retained": 0,
    },
    "insured, half kept, work days": {
        **TEN_THOUSAND,
        "funding": "fully_insured",
        "savings_retained": 0.5,
        "include_productivity": True,
    },
    "free": {**TEN_THOUSAND, **FREE},
    "free, as claimed": {**TEN_THOUSAND, **FREE, "lens": "as_claimed"},
    "cheap": {**TEN_THOUSAND, "fee_per_employee_month": 0.25},
    "nobody uses it": {**TEN_THOUSAND, "overrides": {"engagement": 0}},
    "nothing at all": {
        **TEN_THOUSAND,
        "design": "targeted",
        "areas": ["cabg"],
        "fee_per_opinion": 0,
        "annual_administration_cost": 0,
    },
    "areas that lose": {
        **TEN_THOUSAND,
        "areas": ["rare_disease", "other_diagnostic"],
        "design": "passive",
    },
    "areas that lose, work days": {
        **TEN_THOUSAND,
        "areas": ["bariatric", "other_diagnostic"],
        "include_productivity": True,
    },
    "caution": {**TEN_THOUSAND, "areas": ["ocular", "lumbar_fusion"]},
    "everything changed": {
        **TEN_THOUSAND,
        "overrides": {
            "uptake_rate.lumbar_fusion": {"base": 0.2, "low": 0.1, "high": 0.3},
            "surgery_cost.cabg": 51_234.5,
            "surgery_cost.ocular": 3_000,
        },
        "age_mix": {"commercial": {"0-17": 0.1, "18-44": 0.3, "45-64": 0.6, "65+": 0}},
        "areas": ["cabg", "lumbar_fusion"],
        "uptake_ramp": [0.5, 0.8, 1],
        "discount_rate": 0.05,
        "implementation_fee": 5_000,
        "incentive_per_opinion": 100,
        "include_productivity": True,
        "draws": 2_000,
        "seed": 5,
        "design": "mandatory",
        "lens": "independent",
    },
}


@cache
def _stored(name: str) -> str:
    evidence = newest_evidence()
    raw = {"draws": 2_000, **SCENARIOS[name]}
    return json.dumps(run(scenario.read(raw, evidence), evidence))


def result_of(name: str) -> Result:
    """A scenario's result as it comes out of the store: a fresh copy, free to alter."""
    return json.loads(_stored(name))


def reference() -> Result:
    """The reference case of 10,000 members with all its draws."""
    return json.loads(_reference())


@cache
def _reference() -> str:
    evidence = newest_evidence()
    return json.dumps(run(scenario.read(TEN_THOUSAND, evidence), evidence))
