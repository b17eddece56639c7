"""What each operation says beyond OpenAPI: a token's scope, and the limit it counts to."""

from typing import Any

from drf_spectacular.openapi import AutoSchema


class Operation(AutoSchema):
    """Adds ``x-scope`` and ``x-limit``, as the views declare them."""

    def get_extensions(self) -> dict[str, Any]:
        """Return the extensions of this operation."""
        return {"x-scope": self.view.scope, "x-limit": self.view.throttle_scope}
