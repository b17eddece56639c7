"""What was typed, said back at once: counts give their interval, a range its distribution.

The fields ask as they change (``js/entry.js``); without JavaScript the form says the same when it
is saved. Nothing here writes.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from calculator.engine.distributions import fit
from calculator.engine.errors import UnfitDistribution
from calculator.evidence import presentation as say
from calculator.evidence.models import Finding, Parameter
from calculator.evidence.models.rules import Family, judge_bounds, judge_counts
from calculator.exhibits.density import describe

LARGEST = 2_147_483_647
COUNTS, RANGE = ("numerator", "denominator"), ("key", "unit", "family", "base", "low", "high")


class CountsForm(forms.Form):
    """Counts as they are typed."""

    numerator = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    denominator = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)


class RangeForm(forms.Form):
    """A range as it is typed; a lens replacement has no unit of its own."""

    key = forms.CharField(max_length=60, required=False)
    unit = forms.CharField(max_length=60, required=False)
    family = forms.ChoiceField(choices=Family.choices)
    base = forms.FloatField()
    low = forms.FloatField()
    high = forms.FloatField()


class SaidBack:
    """An admin form whose fields ask what they mean while they are typed."""

    asks: tuple[str, ...] = ()
    answers_at = ""

    class Media:
        css = {"all": ("css/charts.css", "css/staff.css")}
        js = ("js/entry.js",)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **options: object
    ) -> forms.Field | None:
        """Tell the script where a field's answer comes from."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and db_field.name in self.asks:
            field.widget.attrs["data-entry"] = reverse(f"admin:{self.answers_at}")
        return field


class CountsSaidBack(SaidBack):
    """Counts give their interval."""

    asks, answers_at = COUNTS, "evidence_finding_interval"


class RangeSaidBack(SaidBack):
    """Base, low and high give the fitted distribution."""

    asks, answers_at = RANGE, "evidence_parameter_fit"


def addresses(site: admin.AdminSite, model: type[models.Model]) -> list[URLPattern]:
    """Return the address at which a model's form asks."""
    if model is Finding:
        view = site.admin_view(require_safe(show_interval))
        return [path("interval/", view, name="evidence_finding_interval")]
    view = site.admin_view(require_safe(show_fit))
    return [path("fit/", view, name="evidence_parameter_fit")]


def show_interval(request: HttpRequest) -> HttpResponse:
    """Say the share and interval of counts, or why there is none."""
    _require(request, Finding)
    form = CountsForm(request.GET)
    context: dict[str, object] = {}
    if not form.is_valid():
        context["refused"] = "Counts are whole numbers, 0 or more."
    else:
        numerator, denominator = (form.cleaned_data[name] for name in COUNTS)
        try:
            judge_counts(numerator, denominator)
        except ValidationError as error:
            context["refused"] = " ".join(error.messages)
        else:
            if numerator is not None:
                context |= _interval(numerator, denominator)
    return render(request, "admin/evidence/entry/interval.html", context)


def show_fit(request: HttpRequest) -> HttpResponse:
    """Say and draw the distribution of a range, or why there is none."""
    _require(request, Parameter)
    form = RangeForm(request.GET)
    context: dict[str, object] = {}
    if form.is_valid():
        try:
            context = _fitted(**form.cleaned_data)
        except UnfitDistribution as error:
            context["refused"] = f"No {form.cleaned_data['family']} fits: {error}."
        except ValidationError as error:
            context["refused"] = " ".join(error.messages)
    return render(request, "admin/evidence/entry/fit.html", context)


def _interval(numerator: int, denominator: int) -> dict[str, object]:
    low, high = say.wilson(numerator, denominator)
    share = numerator / denominator
    return {
        "counts": say.counts(numerator, denominator),
        "share": say.figure(share, "share"),
        "interval": say.from_counts(numerator, denominator),
        "fills": [("value", share), ("low", low), ("high", high)],
    }


def _fitted(
    *, key: str, unit: str, family: str, base: float, low: float, high: float
) -> dict[str, object]:
    if unit:
        judge_bounds(key, unit, low, high)
    try:
        found = fit(family, base=base, low=low, high=high)
        said = describe(found, base=base, unit=unit, key=key)
    except (ArithmeticError, FloatingPointError) as error:
        raise UnfitDistribution("the numbers are too extreme") from error
    return {"family": Family(found.family).label, "fitted": said}


def _require(request: HttpRequest, model: type[models.Model]) -> None:
    name = model._meta.model_name
    if not any(request.user.has_perm(f"evidence.{act}_{name}") for act in ("add", "change")):
        raise PermissionDenied
