"""A group in a portfolio has the answer of its own calculation."""

import random
from dataclasses import replace

import numpy as np
import pytest

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.inputs import scenario
from calculator.engine.model import evaluate
from calculator.engine.portfolio.groups import Groups, Profile, decision_rates
from calculator.engine.simulation import PERCENTILES, sampled, simulate
from tests.engine.release import newest_evidence
from tests.engine.scenarios import random_scenario

EVIDENCE = newest_evidence()


def groups_of(case: Case) -> Groups:
    """Return a portfolio of one group: the case itself."""
    inputs = case.inputs
    entered = inputs.members_by_line or {"commercial": inputs.members or inputs.employees}
    return Groups(
        people={line: np.array([float(n)]) for line, n in entered.items()},
        rates={line: rate[np.newaxis] for line, rate in case.base_decision_rate.items()},
    )


@pytest.mark.parametrize("seed", range(200))
def test_a_group_has_the_answer_of_its_own_calculation(seed: int) -> None:
    raw = random_scenario(random.Random(seed), EVIDENCE) | {"draws": 1000}
    case = Case(inputs=scenario.read(raw, EVIDENCE), evidence=EVIDENCE)
    base = evaluate(case, draws.means(case.parameters))
    net = simulate(case, sampled(case)).pv_net

    found = Profile(case).figures(groups_of(case))

    cent = {"rel": 1e-11, "abs": 0.001}
    assert found.benefit[0] == pytest.approx(base.pv_benefit[0], **cent)
    assert found.program_cost[0] == pytest.approx(base.pv_cost[0], **cent)
    assert found.net[0] == pytest.approx(base.pv_net[0], **cent)
    assert found.net_percentiles[0] == pytest.approx(np.percentile(net, PERCENTILES), **cent)
    assert found.probability_net_positive[0] == pytest.approx((net > 0).mean(), abs=1e-9)
    years = len(case.years)
    assert found.opinions[0] == pytest.approx(
        np.broadcast_to(base.opinions_by_year[0], years).sum()
    )
    assert found.surgeries_avoided[0] == pytest.approx(
        np.broadcast_to(base.surgeries_avoided_by_year[0], years).sum()
    )


def test_groups_together_add_up_draw_by_draw() -> None:
    case = Case(inputs=scenario.read({"members": 5000, "draws": 2000}, EVIDENCE), evidence=EVIDENCE)
    sizes = np.array([40_000.0, 50_000.0, 60_000.0])
    groups = Groups(
        people={"commercial": sizes},
        rates={"commercial": case.base_decision_rate["commercial"][np.newaxis]},
    )

    total = Profile(case).total_net(groups)

    each = [
        simulate(of_size, sampled(of_size)).pv_net
        for of_size in (
            Case(inputs=replace(case.inputs, members=int(size)), evidence=EVIDENCE)
            for size in sizes
        )
    ]
    assert total == pytest.approx(sum(each))
    apart = np.sqrt(sum(net.var() for net in each))
    assert total.std() > 1.7 * apart  # shared doubt: sampled apart, the total would look too sure


def test_own_age_mixes_agree_with_the_same_mix_in_a_calculation() -> None:
    mix = {"0-17": 0.1, "18-44": 0.2, "45-64": 0.3, "65+": 0.4}
    raw = {"members": 5000, "draws": 1000}
    plain = Case(inputs=scenario.read(raw, EVIDENCE), evidence=EVIDENCE)
    raw["age_mix"] = {"commercial": mix}
    case = Case(inputs=scenario.read(raw, EVIDENCE), evidence=EVIDENCE)
    mixes = np.array([list(mix.values()), [0.25, 0.25, 0.25, 0.25]])
    groups = Groups(
        people={"commercial": np.array([5000.0, 5000.0])},
        rates={"commercial": decision_rates(plain, "commercial", mixes)},
    )

    found = Profile(plain).figures(groups)

    net = simulate(case, sampled(case)).pv_net
    assert found.net_percentiles[0] == pytest.approx(np.percentile(net, PERCENTILES))
    assert found.net[0] != pytest.approx(found.net[1])


def test_an_own_decision_rate_replaces_the_age_mix_of_every_group() -> None:
    raw = {"members": 5000, "draws": 1000, "overrides": {"decision_rate.lumbar_fusion": 9}}
    case = Case(inputs=scenario.read(raw, EVIDENCE), evidence=EVIDENCE)
    mixes = np.array([[0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1]])

    rates = decision_rates(case, "commercial", mixes)

    own = case.slugs.index("lumbar_fusion")
    assert rates[:, own] == pytest.approx([0.009, 0.009])
    assert (rates[0] != pytest.approx(rates[1])) is True
