import numpy as np
import pytest

from calculator.engine import draws
from calculator.engine.pathway import decisions
from tests.engine.build import EVIDENCE, PAYER, a_case, base_of, for_all, with_parameter

OLD = {"0-17": 0.0, "18-44": 0.0, "45-64": 0.0, "65+": 1.0}


def decisions_of(**inputs) -> float:
    return float(base_of(areas=["cancer"], **inputs).decisions[0, 0])


def uptake_of(area="lumbar_fusion", **inputs) -> list[float]:
    return base_of(areas=[area], **inputs).uptake[0, 0].tolist()


def test_the_derived_size_follows_the_draw_and_the_entered_one_does_not():
    drawn = draws.moved(
        a_case().parameters, [{"members_per_employee": 2}, {"members_per_employee": 4}]
    )

    members, employees = decisions.population(a_case(members=1_000), drawn)
    derived, entered = decisions.population(a_case(employees=1_000), drawn)

    assert members["commercial"].tolist() == [1_000]
    assert employees.tolist() == [500, 250]
    assert derived["commercial"].tolist() == [2_000, 4_000]
    assert entered.tolist() == [1_000]


def test_a_payer_has_members_by_line_and_no_employees():
    members, employees = decisions.population(a_case(**PAYER), draws.means(a_case().parameters))

    assert {line: n.tolist() for line, n in members.items()} == {
        "commercial": [40_000],
        "medicare_advantage": [30_000],
        "medicaid": [20_000],
    }
    assert employees is None


def test_the_age_mix_weighs_the_age_bands():
    bands = EVIDENCE.parameter["decision_rate.cancer"].by_age_band
    mix = EVIDENCE.line["commercial"].age_mix
    by_hand = 10 * sum(mix[band] * bands[band] for band in bands)

    assert decisions_of() == pytest.approx(by_hand, rel=1e-14)
    assert decisions_of(age_mix={"commercial": OLD}) == pytest.approx(10 * bands["65+"])


def test_without_age_bands_the_base_holds_for_all_ages():
    flat = with_parameter("decision_rate.cancer", by_age_band=None)

    found = base_of(flat, areas=["cancer"], age_mix={"commercial": OLD}).decisions[0, 0]

    assert found == pytest.approx(10 * EVIDENCE.parameter["decision_rate.cancer"].base)


def test_a_users_own_rate_replaces_sum_and_age_mix_in_every_line():
    own = {"decision_rate.cancer": 5}

    assert decisions_of(age_mix={"commercial": OLD}, overrides=own) == pytest.approx(50)
    assert decisions_of(**PAYER, overrides=own) == pytest.approx(450)


def test_draws_scale_decisions_by_their_base():
    ranged = {"decision_rate.cancer": {"base": 5, "low": 4, "high": 6}}
    case = a_case(areas=["cancer"], overrides=ranged)
    drawn = draws.moved(case.parameters, [{"decision_rate.cancer": 5}, {"decision_rate.cancer": 6}])
    members, _ = decisions.population(case, drawn)

    found = decisions.decisions(case, drawn, members)["commercial"]

    assert found[:, 0].tolist() == pytest.approx([50, 60])


def test_a_rate_of_zero_gives_no_decisions():
    assert decisions_of(overrides={"decision_rate.cancer": 0}) == 0


@pytest.mark.parametrize(
    ("design", "area", "expected"),
    [
        ("voluntary", "lumbar_fusion", 0.15),
        ("passive", "lumbar_fusion", 0.15 * 0.4),
        ("targeted", "lumbar_fusion", 0.30),
        ("targeted", "cabg", 0.0),
        ("mandatory", "lumbar_fusion", 0.85),
    ],
)
def test_uptake_by_design(design, area, expected):
    assert uptake_of(area, design=design) == pytest.approx([expected])


@pytest.mark.parametrize("design", list(EVIDENCE.design))
def test_a_users_own_uptake_replaces_the_designs_in_every_area(design):
    own = {"uptake_rate.cabg": 0.5}

    assert uptake_of("cabg", design=design, overrides=own) == pytest.approx([0.5])


def test_engagement_moves_uptake_and_compliance_takes_its_place():
    both = {"engagement": 2, "compliance": 0.5}

    assert uptake_of(overrides=both) == pytest.approx([0.30])
    assert uptake_of(design="mandatory", overrides=both) == pytest.approx([0.425])


def test_the_ramp_comes_before_the_cap():
    own = {"uptake_rate.cabg": 0.8}

    assert uptake_of("cabg", overrides=own, uptake_ramp=[0.5, 1, 2]) == [0.4, 0.8, 0.95]
    assert uptake_of("cabg", overrides=own, uptake_ramp=[2, 2, 2]) == [0.95]
    assert uptake_of(overrides={"engagement": 100}) == [0.95]


def test_uptake_has_a_row_for_every_draw():
    case = a_case(uptake_ramp=[0, 1, 1])
    drawn = draws.moved(case.parameters, [{"engagement": 0}, {"engagement": 1}])

    found = decisions.uptake(case, drawn)

    assert found.shape == (2, len(case.areas), 3)
    assert not found[0].any()
    assert not found[1, :, 0].any()
    assert np.array_equal(found[1, :, 1], found[1, :, 2])


def test_all_shares_at_one_stay_below_the_cap():
    found = base_of(overrides=for_all("uptake_rate", 1)).uptake

    assert (found == 0.95).all()
