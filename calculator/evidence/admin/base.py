"""What all evidence shares in the admin: drafts first, everything else read-only."""

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet, ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from calculator.evidence.admin.reasons import ReasonedAdmin, release_of
from calculator.evidence.models import Record, Release

ALL = "all"


class ReleaseFilter(admin.SimpleListFilter):
    """Show drafts unless another release is chosen."""

    title = "release"
    parameter_name = "of_release"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Offer every release, a draft by itself only where there are several, and all."""
        found = Release.objects.all()
        if not has_several_drafts():
            found = found.exclude(state=Release.State.DRAFT)
        return [(str(release.pk), str(release)) for release in found] + [(ALL, "All releases")]

    def choices(self, changelist: object) -> list[dict[str, object]]:
        """Name the default for what it is."""
        offered = list(super().choices(changelist))
        offered[0]["display"] = "Drafts"
        return offered

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Keep the rows of the chosen release."""
        path = "release" if issubclass(queryset.model, Record) else "parameter__release"
        if self.value() == ALL:
            return queryset
        if self.value() is None:
            return queryset.filter(**{f"{path}__state": Release.State.DRAFT})
        wanted = self.value()
        return queryset.filter(**{f"{path}_id": int(wanted) if wanted.isdecimal() else 0})


def has_several_drafts() -> bool:
    """Whether rows of the same name lie in different drafts."""
    return Release.objects.drafts().count() > 1


def with_release(request: HttpRequest, shown: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a list, the release among them where rows of several are shown."""
    mixed = request.GET.get(ReleaseFilter.parameter_name) == ALL or has_several_drafts()
    return (shown[0], "release", *shown[1:]) if mixed else tuple(shown)


class DraftOnly:
    """Permit changes to rows of a draft alone; reading stays as the permission says."""

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse rows of any other release."""
        return super().has_change_permission(request, obj) and _in_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse rows of any other release."""
        return super().has_delete_permission(request, obj) and _in_draft(obj)


def _in_draft(obj: models.Model | None) -> bool:
    return obj is None or obj.pk is None or release_of(obj).is_draft


class RecordAdmin(DraftOnly, ReasonedAdmin):
    """An evidence record."""

    list_filter: tuple[object, ...] = (ReleaseFilter,)
    list_per_page = 50
    list_select_related: tuple[str, ...] = ("release",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fixed_on_change: tuple[str, ...] = ("release",)

    def get_list_display(self, request: HttpRequest) -> tuple:
        """Name the release of each row where rows of several are listed."""
        return with_release(request, super().get_list_display(request))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple:
        """Keep a record in its release."""
        fixed = self.fixed_on_change if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField:
        """Offer drafts as the release of a new record."""
        if db_field.name == "release":
            kwargs["queryset"] = Release.objects.drafts()
            kwargs["initial"] = Release.objects.drafts().first()
            kwargs["help_text"] = "Only drafts can be changed. Start one from the list of releases."
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Offer only rows of drafts where a form searches for a row to link."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(release__state=Release.State.DRAFT)
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))


class DraftInline(admin.TabularInline):
    """Rows of a record, editable with it."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Refuse rows for a record that is not in a draft."""
        return super().has_add_permission(request, obj) and _in_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse rows of a record that is not in a draft."""
        return super().has_change_permission(request, obj) and _in_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse rows of a record that is not in a draft."""
        return super().has_delete_permission(request, obj) and _in_draft(obj)


class FindingInline(DraftInline):
    """Findings tied to a record, each with its value, source and DOI."""

    autocomplete_fields = ("finding",)
    readonly_fields = ("number", "source", "doi")
    fields = ("finding", "number", "source", "doi")
    verbose_name = "finding"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Fetch findings and sources at once."""
        return super().get_queryset(request).select_related("finding__source")

    def number(self, link: models.Model) -> SafeString | str:
        """Link the finding by its value."""
        if not link.finding_id:
            return "-"
        value = "no number" if link.finding.value is None else f"{link.finding.value:g}"
        return page_link(link.finding, f"{value} {link.finding.unit}")

    def source(self, link: models.Model) -> SafeString | str:
        """Link the source."""
        return page_link(link.finding.source) if link.finding_id else "-"

    def doi(self, link: models.Model) -> SafeString | str:
        """Link the DOI."""
        return doi_link(link.finding.source) if link.finding_id else "-"


class SameReleaseFormSet(BaseInlineFormSet):
    """Records edited within another one: they take its release."""

    def _construct_form(self, i: int, **kwargs: object) -> object:
        form = super()._construct_form(i, **kwargs)
        form.instance.release_id = self.instance.release_id
        return form


def page_link(row: models.Model, label: str = "") -> SafeString:
    """Link a row's own page in the admin."""
    address = reverse(f"admin:evidence_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, label or str(row)[:80])


def doi_link(source: models.Model) -> SafeString | str:
    """Link a source's DOI, or where it has none its address."""
    address = source.doi_url or source.web_url
    label = source.doi or "page"
    return format_html('<a href="{}" rel="noopener">{}</a>', address, label) if address else "-"
