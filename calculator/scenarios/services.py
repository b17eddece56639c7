"""Calculate and save. The page, the API and the command line all come through here."""

from collections.abc import Mapping
from typing import cast

from django.core.cache import cache
from django.db import transaction

from calculator.engine import run
from calculator.engine.case import Case
from calculator.engine.claims import check, reading
from calculator.engine.claims.result import ClaimCheck
from calculator.engine.inputs import scenario
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.result import Result
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.scenarios.models import Scenario

CACHE_SECONDS = 3_600


def calculate(*, raw: Mapping[str, object], release: Release | None = None) -> Result:
    """Return the answer to raw inputs on a release, by default the live one.

    Raises:
        InvalidInput: with the messages of every field that cannot be used.
    """
    return _calculate(raw, release or catalog.live_release())[1]


def save_scenario(
    *, raw: Mapping[str, object], by: object = None, release: Release | None = None
) -> Scenario:
    """Calculate and keep the answer under a new address.

    Raises:
        InvalidInput: with the messages of every field that cannot be used.
    """
    release = release or catalog.live_release()
    inputs, result = _calculate(raw, release)
    with transaction.atomic():
        return Scenario.objects.create(
            typed=storable(raw),
            inputs=inputs.to_dict(),
            result=result,
            release=release,
            model_version=result["model_version"],
            seed=inputs.seed,
            draws=inputs.draws,
            fingerprint=result["fingerprint"],
            created_by=by if getattr(by, "is_authenticated", False) else None,
        )


def check_claim(*, raw: Mapping[str, object], release: Release | None = None) -> ClaimCheck:
    """Return what a seller's claim needs to be true, on a release, by default the live one.

    Raises:
        InvalidInput: with the messages of every field that cannot be used.
    """
    evidence = catalog.evidence_of(release or catalog.live_release())
    return check.check(reading.read(raw, evidence), evidence)


def case_of(saved: Scenario) -> Case:
    """Return a saved calculation laid out against its own release, to calculate with it again.

    Raises:
        InvalidInput: if today's model refuses what it once accepted.
    """
    evidence = catalog.evidence_of(saved.release)
    return Case(inputs=scenario.read(saved.inputs, evidence), evidence=evidence)


def is_current(saved: Scenario) -> bool:
    """Say whether a new calculation would use the same release and model."""
    return saved.release_id == catalog.live_release().pk and saved.model_version == MODEL_VERSION


def storable(value: object) -> object:
    """Return what was typed without the one character that PostgreSQL cannot keep.

    >>> storable({"members": ["1\\x000"]})
    {'members': ['10']}
    """
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {str(storable(str(name))): storable(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [storable(item) for item in value]
    return value


def _calculate(raw: Mapping[str, object], release: Release) -> tuple[ScenarioInputs, Result]:
    evidence = catalog.evidence_of(release)
    inputs = scenario.read(raw, evidence)
    key = f"result:{run.fingerprint(inputs, evidence)}"
    result = cast("Result | None", cache.get(key))
    if result is None:
        result = run.run(inputs, evidence)
        cache.set(key, result, CACHE_SECONDS)
    return inputs, result
