import pytest
from django.urls import reverse

from calculator.evidence.models import (
    ClinicalArea,
    Finding,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    Program,
    Release,
    Source,
)
from tests.evidence.browsing import MODELS, fields_of, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [m for m in MODELS if m is not Release])
def test_empty_add_form_gets_errors_not_a_crash(editor, draft, model):
    address = reverse(f"admin:evidence_{model._meta.model_name}_add")
    blank = fields_of(editor.get(address))

    response = editor.post(address, {**blank, "release": draft.pk})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_a_forged_release_filter_does_not_crash(editor):
    page = editor.get(reverse("admin:evidence_parameter_changelist"), {"of_release": "x"})

    assert page.status_code in (200, 302)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"base": "1"}, "No gamma distribution fits"),
        ({"base": "x"}, "Enter a number."),
        ({"base": "nan"}, "Enter a number."),
        ({"family": "beta"}, "a beta needs a base between 0 and 1"),
        ({"high": "1e12"}, "Money lies between 0 and 10,000,000 dollars."),
        ({"unit": "bananas"}, "A unit begins with share"),
        ({"rationale": ""}, "This field is required."),
        ({"key": "alternative_care_cost"}, "This release already has alternative_care_cost"),
        ({"key": "price_index"}, "go by line"),
        ({"rate_0_17": "1"}, "all four age bands or of none"),
        ({"grade": "E"}, "Select a valid choice"),
        ({"area": "999999"}, "Select a valid choice"),
    ],
)
def test_bad_parameter_gets_its_message(editor, draft, changes, message):
    parameter = Parameter.objects.get(release=draft, slug="surgery_cost.lumbar_fusion")

    response = post(editor, parameter, **changes)

    assert response.status_code == 200
    assert message in response.content.decode()


def test_area_of_another_release_is_refused(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="surgery_cost.lumbar_fusion")
    other = ClinicalArea.objects.get(release__slug="2026-11", slug="ocular")

    response = post(editor, parameter, area=other.pk)

    assert "Choose a record of the same release." in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": "1.4"}, "lie between 0 and 1"),
        ({"low": "0.9"}, "low ≤ value ≤ high"),
        ({"numerator": "135"}, "may not exceed"),
        ({"denominator": ""}, "needs a denominator"),
        ({"denominator": "-3"}, "greater than or equal to 0"),
        ({"slug": "aldape-any"}, "This release already has"),
        ({"slug": "a b"}, "Use letters, digits"),
        ({"seen_at": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"source": ""}, "This field is required."),
    ],
)
def test_bad_finding_gets_its_message(editor, draft, changes, message):
    finding = Finding.objects.get(release=draft, slug="ajnr2021-followed")

    response = post(editor, finding, **changes)

    assert response.status_code == 200
    assert message in response.content.decode()


def test_bad_age_mix_claims_and_market_get_messages(editor, draft):
    line = LineOfBusiness.objects.get(release=draft, slug="commercial")
    program = Program.objects.get(release=draft, slug="teladoc")
    estimate = MarketEstimate.objects.get(release=draft, slug="mk-cmi2024")

    assert "must sum to 1" in post(editor, line, share_0_17="0.9").content.decode()
    assert "list of texts" in post(editor, program, claims='{"a": 1}').content.decode()
    assert "finite" in post(editor, program, list_price_usd="NaN").content.decode()
    assert "low first" in post(editor, estimate, end_usd_bn_low="").content.decode()


def test_link_to_a_finding_of_another_release_is_refused(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="care_added_cost")
    other = Finding.objects.get(release__slug="2026-11", slug="meyer-dx-change")

    response = post(
        editor,
        parameter,
        **{"finding_links-TOTAL_FORMS": 1, "finding_links-0-finding": other.pk},
    )

    assert "same release" in response.content.decode()


def test_replacement_out_of_bounds_is_refused(editor, draft):
    item = LensReplacement.objects.filter(
        parameter__release=draft, parameter__key="treatment_change_rate"
    ).first()

    response = post(editor, item, base="2", low="2", high="2")

    assert response.status_code == 200
    assert "share of opinions: between 0 and 1" in response.content.decode()


def test_source_with_the_name_of_another_is_refused(editor, draft):
    source = Source.objects.get(release=draft, slug="meyer2015")

    assert "already has" in post(editor, source, slug="jacs1997").content.decode()
