"""Lists in pages: ``limit`` and ``offset``, both bounded, and the release they belong to."""

from typing import Any

from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response

from calculator.api.errors import invalid_query

MAX_OFFSET = 1_000_000


class Pages(LimitOffsetPagination):
    """Refuses what it cannot use instead of guessing."""

    default_limit = 100
    max_limit = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return one page and remember the release of the view."""
        self.release_slug = view.release.slug
        return super().paginate_queryset(queryset, request, view)

    def get_limit(self, request: Request) -> int:
        """Return how many rows the page has."""
        return _bounded(request, "limit", low=1, high=self.max_limit, default=self.default_limit)

    def get_offset(self, request: Request) -> int:
        """Return how many rows come before the page."""
        return _bounded(request, "offset", low=0, high=MAX_OFFSET, default=0)

    def get_paginated_response(self, data: list[Any]) -> Response:
        """Return the page with its release, the number of rows and the neighboring pages."""
        return Response(
            {
                "release": self.release_slug,
                "count": self.count,
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page."""
        link = {"type": "string", "format": "uri", "nullable": True}
        properties = {
            "release": {
                "type": "string",
                "description": "The evidence release.",
                "example": "2026-11",
            },
            "count": {"type": "integer", "description": "Rows on all pages."},
            "next": {**link, "description": "The next page."},
            "previous": {**link, "description": "The page before."},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the two query parameters."""
        bounds = {
            "limit": (1, self.max_limit, self.default_limit, "Rows on a page."),
            "offset": (0, MAX_OFFSET, 0, "Rows before the page."),
        }
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": said,
                "schema": {"type": "integer", "minimum": low, "maximum": high, "default": default},
            }
            for name, (low, high, default, said) in bounds.items()
        ]


def _bounded(request: Request, name: str, *, low: int, high: int, default: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if (
        text.isascii()
        and text.isdigit()
        and len(text) <= len(str(high))
        and low <= int(text) <= high
    ):
        return int(text)
    raise invalid_query({name: [f"“{text[:40]}” is not a whole number from {low:,} to {high:,}."]})
