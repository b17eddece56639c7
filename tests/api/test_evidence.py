import pytest

from calculator.engine.inputs.fields import FIELD, FIELDS
from calculator.evidence import catalog
from calculator.evidence.models import Finding, Parameter, Release

pytestmark = pytest.mark.django_db

EVIDENCE = "/api/v1/evidence"
LISTS = {
    f"{EVIDENCE}/parameters": 162,
    f"{EVIDENCE}/findings": 544,
    f"{EVIDENCE}/sources": 304,
    f"{EVIDENCE}/claims": 111,
    f"{EVIDENCE}/areas": 19,
    f"{EVIDENCE}/lines": 3,
    f"{EVIDENCE}/designs": 5,
    f"{EVIDENCE}/lenses": 3,
    "/api/v1/programs": 40,
    "/api/v1/market": 9,
}


@pytest.mark.parametrize(("address", "count"), LISTS.items())
def test_list_counts_every_row_of_the_live_release(client, address, count):
    reply = client.get(address)

    body = reply.json()
    assert reply.status_code == 200
    assert body["count"] == count
    assert len(body["results"]) == min(count, 100)
    assert body["release"] == reply["Evidence-Release"] == catalog.live_release().slug


@pytest.mark.parametrize("address", LISTS)
def test_list_costs_the_same_few_queries_whatever_its_length(
    client, address, django_assert_max_num_queries
):
    for limit in (2, 500):
        with django_assert_max_num_queries(6):
            client.get(f"{address}?limit={limit}")


@pytest.mark.parametrize("address", LISTS)
def test_superseded_release_stays_readable_by_name(client, address):
    old = catalog.live_release().slug

    body = client.get(f"{address}?release={old}&limit=1").json()

    assert body["release"] == old
    assert len(body["results"]) == 1


def test_pages_follow_each_other_without_gap_or_overlap(client):
    seen, address = [], f"{EVIDENCE}/findings?limit=200"
    while address:
        body = client.get(address).json()
        seen += [row["slug"] for row in body["results"]]
        address = body["next"]

    assert seen == list(Finding.objects.values_list("slug", flat=True))


def test_parameter_is_told_with_range_grade_findings_and_lenses(client):
    row = client.get(f"{EVIDENCE}/parameters/diagnosis_change_rate.cancer").json()

    assert (row["base"], row["low"], row["high"], row["grade"]) == (0.05, 0.02, 0.15, "B")
    assert (row["key"], row["area"], row["line"]) == ("diagnosis_change_rate", "cancer", None)
    assert row["allowed"] == {"low": 0, "high": 1}
    assert "middleton-major" in row["findings"]
    assert {lens["lens"]: lens["base"] for lens in row["lenses"]} == {
        "as_claimed": 0.28,
        "independent": 0.04,
    }


def test_rates_by_age_are_told_where_there_are_any(client):
    row = client.get(f"{EVIDENCE}/parameters/decision_rate.cancer").json()

    assert row["by_age_band"] == {"0-17": 0.19, "18-44": 1.02, "45-64": 6.95, "65+": 19.4}
    assert client.get(f"{EVIDENCE}/parameters/engagement").json()["by_age_band"] is None


def test_trail_leads_from_a_parameter_to_its_source_and_back(client):
    parameter = client.get(f"{EVIDENCE}/parameters/decision_rate.cancer").json()
    finding = client.get(f"{EVIDENCE}/findings/{parameter['findings'][0]}").json()
    source = client.get(f"{EVIDENCE}/sources/{finding['source']}").json()

    assert parameter["name"] in finding["parameters"]
    assert finding["slug"] in source["findings"]
    assert source["title"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("key=price_index", ["price_index.commercial"]),
        ("area=cancer", ["decision_rate.cancer", "diagnosis_change_rate.cancer"]),
        ("line=medicaid&key=plan_paid_share", ["plan_paid_share.medicaid"]),
        ("grade=Z", []),
    ],
)
def test_parameters_are_narrowed_by_exact_values(client, query, names):
    found = client.get(f"{EVIDENCE}/parameters?{query}&limit=500").json()

    assert set(names) <= {row["name"] for row in found["results"]}
    assert found["count"] < Parameter.objects.count()
    if not names:
        assert found["results"] == []


def test_findings_of_a_source_are_found(client):
    source = Finding.objects.first().source

    found = client.get(f"{EVIDENCE}/findings?source={source.slug}").json()["results"]

    assert found
    assert {row["source"] for row in found} == {source.slug}


@pytest.mark.parametrize(
    "address",
    ["parameters/x", "findings/x", "sources/x", "releases/x", "parameters/a%00", "claims/x"],
)
def test_unknown_record_is_a_404_problem(client, address):
    reply = client.get(f"{EVIDENCE}/{address}")

    assert reply.status_code == 404
    assert reply["Content-Type"] == "application/problem+json"


def test_releases_name_the_live_one(client):
    (row,) = client.get(f"{EVIDENCE}/releases").json()
    release = Release.objects.get()

    assert row == client.get(f"{EVIDENCE}/releases/{release.slug}").json()
    assert row["is_live"] is True
    assert row["content_hash"] == release.content_hash


def test_draft_is_in_no_list(client):
    Release.objects.create(slug="secret", name="Secret", date="2026-12-01")

    assert b"ecret" not in client.get(f"{EVIDENCE}/releases").content


def test_market_estimate_states_the_growth_its_end_points_imply(client):
    rows = {row["slug"]: row for row in client.get("/api/v1/market").json()["results"]}

    row = rows["mk-cmi2024"]
    assert round(row["cagr_implied_low"], 4) == round(row["cagr_implied_high"], 4) == 0.1627
    assert rows["mk-mrfr2021"]["cagr_implied_low"] is None


def test_designs_tell_their_own_uptake_and_parameters(client):
    rows = {row["slug"]: row for row in client.get(f"{EVIDENCE}/designs").json()["results"]}

    assert rows["voluntary"]["uptake"] is None
    assert 0 < rows["targeted"]["uptake"]["cancer"] <= 1


def test_inputs_are_told_as_they_are_declared(client):
    body = client.get("/api/v1/inputs").json()

    rows = {row["name"]: row for row in body["inputs"]}
    assert list(rows) == [field.name for field in FIELDS]
    assert rows["members"]["label"] == FIELD["members"].label
    assert (rows["members"]["low"], rows["members"]["high"]) == (1, 5_000_000)
    assert rows["funding"]["choices"] == ["self_funded", "fully_insured"]
    assert "targeted" in rows["design"]["choices"]
    assert rows["design"]["low"] is None
