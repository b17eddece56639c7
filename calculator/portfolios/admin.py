"""Portfolios in the admin: whose they are, where they stand, why one stopped; not what is in."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from calculator.portfolios import services, tasks
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.run.progress import progress_of

HEAVY = ("check_report", "defaults", "totals", "ranking", "files")  # of a portfolio


class DiscardingAdmin(admin.ModelAdmin):
    """Rows that go with files of theirs, from their page and from the list alike.

    A subclass says by ``delete_model`` how.
    """

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete each as from its page."""
        for row in queryset:
            self.delete_model(request, row)


@admin.register(Portfolio)
class PortfolioAdmin(DiscardingAdmin):
    """Read only: what is in a portfolio is its owner's."""

    list_display = (
        *("name", "owner", "state", "rows", "refused"),
        *("created_at", "started_at", "finished_at", "error"),
    )
    list_filter = ("state", "created_at")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username", "owner__email", "token", "sha256")
    actions = ("queue_again",)
    fields = (
        *("name", "owner", "state", "progress", "error", "rows", "refused"),
        *("created_at", "started_at", "finished_at", "size", "sha256"),
        *("release", "model_version", "mends"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Portfolio]:
        """Leave what is in them in the database."""
        return super().get_queryset(request).defer(*HEAVY)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Portfolios are uploaded by their owners."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Portfolio | None = None) -> bool:
        """One that runs is cancelled first, by its owner."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_moving)

    def delete_model(self, request: HttpRequest, obj: Portfolio) -> None:
        """Delete one with its files."""
        services.discard_portfolio(portfolio=obj)

    @admin.display(description="Progress")
    def progress(self, portfolio: Portfolio) -> str:
        """Return how far it is."""
        found = progress_of(portfolio)
        return f"{found.rows_done:,} of {found.rows or 0:,} rows"

    @admin.action(description="Queue the stopped ones again", permissions=["change"])
    def queue_again(self, request: HttpRequest, portfolios: QuerySet[Portfolio]) -> None:
        """Go on with those that an error stopped; what is calculated is kept."""
        queued = 0
        for portfolio in portfolios.filter(state=State.FAILED):
            try:
                tasks.send_steps(services.resume_portfolio(portfolio=portfolio))
                queued += 1
            except Refused as refused:
                self.message_user(request, f"{portfolio.name}: {refused}", messages.ERROR)
        self.message_user(request, f"Queued again: {queued}.", messages.SUCCESS)
