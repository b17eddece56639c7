"""Reports in the admin: what waits, what failed and why; failed ones can be queued again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from calculator.jobs import Job, Status
from calculator.reports import services, tasks
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import FiduciaryFile, Report

TIMES = ("created_at", "sent_at", "started_at", "lease_until", "finished_at")
FILE = ("size", "sha256")


class JobAdmin(admin.ModelAdmin):
    """Jobs, read only; those that failed can be queued again.

    A subclass says by ``start_again`` how a failed job gets all its runs anew.

    Raises:
        TypeError: where a subclass is declared without it.
    """

    actions = ("queue_again",)
    start_again: Callable[[Any, Any], None]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not hasattr(cls, "start_again"):
            raise TypeError(f"{cls.__name__} needs start_again: how a failed job is started again.")

    def get_readonly_fields(self, request: HttpRequest, obj: Job | None = None) -> tuple[str, ...]:
        """Return all fields: a job is what it was asked for."""
        return self.fields  # type: ignore[return-value]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs are asked for on the pages that show their results."""
        return False

    @admin.action(description="Queue the failed ones again", permissions=["change"])
    def queue_again(self, request: HttpRequest, jobs: QuerySet[Any]) -> None:
        """Start the failed ones again and leave the others."""
        failed = list(jobs.filter(status=Status.FAILED))
        for job in failed:
            self.start_again(job)
        self.message_user(request, f"Queued again: {len(failed)}.", messages.SUCCESS)


@admin.register(Report)
class ReportAdmin(JobAdmin):
    """A report is what its calculation says."""

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
    fields = (
        *("scenario", "format", "paper", "employer", "status", "progress", "runs", "error"),
        *(*TIMES, *FILE),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Leave the files and the answers in the database."""
        return super().get_queryset(request).defer("content", "logo", "scenario__result")

    def start_again(self, job: Report) -> None:
        """Make the report anew."""
        tasks.send_report(services.retry_report(report=job))


@admin.register(FiduciaryFile)
class FiduciaryFileAdmin(JobAdmin):
    """A file is what its report and its calculation say."""

    list_display = ("report", "status", "runs", "created_at", "finished_at", "error")
    list_filter = ("status", "created_at")
    list_select_related = ("report__scenario",)
    search_fields = ("report__scenario__fingerprint",)
    fields = ("report", "status", "progress", "runs", "error", *TIMES, *FILE)

    def get_queryset(self, request: HttpRequest) -> QuerySet[FiduciaryFile]:
        """Leave the files and the answers in the database."""
        heavy = ("content", "report__content", "report__logo", "report__scenario__result")
        return super().get_queryset(request).defer(*heavy)

    def start_again(self, job: FiduciaryFile) -> None:
        """Make the file anew."""
        tasks.send_fiduciary_file(fiduciary.retry_file(file=job))
