"""Sources, findings and claims in JSON."""

from rest_framework import serializers

from calculator.evidence.models import Claim, Finding, Source


def name_list(**kwargs: object) -> serializers.ManyRelatedField:
    """Return a field with the names of linked records."""
    return serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True, **kwargs)


def name_of(**kwargs: object) -> serializers.SlugRelatedField:
    """Return a field with the name of one linked record, or null."""
    return serializers.SlugRelatedField(slug_field="slug", read_only=True, **kwargs)


class SourceSerializer(serializers.ModelSerializer):
    """A work that was consulted."""

    url = serializers.CharField(read_only=True, help_text="Its address, or nothing.")
    findings = name_list(help_text="Findings read in this source.")

    class Meta:
        model = Source
        fields = (
            "slug",
            "authors",
            "title",
            "publisher",
            "year",
            "doi",
            "pmid",
            "url",
            "kind",
            "independence",
            "data_owner",
            "population",
            "note",
            "findings",
        )
        read_only_fields = fields


class FindingSerializer(serializers.ModelSerializer):
    """One number, or one statement, from one source."""

    source = name_of()
    seen_at = serializers.CharField(read_only=True, help_text="Where it was read, or nothing.")
    parameters = name_list(help_text="Parameters of the model that rest on it.")

    class Meta:
        model = Finding
        fields = (
            "slug",
            "source",
            "topic",
            "measure",
            "value",
            "unit",
            "numerator",
            "denominator",
            "low",
            "high",
            "interval",
            "population",
            "setting",
            "country",
            "design",
            "data_years",
            "currency_year",
            "independence",
            "verification",
            "data_owner",
            "quality",
            "seen_at",
            "note",
            "parameters",
        )
        read_only_fields = fields


class ClaimSerializer(serializers.ModelSerializer):
    """A statement of a market document, with the verdict on it."""

    numbers = serializers.DictField(read_only=True, help_text="The numbers in the statement.")
    findings = name_list(help_text="Findings that bear on it.")

    class Meta:
        model = Claim
        fields = ("slug", "document", "topic", "claim", "numbers", "verdict", "why", "findings")
        read_only_fields = fields
