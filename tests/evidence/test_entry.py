"""A study is typed into the admin: what it means is said at once, the impossible is refused."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.evidence.models import Finding, Source
from calculator.evidence.presentation import wilson
from tests.evidence.browsing import change, fields_of, post

pytestmark = pytest.mark.django_db
INTERVAL = "admin:evidence_finding_interval"
FIT = "admin:evidence_parameter_fit"
RANGE = {"key": "", "unit": "share", "family": "beta", "base": 0.2, "low": 0.1, "high": 0.35}
STUDY = {
    "slug": "newstudy2026", "authors": "Doe J", "title": "A new study", "year": "2026",
    "independence": "independent", "reason": "A new study.",
}  # fmt: skip
RESULT = {
    "slug": "newstudy-dx", "topic": "all", "measure": "diagnosis_change", "unit": "share",
    "numerator": "88", "denominator": "134", "independence": "independent",
    "verification": "source_seen",
}  # fmt: skip


def ask(client, name, **typed):
    return client.get(reverse(name), typed)


def said(response):
    assert response.status_code == 200
    return response.content.decode()


def test_counts_give_their_interval(editor):
    shown = said(ask(editor, INTERVAL, numerator=88, denominator=134))

    assert "88 of 134: 65.67%, 95% interval 57.3% to 73.2%" in shown
    assert 'data-fill-value="0.656716"' in shown
    low, high = wilson(88, 134)
    assert f'data-fill-low="{low:.6g}"' in shown
    assert f'data-fill-high="{high:.6g}"' in shown


@pytest.mark.parametrize(
    ("numerator", "denominator", "why"),
    [
        ("40", "30", "40 of 30 is impossible"),
        ("4", "", "of how many are these 4?"),
        ("4", "0", "of how many are these 4?"),
        ("-1", "30", "whole numbers"),
        ("1.5", "30", "whole numbers"),
        ("many", "30", "whole numbers"),
        ("1", "99999999999999999999", "whole numbers"),
    ],
)
def test_impossible_counts_say_why(editor, numerator, denominator, why):
    shown = said(ask(editor, INTERVAL, numerator=numerator, denominator=denominator))

    assert why in shown
    assert "data-refused" in shown


def test_no_numerator_says_nothing(editor):
    assert said(ask(editor, INTERVAL, numerator="", denominator="30")).strip() == ""


def test_a_range_gives_its_distribution_and_a_drawing(editor):
    shown = said(ask(editor, FIT, **RANGE))

    for part in ("Beta, alpha", "2.5%:", "median:", "97.5%:", "<svg", "base 20%"):
        assert part in shown
    assert "style=" not in shown


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"base": 0.4}, "No beta fits: base 0.4 is not between"),
        ({"low": 0, "base": 0.01, "high": 1}, "too wide"),
        ({"high": 1.5}, "between 0 and 1"),
        ({"family": "gamma", "unit": "", "low": 0, "base": 1e-300, "high": 1e300}, "extreme"),
        ({"family": "lognormal", "unit": "", "base": 1, "low": 1, "high": 1 + 1e-12}, "extreme"),
    ],
)
def test_an_impossible_range_says_why(editor, changed, why):
    assert why in said(ask(editor, FIT, **(RANGE | changed)))


def test_a_fixed_value_is_said_to_be_fixed(editor):
    assert "Fixed: not drawn at random" in said(ask(editor, FIT, **(RANGE | {"family": "fixed"})))


def test_half_a_range_says_nothing(editor):
    assert said(ask(editor, FIT, **(RANGE | {"base": ""}))).strip() == ""


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["beta", "gamma", "lognormal", "pert", "fixed", "junk", ""]),
    st.lists(st.floats() | st.text(max_size=8), min_size=3, max_size=3),
    st.text(max_size=70),
)
def test_no_junk_is_an_error_of_the_site(editor, family, numbers, unit):
    typed = dict(zip(("low", "base", "high"), numbers, strict=True))

    said(ask(editor, FIT, family=family, unit=unit, **typed))
    said(ask(editor, INTERVAL, numerator=numbers[0], denominator=numbers[1]))


@pytest.mark.parametrize("name", [INTERVAL, FIT])
def test_only_editors_are_answered(client, mallory, name):
    assert ask(client, name).status_code == 302
    client.force_login(mallory)
    assert ask(client, name).status_code == 403


@pytest.mark.parametrize("name", [INTERVAL, FIT])
def test_it_is_only_read(editor, name):
    assert editor.post(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    ("model", "field", "name"),
    [("finding", "numerator", INTERVAL), ("parameter", "base", FIT),
     ("lensreplacement", "base", FIT)],
)  # fmt: skip
def test_fields_know_where_to_ask(editor, draft, model, field, name):
    form = editor.get(reverse(f"admin:evidence_{model}_add"))

    assert form.context["adminform"].form.fields[field].widget.attrs["data-entry"] == reverse(name)
    assert "js/entry.js" in form.content.decode()


@pytest.mark.parametrize(
    ("counts", "field", "why"),
    [
        ({"numerator": "40", "denominator": "30"}, "numerator", "40 of 30 is impossible"),
        ({"numerator": "40", "denominator": ""}, "denominator", "of how many"),
    ],
)
def test_impossible_counts_are_refused_at_their_field(editor, draft, counts, field, why):
    finding = Finding.objects.get(release=draft, slug="meyer-dx-change")
    response = post(editor, finding, **counts)

    errors = response.context["adminform"].form.errors
    assert list(errors) == [field]
    assert why in errors[field][0]


def test_a_study_is_added_with_its_counts_on_one_page(editor, draft):
    address = reverse("admin:evidence_source_add")
    answers = fields_of(editor.get(address)) | STUDY | {"release": draft.pk}
    answers |= {"findings-TOTAL_FORMS": 1}
    answers |= {f"findings-0-{name}": value for name, value in RESULT.items()}

    assert editor.post(address, answers).status_code == 302

    finding = Finding.objects.get(release=draft, slug="newstudy-dx")
    assert (finding.source.slug, finding.numerator) == ("newstudy2026", 88)
    assert "57.3% to 73.2%" in editor.get(change(finding)).content.decode()
    assert {c.reason for c in draft.changes.filter(name__startswith="newstudy")} == {"A new study."}


def test_impossible_counts_are_refused_on_the_page_of_the_source(editor, draft):
    address = reverse("admin:evidence_source_add")
    answers = fields_of(editor.get(address)) | STUDY | {"release": draft.pk}
    answers |= {"findings-TOTAL_FORMS": 1}
    answers |= {f"findings-0-{name}": value for name, value in RESULT.items()}
    response = editor.post(address, answers | {"findings-0-numerator": "140"})

    (inline,) = response.context["inline_admin_formsets"]
    assert "140 of 134 is impossible" in inline.formset.forms[0].errors["numerator"][0]
    assert not Source.objects.filter(slug="newstudy2026").exists()


def test_a_finding_offers_to_add_its_source_beside_it(editor, draft):
    form = editor.get(reverse("admin:evidence_finding_add"))
    beside = reverse("admin:evidence_source_add") + "?_to_field=id&_popup=1"

    assert beside.replace("&", "&amp;") in form.content.decode()
    answers = fields_of(editor.get(beside)) | STUDY | {"release": draft.pk, "_popup": "1"}
    closed = editor.post(beside, answers)
    assert str(Source.objects.get(slug="newstudy2026").pk) in closed.content.decode()
