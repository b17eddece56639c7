"""Reports in the admin: what waits, what failed and why; failed ones can be queued again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from calculator.jobs import Status
from calculator.reports import services, tasks
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import FiduciaryFile, Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """The jobs, read only: a report is what its calculation says."""

    list_display = (
        "scenario",
        "format",
        "paper",
        "status",
        "runs",
        "created_at",
        "finished_at",
        "error",
    )
    list_filter = ("status", "format", "paper", "created_at")
    list_select_related = ("scenario",)
    search_fields = ("scenario__fingerprint",)
    actions = ("queue_again",)
    fields = (
        *("scenario", "format", "paper", "employer", "status", "progress", "runs", "error"),
        *("created_at", "sent_at", "started_at", "lease_until", "finished_at", "size", "sha256"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Leave the files and the answers in the database."""
        return super().get_queryset(request).defer("content", "logo", "scenario__result")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports are asked for from their calculation."""
        return False

    @admin.action(description="Queue the failed ones again", permissions=["change"])
    def queue_again(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        """Give failed reports all their runs anew."""
        failed = list(reports.filter(status=Status.FAILED))
        for report in failed:
            tasks.send_report(services.retry_report(report=report))
        self.message_user(request, f"Queued again: {len(failed)}.", messages.SUCCESS)


@admin.register(FiduciaryFile)
class FiduciaryFileAdmin(admin.ModelAdmin):
    """The jobs, read only: a file is what its report and its calculation say."""

    list_display = ("report", "status", "runs", "created_at", "finished_at", "error")
    list_filter = ("status", "created_at")
    list_select_related = ("report__scenario",)
    search_fields = ("report__scenario__fingerprint",)
    actions = ("queue_again",)
    fields = (
        *("report", "status", "progress", "runs", "error"),
        *("created_at", "sent_at", "started_at", "lease_until", "finished_at", "size", "sha256"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[FiduciaryFile]:
        """Leave the files and the answers in the database."""
        heavy = ("content", "report__content", "report__logo", "report__scenario__result")
        return super().get_queryset(request).defer(*heavy)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files are asked for from their calculation."""
        return False

    @admin.action(description="Queue the failed ones again", permissions=["change"])
    def queue_again(self, request: HttpRequest, files: QuerySet[FiduciaryFile]) -> None:
        """Give failed files all their runs anew."""
        failed = list(files.filter(status=Status.FAILED))
        for file in failed:
            tasks.send_fiduciary_file(fiduciary.retry_file(file=file))
        self.message_user(request, f"Queued again: {len(failed)}.", messages.SUCCESS)
