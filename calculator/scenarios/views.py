"""The calculator's pages: the form, the answer at its own address, and the answer as one types."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.decorators.vary import vary_on_headers

from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.evidence.errors import NoLiveRelease
from calculator.scenarios import services
from calculator.scenarios.forms.claim import ClaimForm
from calculator.scenarios.forms.form import ScenarioForm
from calculator.scenarios.forms.inputs import parameter_row
from calculator.scenarios.forms.wire import Values
from calculator.scenarios.models import Scenario
from calculator.scenarios.pages import answer_of, page_of, proof_of

View = Callable[..., HttpResponse]
INVALID = 422


def needs_release(view: View) -> View:
    """Say plainly that nothing can be calculated while no evidence is published."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoLiveRelease:
            return render(request, "scenarios/no_release.html", status=503)

    return inner


@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@needs_release
def home(request: HttpRequest) -> HttpResponse:
    """Ask for the size of the group; answer at a new address."""
    evidence = catalog.evidence_of(catalog.live_release())
    form = ScenarioForm.from_request(request.POST or request.GET, evidence)
    status = 200
    if request.method == "POST" and not {"add", "apply"} & set(request.POST):
        try:
            return redirect(services.save_scenario(raw=form.raw, by=request.user))
        except InvalidInput as error:
            form.refuse(error)
            status = INVALID
    return render(request, "scenarios/home.html", {"form": form}, status=status)


@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@needs_release
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show a saved answer; with a changed form, answer at a new address."""
    scenarios = Scenario.objects.visible_to(request.user).select_related("release")
    saved = scenarios.filter(token=token).first()
    if saved is None:
        return render(request, "scenarios/not_here.html", status=404)
    evidence = catalog.evidence_of(catalog.live_release())
    form, status = ScenarioForm.from_typed(saved.typed, evidence), 200
    if request.method == "POST":
        form = ScenarioForm.from_request(request.POST, evidence)
        if "add" not in request.POST:
            try:
                return redirect(services.save_scenario(raw=form.raw, by=request.user))
            except InvalidInput as error:
                form.refuse(error)
                status = INVALID
    context = {
        "form": form,
        "saved": saved,
        "is_current": services.is_current(saved),
        "page": page_of(saved.result),
        "printed": proof_of(saved, request.GET.get("printed", "")),
    }
    response = render(request, "scenarios/show.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response


@gzip_page
@require_POST
@needs_release
def preview(request: HttpRequest) -> HttpResponse:
    """Answer what is typed without saving it; on bad input, only say what is wrong where."""
    evidence = catalog.evidence_of(catalog.live_release())
    form = ScenarioForm.from_request(request.POST, evidence)
    try:
        result = services.calculate(raw=form.raw)
    except InvalidInput as error:
        form.refuse(error)
        response = render(request, "scenarios/_refused.html", {"form": form})
        response["HX-Retarget"], response["HX-Reswap"] = "#form-summary", "innerHTML"
        return response
    context = {"form": form, "saved": None, "is_current": True, "page": page_of(result)}
    return render(request, "scenarios/_preview.html", context)


@require_GET
@needs_release
def add_parameter(request: HttpRequest) -> HttpResponse:
    """Give the three boxes of one parameter, to be added to the form."""
    evidence = catalog.evidence_of(catalog.live_release())
    name = request.GET.get("add_parameter", "")
    if name not in evidence.parameter:
        raise Http404
    values: Values = {}
    row = parameter_row(name, values, {}, evidence)
    return render(request, "scenarios/_parameter.html", {"row": row})


@require_safe
@vary_on_headers("HX-Request")
@needs_release
def check_claim(request: HttpRequest) -> HttpResponse:
    """Ask for a seller's claim, and say what it needs to be true. The address holds the claim."""
    release = catalog.live_release()
    form = ClaimForm.from_request(request.GET, catalog.evidence_of(release))
    answer, status = None, 200
    if form.is_asked:
        try:
            answer = answer_of(services.check_claim(raw=form.raw, release=release), release)
        except InvalidInput as error:
            form.refuse(error)
            status = 200 if request.htmx else INVALID
    context = {"form": form, "answer": answer, "release": release, "keep": ""}
    return render(request, "scenarios/check_claim.html", context, status=status)
