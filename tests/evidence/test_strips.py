"""The evidence strip: drawing, table, pooled number and override of one parameter are one."""

from itertools import product

import pytest
from django.urls import reverse

from calculator.engine.synthesis.synthesis import Switches
from calculator.evidence import presentation as say
from calculator.evidence.models import Finding, Parameter, ParameterFinding, Source
from calculator.evidence.pages import strips
from calculator.evidence.synthesis import strip_of
from calculator.scenarios import services

pytestmark = pytest.mark.django_db
EVERY_SWITCH = [
    Switches(independent=a, seen=b, claims=c) for a, b, c in product((False, True), repeat=3)
]
FUSION, CANCER = "treatment_change_rate.lumbar_fusion", "treatment_change_rate.cancer"


def parameter(slug: str, **where: object) -> Parameter:
    where = where or {"release__slug": "2026-11"}
    return Parameter.objects.select_related("release", "chosen_finding").get(slug=slug, **where)


def page_of(client, slug: str = CANCER, **query: str) -> str:
    response = client.get(reverse("evidence:show-parameter", args=[slug]), query)
    assert response.status_code == 200
    return response.content.decode()


def pooled_parameters() -> list[Parameter]:
    found = Parameter.objects.filter(release__slug="2026-11").select_related(
        "release", "chosen_finding"
    )
    return [row for row in found if strip_of(row).found.pooled]


def test_strip_number_and_override_agree_under_every_switch():
    found = pooled_parameters()
    assert len(found) > 10
    for row, switches in product(found, EVERY_SWITCH):
        strip = strip_of(row, switches)
        shown = strips.shown(strip)
        in_pool = [r for r in shown.rows if r.pool.endswith("of the pool")]
        drawn = shown.chart.markup()

        if strip.found.pooled is None:
            assert in_pool == []
            assert strip.override is None
            assert shown.answer == strip.found.why_not
            assert "Pooled" not in drawn
            continue
        assert len(in_pool) == strip.found.pooled.studies
        base = say.rounded(strip.override["base"], row.unit)
        assert shown.answer.startswith(f"{len(in_pool)} findings pool to {base} (")
        assert f"Pooled, {len(in_pool)} findings" in drawn
        assert strips.pooled_value(strip) in drawn
        for item in in_pool:
            finding = item.record
            if switches.independent:
                assert finding.independence == finding.source.independence == "independent"
                assert "second_opinion_vendor" not in (
                    finding.data_owner, finding.source.data_owner
                )  # fmt: skip
            if switches.seen:
                assert finding.verification == "source_seen"


def test_the_pool_of_lumbar_fusion_by_hand():
    strip = strip_of(parameter(FUSION))

    assert strip.found.pooled.studies == 5
    assert strip.found.range.base == pytest.approx(0.5709, abs=5e-4)
    assert strip.found.pooled.i2 == pytest.approx(0.893, abs=1e-3)


def test_method_and_grade_do_not_change_with_what_a_reader_believes():
    off, on = strip_of(parameter(CANCER)), strip_of(parameter(CANCER), EVERY_SWITCH[-1])

    assert on.certainty == off.certainty
    assert (on.method, on.chosen) == (off.method, off.chosen) == ("chosen", "west-disagree")
    assert strips.method(off) == "Chosen finding: the value of one finding."


def test_a_stated_method_and_a_finding_left_out_are_shown(client, draft, bob):
    row = parameter(FUSION, release=draft)
    finding = row.findings.first()
    Parameter.objects.filter(pk=row.pk).update(
        synthesis="chosen", chosen_finding=finding, grade="C", grade_reason="Two countries."
    )
    last = ParameterFinding.objects.filter(parameter=row).last()
    ParameterFinding.objects.filter(pk=last.pk).update(
        is_admissible=False, reason="Overlaps <another> series."
    )
    client.force_login(bob)

    page = page_of(client, FUSION, release="next")

    assert "Chosen finding: the value of one finding.</dd>" in page.replace(
        f' <a href="{reverse("evidence:show-finding", args=[finding.slug])}?release=next">'
        "The finding chosen</a>",
        "",
    )
    assert 'is one step from the computed one: <span lang="en">Two countries.</span>' in page
    assert 'Left out: <span lang="en">Overlaps &lt;another&gt; series.</span>' in page
    assert "4 findings pool to" in page
    address = reverse("evidence:show-finding", args=[last.finding.slug])
    uses = client.get(address, {"release": "next"}).content.decode()
    assert 'Left out (<span lang="en">Overlaps &lt;another&gt; series.</span>): <a' in uses


def test_a_finding_says_itself_whether_its_outcome_is_from_claims(draft):
    row = parameter(FUSION, release=draft)
    slugs = list(row.findings.values_list("slug", flat=True)[:3])
    Finding.objects.filter(release=draft, slug=slugs[0]).update(outcomes_from_claims=True)
    Finding.objects.filter(release=draft, slug=slugs[1]).update(design="two-year claims follow-up")
    Finding.objects.filter(release=draft, slug=slugs[2]).update(
        design="claims", outcomes_from_claims=False
    )

    found = strip_of(row, Switches(claims=True)).found

    assert found.pooled.studies == 2
    assert [item.study.slug for item in found.placed if item.weight] == slugs[:2]


def test_a_seller_behind_the_source_keeps_a_finding_out_of_the_independent_pool(draft):
    row = parameter(FUSION, release=draft)
    finding = row.findings.first()
    Source.objects.filter(pk=finding.source_id).update(data_owner="second_opinion_vendor")

    found = strip_of(row, Switches(independent=True)).found

    assert {i.study.slug: i.out for i in found.placed}[finding.slug] == "from a seller"
    assert found.pooled.studies == 4


def test_the_page_pools_again_by_plain_links(client):
    everything, independent = page_of(client), page_of(client, independent="1")

    assert "4 findings pool to 24.8%" in everything
    assert "3 findings pool to 23.9%" in independent
    assert 'id="switch-independent" name="independent" value="1" checked' in independent
    assert "not pooled: from a seller" in independent
    assert "From a seller</td>" in independent
    assert "No comparable finding is left by these switches" in page_of(client, claims="1")


def test_htmx_gets_the_strip_alone_and_the_page_when_it_goes_back(client):
    address = reverse("evidence:show-parameter", args=[CANCER])
    part = client.get(address, headers={"HX-Request": "true"})
    back = client.get(address, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert part.content.decode().strip().startswith('<section id="strip"')
    assert "<html" in back.content.decode()
    assert "HX-Request" in part["Vary"]


def test_the_answer_for_ten_thousand_members_moves_with_the_pool(client):
    strip = strip_of(parameter(CANCER), Switches(independent=True))
    raw = {"members": 10_000, "overrides": {CANCER: strip.override}}
    before, after = (services.calculate(raw=r) for r in ({"members": 10_000}, raw))

    page = page_of(client, independent="1")

    assert "What the pooled value does to the answer for 10,000 members" in page
    assert "With the value in force, 28%" in page
    assert f"With the pooled value, {say.rounded(strip.override['base'], 'share')}" in page
    assert f"${before['annual']['net'] - after['annual']['net']:,.0f}" in page


def test_a_readers_own_calculation_moves_and_keeps_its_address(client):
    saved = services.save_scenario(
        raw={"members": 50_000, "areas": ["cancer"], "overrides": {CANCER: 0.5, "engagement": 2}}
    )

    response = client.get(
        reverse("evidence:show-parameter", args=[CANCER]), {"c": saved.token, "seen": "1"}
    )

    page = response.content.decode()
    assert f'<a href="{saved.get_absolute_url()}">your calculation</a>' in page
    assert "With the value in force, 50%" in page
    assert "50,000 members" in page
    assert f'<input type="hidden" name="c" value="{saved.token}">' in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]
    saved.refresh_from_db()
    assert saved.inputs["overrides"] == {CANCER: 0.5, "engagement": 2}
    assert parameter(CANCER).base == 0.28


@pytest.mark.parametrize("token", ["nobody", "x\x00y", "<b>", "y" * 500])
def test_an_unknown_calculation_gives_the_reference_case(client, token):
    page = page_of(client, c=token)

    assert "There is no calculation of this address" in page
    assert "the answer for 10,000 members" in page
    assert "<b>" not in page


def test_where_nothing_can_be_pooled_no_answer_moves(client):
    saved = services.save_scenario(raw={"members": 5_000})
    slug = "surgery_cost.knee_replacement"

    plain, own = page_of(client, slug), page_of(client, slug, c=saved.token)

    for page in (plain, own):
        assert "there is nothing that could be pooled" in page
        assert "Another price year" in page
        assert "Pool again" not in page
    assert "What the pooled value does" not in plain
    assert "With the value in force, $36,000" in own
    assert "With the pooled value" not in own


def test_a_figure_outside_the_calculation_does_not_move_it(client):
    saved = services.save_scenario(raw={"members": 5_000, "areas": ["lumbar_fusion"]})

    page = page_of(client, c=saved.token)

    assert "With the value in force</dt>" in page
    assert "The net does not move" in page


def test_a_parameter_without_findings_says_so(client):
    page = page_of(client, "care_added_cost")

    assert "No finding is listed: the value is a judgement" in page
    assert "D: it does not rest on findings." in page


def test_a_value_not_in_doubt_and_findings_all_left_out_are_said_plainly(draft):
    row = parameter(CANCER, release=draft)
    ParameterFinding.objects.filter(parameter=row).update(is_admissible=False, reason="Too old.")
    row.low = row.high = row.base

    strip = strip_of(row)

    assert strips.value_in_use(strip) == "28%"
    assert strips.computed_grade(strip) == "D: no finding counts."
    assert strips.shown(strip).chart is None


def test_a_draft_is_tried_on_the_live_release(client, draft, bob):
    client.force_login(bob)

    page = page_of(client, release="next")

    assert "the answer for 10,000 members" in page
    assert "With the value in force, 28%" in page


def test_the_result_page_leads_to_the_strip_with_the_calculation(client):
    saved = services.save_scenario(raw={"members": 5_000})

    page = client.get(saved.get_absolute_url()).content.decode()

    address = reverse("evidence:show-parameter", args=[CANCER])
    assert f'href="{address}?c={saved.token}"' in page


def test_the_form_shows_the_pooled_value_beside_the_one_in_use(editor, draft):
    row = parameter(CANCER, release=draft)

    page = editor.get(reverse("admin:evidence_parameter_change", args=[row.pk])).content.decode()

    assert "28% (16% to 35%)" in page
    assert "4 findings pool to 24.8% (95% interval 17.4% to 34.1%)" in page
    assert "B: 9 of 12 points for the best finding" in page
    assert "Chosen finding: the value of one finding." in page
    add = editor.get(reverse("admin:evidence_parameter_add"))
    assert add.status_code == 200
