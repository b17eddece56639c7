import math

import pytest

from calculator.api.idempotency.models import KeptReply
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

SWEEPS = "/api/v1/sweeps"
INPUTS = {"members": 10_000, "draws": 1_000}
USE = {"input": "engagement", "values": [0.5, 1, 2]}
FEE = {"input": "fee_per_employee_month", "low": 0, "high": 2, "steps": 5}


@pytest.fixture
def sweep(post):
    def ask(*axes: object, **more: object):
        return post({"inputs": INPUTS, "axes": list(axes), **more}, SWEEPS)

    return ask


def test_point_in_force_is_the_calculation(sweep, post):
    answer = post(INPUTS).json()

    reply = sweep({"input": "engagement", "values": [1]})

    values = reply.json()["values"]
    for name, found in values.items():
        assert math.isclose(found[0], answer["totals"][name], rel_tol=1e-12), name
    assert reply["Model-Version"] == answer["model_version"]
    assert reply["Evidence-Release"] == answer["evidence_release"]


def test_two_axes_nest_in_their_order(sweep):
    body = sweep(USE, FEE).json()

    assert body["points"] == 15
    assert body["axes"][1]["values"] == [0, 0.5, 1, 1.5, 2]
    assert [len(row) for row in body["values"]["net"]] == [5, 5, 5]
    for row in body["values"]["net"]:
        assert row == sorted(row, reverse=True)  # a dearer fee leaves less


def test_nothing_is_kept_but_the_reply_to_a_key(sweep, post):
    body = {"inputs": INPUTS, "axes": [USE]}

    first, again = (post(body, SWEEPS, headers={"idempotency-key": "k"}) for _ in range(2))

    assert again.content == first.content
    assert KeptReply.objects.count() == 1
    assert not Scenario.objects.exists()


def test_largest_sweep_is_answered(sweep):
    fine = {"low": 0, "high": 1, "steps": 50}

    reply = sweep({"input": "savings_retained", **fine}, {"input": "engagement", **fine})

    assert reply.status_code == 200
    assert reply.json()["points"] == 2_500
    assert reply.json()["axes"][0]["values"][-1] == 1


@pytest.mark.parametrize(
    ("axes", "pointer"),
    [
        ([], "/axes"),
        ("engagement", "/axes"),
        ([USE, FEE, USE], "/axes"),
        ([1], "/axes/0"),
        ([USE, {"input": "nothing", "values": [1]}], "/axes/1/input"),
        ([{"values": [1]}], "/axes/0/input"),
        ([{"input": ["x"], "values": [1]}], "/axes/0/input"),
        ([{"input": "engagement"}], "/axes/0"),
        ([{**FEE, "values": [1]}], "/axes/0"),
        ([{"input": "engagement", "low": 0, "high": 1}], "/axes/0"),
        ([{**USE, "values": []}], "/axes/0/values"),
        ([{**USE, "values": 3}], "/axes/0/values"),
        ([{**USE, "values": [1, "many"]}], "/axes/0/values/1"),
        ([{**USE, "values": [1, None]}], "/axes/0/values/1"),
        ([{**USE, "values": [-1]}], "/axes/0/values/0"),
        ([{**USE, "values": [1] * 2_501}], "/axes/0/values"),
        ([{**USE, "count": 3}], "/axes/0/count"),
        ([{**FEE, "steps": 1}], "/axes/0/steps"),
        ([{**FEE, "steps": 2_501}], "/axes/0/steps"),
        ([{**FEE, "low": "free"}], "/axes/0/low"),
        ([{**FEE, "high": True}], "/axes/0/high"),
        ([USE, USE], "/axes/1"),
        ([{**FEE, "steps": 51}, {**FEE, "input": "engagement", "steps": 50}], "/axes"),
    ],
)
def test_axes_that_cannot_be_used_are_pointed_to(post, axes, pointer):
    reply = post({"inputs": INPUTS, "axes": axes}, SWEEPS)

    assert reply.status_code == 422, reply.content
    assert pointer in [error["pointer"] for error in reply.json()["errors"]]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ([], 400, None),
        ({"axes": [USE]}, 422, "/inputs"),
        ({"inputs": 3, "axes": [USE]}, 422, "/inputs"),
        ({"inputs": {"members": 0}, "axes": [USE]}, 422, "/inputs/members"),
        ({"inputs": {**INPUTS, "lens": "rosy"}, "axes": [USE]}, 422, "/inputs/lens"),
        ({"inputs": INPUTS, "axes": [USE], "more": 1}, 422, "/more"),
    ],
)
def test_body_that_cannot_be_used_is_pointed_to(post, body, status, pointer):
    reply = post(body, SWEEPS)

    assert reply.status_code == status
    pointers = [error["pointer"] for error in reply.json().get("errors", [])]
    assert pointers == ([pointer] if pointer else [])


def test_past_release_is_swept_and_one_that_never_was_is_not(post, sweep):
    live = sweep(USE)["Evidence-Release"]
    body = {"inputs": INPUTS, "axes": [USE]}

    assert post(body, f"{SWEEPS}?release={live}").json() == sweep(USE).json()
    assert post(body, f"{SWEEPS}?release=1999-01").status_code == 404
