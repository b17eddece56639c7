"""Every record of a release has a page with all its fields and its history."""

import pytest
from django.urls import reverse

from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    Lens,
    LineOfBusiness,
    MarketEstimate,
    Program,
    ProgramDesign,
    Release,
)
from calculator.evidence.pages import history, records
from tests.evidence import steps

pytestmark = pytest.mark.django_db

CHANGED = {
    "claims": (Claim, {"why": "Looked <b>again</b>."}),
    "programs": (Program, {"status_of_claims": "Looked <b>again</b>."}),
    "market": (MarketEstimate, {"note": "Looked <b>again</b>."}),
    "areas": (ClinicalArea, {"caution": "Looked <b>again</b>."}),
    "lines_of_business": (LineOfBusiness, {"name": "Looked <b>again</b>."}),
    "designs": (ProgramDesign, {"description": "Looked <b>again</b>."}),
    "lenses": (Lens, {"description": "Looked <b>again</b>."}),
}


def page_of(kind: str, name: str, **asked: str) -> str:
    return records.address_of(kind, name, f"?release={asked['release']}" if asked else "")


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def facts_of(kind: str, record) -> dict[str, object]:
    return {
        ": ".join(filter(None, (fact.label, fact.inside))): fact.text or fact.links
        for fact in records.facts(kind, record, "")
    }


def test_every_kind_of_record_has_a_page():
    own = {kind for kind in history.KIND_OF.values() if kind != "release"}

    assert set(records.KINDS) | set(records.OWN_PAGES) == own
    assert set(CHANGED) == set(records.KINDS)


@pytest.mark.parametrize("kind", CHANGED)
def test_every_record_of_a_kind_answers(client, kind):
    found = CHANGED[kind][0].objects.all()

    assert found.count() > 2
    for record in found:
        assert record.slug in text_of(client.get(page_of(kind, record.slug)))


@pytest.mark.parametrize("kind", CHANGED)
def test_the_history_of_a_record_is_public_field_by_field(client, draft, kind):
    model, values = CHANGED[kind]
    slug = model.objects.filter(release=draft).first().slug
    steps.edit(draft, model, slug, reason="A second look.", **values)
    before = text_of(client.get(page_of(kind, slug)))
    assert "A second look." not in before
    assert "Unchanged since the first release" in before

    steps.published(draft)

    page = text_of(client.get(page_of(kind, slug)))
    for said in ("A second look.", "Editor 1", "→ Looked &lt;b&gt;again&lt;/b&gt;."):
        assert said in page
    assert "bob" not in page
    assert "A second look." not in text_of(client.get(page_of(kind, slug, release="2026-11")))


def test_a_draft_is_for_staff(client, draft, bob):
    address = page_of("claims", "s4-cleveland-21", release=draft.slug)
    assert client.get(address).status_code == 404

    client.force_login(bob)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/evidence/records/claims/nothing/", "/evidence/records/parameters/engagement/",
     "/evidence/records/ghosts/engagement/", "/evidence/records/claims/s4-cleveland-21/?release=x"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_it_is_only_read(client, db):
    assert client.post(page_of("claims", "s4-cleveland-21")).status_code == 405


def test_it_needs_few_queries(client, db, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(page_of("designs", "voluntary"))


def test_a_claim_leads_to_what_stands_in_its_place(client, db):
    claim = Claim.objects.filter(findings__isnull=False).first()
    found = facts_of("claims", claim)

    assert found["Verdict"] == claim.get_verdict_display()
    places = found["What stands in its place"]
    assert len(places) == claim.findings.count()
    for _, address in places:
        assert client.get(address).status_code == 200


def test_figures_are_said_as_they_are_read(db):
    estimate = MarketEstimate.objects.exclude(base_usd_bn_low=None).first()
    found = facts_of("market", estimate)
    area = facts_of("areas", ClinicalArea.objects.get(slug="lumbar_fusion"))

    assert found["First value"].startswith("$")
    assert found["First value"].endswith("billion")
    assert found["Base year"] == str(estimate.base_year)
    assert area["Included by default"] == "yes"
    assert area["Pathway"] == "Surgical"


def test_what_a_design_sets_stands_row_by_row(db):
    design = ProgramDesign.objects.filter(reference_uptake=False).first()
    found = facts_of("designs", design)
    uptakes = [label for label in found if label.startswith("Uptake: ")]

    assert len(uptakes) == design.uptakes.count() > 0


@pytest.mark.parametrize(
    ("page", "kind", "slug"),
    [("evidence:list-claims", "claims", "s4-cleveland-21"),
     ("evidence:list-programs", "programs", None), ("evidence:list-market", "market", None),
     ("evidence:list-parameters", "areas", None), ("evidence:list-parameters", "designs", None),
     ("evidence:list-parameters", "lenses", None),
     ("evidence:list-parameters", "lines_of_business", None)],
)  # fmt: skip
def test_lists_lead_to_the_pages(client, db, page, kind, slug):
    name = slug or CHANGED[kind][0].objects.first().slug

    assert f'href="{page_of(kind, name)}"' in text_of(client.get(reverse(page)))


def test_the_changes_of_a_release_lead_to_their_records(client, draft):
    steps.edit(draft, Claim, "s4-cleveland-21", why="Read.", reason="One.")
    steps.edit(draft, Claim, "sc-004", why="Read.", reason="Two.")
    removed = Claim.objects.get(release=draft, slug="sc-004")
    with steps.services.editing(release=draft, by=steps.editor(), reason="Three."):
        removed.delete()
    steps.published(draft)

    page = text_of(client.get(reverse("evidence:list-changes", args=["next"])))

    assert f'href="{page_of("claims", "s4-cleveland-21")}"' in page
    assert page_of("claims", "sc-004") not in page
    assert Release.objects.get(slug="next").is_live


def test_a_year_in_a_history_has_no_commas():
    found = history.undone(
        [steps_of({"currency_year": 2015}, {"currency_year": 2019}, {"currency_year": 2015})]
    )

    assert found[0].fields == [("currency year", "2015", "2019", "2015")]


def steps_of(began, live, draft):
    return history.audit.ThreeStates(record="finding x", began=began, live=live, draft=draft)
