"""Calculations: make one, read it again, and vary two of its inputs."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api import draws, trace, two_way
from calculator.api.errors import an_object, invalid_input, invalid_query
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import RELEASE, headers_of, release_to_run
from calculator.api.renderers import ArrowRenderer, CSVRenderer
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import CALCULATIONS_RUN
from calculator.api.views.base import ApiView, found_or_404
from calculator.engine.errors import InvalidInput
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201], description="Where to read it again."
)
EXAMPLES = [
    OpenApiExample("Employer", value={"members": 10_000}, request_only=True),
    OpenApiExample(
        "Employer with own figures",
        value={
            "employees": 4_200,
            "design": "targeted",
            "horizon_years": 3,
            "uptake_ramp": [0.5, 0.8, 1],
            "fee_per_opinion": 900,
            "overrides": {
                "engagement": 1.1,
                "surgery_cost.lumbar_fusion": {"base": 80_000, "low": 60_000, "high": 110_000},
            },
        },
        request_only=True,
    ),
    OpenApiExample(
        "Payer",
        value={
            "audience": "payer",
            "members_by_line": {"commercial": 200_000, "medicare_advantage": 40_000},
            "lens": "independent",
        },
        request_only=True,
    ),
]
CALCULATION = OpenApiResponse(ref("Calculation"), description="The whole answer.")


@extend_schema(tags=["calculations"])
class CalculationList(ApiView):
    """Make calculations."""

    scope = CALCULATIONS_RUN
    throttle_scope = "calculations"
    query = frozenset({"release", "trace", "draws"})

    @extend_schema(
        operation_id="create_calculation",
        summary="Calculate, and keep the answer",
        request={"application/json": ref("CalculationRequest")},
        parameters=[RELEASE, trace.TRACE, draws.ADDRESSES, LOCATION],
        responses={201: CALCULATION},
        examples=EXAMPLES,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Answer with the whole result; it stays at the address in Location."""
        more, body = asked(request), an_object(request.data)
        try:
            saved = services.save_scenario(raw=body, release=release_to_run(request))
        except InvalidInput as error:
            raise invalid_input(error.errors, body) from error
        saved.refresh_from_db(
            fields=["result"]
        )  # the stored bits, as every later reading gives them
        return answer(saved, request, more, status=HTTPStatus.CREATED)


@extend_schema(tags=["calculations"])
class CalculationDetail(ApiView):
    """Read a calculation."""

    scope = CALCULATIONS_RUN
    is_conditional = True
    query = frozenset({"trace", "draws"})

    @extend_schema(
        operation_id="read_calculation",
        summary="Read a calculation again",
        parameters=[trace.TRACE, draws.ADDRESSES],
        responses={200: CALCULATION},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with the same numbers for ever, whatever is published later."""
        more = asked(request)
        return answer(find(token, request), request, more, status=HTTPStatus.OK)


@extend_schema(tags=["calculations"])
class TwoWay(ApiView):
    """Vary two inputs of a calculation."""

    scope = CALCULATIONS_RUN
    is_conditional = True

    throttle_scope = "calculations"
    query = frozenset(two_way.PARAMETERS)

    @extend_schema(
        operation_id="vary_two_inputs",
        summary="Net saving over a grid of two inputs",
        parameters=two_way.DESCRIBED,
        responses={200: OpenApiResponse(ref("Twsa"), description="The grid.")},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with net at present value for each pair of values, all else at base."""
        saved = find(token, request)
        case = trace.case_of(saved)
        try:
            grid = two_way.grid(case, request.query_params)
        except InvalidInput as error:
            raise invalid_query(error.errors) from error
        return Response(grid, headers=pinned(saved))


@extend_schema(tags=["calculations"])
class Draws(ApiView):
    """Take the draws of a calculation."""

    scope = CALCULATIONS_RUN
    throttle_scope = "calculations"
    is_conditional = True
    query = frozenset({"parameters", "format"})
    renderer_classes = (CSVRenderer, ArrowRenderer, JSONRenderer)

    @extend_schema(
        operation_id="read_draws",
        summary="The draws of the probabilistic analysis, as CSV or Arrow",
        parameters=[draws.PARAMETERS, draws.FORMAT],
        responses={
            (200, CSVRenderer.media_type): OpenApiTypes.STR,
            (200, ArrowRenderer.media_type): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with one row a draw: benefit, cost and net, and parameters if asked for."""
        saved = find(token, request)
        renderer = draws.renderer_of(request)
        table = draws.table_of(trace.case_of(saved), request.query_params)
        request.accepted_renderer = renderer
        name = f"draws-{saved.fingerprint[:12]}.{renderer.format}"
        headers = pinned(saved) | {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Vary": "Accept",
        }
        content = draws.FORMATS[renderer.format](table)
        return Response(content, content_type=renderer.said, headers=headers)


def find(token: str, request: Request) -> Scenario:
    """Return the calculation of this key; 404 where there is none."""
    scenarios = Scenario.objects.visible_to(request.user).select_related("release")
    return found_or_404(scenarios.filter, token=token)


def asked(request: Request) -> frozenset[str]:
    """Return what the query asks for beside the answer: its trace, the addresses of its draws.

    Raises:
        Problem: if one is neither true nor false.
    """
    query = request.query_params
    return frozenset(name for name in ("trace", "draws") if trace.is_asked(query, name))


def answer(saved: Scenario, request: Request, more: frozenset[str], *, status: int) -> Response:
    """Return a calculation: what identifies it, the result as it is stored, what was asked for."""
    body: dict[str, Any] = {
        "id": saved.token,
        "url": request.build_absolute_uri(saved.get_absolute_url()),
        "created_at": saved.created_at,
        **saved.result,
    }
    if "trace" in more:
        body["trace"] = trace.traced(saved)
    if "draws" in more:
        address = reverse("api:read-draws", [saved.token], request=request)
        body["draws"] = {kind: f"{address}?format={kind}" for kind in draws.FORMATS}
    headers = pinned(saved)
    if status == HTTPStatus.CREATED:
        headers["Location"] = reverse("api:read-calculation", [saved.token], request=request)
    return Response(body, status=status, headers=headers)


def pinned(saved: Scenario) -> dict[str, str]:
    """Return the headers that say by what a calculation was made."""
    return {"Model-Version": saved.model_version, **headers_of(saved.release)}
