"""The declared inputs: label, unit, bounds, default and help, as the page shows them."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from calculator.api.releases import RELEASE
from calculator.api.schema.inputs import Input, InputList
from calculator.api.schema.typed import ref
from calculator.api.views.base import OfRelease
from calculator.engine.inputs.fields import FIELDS, Field
from calculator.evidence import catalog

NUMERIC = frozenset({"whole", "number", "share", "money", "list", "map"})


@extend_schema(tags=["calculations"])
class Inputs(OfRelease):
    """List the inputs."""

    @extend_schema(
        operation_id="list_inputs",
        summary="Inputs of a calculation",
        parameters=[RELEASE],
        responses={200: OpenApiResponse(ref("InputList"), description="The declared inputs.")},
    )
    def get(self, request: Request) -> Response:
        """Answer with every input that a calculation takes."""
        evidence = catalog.evidence_of(self.release)
        known = {
            "design": list(evidence.design),
            "lens": list(evidence.lens),
            "areas": list(evidence.area),
            "members_by_line": list(evidence.line),
            "age_mix": list(evidence.line),
        }
        found = [_described(field, known.get(field.name)) for field in FIELDS]
        return Response(InputList(release=self.release.slug, inputs=found))


def _described(field: Field, known: list[str] | None) -> Input:
    bounded = field.kind in NUMERIC and field.high > 0
    exact = int if field.kind == "whole" else float
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "unit": field.unit,
        "low": exact(field.low) if bounded else None,
        "high": exact(field.high) if bounded else None,
        "choices": list(field.choices) or known or [],
        "default": field.default,
        "help": field.help,
    }
