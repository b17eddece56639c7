"""Sweeps: the base case over values of one or two inputs, in one call. Nothing is kept."""

from collections.abc import Mapping

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from calculator.api.axes import axes_of
from calculator.api.errors import an_object, invalid_input
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import RELEASE, headers_of, release_to_run
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import CALCULATIONS_RUN
from calculator.api.views.base import ApiView
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.sweep import sweep
from calculator.evidence import catalog

EXAMPLES = [
    OpenApiExample(
        "Fee by use",
        value={
            "inputs": {"members": 10_000, "design": "targeted"},
            "axes": [
                {"input": "fee_per_opinion", "low": 300, "high": 2_100, "steps": 7},
                {"input": "engagement", "values": [0.5, 1, 2]},
            ],
        },
        request_only=True,
    )
]


@extend_schema(tags=["calculations"])
class Sweeps(ApiView):
    """Sweep over one or two inputs."""

    scope = CALCULATIONS_RUN
    throttle_scope = "calculations"
    query = frozenset({"release"})

    @extend_schema(
        operation_id="sweep",
        summary="The base case over values of one or two inputs",
        request={"application/json": ref("SweepRequest")},
        parameters=[RELEASE],
        responses={200: OpenApiResponse(ref("Sweep"), description="What each point gives.")},
        examples=EXAMPLES,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Answer with the base case at every point, at most 2,500. Nothing is kept."""
        body = an_object(request.data)
        release = release_to_run(request)
        try:
            case = case_of(body, catalog.evidence_of(release))
            found = sweep(case, axes_of(case, body.get("axes")))
        except InvalidInput as error:
            raise invalid_input(error.errors, body) from error
        return Response(found, headers=headers_of(release))


def case_of(body: Mapping[str, object], evidence: Evidence) -> Case:
    """Return the case of a sweep's inputs.

    Raises:
        InvalidInput: if they cannot be used, each error under ``inputs``.
    """
    unknown = {str(name)[:80]: ["There is no such member."] for name in body}
    unknown = {name: said for name, said in unknown.items() if name not in ("inputs", "axes")}
    given = body.get("inputs")
    if unknown or not isinstance(given, Mapping):
        missing = {} if isinstance(given, Mapping) else {"inputs": ["Give an object of inputs."]}
        raise InvalidInput(unknown | missing)
    try:
        return Case(inputs=scenario.read(given, evidence), evidence=evidence)
    except InvalidInput as error:
        under = {f"inputs.{field}": said for field, said in error.errors.items()}
        raise InvalidInput(under) from error
