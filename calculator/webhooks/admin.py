"""Endpoints in the admin: whose they are and how they do; never their secrets."""

from django.contrib import admin
from django.http import HttpRequest

from calculator.webhooks.models import Endpoint


@admin.register(Endpoint)
class EndpointAdmin(admin.ModelAdmin):
    """Read only: their owners manage them."""

    list_display = ("url", "owner", "created_at", "failing_since", "disabled_at")
    list_filter = ("created_at", "disabled_at")
    list_select_related = ("owner",)
    search_fields = ("url", "owner__username")
    fields = (
        *("url", "owner", "events", "created_at"),
        *("failing_since", "disabled_at", "disabled_reason"),
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes an endpoint for somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Endpoint | None = None) -> bool:
        """Nobody leads messages elsewhere."""
        return False
