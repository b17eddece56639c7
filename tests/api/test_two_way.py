import math

import pytest

pytestmark = pytest.mark.django_db

FEE, USE = "fee_per_employee_month", "engagement"


@pytest.fixture
def made(post) -> dict:
    return post({"members": 10_000, "draws": 1_000}).json()


@pytest.fixture
def two_way(client, made):
    def ask(**query: str):
        return client.get(f"/api/v1/calculations/{made['id']}/two-way", query)

    return ask


def test_point_in_force_has_the_net_of_the_calculation(made, two_way):
    fee = made["fees"][FEE]

    grid = two_way(x=FEE, y=USE, x_values=f"0,{fee!r}", y_values="0.5,1,2").json()

    assert grid["x_values"] == [0, fee]
    assert [len(row) for row in grid["net"]] == [2, 2, 2]
    assert math.isclose(grid["net"][1][1], made["totals"]["net"], rel_tol=1e-12)
    assert grid["net"][1][0] > grid["net"][1][1]


def test_largest_grid_is_answered_and_says_what_made_it(made, two_way):
    values = ",".join(str(n / 20) for n in range(21))

    reply = two_way(x="savings_retained", y=USE, x_values=values, y_values=values)

    assert reply.status_code == 200
    assert len(reply.json()["net"]) == 21
    assert reply["Model-Version"] == made["model_version"]
    assert reply["Evidence-Release"] == made["evidence_release"]


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"x": "nothing"}, "x"),
        ({"x": USE}, "y"),
        ({"x": ""}, "x"),
        ({"y_values": ""}, "y_values"),
        ({"x_values": "1,two"}, "x_values"),
        ({"x_values": "1,,2"}, "x_values"),
        ({"x_values": "nan"}, "x_values"),
        ({"x_values": "1e999"}, "x_values"),
        ({"x_values": "-1"}, "x_values"),
        ({"y_values": ",".join(["1"] * 22)}, "y_values"),
        ({"x": "surgery_not_confirmed_rate.lumbar_fusion", "x_values": "1.5"}, "x_values"),
        ({"x": "members_per_employee", "x_values": "0"}, "x_values"),
        ({"z": "1"}, "z"),
    ],
)
def test_query_that_cannot_be_used_is_refused(two_way, change, parameter):
    good = {"x": FEE, "y": USE, "x_values": "1,2", "y_values": "1,2"}

    reply = two_way(**(good | change))

    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/problem+json"
    assert parameter in [error["parameter"] for error in reply.json()["errors"]]


def test_payer_has_no_number_of_members_to_move(post, client):
    body = {"audience": "payer", "members_by_line": {"medicaid": 9_000}, "draws": 1_000}
    address = post(body)["Location"]

    query = {"x": "members", "y": USE, "x_values": "1", "y_values": "1"}
    reply = client.get(f"{address}/two-way", query)

    assert reply.status_code == 400


def test_calculation_of_an_older_model_is_a_conflict(monkeypatch, two_way):
    monkeypatch.setattr("calculator.api.trace.MODEL_VERSION", "99.0.0")

    reply = two_way(x=FEE, y=USE, x_values="1", y_values="1")

    assert reply.status_code == 409
    assert reply.json()["type"] == "urn:msoroi:problem:conflict"
