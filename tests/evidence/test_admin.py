import pytest
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import (
    Claim,
    Finding,
    Lens,
    Parameter,
    Release,
    Source,
)
from tests.evidence.browsing import MODELS, change, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", MODELS)
def test_lists_open_with_few_queries(editor, draft, model, django_assert_max_num_queries):
    address = reverse(f"admin:evidence_{model._meta.model_name}_changelist")

    with django_assert_max_num_queries(30):
        page = editor.get(address)
        found = editor.get(address, {"q": "fusion", "of_release": "all"})

    assert page.status_code == 200
    assert found.status_code in (200, 302)


@pytest.mark.parametrize("model", MODELS)
def test_forms_open_on_draft_and_on_published_rows(
    editor, draft, model, django_assert_max_num_queries
):
    for row in (model.objects.order_by("pk").first(), model.objects.order_by("pk").last()):
        with django_assert_max_num_queries(60):
            assert editor.get(change(row)).status_code == 200


def test_lists_show_drafts_first(editor, draft):
    page = editor.get(reverse("admin:evidence_parameter_changelist"))

    assert {row.release_id for row in page.context["cl"].result_list} == {draft.pk}
    live = Release.objects.published().get()
    page = editor.get(reverse("admin:evidence_parameter_changelist"), {"of_release": str(live.pk)})
    assert {row.release_id for row in page.context["cl"].result_list} == {live.pk}


@pytest.mark.parametrize("model", [m for m in MODELS if m is not Release])
def test_rows_of_several_drafts_can_be_told_apart(editor, draft, bob, model):
    address = reverse(f"admin:evidence_{model._meta.model_name}_changelist")

    def columns() -> list[str]:
        return editor.get(address).context["cl"].list_display

    assert "release" not in columns()
    second = services.start_draft(by=bob, name="Second")
    assert columns().index("release") == 2  # after the box to tick and the name
    page = editor.get(address, {"of_release": str(second.pk)})
    found = {
        getattr(row, "release", None) or row.parameter.release
        for row in page.context["cl"].result_list
    }
    assert found == {second}
    assert f"?of_release={second.pk}" in page.content.decode()


def test_editor_changes_a_draft(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="surgery_cost.lumbar_fusion")

    response = post(editor, parameter, base="75000")

    assert response.status_code == 302
    parameter.refresh_from_db()
    assert parameter.base == 75_000
    assert Parameter.objects.get(release__slug="2026-11", slug=parameter.slug).base != 75_000


def test_findings_and_replacements_are_edited_with_the_parameter(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="care_added_cost")
    finding = Finding.objects.get(release=draft, slug="meyer-dx-change")
    lens = Lens.objects.get(release=draft, slug="independent")

    response = post(
        editor,
        parameter,
        **{
            "finding_links-TOTAL_FORMS": 1,
            "finding_links-0-finding": finding.pk,
            "finding_links-0-parameter": parameter.pk,
            "finding_links-0-is_admissible": "on",
            "replacements-TOTAL_FORMS": parameter.replacements.count() + 1,
            f"replacements-{parameter.replacements.count()}-lens": lens.pk,
            f"replacements-{parameter.replacements.count()}-family": "gamma",
            f"replacements-{parameter.replacements.count()}-base": "9000",
            f"replacements-{parameter.replacements.count()}-low": "4000",
            f"replacements-{parameter.replacements.count()}-high": "16000",
        },
    )

    assert response.status_code == 302, response.content.decode()
    assert parameter.findings.get() == finding
    assert parameter.replacements.get(lens=lens).base == 9_000


def test_finding_is_added_with_its_source(editor, draft):
    source = Source.objects.get(release=draft, slug="meyer2015")
    number = source.findings.count()
    row = {
        "slug": "meyer-new",
        "topic": "all",
        "measure": "diagnosis_change",
        "value": "0.1",
        "unit": "share",
        "independence": "independent",
        "verification": "source_seen",
    }

    response = post(
        editor,
        source,
        **{"findings-TOTAL_FORMS": number + 1},
        **{f"findings-{number}-{name}": value for name, value in row.items()},
    )

    assert response.status_code == 302
    assert Finding.objects.get(release=draft, slug="meyer-new").source == source


def test_finding_shows_interval_source_and_doi(editor, draft):
    finding = Finding.objects.exclude(source__doi="").filter(
        release=draft, numerator__gt=0, denominator__gt=0
    )[0]
    page = editor.get(change(finding)).content.decode()

    assert "% to " in page
    assert change(finding.source) in page
    assert finding.source.doi_url in page


def test_parameter_links_its_findings(editor, draft):
    parameter = Parameter.objects.get(
        release=draft, slug="surgery_not_confirmed_rate.lumbar_fusion"
    )
    page = editor.get(change(parameter)).content.decode()

    for finding in parameter.findings.all():
        assert change(finding) in page


def test_published_rows_are_shown_and_cannot_be_changed(editor):
    parameter = Parameter.objects.get(slug="surgery_cost.lumbar_fusion")

    page = editor.get(change(parameter))
    posted = editor.post(change(parameter), {"base": "1"})
    deleted = editor.post(
        reverse("admin:evidence_parameter_delete", args=[parameter.pk]), {"post": "yes"}
    )

    assert page.status_code == 200
    assert 'name="base"' not in page.content.decode()
    assert posted.status_code == deleted.status_code == 403
    assert Parameter.objects.get(pk=parameter.pk).base != 1


def test_published_rows_cannot_be_deleted_in_bulk(editor):
    rows = Claim.objects.values_list("pk", flat=True)[:3]
    editor.post(
        reverse("admin:evidence_claim_changelist") + "?of_release=all",
        {"action": "delete_selected", "_selected_action": list(rows), "post": "yes"},
    )

    assert Claim.objects.count() == 111


def test_autocomplete_offers_rows_of_drafts_only(editor, draft):
    response = editor.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "evidence",
            "model_name": "parameterfinding",
            "field_name": "finding",
            "term": "meyer-dx-change",
        },
    )

    offered = response.json()["results"]
    assert [int(row["id"]) for row in offered] == [
        Finding.objects.get(release=draft, slug="meyer-dx-change").pk
    ]
