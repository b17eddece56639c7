import pytest

from calculator.engine import twsa
from calculator.engine.errors import InvalidInput
from tests.engine.build import PAYER, a_case, base_of, totals_of


def grid(x, y, x_values, y_values, **inputs):
    return twsa.grid(a_case(**inputs), x=x, y=y, x_values=x_values, y_values=y_values)


def test_rows_are_y_and_columns_are_x():
    found = grid("engagement", "later_surgery_rate", [0.5, 2], [0.1, 0.2, 0.3])

    assert [len(row) for row in found["net"]] == [2, 2, 2]
    for i, y in enumerate(found["y_values"]):
        for j, x in enumerate(found["x_values"]):
            own = {"engagement": x, "later_surgery_rate": y}
            assert found["net"][i][j] == pytest.approx(totals_of(overrides=own)["net"], rel=1e-12)


def test_the_users_own_numbers_can_be_moved_too():
    found = grid("members", "savings_retained", [1_000, 20_000], [0.2, 1])

    assert found["x_label"] == "Members"
    for i, y in enumerate(found["y_values"]):
        for j, x in enumerate(found["x_values"]):
            net = totals_of(members=int(x), savings_retained=y)["net"]
            assert found["net"][i][j] == pytest.approx(net, rel=1e-12)


def test_a_number_of_ones_own_against_a_parameter():
    found = grid("implementation_fee", "engagement", [0, 9_000], [1, 2])

    assert found["net"][0][0] - found["net"][0][1] == pytest.approx(9_000)
    assert found["net"][1][1] == pytest.approx(
        totals_of(implementation_fee=9_000, overrides={"engagement": 2})["net"]
    )


def test_employees_take_the_place_of_members():
    found = grid("employees", "engagement", [100, 200], [1])

    assert found["net"][0][1] == pytest.approx(totals_of(employees=200)["net"], rel=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "axis"),
    [
        ("nothing", "engagement", "x"),
        ("engagement", "audience", "y"),
        ("engagement", "engagement", "y"),
        ("members", "employees", "y"),
    ],
)
def test_strange_axes_are_refused(x, y, axis):
    with pytest.raises(InvalidInput) as caught:
        grid(x, y, [1], [1])

    assert set(caught.value.errors) == {axis}


@pytest.mark.parametrize(
    ("x", "value"),
    [
        ("members_per_employee", 0),
        ("employees", 0),
        ("implementation_fee", -1),
        ("engagement", float("nan")),
        ("engagement", float("inf")),
    ],
)
def test_values_out_of_range_are_refused(x, value):
    with pytest.raises(InvalidInput, match=r"is out of range\. Enter"):
        grid(x, "later_surgery_rate", [value], [0.1])


def test_a_payer_has_no_single_size_to_move():
    with pytest.raises(InvalidInput, match="“members” is neither"):
        grid("members", "engagement", [1], [1], **PAYER)


@pytest.mark.parametrize(
    ("inputs", "x", "y"),
    [
        ({}, "fee_per_employee_month", "engagement"),
        (PAYER, "fee_per_member_month", "engagement"),
        ({"design": "mandatory"}, "fee_per_opinion", "compliance"),
    ],
)
def test_fee_by_use_is_around_what_is_in_force(inputs, x, y):
    found = twsa.fee_by_use(a_case(**inputs), base_of(**inputs))

    assert (found["x"], found["y"]) == (x, y)
    assert found["net"][3][3] == pytest.approx(totals_of(**inputs)["net"], rel=1e-12)
    assert found["net"][3] == sorted(found["net"][3], reverse=True)


@pytest.mark.parametrize("design", ["voluntary", "targeted"])
def test_a_free_program_and_no_use_are_compared_with_the_evidence(design):
    free = {"fee_per_employee_month": 0, "fee_per_opinion": 0, "overrides": {"engagement": 0}}

    found = twsa.fee_by_use(a_case(design=design, **free), base_of(design=design, **free))

    assert found["x_values"][3] == {"voluntary": 1.5, "targeted": 1_500}[design]
    assert found["y_values"][3] == 1.0
