"""The frame of the model in JSON: releases, parameters, areas, lines, designs and lenses."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from calculator.api.serializers.literature import name_list, name_of
from calculator.engine.evidence import BANDS
from calculator.engine.inputs.overrides import bounds
from calculator.evidence.models import (
    ClinicalArea,
    Lens,
    LensReplacement,
    LineOfBusiness,
    Parameter,
    ProgramDesign,
    Release,
)
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.models.structure import AGE_SHARES


class ByAgeBand(serializers.Serializer):
    """One number for each age band."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """Return a field for each band."""
        return {band: serializers.FloatField(read_only=True) for band in BANDS}


class AllowedSerializer(serializers.Serializer):
    """The bounds of a user's own value."""

    low = serializers.FloatField(read_only=True)
    high = serializers.FloatField(read_only=True)


class ReleaseSerializer(serializers.ModelSerializer):
    """One state of all the evidence."""

    is_live = serializers.BooleanField(
        read_only=True, help_text="Whether calculations use it by default."
    )

    class Meta:
        model = Release
        fields = (
            "slug",
            "name",
            "date",
            "state",
            "is_live",
            "content_hash",
            "published_at",
            "publish_reason",
            "superseded_at",
            "withdrawn_at",
            "withdraw_reason",
            "notes",
        )
        read_only_fields = fields


class ReplacementSerializer(serializers.ModelSerializer):
    """What a lens puts in the place of a parameter."""

    lens = name_of()
    distribution = serializers.CharField(source="family", read_only=True)
    findings = name_list()

    class Meta:
        model = LensReplacement
        fields = ("lens", "distribution", "base", "low", "high", "findings")
        read_only_fields = fields


class ParameterSerializer(serializers.ModelSerializer):
    """A number the model needs. ``name`` is what overrides call it."""

    name = serializers.CharField(source="slug", read_only=True)
    area = name_of(allow_null=True)
    line = name_of(allow_null=True)
    distribution = serializers.CharField(source="family", read_only=True)
    allowed = serializers.SerializerMethodField(help_text="The bounds of a user's own value.")
    by_age_band = serializers.SerializerMethodField(help_text="Rates by age band, or null.")
    findings = name_list(help_text="Findings it rests on.")
    lenses = ReplacementSerializer(source="replacements", many=True, read_only=True)

    class Meta:
        model = Parameter
        fields = (
            "name",
            "key",
            "area",
            "line",
            "label",
            "unit",
            "distribution",
            "base",
            "low",
            "high",
            "allowed",
            "by_age_band",
            "grade",
            "basis",
            "rationale",
            "findings",
            "lenses",
        )
        read_only_fields = fields

    @extend_schema_field(AllowedSerializer)
    def get_allowed(self, row: Parameter) -> dict[str, float]:
        """Return the bounds of an override."""
        low, high = bounds(row.key, row.unit)
        return {"low": low, "high": high}

    @extend_schema_field(ByAgeBand(allow_null=True))
    def get_by_age_band(self, row: Parameter) -> dict[str, float] | None:
        """Return the rate of each age band, or None where the parameter has none."""
        rates = [getattr(row, rate) for rate in BAND_RATES]
        return None if None in rates else dict(zip(BANDS, rates, strict=True))


class AreaSerializer(serializers.ModelSerializer):
    """A clinical area in which members face a decision."""

    class Meta:
        model = ClinicalArea
        fields = (
            "slug",
            "name",
            "segment",
            "pathway",
            "included_by_default",
            "added_care_counted",
            "caution",
        )
        read_only_fields = fields


class LineSerializer(serializers.ModelSerializer):
    """A line of business with the usual age mix of its members."""

    age_mix = serializers.SerializerMethodField()

    class Meta:
        model = LineOfBusiness
        fields = ("slug", "name", "age_mix")
        read_only_fields = fields

    @extend_schema_field(ByAgeBand)
    def get_age_mix(self, row: LineOfBusiness) -> dict[str, float]:
        """Return the share of each age band."""
        return {band: getattr(row, share) for band, share in zip(BANDS, AGE_SHARES, strict=True)}


class DesignSerializer(serializers.ModelSerializer):
    """A way to offer second opinions."""

    uptake = serializers.SerializerMethodField()
    overrides = serializers.SerializerMethodField()
    findings = name_list()

    class Meta:
        model = ProgramDesign
        fields = (
            "slug",
            "name",
            "description",
            "fee_basis",
            "uptake",
            "uptake_multiplier",
            "engagement_applies",
            "not_confirmed_multiplier",
            "fee_per_opinion",
            "overrides",
            "findings",
        )
        read_only_fields = fields

    def get_uptake(self, row: ProgramDesign) -> dict[str, float] | None:
        """Return its own uptake by area, or None where the reference uptake applies."""
        if row.reference_uptake:
            return None
        return {own.area.slug: own.uptake for own in row.uptakes.all()}

    def get_overrides(self, row: ProgramDesign) -> dict[str, dict[str, float]]:
        """Return the parameters that hold another value in this design, each base, low, high."""
        return {
            own.parameter.slug: {"base": own.base, "low": own.low, "high": own.high}
            for own in row.overrides.all()
        }


class LensSerializer(serializers.ModelSerializer):
    """Which evidence is believed."""

    replaces = serializers.SerializerMethodField()

    class Meta:
        model = Lens
        fields = ("slug", "name", "description", "replaces")
        read_only_fields = fields

    def get_replaces(self, row: Lens) -> list[str]:
        """Return the names of the parameters that it replaces."""
        return [own.parameter.slug for own in row.replacements.all()]
