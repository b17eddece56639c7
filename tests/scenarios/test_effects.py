"""What a pooled value does to an answer, where things are not as usual."""

import pytest

from calculator.engine.synthesis.synthesis import Switches
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import services as evidence
from calculator.evidence.errors import NoLiveRelease
from calculator.evidence.models import Finding, Parameter, Release
from calculator.evidence.synthesis import strip_of
from calculator.scenarios import effects, services
from calculator.scenarios.models import Scenario
from calculator.scenarios.templatetags.exhibits import of_calculation
from tests.evidence import steps

pytestmark = pytest.mark.django_db
CANCER = "treatment_change_rate.cancer"


def strip(release: str = "2026-11", switches: Switches | None = None):
    found = Parameter.objects.select_related("release", "chosen_finding")
    return strip_of(found.get(release__slug=release, slug=CANCER), switches)


def test_a_calculation_of_another_model_is_calculated_anew():
    saved = services.save_scenario(raw={"members": 5_000})
    Scenario.objects.filter(pk=saved.pk).update(model_version="0.9", result={})

    effect = effects.effect_of(strip(), saved.token)

    assert effect.note == f"Calculated anew with model {MODEL_VERSION}."
    assert effect.before.net == services.calculate(raw={"members": 5_000})["annual"]["net"]
    assert effect.after.net != effect.before.net


def test_a_calculation_of_another_release_keeps_its_release():
    saved = services.save_scenario(raw={"members": 5_000})
    draft = _draft()

    effect = effects.effect_of(strip(draft.slug), saved.token)

    assert "rests on evidence release 2026-11; the findings are those of next" in effect.note
    assert effect.before.net == saved.result["annual"]["net"]


def test_a_pool_that_no_distribution_fits_says_so():
    draft = _draft()
    found = Finding.objects.filter(release=draft, parameters__slug=CANCER)
    none, some, *others = found.values_list("pk", flat=True)
    found.filter(pk=none).update(numerator=0, denominator=1_000)
    found.filter(pk=some).update(numerator=3, denominator=10)
    found.filter(pk__in=others).update(unit="weeks")

    effect = effects.effect_of(strip(draft.slug), "")

    assert effect.before is None
    assert effect.problem.startswith("The pooled value cannot be used in this calculation. No beta")


def test_without_a_live_release_there_is_nothing_to_move(monkeypatch):
    draft = _draft()
    monkeypatch.setattr(effects.catalog, "live_release", _nothing_live)

    assert effects.effect_of(strip(draft.slug), "") is None


def test_only_addresses_of_parameters_carry_the_calculation():
    saved = services.save_scenario(raw={"members": 5_000})

    plain = of_calculation("/evidence/claims/check/", saved)
    carried = of_calculation(f"/evidence/parameters/{CANCER}/", saved)
    saved.release.state = Release.State.SUPERSEDED
    older = of_calculation(f"/evidence/parameters/{CANCER}/", saved)

    assert plain == "/evidence/claims/check/"
    assert carried == f"/evidence/parameters/{CANCER}/?c={saved.token}"
    assert older == f"/evidence/parameters/{CANCER}/?release=2026-11&c={saved.token}"


def _draft() -> Release:
    return evidence.start_draft(by=steps.editor(), name="Next")


def _nothing_live() -> Release:
    raise NoLiveRelease
