"""What a body asks for about a document: format, paper and language, and what heads it."""

import base64
from collections.abc import Collection
from typing import Any

from rest_framework.request import Request

from calculator.api.errors import an_object, invalid_input
from calculator.engine.errors import InvalidInput
from calculator.reports import asking, brand
from calculator.reports.models import Format, Language, Paper, Report
from calculator.scenarios.models import Scenario

CHOICES = {"paper": Paper, "format": Format, "language": Language}
OF_PAPER = ("paper", "language", "employer", "logo")
OF_REPORT = (*OF_PAPER, "format")
NO_BASE64 = "This is not base64. Send the bytes of the file as plain base64, without “data:…”."


def requested(
    request: Request, scenario: Scenario, *, known: Collection[str], by: object = None
) -> Report:
    """Return the report that a body asks for; else an English PDF on US Letter, no name or logo.

    Raises:
        Problem: if the body asks for anything else, with every error at its place.
    """
    try:
        return asking.ask(request, scenario, by=by, **chosen(request.data, known))
    except InvalidInput as refused:
        raise invalid_input(refused.errors, request.data) from refused


def chosen(body: object, known: Collection[str]) -> dict[str, Any]:
    """Return what a body chooses of the known names, the first choice where it is silent.

    Raises:
        InvalidInput: by field.
        Problem: if the body is no JSON object.
    """
    body = an_object(body)
    errors = {name[:80]: ["There is no such input."] for name in body if name not in known}
    found: dict[str, Any] = {}
    for name, choices in CHOICES.items():
        if name in known:
            found[name] = body.get(name, choices.values[0])
            if found[name] not in choices.values:
                errors[name] = [f"Choose one of {', '.join(choices.values)}."]
    try:
        found["head"] = _head(body.get("employer", ""), body.get("logo", ""))
    except InvalidInput as refused:
        errors |= refused.errors
    if errors:
        raise InvalidInput(errors)
    return found


def _head(employer: object, logo: object) -> brand.Brand:
    errors = {}
    if not isinstance(employer, str):
        employer, errors["employer"] = "", ["Give a text."]
    file = None
    try:
        file = base64.b64decode(logo, validate=True) if logo != "" else None
    except (TypeError, ValueError):
        errors["logo"] = [NO_BASE64]
    try:
        found = brand.judged(employer, file)
    except InvalidInput as refused:
        errors |= refused.errors
    if errors:
        raise InvalidInput(errors)
    return found
