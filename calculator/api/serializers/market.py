"""Programs on offer and estimates of the market's size in JSON."""

from rest_framework import serializers

from calculator.api.serializers.literature import name_list, name_of
from calculator.evidence import presentation
from calculator.evidence.models import MarketEstimate, Program


class ProgramSerializer(serializers.ModelSerializer):
    """A second-opinion program or provider, and the standing of what it claims."""

    list_price_usd = serializers.JSONField(
        read_only=True, allow_null=True, help_text="A number, a text, or prices by year or place."
    )
    claims = serializers.ListField(read_only=True, child=serializers.CharField())
    documents = serializers.ListField(read_only=True, child=serializers.CharField())
    findings = name_list(help_text="Findings about it.")

    class Meta:
        model = Program
        fields = (
            "slug",
            "name",
            "kind",
            "delivery",
            "list_price_usd",
            "pricing_basis",
            "claims",
            "status_of_claims",
            "documents",
            "named_in_documents",
            "findings",
        )
        read_only_fields = fields


class MarketEstimateSerializer(serializers.ModelSerializer):
    """One publisher's estimate; a single number has low and high alike."""

    source = name_of()
    cagr_implied_low = serializers.SerializerMethodField()
    cagr_implied_high = serializers.SerializerMethodField()

    class Meta:
        model = MarketEstimate
        fields = (
            "slug",
            "publisher",
            "document",
            "base_year",
            "end_year",
            "base_usd_bn_low",
            "base_usd_bn_high",
            "end_usd_bn_low",
            "end_usd_bn_high",
            "cagr_stated_low",
            "cagr_stated_high",
            "cagr_implied_low",
            "cagr_implied_high",
            "source",
            "verification",
            "note",
        )
        read_only_fields = fields

    def get_cagr_implied_low(self, row: MarketEstimate) -> float | None:
        """Slowest yearly growth between the estimate's own end points."""
        return _growth(row, row.base_usd_bn_high, row.end_usd_bn_low)

    def get_cagr_implied_high(self, row: MarketEstimate) -> float | None:
        """Fastest yearly growth between the estimate's own end points."""
        return _growth(row, row.base_usd_bn_low, row.end_usd_bn_high)


def _growth(row: MarketEstimate, first: float | None, last: float | None) -> float | None:
    if first is None or last is None:
        return None
    return presentation.growth(first, last, row.end_year - row.base_year)
