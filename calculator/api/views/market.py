"""The market: programs on offer, and estimates of its size that disagree."""

from drf_spectacular.utils import extend_schema

from calculator.api.serializers.market import MarketEstimateSerializer, ProgramSerializer
from calculator.api.views.base import RecordList
from calculator.evidence.models import MarketEstimate, Program


@extend_schema(tags=["market"])
class ProgramList(RecordList):
    """List second-opinion programs and providers."""

    queryset = Program.objects.prefetch_related("findings")
    serializer_class = ProgramSerializer


@extend_schema(tags=["market"])
class MarketList(RecordList):
    """List estimates of the market's size, the implied growth beside the stated one."""

    queryset = MarketEstimate.objects.select_related("source")
    serializer_class = MarketEstimateSerializer
