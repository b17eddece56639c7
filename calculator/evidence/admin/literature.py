"""Sources and findings in the admin."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.safestring import SafeString

from calculator.evidence import presentation as say
from calculator.evidence.admin.base import (
    DraftInline,
    RecordAdmin,
    ReleaseFilter,
    SameReleaseFormSet,
    doi_link,
    page_link,
)
from calculator.evidence.admin.entry import CountsSaidBack, addresses
from calculator.evidence.models import Finding, Source


class FindingsOfSource(CountsSaidBack, DraftInline):
    """The numbers found in a source."""

    model = Finding
    formset = SameReleaseFormSet
    show_change_link = True
    fields = (
        "slug", "topic", "measure", "value", "unit", "numerator", "denominator", "low", "high",
        "independence", "verification",
    )  # fmt: skip


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """A work that was consulted."""

    list_display = ("slug", "authors", "year", "title", "independence", "findings_found", "link")
    list_filter = (ReleaseFilter, "independence", "data_owner", "kind")
    search_fields = ("slug", "authors", "title", "publisher", "doi", "pmid")
    readonly_fields = ("link",)
    inlines = (FindingsOfSource,)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count findings at once."""
        return super().get_queryset(request).annotate(finding_count=Count("findings"))

    @admin.display(description="findings", ordering="finding_count")
    def findings_found(self, source: Source) -> int:
        """Return how many numbers were found in it."""
        return source.finding_count

    @admin.display(description="DOI or page")
    def link(self, source: Source) -> SafeString | str:
        """Link the work itself."""
        return doi_link(source)


@admin.register(Finding)
class FindingAdmin(CountsSaidBack, RecordAdmin):
    """One number from one source."""

    list_display = (
        "slug", "topic", "measure", "value", "unit", "counts", "from_counts", "verification",
        "source_page", "doi",
    )  # fmt: skip
    list_filter = (
        ReleaseFilter, "verification", "independence", "quality", "country", "data_owner",
    )  # fmt: skip
    list_select_related = ("release", "source")
    search_fields = ("slug", "topic", "measure", "population", "note", "source__slug")
    autocomplete_fields = ("source",)
    readonly_fields = ("from_counts", "source_page", "doi", "used_by")

    def get_urls(self) -> list[URLPattern]:
        """Answer the form while it is filled in."""
        return [*addresses(self.admin_site, Finding), *super().get_urls()]

    @admin.display(description="counts")
    def counts(self, finding: Finding) -> str:
        """Return the counts."""
        return say.counts(finding.numerator, finding.denominator) or "-"

    @admin.display(description="95% interval from counts (Wilson)")
    def from_counts(self, finding: Finding) -> str:
        """Return the interval computed from the counts."""
        return say.from_counts(finding.numerator, finding.denominator) or "-"

    @admin.display(description="source")
    def source_page(self, finding: Finding) -> SafeString | str:
        """Link the source's page in the admin."""
        return page_link(finding.source) if finding.source_id else "-"

    @admin.display(description="DOI")
    def doi(self, finding: Finding) -> SafeString | str:
        """Link the DOI of the source."""
        return doi_link(finding.source) if finding.source_id else "-"

    @admin.display(description="parameters that rest on it")
    def used_by(self, finding: Finding) -> str:
        """Name the parameters that rest on it."""
        if not finding.pk:
            return "-"
        return ", ".join(finding.parameters.values_list("slug", flat=True)) or "-"
