"""Pages that explain the API: an overview, and a page for each operation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from calculator.api.problems import KINDS
from calculator.api.reference.curl import commands, written
from calculator.api.reference.described import operations
from calculator.api.reference.operations import Operation
from calculator.api.tokens.scopes import SCOPES
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

GROUPS = {
    "calculations": noop("Calculations"),
    "reports": noop("Reports"),
    "claims": noop("Claims"),
    "scenarios": noop("Kept calculations"),
    "portfolios": noop("Portfolios"),
    "evidence": noop("Evidence"),
    "market": noop("Market"),
    "webhooks": noop("Webhooks"),
}
FIRST = "create_calculation"
PROBLEM = {
    "type": "urn:msoroi:problem:invalid-input",
    "title": KINDS[422][1],
    "status": 422,
    "detail": "1 input cannot be used.",
    "instance": "/api/v1/calculations",
    "errors": [
        {
            "pointer": "/members",
            "field": "members",
            "message": "“0” is too small. Enter 1 to 5,000,000 people.",
        }
    ],
}


@require_safe
def show_overview(request: HttpRequest) -> HttpResponse:
    """Show how to begin, what holds for every request, and all operations by subject."""
    known = operations()
    groups = [(name, _(title), _of(name)) for name, title in GROUPS.items()]
    context = {
        "groups": groups,
        "first": known[FIRST],
        "command": commands(known[FIRST], known, _root(request)),
        "limits": _limits(),
        "scopes": {scope: _(said) for scope, said in SCOPES.items()},
        "problems": KINDS,
        "problem": written(PROBLEM),
    }
    return render(request, "api/overview.html", context)


@require_safe
def show_operation(request: HttpRequest, name: str) -> HttpResponse:
    """Show one operation: an example, its parameters, body, answers and errors."""
    known = operations()
    if name not in known:
        raise Http404
    operation = known[name]
    bodies = [example for body in operation.bodies for example in body.examples]
    examples = [
        (example.name, commands(operation, known, _root(request), example.value))
        for example in bodies
    ] or [("", commands(operation, known, _root(request)))]
    context = {
        "operation": operation,
        "group": _(GROUPS[operation.group]),
        "others": _of(operation.group),
        "examples": examples,
        "bodies": [(example.name, written(example.value)) for example in bodies],
        "answers": [
            (answer, "" if answer.example is None else written(answer.example))
            for answer in operation.answers
        ],
        "limit": _limits().get(operation.limit),
    }
    return render(request, "api/operation.html", context)


def _of(group: str) -> list[Operation]:
    return [each for each in operations().values() if each.group == group]


def _limits() -> dict[str, tuple[int, int]]:
    """Return requests and seconds of each limit, by its name."""
    rates = api_settings.DEFAULT_THROTTLE_RATES
    parse = SimpleRateThrottle.parse_rate
    return {name: parse(None, rate) for name, rate in rates.items() if rate}


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
