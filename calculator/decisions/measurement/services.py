"""Plan the measurement of a saved answer; enter, change and remove what a year really brought."""

from collections.abc import Mapping
from typing import cast

from django.core.cache import cache
from django.db import transaction

from calculator.decisions.models import QUANTITIES, Actual, ActualChange
from calculator.engine.measurement import plan as planning
from calculator.engine.measurement import predicted
from calculator.engine.measurement.plan import Plan
from calculator.engine.measurement.predicted import Band
from calculator.engine.version import MODEL_VERSION
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

CACHE_SECONDS = 3_600


class NotTheOwner(Exception):
    """Actuals belong to a calculation of one's own."""


def plan_of(saved: Scenario, *, ratio: float) -> Plan:
    """Return when the predicted effect can be told from chance."""
    key = f"plan:{saved.fingerprint}:{MODEL_VERSION}:{ratio!r}"
    found = cast("Plan | None", cache.get(key))
    if found is None:
        found = planning.plan(scenarios.case_of(saved), ratio=ratio)
        cache.set(key, found, CACHE_SECONDS)
    return found


def bands_of(saved: Scenario, *, year: int, months: int = 12) -> dict[str, Band]:
    """Return what a contract year is predicted to bring, doubt and chance together."""
    key = f"bands:{saved.fingerprint}:{MODEL_VERSION}:{year}:{months}"
    found = cast("dict[str, Band] | None", cache.get(key))
    if found is None:
        found = predicted.bands(scenarios.case_of(saved), year=year, months=months)
        cache.set(key, found, CACHE_SECONDS)
    return found


def years_of(saved: Scenario) -> range:
    """Return the contract years of a calculation."""
    return range(1, len(saved.result["years"]) + 1)


def may_enter(saved: Scenario, user: object) -> bool:
    """Say whether this person may enter actuals: signed in, and the calculation's owner."""
    is_somebody = bool(getattr(user, "is_authenticated", False))
    return is_somebody and saved.created_by_id == getattr(user, "pk", None)


@transaction.atomic
def enter_actual(*, saved: Scenario, year: int, values: Mapping[str, object], by: object) -> Actual:
    """Keep what a contract year brought, in the place of what was entered before.

    Raises:
        NotTheOwner: to whoever does not own the calculation.
    """
    if not may_enter(saved, by):
        raise NotTheOwner
    Scenario.objects.select_for_update().get(pk=saved.pk)  # one at a time
    actual, is_new = Actual.objects.update_or_create(
        scenario=saved, contract_year=year, defaults={**values, "entered_by": by}
    )
    action = ActualChange.Action.ENTERED if is_new else ActualChange.Action.CHANGED
    _log(actual, action, by)
    return actual


@transaction.atomic
def remove_actual(*, saved: Scenario, year: int, by: object) -> bool:
    """Remove what was entered for a year; False where there was nothing.

    Raises:
        NotTheOwner: to whoever does not own the calculation.
    """
    if not may_enter(saved, by):
        raise NotTheOwner
    actual = Actual.objects.filter(scenario=saved, contract_year=year).first()
    if actual is None:
        return False
    _log(actual, ActualChange.Action.REMOVED, by)
    actual.delete()
    return True


def _log(actual: Actual, action: str, by: object) -> None:
    kept = {name: getattr(actual, name) for name in (*QUANTITIES, "months", "note")}
    ActualChange.objects.create(
        scenario=actual.scenario,
        contract_year=actual.contract_year,
        action=action,
        values=kept | {"starts_on": str(actual.starts_on)},
        by=by,
    )
