import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.db.models import ProtectedError

from calculator.engine import run
from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.evidence import services as evidence_services
from calculator.evidence.models import Parameter
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.evidence import steps

pytestmark = pytest.mark.django_db


def publish_a_change():
    draft = evidence_services.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Parameter, "fee_per_employee_month", base=0.70)
    return steps.published(draft, "A lower fee.")


def test_worked_example_is_reproduced():
    result = services.calculate(raw={"members": "10,000", "horizon_years": 1})

    assert round(result["totals"]["plan_saving"], 2) == 20_733.73
    assert round(result["totals"]["program_cost"], 2) == 97_307.69


def test_saved_calculation_keeps_inputs_answer_and_what_they_rest_on(alice):
    raw = {"members": "10 000", "design": "targeted"}

    saved = services.save_scenario(raw=raw, by=alice)

    saved.refresh_from_db()
    assert saved.typed == raw
    assert saved.inputs["members"] == 10_000
    assert saved.result == services.calculate(raw=raw)
    assert saved.release == catalog.live_release()
    assert (saved.draws, saved.seed) == (saved.inputs["draws"], saved.inputs["seed"])
    assert saved.fingerprint == saved.result["fingerprint"]
    assert saved.created_by == alice


def test_every_saving_has_an_address_of_its_own():
    first, second = (services.save_scenario(raw={"employees": 50}) for _ in range(2))

    assert first.fingerprint == second.fingerprint
    assert first.token != second.token
    assert len(first.token) * 6 >= 128


def test_anonymous_calculation_belongs_to_nobody():
    assert services.save_scenario(raw={"employees": 50}, by=AnonymousUser()).created_by is None


def test_bad_input_saves_nothing():
    with pytest.raises(InvalidInput) as refused:
        services.save_scenario(raw={"employees": "0", "design": "magic"})

    assert set(refused.value.errors) == {"employees", "design"}
    assert not Scenario.objects.exists()


def test_the_same_inputs_are_calculated_once(monkeypatch):
    first = services.calculate(raw={"members": "10,000"})
    monkeypatch.setattr(run, "run", lambda *_: pytest.fail("calculated again"))

    assert services.calculate(raw={"members": 10_000}) == first


def test_a_new_release_leaves_saved_numbers_alone(saved):
    before = saved.result
    assert services.is_current(saved)

    publish_a_change()

    saved.refresh_from_db()
    assert saved.result == before
    assert not services.is_current(saved)
    anew = services.calculate(raw=saved.typed)
    assert anew["totals"]["program_cost"] < before["totals"]["program_cost"]
    assert services.calculate(raw=saved.typed, release=saved.release) == before


def test_a_newer_model_makes_a_calculation_outdated(saved, monkeypatch):
    monkeypatch.setattr(services, "MODEL_VERSION", "99.0.0")

    assert not services.is_current(saved)


def test_a_release_with_calculations_cannot_be_deleted(saved):
    with pytest.raises((ProtectedError, IntegrityError)):
        saved.release.delete()


def test_lists_show_only_ones_own(saved, alice, mallory):
    own = services.save_scenario(raw={"employees": 50}, by=alice)

    assert list(Scenario.objects.owned_by(alice)) == [own]
    assert not Scenario.objects.owned_by(mallory).exists()
    assert not Scenario.objects.owned_by(AnonymousUser()).exists()


def test_whoever_has_the_address_may_open_it(saved, mallory):
    assert Scenario.objects.visible_to(mallory).get(token=saved.token) == saved


def test_text_that_postgresql_refuses_is_made_storable():
    typed = {"a\x00": ["\x00b", "\ud800", ("x",), 1.5, None]}

    assert services.storable(typed) == {"a": ["b", "?", ["x"], 1.5, None]}


def test_a_calculation_names_itself_by_fingerprint(saved):
    assert str(saved).startswith(saved.fingerprint[:12])
    assert saved.get_absolute_url() == f"/c/{saved.token}/"
