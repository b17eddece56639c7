"""Calculations that a token's owner keeps: make, list, put away, take back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.reverse import reverse

from calculator.api import own_rows
from calculator.api.errors import invalid_query
from calculator.api.schema.kept import KeptList, KeptScenario
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.numbers import name_of
from calculator.evidence.models import Release
from calculator.scenarios import services
from calculator.scenarios.models import LONGEST_NAME, Scenario, ScenarioQuerySet

LIST = "scenarios"
MOST_KEPT = 5_000
WHICH = {"false": True, "true": False}  # ?archived=: whether archived_at is empty


class TooMany(Exception):
    """An account keeps as many calculations as one may."""


@transaction.atomic
def keep_scenario(*, body: Mapping[str, object], by: Any, release: Release) -> Scenario:
    """Calculate, and keep the answer under its owner and a name.

    Raises:
        InvalidInput: by place, inputs under ``inputs``.
        TooMany: if the account keeps as many as one may.
    """
    name, inputs = _read(body)
    if Scenario.objects.owned_by(by).count() >= MOST_KEPT:
        raise TooMany
    try:
        saved = services.save_scenario(raw=inputs, by=by, release=release)
    except InvalidInput as error:
        under = {f"inputs.{field}": said for field, said in error.errors.items()}
        raise InvalidInput(under) from error
    Scenario.objects.filter(pk=saved.pk).update(name=name)
    return rows_of(Scenario.objects.filter(pk=saved.pk)).get()


def archive_scenario(*, saved: Scenario, away: bool) -> Scenario:
    """Put a kept calculation away, or take it back; again changes nothing."""
    same = Scenario.objects.filter(pk=saved.pk)
    if away:
        same.filter(archived_at=None).update(archived_at=timezone.now())
    else:
        same.update(archived_at=None)
    return rows_of(same).get()


def rows_of(scenarios: ScenarioQuerySet) -> ScenarioQuerySet:
    """Return kept calculations with the few figures of a list, the answers left in the database."""
    return (
        scenarios.select_related("release")
        .defer("result", "inputs", "typed")
        .annotate(
            net=F("result__totals__net"),
            benefit_cost_ratio=F("result__totals__benefit_cost_ratio"),
            probability=F("result__psa__probability_net_positive"),
        )
    )


def page_of(request: Request) -> KeptList:
    """Return a page of the caller's calculations, the newest first.

    Raises:
        Problem: if the query has anything that cannot be used.
    """
    archived = request.query_params.get("archived", "false")
    if archived not in WHICH:
        raise invalid_query({"archived": [f"“{archived[:40]}” is neither true nor false."]})
    mine = Scenario.objects.owned_by(request.user).filter(archived_at__isnull=WHICH[archived])
    shown, following = own_rows.page(request, rows_of(mine), of=LIST, narrowed=archived)
    rows = [described(saved, request) for saved in shown]
    return {"count": mine.count(), "next": following, "results": rows}


def described(saved: Any, request: Request) -> KeptScenario:
    """Return a kept calculation as a list shows it."""
    archived = saved.archived_at
    return {
        "id": saved.token,
        "name": saved.name,
        "calculation": reverse("api:read-calculation", [saved.token], request=request),
        "url": request.build_absolute_uri(saved.get_absolute_url()),
        "created_at": saved.created_at.isoformat(),
        "archived_at": archived.isoformat() if archived else None,
        "fingerprint": saved.fingerprint,
        "model_version": saved.model_version,
        "evidence_release": saved.release.slug,
        "net": saved.net,
        "benefit_cost_ratio": saved.benefit_cost_ratio,
        "probability_net_positive": saved.probability,
    }


def _read(body: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    errors = {
        name_of(name): ["There is no such member."]
        for name in body
        if name not in ("name", "inputs")
    }
    name, inputs = body.get("name", ""), body.get("inputs")
    if not isinstance(name, str) or len(name) > LONGEST_NAME or not name.isprintable():
        errors["name"] = [f"Give a line of text of at most {LONGEST_NAME} characters."]
    if not isinstance(inputs, Mapping):
        errors["inputs"] = ["Give an object of inputs."]
    if errors or not isinstance(name, str) or not isinstance(inputs, Mapping):
        raise InvalidInput(errors)
    return name.strip(), inputs
