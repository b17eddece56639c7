"""Bundles in the admin: whose they are, how far they are, why one failed; not what is in them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from calculator.bundles import services, tasks
from calculator.bundles.models import Bundle
from calculator.bundles.progress import progress_of
from calculator.portfolios.admin import HEAVY, DiscardingAdmin
from calculator.reports.admin import FILE, TIMES, JobAdmin


@admin.register(Bundle)
class BundleAdmin(DiscardingAdmin, JobAdmin):
    """The reports of a portfolio's groups are its owner's."""

    list_display = (
        *("portfolio", "owner", "paper", "groups", "status"),
        *("created_at", "finished_at", "size", "error"),
    )
    list_filter = ("status", "paper", "created_at")
    list_select_related = ("portfolio__owner",)
    search_fields = (
        *("portfolio__name", "portfolio__owner__username", "portfolio__owner__email"),
        *("portfolio__token", "sha256"),
    )
    fields = (
        *("portfolio", "owner", "paper", "groups", "pieces", "status", "made", "runs", "error"),
        *(*TIMES, *FILE),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bundle]:
        """Leave what is in the portfolios in the database."""
        return super().get_queryset(request).defer(*(f"portfolio__{name}" for name in HEAVY))

    def start_again(self, job: Bundle) -> None:
        """Go on with the PDFs that are not made."""
        tasks.send_bundle(services.retry_bundle(bundle=job))

    def delete_model(self, request: HttpRequest, obj: Bundle) -> None:
        """Delete one with its files; a worker that makes a part of it stops at its next PDF."""
        services.discard_bundle(bundle=obj)

    @admin.display(ordering="portfolio__owner")
    def owner(self, bundle: Bundle) -> str:
        """Return whose portfolio it is."""
        return str(bundle.portfolio.owner)

    @admin.display(description="Made")
    def made(self, bundle: Bundle) -> str:
        """Return how far it is."""
        found = progress_of(bundle)
        return f"{found.groups_done:,} of {found.groups:,} PDFs"
