"""How a value follows from its findings, and what its grade is computed from, in words."""

import pytest

from calculator.evidence.models import Parameter
from calculator.evidence.pages import strips
from calculator.evidence.synthesis import strip_of

pytestmark = pytest.mark.django_db
CANCER = "treatment_change_rate.cancer"


def parameter(slug: str, **where: object) -> Parameter:
    return Parameter.objects.select_related("release", "chosen_finding").get(
        slug=slug, **(where or {"release__slug": "2026-11"})
    )


def test_a_value_that_was_converted_says_so():
    for slug in (
        "work_days_lost.knee_replacement",
        "decision_rate.hysterectomy",
        "advice_followed_rate",
    ):
        assert "brought to what this parameter counts" in strips.method(strip_of(parameter(slug)))


def test_a_release_that_states_no_method_has_it_read_from_the_number(draft):
    row = parameter(CANCER, release=draft)
    Parameter.objects.filter(pk=row.pk).update(synthesis="", chosen_finding=None)

    strip = strip_of(parameter(CANCER, release=draft))

    assert (strip.method, strip.chosen) == ("chosen", "west-disagree")
    assert "read from the number" in strips.method(strip)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("price_index.commercial", "A: it holds by definition."),
        ("annual_administration_cost", "D: it does not rest on findings."),
        ("decision_rate.cancer", "no better than C because none of them gives the number"),
        ("uptake_rate.cancer", "no better than D because none of them gives the number"),
    ],
)
def test_the_computed_grade_says_how_it_came_about(slug, said):
    assert said in strips.computed_grade(strip_of(parameter(slug)))
