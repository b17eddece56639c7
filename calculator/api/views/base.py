"""What every view of the API does: JSON only, no session, strict queries, limits in the headers."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from calculator.api.conditional import SAFE, tagged
from calculator.api.cursors import Cursor
from calculator.api.errors import invalid_query, missing_scope
from calculator.api.paging import Pages, cursor_of
from calculator.api.releases import (
    NAME,
    RELEASE,
    chosen_release,
    headers_of,
    live_name,
    named_release,
)
from calculator.api.schema.typed import NO_NUL
from calculator.api.tokens import scopes
from calculator.api.tokens.authentication import CHALLENGE
from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release

LONGEST_VALUE = 100  # of what narrows a list


class Answer(APIView):
    """Every answer says by what it was made and how much of the limit is left."""

    is_conditional: ClassVar[bool] = False  # whether its replies carry an ETag
    needs_token: ClassVar[bool] = False
    scope: ClassVar[str] = scopes.EVIDENCE_READ  # what a token must be for

    def check_permissions(self, request: Request) -> None:
        """Refuse a token that is not for this; without one, everybody may all but keep."""
        super().check_permissions(request)
        if self.needs_token and request.auth is None:
            raise NotAuthenticated("This needs a token: make one at /accounts/tokens/.")
        if request.auth is not None and not request.auth.allows(self.scope):
            raise missing_scope(self.scope, CHALLENGE)

    def get_throttles(self) -> list[Any]:
        """Keep the throttles, for their headers."""
        self.throttles = super().get_throttles()
        return self.throttles

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add versions, limits and the tag."""
        found = super().finalize_response(request, response, *args, **kwargs)
        found.headers.setdefault("Model-Version", MODEL_VERSION)
        if "Evidence-Release" not in found.headers and (name := live_name()):
            found["Evidence-Release"] = name
        for throttle in getattr(self, "throttles", ()):
            throttle.announce(found)
        if self.is_conditional and request.method in SAFE and found.status_code == HTTPStatus.OK:
            found.add_post_render_callback(tagged(request._request))
        return found


class ApiView(Answer):
    """Judges the query before anything else. ``query`` names the parameters a view takes."""

    http_method_names: ClassVar[list[str]] = ["get", "head", "post"]
    throttle_scope = "reads"
    query: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse methods and query parameters that the view does not take."""
        super().initial(request, *args, **kwargs)
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(request.method)
        errors = {}
        for name, values in request.query_params.lists():
            if name not in self.taken():
                errors[name[:80]] = ["There is no such query parameter here."]
            elif len(values) > 1:
                errors[name] = ["Give this parameter once."]
            elif "\x00" in values[0]:
                errors[name] = ["This text holds a character that no record has."]
        if errors:
            raise invalid_query(errors)

    def taken(self) -> frozenset[str]:
        """Return the names of the query parameters."""
        return self.query


class ExactFilter(BaseFilterBackend):
    """Narrows a list by exact values: ``filters`` of a view maps a query name to a lookup."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        """Return the rows asked for.

        Raises:
            Problem: if a value is longer than any record's.
        """
        given = {
            name: value for name, value in request.query_params.items() if name in view.filters
        }
        said = [f"Give at most {LONGEST_VALUE} characters."]
        errors = {name: said for name, value in given.items() if len(value) > LONGEST_VALUE}
        if errors:
            raise invalid_query(errors)
        found = {view.filters[name][0]: value for name, value in given.items()}
        return queryset.filter(**found) if found else queryset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the query parameters of the view."""
        value = {"type": "string", "maxLength": LONGEST_VALUE, "pattern": NO_NUL}
        said = {name: (text, value) for name, (_, text) in getattr(view, "filters", {}).items()}
        said["release"] = (RELEASE.description, NAME)
        return [
            {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
            for name, (text, schema) in said.items()
        ]


class OfRelease(ApiView):
    """Serves one release: the live one, or the one named by ``?release=``."""

    is_conditional = True
    release: Release | None = None
    query = frozenset({"release"})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find the release."""
        super().initial(request, *args, **kwargs)
        self.release = self.find_release(request)

    def find_release(self, request: Request) -> Release:
        """Return the release to serve."""
        return chosen_release(request)

    def get_queryset(self) -> QuerySet:
        """Return the records of the release."""
        return self.queryset.filter(release=self.release)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the release in the headers."""
        if self.release is not None:
            for name, value in headers_of(self.release).items():
                response[name] = value
        return super().finalize_response(request, response, *args, **kwargs)


class RecordList(OfRelease, ListAPIView):
    """A list of evidence records in pages."""

    pagination_class = Pages
    cursor: Cursor | None = None
    filter_backends = (ExactFilter,)
    filters: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def taken(self) -> frozenset[str]:
        """Return the names of the query parameters."""
        return frozenset({"release", "limit", "offset", "cursor", *self.filters})

    def find_release(self, request: Request) -> Release:
        """Return the release of the cursor, so that pages stay with it, or the chosen one."""
        self.cursor = cursor_of(request, self.filters)
        return chosen_release(request) if self.cursor is None else named_release(self.cursor.of)


@extend_schema_view(get=extend_schema(parameters=[RELEASE]))
class RecordDetail(OfRelease, RetrieveAPIView):
    """One evidence record by its name."""

    lookup_field = "slug"
    filter_backends = (ExactFilter,)
    filters: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def get_object(self) -> Any:
        """Return the record, or say that there is none."""
        return found_or_404(self.get_queryset().filter, slug=self.kwargs["slug"])


def found_or_404(find: Callable[..., QuerySet], **names: str) -> Any:
    """Return the one row of these names; 404 where there is none."""
    if any("\x00" in value for value in names.values()):
        raise Http404
    row = find(**names).first()
    if row is None:
        raise Http404
    return row
