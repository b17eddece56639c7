import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import Finding, Parameter, Program, Source
from calculator.scenarios.services import save_scenario
from tests.accounts.factor import enroll
from tests.evidence import steps

pytestmark = pytest.mark.django_db
LISTS = ["list-parameters", "list-sources", "list-claims", "list-programs", "list-market"]


@pytest.fixture
def rosa(db):
    return enroll(get_user_model().objects.create_superuser("rosa"))


def text(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("name", LISTS)
def test_lists_answer_quickly_and_without_inline_style(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = text(client.get(reverse(f"evidence:{name}")))

    assert "Evidence release November 2026" in page
    assert " style=" not in page
    assert page.count("<table") == page.count("<caption") == page.count('class="scroll"')


@pytest.mark.parametrize("name", LISTS)
def test_lists_only_read(client, name):
    assert client.post(reverse(f"evidence:{name}")).status_code == 405


def test_every_parameter_is_listed_with_value_range_and_grade(client):
    page = text(client.get(reverse("evidence:list-parameters")))

    assert page.count("#rests-on") == 162
    assert 'href="#lumbar_fusion"' in page
    assert 'id="lumbar_fusion"' in page
    assert "$73,000" in page or "$80,000" in page
    assert "Judgement: no study answers the question." in page


def test_parameters_can_be_searched(client):
    page = text(client.get(reverse("evidence:list-parameters"), {"q": "fusion cost"}))

    assert "surgery_cost.lumbar_fusion" in page
    assert "surgery_cost.hysterectomy" not in page


def test_a_search_is_escaped_and_may_find_nothing(client):
    page = text(client.get(reverse("evidence:list-parameters"), {"q": "<script>\x00"}))

    assert "&lt;script&gt;" in page
    assert "<script>" not in page.replace("<script src", "")
    assert "0 parameters" in page


def test_every_parameter_has_its_page(client):
    for name in Parameter.objects.values_list("slug", flat=True):
        assert client.get(reverse("evidence:show-parameter", args=[name])).status_code == 200


def test_parameter_page_leads_to_its_findings_and_their_sources(client):
    name = "surgery_not_confirmed_rate.lumbar_fusion"
    page = text(client.get(reverse("evidence:show-parameter", args=[name])))

    parameter = Parameter.objects.get(slug=name)
    assert parameter.rationale[:40] in page
    for finding in parameter.findings.all():
        assert reverse("evidence:show-finding", args=[finding.slug]) in page
        assert reverse("evidence:show-source", args=[finding.source.slug]) in page
    assert "As sellers claim" in page
    assert "45%" in page


def test_judgement_is_called_one(client):
    page = text(client.get(reverse("evidence:show-parameter", args=["care_added_cost"])))

    assert "the value is a judgement" in page


def test_parameter_page_needs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(reverse("evidence:show-parameter", args=["uptake_rate.cancer"]))


def test_every_finding_has_its_page(client):
    for slug in Finding.objects.values_list("slug", flat=True):
        assert client.get(reverse("evidence:show-finding", args=[slug])).status_code == 200


def test_finding_page_computes_the_interval_from_counts(client):
    page = text(client.get(reverse("evidence:show-finding", args=["ajnr2021-followed"])))

    assert "88 of 134" in page
    assert "57.3% to 73.2% (Wilson)" in page
    assert "Nothing: it is kept as context." in page


def test_finding_page_says_in_words_how_an_interval_came_about(client):
    page = text(client.get(reverse("evidence:show-finding", args=["meyer-dx-change"])))

    assert "95% CI, wilson from rounded share times n" in page


def test_a_page_opened_from_a_calculation_leads_back_to_it(client):
    saved = save_scenario(raw={"members": 10_000, "draws": 1_000})
    back = f'<a href="{saved.get_absolute_url()}">Back to the answer</a>'
    address = reverse("evidence:show-parameter", args=["surgery_cost.lumbar_fusion"])

    assert back in text(client.get(address, {"c": saved.token}))
    assert "Back to the answer" not in text(client.get(address))
    assert "Back to the answer" not in text(client.get(address, {"c": "one-token"}))


def test_finding_page_shows_what_rests_on_it(client):
    page = text(client.get(reverse("evidence:show-finding", args=["meyer-dx-change"])))

    assert f"{reverse('evidence:list-programs')}#teladoc" in page
    assert f"{reverse('evidence:list-claims')}#s4-bestdoctors-88" in page


def test_every_source_has_its_page(client):
    for slug in Source.objects.values_list("slug", flat=True):
        assert client.get(reverse("evidence:show-source", args=[slug])).status_code == 200


def test_source_page_links_doi_and_pubmed_and_lists_findings(client):
    source = Source.objects.exclude(doi="").exclude(pmid="").first()
    page = text(client.get(reverse("evidence:show-source", args=[source.slug])))

    assert "https://doi.org/10." in page
    assert f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/" in page
    for finding in source.findings.all():
        assert f'id="{finding.slug}"' in page


def test_sources_are_paged_and_found(client):
    first = text(client.get(reverse("evidence:list-sources")))
    third = text(client.get(reverse("evidence:list-sources"), {"page": "3"}))
    found = text(client.get(reverse("evidence:list-sources"), {"q": "meyer"}))

    assert "Sources 1 to 50 of 304" in first
    assert "Page 3 of 7" in third
    assert "meyer2015" in found


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x"])
def test_a_page_that_is_not_there_is_replaced(client, page):
    assert client.get(reverse("evidence:list-sources"), {"page": page}).status_code == 200


def test_all_links_out_of_the_site_are_web_addresses(client):
    for page_number in range(1, 8):
        page = text(client.get(reverse("evidence:list-sources"), {"page": page_number}))
        for address in re.findall(r'<a href="([^"]*)" rel="external', page):
            assert address.startswith(("http://", "https://"))


def test_all_programs_are_listed(client):
    page = text(client.get(reverse("evidence:list-programs")))

    assert page.count("<tr id=") == Program.objects.count() == 40
    assert "2002: $730" in page


def test_market_shows_stated_and_implied_growth(client):
    page = text(client.get(reverse("evidence:list-market")))

    assert page.count("<tr id=") == 9
    assert "$5 to $8 billion" in page
    assert "11.05% to 30.77%" in page
    assert re.search(r'num">16.3%</td> <td class="num">16.27%', page)
    assert re.search(r'num">6.95%</td> <td class="num">6.95%', page)
    assert re.search(r'num">14.85%</td> <td class="num">15.05%', page)
    assert "cannot be computed" in page
    assert "None of them enters the calculation." in page


@pytest.mark.parametrize(
    "address",
    [
        "/evidence/parameters/nothing/",
        "/evidence/findings/nothing/",
        "/evidence/sources/nothing/",
        "/evidence/sources/%00/",
        "/evidence/?release=nothing",
        "/evidence/?release=%00x",
    ],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_drafts_are_for_staff(client, rosa):
    draft = services.start_draft(by=rosa, name="Next")
    address = draft.get_absolute_url()

    outsider = client.get(address)
    client.force_login(rosa)

    assert outsider.status_code == 404
    page = text(client.get(address))
    assert "?release=next" in page
    assert '<span class="tag">draft</span>' in page


def test_superseded_release_stays_readable(client):
    draft = services.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Parameter, "engagement", rationale="Asked again.")
    steps.published(draft)

    page = text(client.get(reverse("evidence:list-parameters"), {"release": "2026-11"}))
    assert '<span class="tag">superseded</span>' in page
    assert "?release=2026-11" in page


def test_text_of_the_evidence_is_escaped(client, rosa):
    draft = services.start_draft(by=rosa, name="Next")
    Source.objects.filter(release=draft, slug="meyer2015").update(title="<img src=x onerror=1>")
    client.force_login(rosa)

    page = text(
        client.get(reverse("evidence:show-source", args=["meyer2015"]), {"release": "next"})
    )

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
