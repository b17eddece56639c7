"""The evidence, record by record: what every number of the model rests on."""

from typing import ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from calculator.api.serializers.literature import (
    ClaimSerializer,
    FindingSerializer,
    SourceSerializer,
)
from calculator.api.serializers.model import ParameterSerializer, ReleaseSerializer
from calculator.api.views.base import ApiView, RecordDetail, RecordList, found_or_404
from calculator.evidence.models import Claim, Finding, LensReplacement, Parameter, Release, Source

PARAMETERS = Parameter.objects.select_related("area", "line").prefetch_related(
    "findings",
    Prefetch(
        "replacements",
        LensReplacement.objects.select_related("lens").prefetch_related("findings"),
    ),
)
FINDINGS = Finding.objects.select_related("source").prefetch_related("parameters")
SOURCES = Source.objects.prefetch_related("findings")


@extend_schema(tags=["evidence"])
class ReleaseList(ApiView, ListAPIView):
    """List the releases that are or were live, newest first."""

    is_conditional = True
    queryset = Release.objects.public()
    serializer_class = ReleaseSerializer
    pagination_class = None

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Return all releases: there are few."""
        return Response(self.get_serializer(self.get_queryset(), many=True).data)


@extend_schema(tags=["evidence"])
class ReleaseDetail(ApiView, RetrieveAPIView):
    """Show one release that is or was live."""

    is_conditional = True
    queryset = Release.objects.public()
    serializer_class = ReleaseSerializer
    lookup_field = "slug"

    def get_object(self) -> Release:
        """Return the release of the address."""
        return found_or_404(self.get_queryset().filter, slug=self.kwargs["slug"])


@extend_schema(tags=["evidence"])
class ParameterList(RecordList):
    """List the parameters: base, range, grade, and the findings they rest on."""

    queryset = PARAMETERS
    serializer_class = ParameterSerializer
    filters: ClassVar = {
        "key": ("key", "Parameters of this key, such as surgery_cost."),
        "area": ("area__slug", "Parameters of this clinical area."),
        "line": ("line__slug", "Parameters of this line of business."),
        "grade": ("grade", "Parameters of this grade: A, B, C or D."),
    }


@extend_schema(tags=["evidence"])
class ParameterDetail(RecordDetail):
    """Show one parameter by its name: key, or key.area, or key.line."""

    queryset = PARAMETERS
    serializer_class = ParameterSerializer


@extend_schema(tags=["evidence"])
class FindingList(RecordList):
    """List the findings: numbers and statements, each from one source."""

    queryset = FINDINGS
    serializer_class = FindingSerializer
    filters: ClassVar = {
        "source": ("source__slug", "Findings of this source."),
        "topic": ("topic", "Findings on this topic."),
        "verification": ("verification", "Findings checked this closely."),
        "independence": ("independence", "Findings with this kind of author behind them."),
    }


@extend_schema(tags=["evidence"])
class FindingDetail(RecordDetail):
    """Show one finding."""

    queryset = FINDINGS
    serializer_class = FindingSerializer


@extend_schema(tags=["evidence"])
class SourceList(RecordList):
    """List the sources."""

    queryset = SOURCES
    serializer_class = SourceSerializer
    filters: ClassVar = {
        "independence": ("independence", "Sources with this kind of author behind them."),
    }


@extend_schema(tags=["evidence"])
class SourceDetail(RecordDetail):
    """Show one source with the names of its findings."""

    queryset = SOURCES
    serializer_class = SourceSerializer


@extend_schema(tags=["evidence"])
class ClaimList(RecordList):
    """List what market documents say, with the verdict on each statement."""

    queryset = Claim.objects.prefetch_related("findings")
    serializer_class = ClaimSerializer
    filters: ClassVar = {
        "verdict": ("verdict", "Claims with this verdict."),
        "topic": ("topic", "Claims on this topic."),
    }
