"""Lists in pages: ``limit``, ``cursor`` or ``offset``, all bounded, within one release."""

from collections.abc import Iterable
from typing import Any

from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from calculator.api import cursors
from calculator.api.cursors import Cursor
from calculator.api.errors import invalid_query

MAX_OFFSET = 1_000_000


class Pages(LimitOffsetPagination):
    """Refuses what it cannot use instead of guessing."""

    default_limit = 100
    max_limit = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return one page and remember the release and the narrowing of the view."""
        self.view = view
        return super().paginate_queryset(queryset, request, view)

    def get_limit(self, request: Request) -> int:
        """Return how many rows the page has."""
        return bounded(request, "limit", low=1, high=self.max_limit, default=self.default_limit)

    def get_offset(self, request: Request) -> int:
        """Return how many rows come before the page."""
        if self.view.cursor is not None:
            return min(self.view.cursor.after, MAX_OFFSET)
        return bounded(request, "offset", low=0, high=MAX_OFFSET, default=0)

    def get_next_link(self) -> str | None:
        """Return the address of the next page."""
        after = self.offset + self.limit
        return self._address(after) if after < self.count else None

    def get_previous_link(self) -> str | None:
        """Return the address of the page before."""
        return self._address(max(0, self.offset - self.limit)) if self.offset > 0 else None

    def get_paginated_response(self, data: list[Any]) -> Response:
        """Return the page with its release, the number of rows and the neighboring pages."""
        ways = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        links = [f'<{address}>; rel="{name}"' for name, address in ways.items() if address]
        return Response(
            {
                "release": self.view.release.slug,
                "count": self.count,
                "next": ways["next"],
                "previous": ways["prev"],
                "results": data,
            },
            headers={"Link": ", ".join(links)} if links else None,
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
        """Describe the three query parameters."""
        bounds = {
            "limit": (1, self.max_limit, self.default_limit, "Rows on a page."),
            "offset": (0, MAX_OFFSET, 0, "Rows before the page. Better: follow the links."),
        }
        numbers = [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": said,
                "schema": {"type": "integer", "minimum": low, "maximum": high, "default": default},
            }
            for name, (low, high, default, said) in bounds.items()
        ]
        cursor = {
            "name": "cursor",
            "in": "query",
            "required": False,
            "description": "Where the page begins: from the links of another page.",
            "schema": cursors.WORD,
        }
        return [*numbers, cursor]

    def _address(self, after: int) -> str:
        narrowed = cursors.narrowed_by(_given(self.request, self.view.filters))
        cursor = Cursor(of=self.view.release.slug, after=after, narrowed=narrowed)
        address = self.request.build_absolute_uri()
        for name in ("offset", "release"):
            address = remove_query_param(address, name)
        return replace_query_param(address, "cursor", cursors.written(cursor))


def cursor_of(request: Request, filters: Iterable[str]) -> Cursor | None:
    """Return the cursor of a request, None where it has none.

    Raises:
        Problem: if it is none, or of a list narrowed otherwise, or beside another place.
    """
    word = request.query_params.get("cursor")
    if word is None:
        return None
    for other in ("offset", "release"):
        if other in request.query_params:
            raise invalid_query({"cursor": [f"The cursor says it already: leave out {other}."]})
    cursor = read_cursor(word)
    if cursor.narrowed != cursors.narrowed_by(_given(request, filters)):
        raise invalid_query({"cursor": ["This cursor belongs to a list narrowed by other values."]})
    return cursor


def read_cursor(word: str) -> Cursor:
    """Return the cursor that a word of the query stands for.

    Raises:
        Problem: if it is none.
    """
    try:
        return cursors.read(word)
    except cursors.Unreadable:
        raise invalid_query({"cursor": ["This is not a cursor that a page gave."]}) from None


def _given(request: Request, filters: Iterable[str]) -> dict[str, str]:
    given = request.query_params
    return {name: given[name] for name in filters if name in given}


def bounded(request: Request, name: str, *, low: int, high: int, default: int) -> int:
    """Return a whole number of the query, within its bounds.

    Raises:
        Problem: if it is none.
    """
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
