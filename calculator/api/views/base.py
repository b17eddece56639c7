"""What every view of the API does: JSON only, no session, strict queries, limits in the headers."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from calculator.api.errors import invalid_query
from calculator.api.paging import Pages
from calculator.evidence import catalog
from calculator.evidence.models import Release

RELEASE = OpenApiParameter(
    "release", description="Another published release than the live one, such as 2026-11."
)


class ApiView(APIView):
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

    def get_throttles(self) -> list[Any]:
        """Keep the throttles, for their headers."""
        self.throttles = super().get_throttles()
        return self.throttles

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the limits to the headers."""
        found = super().finalize_response(request, response, *args, **kwargs)
        for throttle in getattr(self, "throttles", ()):
            throttle.announce(found)
        return found


class ExactFilter(BaseFilterBackend):
    """Narrows a list by exact values: ``filters`` of a view maps a query name to a lookup."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        """Return the rows asked for."""
        given = request.query_params
        found = {look: given[name] for name, (look, _) in view.filters.items() if name in given}
        return queryset.filter(**found) if found else queryset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the query parameters of the view."""
        said = {name: text for name, (_, text) in getattr(view, "filters", {}).items()}
        said["release"] = RELEASE.description
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": text,
                "schema": {"type": "string"},
            }
            for name, text in said.items()
        ]


class OfRelease(ApiView):
    """Serves one release: the live one, or a published one named by ``?release=``."""

    release: Release | None = None
    query = frozenset({"release"})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find the release."""
        super().initial(request, *args, **kwargs)
        self.release = chosen_release(request)

    def get_queryset(self) -> QuerySet:
        """Return the records of the release."""
        return self.queryset.filter(release=self.release)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the release in the headers."""
        found = super().finalize_response(request, response, *args, **kwargs)
        if self.release is not None:
            found["Evidence-Release"] = self.release.slug
        return found


class RecordList(OfRelease, ListAPIView):
    """A list of evidence records in pages."""

    pagination_class = Pages
    filter_backends = (ExactFilter,)
    filters: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def taken(self) -> frozenset[str]:
        """Return the names of the query parameters."""
        return frozenset({"release", "limit", "offset", *self.filters})


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


def chosen_release(request: Request) -> Release:
    """Return the release that ``?release=`` names, or the live one.

    Raises:
        Problem: if no published release has this name.
    """
    slug = request.query_params.get("release")
    if slug is None:
        return catalog.live_release()
    release = Release.objects.visible_to(None).filter(slug=slug).first()
    if release is None:
        raise invalid_query({"release": [f"There is no published release “{slug[:60]}”."]})
    return release
