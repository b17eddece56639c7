"""The claim checker: a form that holds its claim in the address."""

import re
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.engine.claims.fields import FIELDS
from calculator.evidence.models import Finding, Release
from calculator.scenarios import services
from tests.scenarios.test_fuzz import WORDS
from tests.scenarios.test_html import Checker

pytestmark = pytest.mark.django_db

CHECKER = "/evidence/claims/check/"
ELEVEN = {"kind": "ratio", "amount": "11 to 1", "size": "10,000", "size_is": "members", "fee": "1"}
WRONG = {"kind": "per_case", "amount": "x", "size": "", "reading": "exists", "fee": "dear"}


def text(response) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def error_at(page: str, name: str) -> str:
    return re.search(rf'id="err-in-{name}">(.*?)</p>', page)[1]


def test_checker_has_an_address_of_its_own_before_the_evidence(client):
    assert reverse("scenarios:check-claim") == CHECKER
    assert "Check a seller's claim" in text(client.get(CHECKER))


def test_empty_form_is_not_refused(client):
    page = text(client.get(CHECKER))

    assert "error-summary" not in page
    assert "claim-headline" not in page
    assert 'id="in-kind-ratio" name="kind" value="ratio" checked' in page


def test_link_fills_in_boxes_without_asking(client):
    page = text(client.get(CHECKER, {"employees": "420", "fee": "2.5", "fee_basis": "pmpm"}))

    assert 'name="size" value="420"' in page
    assert 'id="size-is-employees" value="employees" checked' in page
    assert 'name="fee" value="2.5"' in page
    assert '<option value="pmpm" selected>' in page
    assert "error-summary" not in page


def test_claim_is_answered_in_words_and_line_by_line(client):
    page = text(client.get(CHECKER, ELEVEN))

    assert "A return of 11 to 1 on a fee of $1.00 per employee per month" in page
    assert "cannot be true on the evidence" in page
    assert "$1.00 × 5,128 employees × 12 months" in page
    assert 'name="amount" value="11 to 1"' in page
    assert "Change the claim" in page
    assert "Enter what is claimed" not in page  # the answer comes first
    assert "Enter what is claimed" in text(client.get(CHECKER))


def test_need_stands_among_the_findings_of_the_release(client):
    page = text(client.get(CHECKER, ELEVEN))

    for slug in ("clinic-avg-saving", "oliveira-saving", "cmr-saving"):
        assert reverse("evidence:show-finding", args=[slug]) in page
    assert reverse("evidence:show-finding", args=["doc-esceo"]) not in page
    published = Finding.objects.get(slug="clinic-avg-saving")
    assert f"${published.value:,.0f}" in page


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            {"kind": "per_member_year", "amount": "650", "saving_per_case": "8,705"},
            "makes 7,467 cases",
        ),
        (
            {"kind": "total", "amount": "$7 million", "years": "3", "saving_per_case": "4500"},
            "makes 1,556 cases: consistent",
        ),
        (
            {"kind": "total", "amount": "$65 million", "reading": "exists"},
            "Avoidable spending of $65 million in one year, for 100,000 members, may exist.",
        ),
    ],
)
def test_published_claims_are_answered(client, claim, words):
    assert words in text(client.get(CHECKER, {"size": "100,000", "size_is": "members"} | claim))


def test_each_error_stands_at_its_field_and_everything_typed_is_kept(client):
    response = client.get(CHECKER, WRONG)
    page = text(response)

    assert response.status_code == 422
    assert "“x” is not a number" in error_at(page, "amount")
    assert "number of employees, or of members" in error_at(page, "size")
    assert "how many cases" in error_at(page, "cases")
    assert "money saved" in error_at(page, "reading")
    assert "“dear” is not a number" in error_at(page, "fee")
    assert error_at(page, "years") == ""
    for kept in ('name="amount" value="x"', 'name="fee" value="dear"', 'value="exists" checked'):
        assert kept in page
    assert '<details class="group" open>' in page
    assert re.findall(r'<li><a href="#(in-[a-z_]+)"', page) == [
        "in-size", "in-amount", "in-fee", "in-cases", "in-reading",
    ]  # fmt: skip


def test_in_place_a_refusal_is_an_answer_too(client):
    response = client.get(CHECKER, WRONG, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "error-summary" in text(response)


def test_answer_swapped_in_place_takes_the_focus(client):
    plain, swapped = (
        text(client.get(CHECKER, ELEVEN, headers=headers))
        for headers in ({}, {"HX-Request": "true"})
    )

    assert 'id="claim-headline" tabindex="-1">' in plain
    assert 'id="claim-headline" tabindex="-1" autofocus>' in swapped


def test_examples_are_answered_as_they_stand(client):
    page = client.get(CHECKER).content.decode()
    links = [unescape(link) for link in re.findall(r'href="(/evidence/claims/check/\?.*?)"', page)]

    assert len(links) == 3
    for link in links:
        assert "claim-headline" in text(client.get(link))


def test_what_is_typed_is_escaped(client):
    page = client.get(CHECKER, ELEVEN | {"amount": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


def test_markup_is_sound(client):
    for query in ({}, ELEVEN, WRONG):
        response = client.get(CHECKER, query)
        checker = Checker()
        checker.feed(response.content.decode())

        assert checker.inline == []
        assert checker.unbalanced == []
        assert len(checker.ids) == len(set(checker.ids))
        assert checker.references <= set(checker.ids)
        assert checker.headings.count(1) == 1
        assert "unsafe" not in response["Content-Security-Policy"]


def test_answer_needs_few_queries(client, django_assert_max_num_queries):
    client.get(CHECKER, ELEVEN)

    with django_assert_max_num_queries(4):
        client.get(CHECKER, ELEVEN)


def test_checker_only_reads(client):
    assert client.post(CHECKER, ELEVEN).status_code == 405


def test_without_a_release_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(
        type(Release.objects), "published", lambda manager: Release.objects.none(), raising=False
    )

    assert client.get(CHECKER).status_code == 503


@pytest.mark.parametrize(
    ("raw", "filled", "status"),
    [
        (
            {"members": 10_000},
            "members=10000&fee=1.5&fee_basis=pepm&design=voluntary",
            200,
        ),
        (
            {"employees": 40, "design": "targeted", "fee_per_opinion": 900},
            "employees=40&fee=900&fee_basis=per_opinion&design=targeted",
            200,
        ),
        ({"members": 9, "fee_per_employee_month": 0}, "members=9&design=voluntary", 200),
        (
            {"audience": "payer", "members_by_line": {"medicaid": 6_000_000}},
            "fee=0.769231&fee_basis=pmpm&design=voluntary",
            422,
        ),
    ],
)
def test_plausibility_leads_to_the_checker_with_the_readers_figures(client, raw, filled, status):
    saved = services.save_scenario(raw=raw | {"draws": 1_000})
    page = client.get(saved.get_absolute_url()).content.decode()

    link = unescape(re.search(r'href="(/evidence/claims/check/\?.*?)"', page)[1])

    assert link == f"{CHECKER}?{filled}"
    assert client.get(f"{link}&kind=ratio&amount=2").status_code == status


NAMES = [field.name for field in FIELDS] + ["size", "size_is", "release", "x"]
QUERIES = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=8),
    st.sampled_from([*WORDS, "ratio", "total", "per_case", "exists", "11 to 1", "7 million", "5x"])
    | st.text(max_size=30)
    | st.floats().map(str),
    max_size=9,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=QUERIES, asked=st.booleans(), swapped=st.booleans())
def test_no_address_breaks_the_checker(client, query, asked, swapped):
    query = (ELEVEN if asked else {}) | query
    client.raise_request_exception = False

    response = client.get(
        CHECKER,
        {k: v.encode("utf-8", "replace").decode() for k, v in query.items()},
        headers={"HX-Request": "true"} if swapped else {},
    )

    assert response.status_code in {200, 422}
