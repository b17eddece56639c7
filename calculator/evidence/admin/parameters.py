"""Parameters and their lens replacements in the admin."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.safestring import SafeString

from calculator.evidence import presentation as say
from calculator.evidence.admin.base import (
    DraftInline,
    DraftOnly,
    FindingInline,
    RecordAdmin,
    ReleaseFilter,
    page_link,
    with_release,
)
from calculator.evidence.admin.entry import RangeSaidBack, addresses
from calculator.evidence.admin.reasons import ReasonedAdmin
from calculator.evidence.models import (
    LensReplacement,
    Parameter,
    ParameterFinding,
    Release,
    ReplacementFinding,
)
from calculator.evidence.pages import strips
from calculator.evidence.synthesis import strip_of


class FindingsOfParameter(FindingInline):
    """The findings a parameter rests on, and those left out with a reason."""

    model = ParameterFinding
    fields = (*FindingInline.fields, "is_admissible", "reason")


class FindingsOfReplacement(FindingInline):
    """The findings a replacement rests on."""

    model = ReplacementFinding


class ReplacementsOfParameter(RangeSaidBack, DraftInline):
    """What each lens puts in the parameter's place."""

    model = LensReplacement
    autocomplete_fields = ("lens",)
    fields = ("lens", "family", "base", "low", "high")
    show_change_link = True
    verbose_name = "lens replacement"


class CheckFilter(admin.SimpleListFilter):
    """Show the parameters whose next check is overdue, still to come, or has no date."""

    title = "next check"
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Offer the three."""
        return [("overdue", "Overdue"), ("later", "To come"), ("none", "No date")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the rows of the chosen state."""
        today = timezone.localdate()
        states = {
            "overdue": Q(next_check__lt=today),
            "later": Q(next_check__gte=today),
            "none": Q(next_check__isnull=True),
        }
        return queryset.filter(states.get(self.value() or "", Q()))


@admin.register(Parameter)
class ParameterAdmin(RangeSaidBack, RecordAdmin):
    """A number the model needs."""

    list_display = ("slug", "label", "value", "interval", "unit", "grade", "basis", "rests_on")
    list_filter = (
        ReleaseFilter, CheckFilter, "grade", "basis", "synthesis", "family", "key",
        "area__pathway",
    )  # fmt: skip
    list_select_related = ("release", "area", "line")
    search_fields = ("slug", "label", "rationale")
    autocomplete_fields = ("area", "line", "chosen_finding")
    readonly_fields = ("slug", "in_use", "pooled", "shown_method", "computed_grade")
    inlines = (FindingsOfParameter, ReplacementsOfParameter)
    fieldsets = (
        (None, {"fields": ("release", "slug", "key", ("area", "line"), "label")}),
        ("Value", {"fields": ("unit", "family", ("base", "low", "high"), "in_use", "pooled")}),
        ("Method", {"fields": (("synthesis", "chosen_finding"), "shown_method")}),
        ("Why", {"fields": ("grade", "computed_grade", "grade_reason", "basis", "rationale")}),
        ("Validity", {"fields": (("checked_on", "next_check"),)}),
        ("By age", {"fields": (("rate_0_17", "rate_18_44", "rate_45_64", "rate_65_up"),)}),
    )

    def get_urls(self) -> list[URLPattern]:
        """Answer the form while it is filled in."""
        return [*addresses(self.admin_site, Parameter), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count findings at once."""
        return super().get_queryset(request).annotate(finding_count=Count("finding_links"))

    @admin.display(description="base", ordering="base")
    def value(self, parameter: Parameter) -> str:
        """Return the base as its unit is read."""
        return say.figure(parameter.base, parameter.unit)

    @admin.display(description="95% interval")
    def interval(self, parameter: Parameter) -> str:
        """Return the interval."""
        return say.span(parameter.low, parameter.high, parameter.unit)

    @admin.display(description="value in use")
    def in_use(self, parameter: Parameter) -> str:
        """Return the value with its range."""
        return strips.value_in_use(strip_of(parameter)) if parameter.pk else "-"

    @admin.display(description="pooled from its findings")
    def pooled(self, parameter: Parameter) -> str:
        """Return what the saved findings pool to, or why they do not."""
        return strips.answer(strip_of(parameter)) if parameter.pk else "-"

    @admin.display(description="method, in words")
    def shown_method(self, parameter: Parameter) -> str:
        """Return how the value follows from its findings."""
        return strips.method(strip_of(parameter)) if parameter.pk else "-"

    @admin.display(description="computed grade")
    def computed_grade(self, parameter: Parameter) -> str:
        """Return the grade that the findings' points give."""
        return strips.computed_grade(strip_of(parameter)) if parameter.pk else "-"

    @admin.display(description="findings", ordering="finding_count")
    def rests_on(self, parameter: Parameter) -> SafeString | str:
        """Link the findings of the parameter."""
        if not parameter.finding_count:
            return "-"
        return page_link(parameter, f"{parameter.finding_count} listed")


@admin.register(LensReplacement)
class LensReplacementAdmin(RangeSaidBack, DraftOnly, ReasonedAdmin):
    """What a lens puts in a parameter's place; findings are listed here."""

    list_display = ("parameter", "lens", "family", "base", "low", "high")
    list_filter = (ReleaseFilter, "lens__slug", "family")
    list_select_related = ("parameter__release", "lens")
    search_fields = ("parameter__slug", "parameter__label")
    autocomplete_fields = ("parameter", "lens")
    inlines = (FindingsOfReplacement,)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Name the release of each row where rows of several are listed."""
        return with_release(request, self.list_display)

    @admin.display(description="release", ordering="parameter__release")
    def release(self, row: LensReplacement) -> Release:
        """Return the release of the parameter."""
        return row.parameter.release

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the release at once."""
        return super().get_queryset(request).select_related("parameter__release", "lens")

    def get_readonly_fields(
        self, request: HttpRequest, obj: LensReplacement | None = None
    ) -> tuple[str, ...]:
        """Keep a replacement with its parameter."""
        return ("parameter",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse where there is no draft to add to."""
        return super().has_add_permission(request) and Release.objects.drafts().exists()
