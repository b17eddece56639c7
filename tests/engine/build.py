"""Short ways to what most engine tests need."""

import json
import random
from dataclasses import replace

from hypothesis import strategies as st

from calculator.engine import base_case, breakdown, draws, run
from calculator.engine.case import Case
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.result import Result, Totals
from tests.engine.release import newest_evidence
from tests.engine.scenarios import random_scenario

EVIDENCE = newest_evidence()
PAYER = {
    "audience": "payer",
    "members_by_line": {"commercial": 40_000, "medicare_advantage": 30_000, "medicaid": 20_000},
}
SURGICAL = [area.slug for area in EVIDENCE.areas if area.pathway == "surgical"]
DIAGNOSTIC = [area.slug for area in EVIDENCE.areas if area.pathway == "diagnostic"]

scenarios = st.integers(0, 2**32).map(lambda seed: random_scenario(random.Random(seed), EVIDENCE))


def a_case(evidence: Evidence = EVIDENCE, **inputs) -> Case:
    """Ten thousand members unless a size is given."""
    sized = {"members", "employees", "members_by_line"} & inputs.keys()
    given = inputs if sized else {"members": 10_000, **inputs}
    return Case(inputs=scenario.read(given, evidence), evidence=evidence)


def base_of(evidence: Evidence = EVIDENCE, **inputs) -> Outcomes:
    case = a_case(evidence, **inputs)
    return evaluate(case, draws.means(case.parameters))


def totals_of(evidence: Evidence = EVIDENCE, **inputs) -> Totals:
    return base_case.totals(base_of(evidence, **inputs))


def base_answer(**inputs) -> dict:
    """The base case's part of a result."""
    base = base_of(**inputs)
    return {
        "totals": base_case.totals(base),
        "annual": base_case.annual(base),
        "years": base_case.years(base),
        "areas": breakdown.areas(base),
        "lines": breakdown.lines(base),
        "chain": base_case.chain(base),
    }


def result_of(evidence: Evidence = EVIDENCE, **inputs) -> Result:
    """A whole result on few draws."""
    case = a_case(evidence, **{"draws": 1_000, **inputs})
    return run.run(case.inputs, evidence)


def for_all(key: str, value: float) -> dict[str, float]:
    """Overrides that set every parameter of a key to one number."""
    return {p.name: value for p in EVIDENCE.parameters if p.key == key}


def with_overrides(given: dict, **own) -> dict:
    return {**given, "overrides": {**given.get("overrides", {}), **own}}


def with_parameter(name: str, **changes) -> Evidence:
    """The release with one parameter's row changed."""
    rows = tuple(replace(p, **changes) if p.name == name else p for p in EVIDENCE.parameters)
    return replace(EVIDENCE, parameters=rows)


def plain(value: object) -> str:
    """JSON to the last bit, refusing NaN and infinity."""
    return json.dumps(value, allow_nan=False, sort_keys=True)
