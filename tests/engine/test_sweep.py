import pytest

from calculator.engine import sweep, twsa
from calculator.engine.errors import InvalidInput
from calculator.engine.sweep import Axis
from tests.engine.build import PAYER, a_case, totals_of

MEASURES = ("opinions", "surgeries_avoided", "plan_saving", "productivity", "program_cost", "net")


def swept(*axes: tuple[str, list[float]], **inputs):
    return sweep.sweep(a_case(**inputs), [Axis(name=n, values=v) for n, v in axes])


@pytest.mark.parametrize(
    ("name", "values", "own"),
    [
        ("engagement", [0, 0.5, 2], lambda v: {"overrides": {"engagement": v}}),
        ("members", [1_000, 20_000], lambda v: {"members": int(v)}),
        ("savings_retained", [0, 0.4], lambda v: {"savings_retained": v}),
        ("fee_per_opinion", [0, 900], lambda v: {"fee_per_opinion": v}),
        ("fee_per_employee_month", [0, 2.5], lambda v: {"fee_per_employee_month": v}),
        ("discount_rate", [0, 0.1], lambda v: {"discount_rate": v}),
    ],
)
@pytest.mark.parametrize("design", ["voluntary", "targeted"])
def test_each_point_is_the_base_case_with_that_value_entered(name, values, own, design):
    more = {"design": design, "include_productivity": True, "uptake_ramp": [0.5, 0.8, 1]}

    found = swept((name, values), **more)["values"]

    for index, value in enumerate(values):
        totals = totals_of(**{**more, **own(value)})
        for measure in (*MEASURES, "benefit_cost_ratio"):
            assert found[measure][index] == pytest.approx(totals[measure], rel=1e-9, abs=1e-9)


def test_two_axes_nest_in_their_order_and_meet_the_grid():
    case = a_case()
    found = swept(("engagement", [0.5, 1, 2]), ("later_surgery_rate", [0.1, 0.3]))
    grid = twsa.grid(
        case, x="engagement", y="later_surgery_rate", x_values=[0.5, 1, 2], y_values=[0.1, 0.3]
    )

    assert found["points"] == 6
    assert [axis["input"] for axis in found["axes"]] == ["engagement", "later_surgery_rate"]
    assert [list(column) for column in zip(*found["values"]["net"], strict=True)] == grid["net"]


def test_flat_ramp_counts_every_year():
    found = swept(("engagement", [1]), horizon_years=4)

    assert found["values"]["opinions"][0] == pytest.approx(totals_of(horizon_years=4)["opinions"])


def test_nothing_spent_has_no_ratio():
    inputs = {"annual_administration_cost": 0, "fee_per_employee_month": 0}

    assert swept(("engagement", [1]), **inputs)["values"]["benefit_cost_ratio"] == [None]


def test_payers_fee_of_the_evidence_is_moved_as_evidence():
    found = swept(("fee_per_employee_month", [0, 1.5]), **PAYER)["values"]["program_cost"]

    assert found[1] > found[0]


def test_as_many_points_as_allowed_are_calculated():
    values = [n / 50 for n in range(50)]

    found = swept(("savings_retained", values), ("engagement", values))

    assert found["points"] == sweep.MOST_POINTS
    assert len(found["values"]["net"][49]) == 50


@pytest.mark.parametrize(
    ("axes", "field"),
    [
        ([], "axes"),
        ([("engagement", [1]), ("members", [1]), ("compliance", [1])], "axes"),
        ([("engagement", [1]), ("nothing", [1])], "axes.2"),
        ([("engagement", [1]), ("engagement", [2])], "axes.2"),
        ([("members", [1]), ("employees", [2])], "axes.2"),
        ([("members", [0])], "axes.1"),
        ([("engagement", [n / 9_999 for n in range(2_501)])], "axes"),
    ],
)
def test_axes_that_cannot_be_used_are_refused_by_position(axes, field):
    with pytest.raises(InvalidInput) as caught:
        swept(*axes)

    assert list(caught.value.errors) == [field]
