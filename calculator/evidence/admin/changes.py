"""The audit log in the admin: read, filtered, exported; never written."""

import csv
from collections.abc import Iterator

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from calculator.evidence.models import Change
from calculator.evidence.pages import history
from calculator.evidence.transfer.cells import written

HEAD = (
    "at", "release", "kind", "name", "action", "by", "reason", "field", "before", "after",
)  # fmt: skip


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """One entry of the log: only ever added, by the services."""

    list_display = ("at", "release_slug", "kind", "name", "action", "author", "reason")
    list_filter = ("action", "kind", "release_slug", "by")
    list_select_related = ("by",)
    search_fields = ("name", "reason", "release_slug", "by__username")
    date_hierarchy = "at"
    ordering = ("-pk",)
    fields = readonly_fields = (
        "at", "release_slug", "kind", "name", "action", "author", "reason", "field_by_field",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """Nobody deletes."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the export."""
        export = self.admin_site.admin_view(self.export)
        return [path("export.csv", export, name="evidence_change_export"), *super().get_urls()]

    @admin.display(description="who", ordering="by__username")
    def author(self, change: Change) -> str:
        """Return who did it."""
        return change.by.get_username() if change.by else history.SYSTEM

    @admin.display(description="field by field")
    def field_by_field(self, change: Change) -> SafeString | str:
        """Return what differs."""
        found = history.fields_of(change)
        return render_to_string("admin/evidence/_fields.html", {"fields": found}) if found else "-"

    def export(self, request: HttpRequest) -> StreamingHttpResponse:
        """Send the log as CSV, one line per field, filtered as the list is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request)
        response = StreamingHttpResponse(
            _lines(found.order_by("pk")), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
        return response


class _Line:
    def write(self, text: str) -> str:
        return text


def _lines(changes: QuerySet[Change]) -> Iterator[str]:
    """Yield the log as lines of CSV, no cell of which a spreadsheet runs."""
    writer = csv.writer(_Line())
    for row in _rows(changes):
        yield writer.writerow([written(cell) for cell in row])


def _rows(changes: QuerySet[Change]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for change in changes.select_related("by").iterator():
        start = (
            change.at.isoformat(timespec="seconds"),
            change.release_slug,
            change.kind,
            change.name,
            change.action,
            change.by.get_username() if change.by else "",
            change.reason,
        )
        for field in history.raw_fields_of(change) or [("", "", "")]:
            yield (*start, *field)
