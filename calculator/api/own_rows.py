"""Pages of what a token's owner keeps, the newest first: how many, from where, and what follows."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from calculator.api import cursors
from calculator.api.cursors import Cursor
from calculator.api.errors import invalid_query
from calculator.api.paging import bounded, read_cursor

A_PAGE, MOST_ROWS, LARGEST = 20, 100, 2**63 - 1


def page(
    request: Request, rows: QuerySet[Any], *, of: str, narrowed: str = ""
) -> tuple[list[Any], str | None]:
    """Return the rows of the page that is asked for, and the address of the next.

    Args:
        request: with ``limit`` and ``cursor`` in its query.
        rows: all rows of the list.
        of: name of the list, which its cursors carry.
        narrowed: what the list is narrowed by, which they carry too.

    Raises:
        Problem: if the limit or the cursor cannot be used.
    """
    limit = bounded(request, "limit", low=1, high=MOST_ROWS, default=A_PAGE)
    below = _place(request, Cursor(of=of, after=LARGEST, narrowed=narrowed))
    found = list(rows.filter(pk__lt=below).order_by("-pk")[: limit + 1])
    shown = found[:limit]
    if len(found) == len(shown):
        return shown, None
    word = cursors.written(Cursor(of=of, after=shown[-1].pk, narrowed=narrowed))
    return shown, replace_query_param(request.build_absolute_uri(), "cursor", word)


def _place(request: Request, start: Cursor) -> int:
    word = request.query_params.get("cursor")
    cursor = start if word is None else read_cursor(word)
    if (cursor.of, cursor.narrowed) != (start.of, start.narrowed):
        raise invalid_query({"cursor": ["This cursor belongs to another list."]})
    return min(cursor.after, LARGEST)
