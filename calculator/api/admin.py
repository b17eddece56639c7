"""Tokens in the admin: whose they are and when they were used; never their secrets."""

from django.contrib import admin
from django.http import HttpRequest

from calculator.api.tokens.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):
    """Read only: their owners make and revoke them."""

    list_display = ("name", "start", "owner", "state", "created_at", "expires_at", "last_used_at")
    list_filter = ("created_at", "expires_at", "revoked_at")
    list_select_related = ("owner",)
    search_fields = ("name", "start", "owner__username")
    fields = (
        *("name", "start", "owner", "scopes", "state"),
        *("created_at", "expires_at", "last_used_at", "revoked_at"),
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes a token for somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """Nobody widens one."""
        return False
