import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    Program,
    ProgramDesign,
    Release,
    Source,
)

pytestmark = pytest.mark.django_db
MODELS = [
    Claim,
    ClinicalArea,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    Program,
    ProgramDesign,
    Release,
    Source,
]


def a_user(name: str, *groups: str):
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


@pytest.fixture
def bob(db):
    return a_user("bob", "Evidence editors")


@pytest.fixture
def rosa(db):
    return a_user("rosa", "Evidence publishers")


@pytest.fixture
def mallory(db):
    return a_user("mallory")


@pytest.fixture
def draft(bob):
    return services.start_draft(by=bob, name="Next")


@pytest.fixture
def editor(client, bob):
    client.force_login(bob)
    return client


def change(row) -> str:
    return reverse(f"admin:evidence_{row._meta.model_name}_change", args=[row.pk])


def fields_of(response) -> dict[str, object]:
    """What a browser would send back if nothing was typed."""
    form = response.context["adminform"].form
    forms = [form, *(f for s in response.context["inline_admin_formsets"] for f in s.formset)]
    forms += [s.formset.management_form for s in response.context["inline_admin_formsets"]]
    return {
        form.add_prefix(name): "" if (value := form[name].value()) is None else value
        for form in forms
        for name in form.fields
        if form[name].value() is not False
    }


def post(client, row, **changes):
    address = change(row)
    return client.post(address, fields_of(client.get(address)) | changes)


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


@pytest.mark.parametrize("model", [m for m in MODELS if m is not Release])
def test_empty_add_form_gets_errors_not_a_crash(editor, draft, model):
    address = reverse(f"admin:evidence_{model._meta.model_name}_add")
    blank = fields_of(editor.get(address))

    response = editor.post(address, {**blank, "release": draft.pk})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_lists_show_drafts_first(editor, draft):
    page = editor.get(reverse("admin:evidence_parameter_changelist"))

    assert {row.release_id for row in page.context["cl"].result_list} == {draft.pk}
    live = Release.objects.published().get()
    page = editor.get(reverse("admin:evidence_parameter_changelist"), {"of_release": str(live.pk)})
    assert {row.release_id for row in page.context["cl"].result_list} == {live.pk}


def test_a_forged_release_filter_does_not_crash(editor):
    page = editor.get(reverse("admin:evidence_parameter_changelist"), {"of_release": "x"})

    assert page.status_code in (200, 302)


def test_editor_changes_a_draft(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="surgery_cost.lumbar_fusion")

    response = post(editor, parameter, base="75000")

    assert response.status_code == 302
    parameter.refresh_from_db()
    assert parameter.base == 75_000
    assert Parameter.objects.get(release__slug="2026-11", slug=parameter.slug).base != 75_000


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
        ({"numerator": "135"}, "may not exceed it"),
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


def test_source_with_the_name_of_another_is_refused(editor, draft):
    source = Source.objects.get(release=draft, slug="meyer2015")

    assert "already has" in post(editor, source, slug="jacs1997").content.decode()


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


def test_editor_starts_a_draft(editor):
    address = reverse("admin:evidence_release_start_draft")
    page = editor.get(reverse("admin:evidence_release_changelist")).content.decode()
    assert address in page

    response = editor.post(address, {"name": "Evidence release May 2027"})

    made = Release.objects.get(slug="evidence-release-may-2027")
    assert response.url == change(made)
    assert made.is_draft
    assert "already a release named" in editor.post(address, {"name": made.name}).content.decode()


def test_reading_the_step_pages_changes_nothing(client, rosa, draft):
    client.force_login(rosa)

    page = client.get(reverse("admin:evidence_release_publish", args=[draft.pk]))

    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.is_draft


def test_publisher_publishes_with_a_reason(client, rosa, draft):
    client.force_login(rosa)
    address = reverse("admin:evidence_release_publish", args=[draft.pk])
    assert address in client.get(change(draft)).content.decode()

    without = client.post(address, {"reason": "  "})
    done = client.post(address, {"reason": "Prices of 2027."})

    assert "This field is required." in without.content.decode()
    assert done.url == change(draft)
    draft.refresh_from_db()
    assert draft.is_live
    assert draft.published_by == rosa
    assert "not a draft" in client.post(address, {"reason": "Again."}).content.decode()


def test_what_keeps_a_draft_from_being_published_is_listed(client, rosa, draft):
    client.force_login(rosa)
    Parameter.objects.filter(release=draft, slug="engagement").delete()

    page = client.post(
        reverse("admin:evidence_release_publish", args=[draft.pk]), {"reason": "Try."}
    )

    assert "engagement is missing" in page.content.decode()


def test_publisher_withdraws_a_superseded_release(client, rosa, draft):
    old = Release.objects.published().get()
    services.publish_release(release=draft, by=rosa, reason="New.")
    client.force_login(rosa)
    address = reverse("admin:evidence_release_withdraw", args=[old.pk])
    assert address in client.get(change(old)).content.decode()

    client.post(address, {"reason": "An error."})

    old.refresh_from_db()
    assert old.state == Release.State.WITHDRAWN
    assert old.withdrawn_by == rosa


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_editor_may_not_publish_or_withdraw(editor, draft, step):
    address = reverse(f"admin:evidence_release_{step}", args=[draft.pk])

    assert editor.get(address).status_code == 403
    assert editor.post(address, {"reason": "Please."}).status_code == 403


def test_publisher_may_not_edit(client, rosa, draft):
    client.force_login(rosa)
    parameter = Parameter.objects.filter(release=draft).first()

    assert client.post(change(parameter), {}).status_code == 403
    assert client.get(reverse("admin:evidence_release_start_draft")).status_code == 403


def test_outsider_sees_nothing(client, mallory):
    client.force_login(mallory)

    for model in MODELS:
        address = reverse(f"admin:evidence_{model._meta.model_name}_changelist")
        assert client.get(address).status_code == 403


def test_a_draft_can_be_thrown_away_and_a_release_cannot(editor, draft):
    live = Release.objects.published().get()
    address = reverse("admin:evidence_release_delete", args=[draft.pk])

    assert "with everything in it" in editor.get(address).content.decode()
    editor.post(address, {"post": "yes"})
    refused = editor.post(reverse("admin:evidence_release_delete", args=[live.pk]), {"post": "yes"})

    assert refused.status_code == 403
    assert list(Release.objects.all()) == [live]
    assert Finding.objects.count() == 544


@pytest.mark.parametrize("path", ["0/publish/", "abc/change/", "999/change/"])
def test_unknown_releases_are_not_a_crash(client, admin_client, path):
    response = admin_client.get(f"/admin/evidence/release/{path}")

    assert response.status_code in (302, 404)
