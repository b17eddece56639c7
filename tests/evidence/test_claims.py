"""The page of claims: all of them, narrowed, and each with what stands in its place."""

import re
from html import unescape

import pytest
from django.urls import reverse

from calculator.evidence.models import Claim
from calculator.evidence.pages.claims import VERDICTS, instead

pytestmark = pytest.mark.django_db
ARTICLE = "digital-second-opinion-market-article-publisher-unnamed"


def page_of(client, **query) -> str:
    response = client.get(reverse("evidence:list-claims"), query)
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def rows(page: str) -> dict[str, str]:
    return dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', page))


def test_all_claims_are_grouped_by_document_and_verdict(client):
    page = page_of(client)

    assert len(rows(page)) == Claim.objects.count() == 111
    assert "All 111 claims." in page
    assert 'href="#document-5"' in page
    assert re.search(r'id="document-\d-misattributed">Misattributed <span class="muted">\d+<', page)


def test_counts_add_up_and_lead_to_what_they_count(client):
    page = page_of(client)
    counted = re.findall(r'<td class="num"><a href="([^"]*)" aria-label="([^"]*), (\d+)">', page)

    assert len(counted) > 15
    for href, label, number in counted:
        shown = client.get(href)
        assert shown.context["number"] == int(number), label
    totals = [int(number) for _, label, number in counted if label.endswith(": All documents")]
    assert totals == [16, 22, 11, 62, 111]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_claims_of_one_verdict(client, verdict):
    page = page_of(client, verdict=verdict)

    wanted = set(Claim.objects.filter(verdict=verdict).values_list("slug", flat=True))
    assert set(rows(page)) == wanted
    assert f'<option value="{verdict}" selected>' in page
    assert f"{len(wanted)} of 111 claims." in page


def test_claims_of_one_document_and_verdict(client):
    page = page_of(client, document=ARTICLE, verdict="misattributed")

    wanted = Claim.objects.filter(document__startswith="Digital", verdict="misattributed")
    assert set(rows(page)) == set(wanted.values_list("slug", flat=True))
    assert f'<option lang="en" value="{ARTICLE}" selected>' in page


def test_a_document_without_such_claims_says_so(client):
    page = page_of(
        client, document="market-growth-article-publisher-unnamed", verdict="misattributed"
    )

    assert rows(page) == {}
    assert "0 of 111 claims." in page
    assert "No claim of this document has this verdict." in page


@pytest.mark.parametrize("query", [{"verdict": "x"}, {"document": "<x>\x00"}, {"verdict": ""}])
def test_what_is_unknown_narrows_nothing(client, query):
    assert "All 111 claims." in page_of(client, **query)


def test_every_claim_names_what_stands_in_its_place(client):
    shown = rows(page_of(client))

    for claim in Claim.objects.prefetch_related("findings"):
        place = shown[claim.slug]
        for finding in claim.findings.all():
            assert reverse("evidence:show-finding", args=[finding.slug]) in place
        if not claim.findings.all():
            assert "Nothing" in place
    assert "diagnosis change 14.8%" in shown["s4-bestdoctors-88"]
    assert "do not enter the calculation" in shown["sc-001"]
    assert "no finding speaks to it" in shown["sc-099"]


def test_a_confirmed_statement_without_a_finding_stands_as_printed():
    assert instead(Claim(topic="clinical", verdict="confirmed")) == (
        "Nothing has to: it stands as printed."
    )


def test_a_figure_that_the_words_leave_out_is_shown(client):
    shown = rows(page_of(client))

    assert "$7.12 billion" in shown["sc-001"]
    assert "16.3% a year" in shown["sc-003"]
    assert "28% to 32%" in shown["sc-056"]
    assert shown["sc-080"].count("15") == 1


def test_a_claimed_return_can_be_checked(client):
    shown = rows(page_of(client))

    assert f"{reverse('scenarios:check-claim')}?kind=ratio&amount=11+to+1" in shown["sc-091"]
    assert client.get("/evidence/claims/check/?kind=ratio&amount=11+to+1").status_code == 422


def test_counts_and_filter_keep_another_release(editor, draft):
    page = page_of(editor, release=draft.slug, verdict="confirmed")

    assert '<input type="hidden" name="release" value="next">' in page
    assert "16 of 111 claims." in page
    for href, _ in re.findall(r'<td class="num"><a href="([^"]*)" aria-label="([^"]*)">', page):
        assert "release=next" in href


def test_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page_of(client)
