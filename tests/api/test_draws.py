import csv
import io

import numpy as np
import polars as pl
import pytest

pytestmark = pytest.mark.django_db

BODY = {"members": 10_000, "draws": 1_000, "design": "targeted"}


@pytest.fixture
def made(post):
    return post(BODY)


def table(reply) -> dict[str, np.ndarray]:
    rows = list(csv.DictReader(io.StringIO(reply.content.decode())))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def test_draws_are_those_of_the_result(client, made):
    reply = client.get(made["Location"] + "/draws")
    found, psa = table(reply), made.json()["psa"]

    assert reply["Content-Type"] == "text/csv; charset=utf-8"
    assert made.json()["fingerprint"][:12] in reply["Content-Disposition"]
    assert list(found["draw"]) == list(range(1, 1_001))
    assert found["pv_net"].mean() == pytest.approx(psa["net"]["mean"], rel=1e-12)
    assert (found["pv_net"] > 0).mean() == psa["probability_net_positive"]
    median = psa["net"]["percentiles"]["50"]
    assert np.percentile(found["pv_net"], 50) == pytest.approx(median, rel=1e-12)
    np.testing.assert_allclose(found["pv_benefit"] - found["pv_cost"], found["pv_net"], rtol=1e-9)


def test_parameters_stand_beside(client, made):
    query = "parameters=engagement,surgery_cost.lumbar_fusion,engagement,fee_per_opinion"

    found = table(client.get(f"{made['Location']}/draws?{query}"))

    assert list(found)[-3:] == ["engagement", "surgery_cost.lumbar_fusion", "fee_per_opinion"]
    assert found["engagement"].std() > 0
    assert len(set(found["fee_per_opinion"])) >= 1


@pytest.mark.parametrize("names", ["nothing", "engagement,", ",".join(["engagement"] * 31)])
def test_parameters_that_cannot_be_had_are_refused(client, made, names):
    reply = client.get(f"{made['Location']}/draws?parameters={names}")

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["parameter"] == "parameters"


def test_unchanged_draws_are_not_sent_again(client, made):
    address = made["Location"] + "/draws"
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304


def test_media_types_are_negotiated(client, made):
    address = made["Location"] + "/draws"

    assert client.get(address, headers={"accept": "text/csv"}).status_code == 200
    assert client.get(address, headers={"accept": "image/png"}).status_code == 406


def test_unknown_calculation_and_older_model_have_no_draws(client, made, monkeypatch):
    assert client.get("/api/v1/calculations/none/draws").status_code == 404
    monkeypatch.setattr("calculator.api.trace.MODEL_VERSION", "99.0.0")
    assert client.get(made["Location"] + "/draws").status_code == 409


ARROW = "application/vnd.apache.arrow.file"


@pytest.mark.parametrize(
    ("query", "accept"), [("?format=arrow", "*/*"), ("", ARROW), ("?format=arrow", "text/csv")]
)
def test_arrow_holds_the_same_draws_to_the_bit(client, made, query, accept):
    address = made["Location"] + "/draws"
    rows = table(client.get(address))

    reply = client.get(address + query, headers={"accept": accept})
    arrow = pl.read_ipc(io.BytesIO(reply.content))

    assert reply["Content-Type"] == ARROW
    assert reply["Content-Disposition"].endswith('.arrow"')
    assert arrow.columns == list(rows)
    assert arrow.height == 1_000
    for name, values in rows.items():
        assert arrow[name].to_list() == list(values)


def test_unknown_format_is_refused(client, made):
    reply = client.get(made["Location"] + "/draws?format=xls")

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["parameter"] == "format"


def test_answer_says_on_request_where_its_draws_are(client, post):
    made = post(BODY, "/api/v1/calculations?draws=true")
    again = client.get(made["Location"] + "?draws=true")

    found = made.json()["draws"]

    assert again.json()["draws"] == found
    assert client.get(found["csv"])["Content-Type"].startswith("text/csv")
    assert client.get(found["arrow"])["Content-Type"] == ARROW
    assert "draws" not in client.get(made["Location"]).json()
