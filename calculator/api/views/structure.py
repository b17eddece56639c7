"""The frame of the model: clinical areas, lines of business, program designs and lenses."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema

from calculator.api.serializers.model import (
    AreaSerializer,
    DesignSerializer,
    LensSerializer,
    LineSerializer,
)
from calculator.api.views.base import RecordList
from calculator.evidence.models import (
    ClinicalArea,
    DesignOverride,
    DesignUptake,
    Lens,
    LensReplacement,
    LineOfBusiness,
    ProgramDesign,
)


@extend_schema(tags=["evidence"])
class AreaList(RecordList):
    """List the clinical areas."""

    queryset = ClinicalArea.objects.all()
    serializer_class = AreaSerializer


@extend_schema(tags=["evidence"])
class LineList(RecordList):
    """List the lines of business."""

    queryset = LineOfBusiness.objects.all()
    serializer_class = LineSerializer


@extend_schema(tags=["evidence"])
class DesignList(RecordList):
    """List the program designs."""

    queryset = ProgramDesign.objects.prefetch_related(
        "findings",
        Prefetch("uptakes", DesignUptake.objects.select_related("area")),
        Prefetch("overrides", DesignOverride.objects.select_related("parameter")),
    )
    serializer_class = DesignSerializer


@extend_schema(tags=["evidence"])
class LensList(RecordList):
    """List the lenses: which evidence is believed."""

    queryset = Lens.objects.prefetch_related(
        Prefetch("replacements", LensReplacement.objects.select_related("parameter"))
    )
    serializer_class = LensSerializer
