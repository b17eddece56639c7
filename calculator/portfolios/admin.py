"""Portfolios in the admin: whose they are, where they stand, why one stopped; not what is in."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from calculator.portfolios import services, tasks
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.progress import progress_of


@admin.register(Portfolio)
class PortfolioAdmin(admin.ModelAdmin):
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
        heavy = ("check_report", "defaults", "totals", "ranking", "files")
        return super().get_queryset(request).defer(*heavy)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Portfolios are uploaded by their owners."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Portfolio | None = None) -> bool:
        """One that runs is cancelled first, by its owner."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_moving)

    def delete_model(self, request: HttpRequest, obj: Portfolio) -> None:
        """Delete one with its files."""
        services.discard_portfolio(portfolio=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Portfolio]) -> None:
        """Delete each with its files."""
        for portfolio in queryset:
            services.discard_portfolio(portfolio=portfolio)

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
