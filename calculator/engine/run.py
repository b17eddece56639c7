"""The whole answer to one scenario: every analysis once, on shared draws."""

import json
from hashlib import sha256

from calculator.engine import (
    acceptability,
    assumptions,
    base_case,
    breakdown,
    chance,
    comparison,
    draws,
    owsa,
    plausibility,
    psa,
    twsa,
    voi,
)
from calculator.engine.break_even import fee_in_force
from calculator.engine.case import Case
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.model import evaluate
from calculator.engine.result import Reference, Result
from calculator.engine.simulation import sampled
from calculator.engine.version import MODEL_VERSION


def fingerprint(inputs: ScenarioInputs, evidence: Evidence) -> str:
    """Return the hash of everything a result depends on: the same fingerprint, the same bits."""
    content = {
        "inputs": inputs.to_dict(),
        "evidence": evidence.content_hash,
        "model": MODEL_VERSION,
    }
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def run(inputs: ScenarioInputs, evidence: Evidence) -> Result:
    """Return the complete result of a scenario.

    Args:
        inputs: judged inputs (``scenario.read``).
        evidence: the release.

    Returns:
        Plain JSON values; nothing is rounded.
    """
    case = Case(inputs=inputs, evidence=evidence)
    chosen = comparison.variant(case)
    base, simulation = chosen.base, chosen.simulation
    totals = base_case.totals(base)
    tornado = owsa.tornado(case)
    moving = {row["parameter"] for row in tornado}
    uncertain = [p for p in case.parameters.sampled if p.name in moving]
    all_draws = sampled(case)
    return {
        "fingerprint": fingerprint(inputs, evidence),
        "model_version": MODEL_VERSION,
        "evidence_release": evidence.release,
        "evidence_hash": evidence.content_hash,
        "inputs": inputs.to_dict(),
        "changes": assumptions.changes(case),
        "members": float(base.members[0]),
        "employees": None if base.employees is None else float(base.employees[0]),
        "fees": base_case.fees(base),
        "totals": totals,
        "annual": base_case.annual(base),
        "years": base_case.years(base),
        "areas": breakdown.areas(base),
        "lines": breakdown.lines(base),
        "chain": base_case.chain(base),
        "psa": psa.psa(simulation, seed=inputs.seed, base_case_net=totals["net"]),
        "chance": chance.chance(case, all_draws),
        "owsa": tornado,
        "twsa": twsa.fee_by_use(case, base),
        "acceptability": acceptability.acceptability(
            case, simulation, fee=float(fee_in_force(base)[0])
        ),
        "designs": comparison.designs(chosen),
        "lenses": comparison.lenses(chosen),
        "value_of_information": voi.value_of_information(simulation.pv_net, all_draws, uncertain),
        "plausibility": plausibility.checks(base),
        "assumptions": assumptions.assumptions(case),
        "reference": reference(case),
    }


def reference(case: Case) -> Reference:
    """Return the reference case for the same people: no input but their number."""
    inputs = scenario.read(scenario.size_of(case.inputs), case.evidence)
    plain = Case(inputs=inputs, evidence=case.evidence)
    base = evaluate(plain, draws.means(plain.parameters))
    totals = base_case.totals(base)
    return {
        "annual": base_case.annual(base),
        "net": totals["net"],
        "benefit_cost_ratio": totals["benefit_cost_ratio"],
    }
