"""Kept calculations of a token's owner. Nobody else's are there: 404, never 403."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api import cursors, kept, own_rows
from calculator.api.errors import Problem, an_object, invalid_input
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import RELEASE, headers_of, release_to_run
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import SCENARIOS_WRITE
from calculator.api.views.base import ApiView, found_or_404
from calculator.engine.errors import InvalidInput
from calculator.scenarios.models import Scenario

KEPT = OpenApiResponse(ref("KeptScenario"), description="The kept calculation.")
FULL = f"This account keeps {kept.MOST_KEPT:,} calculations, as many as one may. Delete some first."
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201], description="Where it stays."
)
QUERY = [
    OpenApiParameter("archived", bool, description="true lists what was put away."),
    OpenApiParameter(
        "limit",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": own_rows.MOST_ROWS,
            "default": own_rows.A_PAGE,
        },
        description="Rows on a page.",
    ),
    OpenApiParameter(
        "cursor",
        cursors.WORD,
        description="Where the page begins: from the link of another page.",
    ),
]
EXAMPLE = OpenApiExample(
    "With a name",
    value={"name": "Renewal", "inputs": {"members": 10_000, "design": "targeted"}},
    request_only=True,
)


class Kept(ApiView):
    """What needs a token that may keep calculations."""

    needs_token = True
    scope = SCENARIOS_WRITE


@extend_schema(tags=["scenarios"])
class KeptScenarios(Kept):
    """Keep calculations and list them."""

    throttle_scope = "calculations"

    def taken(self) -> frozenset[str]:
        """Return the names of the query parameters."""
        return frozenset({"release"} if self.request.method == "POST" else {p.name for p in QUERY})

    @extend_schema(
        operation_id="list_scenarios",
        summary="The calculations you keep",
        parameters=QUERY,
        responses={200: OpenApiResponse(ref("KeptList"), description="A page, newest first.")},
    )
    def get(self, request: Request) -> Response:
        """Answer with a page of the owner's calculations."""
        page = kept.page_of(request)
        headers = {"Link": f'<{page["next"]}>; rel="next"'} if page["next"] else None
        return Response(page, headers=headers)

    @extend_schema(
        operation_id="keep_scenario",
        summary="Calculate, and keep the answer in your account",
        request={"application/json": ref("KeptRequest")},
        parameters=[RELEASE, LOCATION],
        responses={201: KEPT},
        examples=[EXAMPLE],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Answer with what was kept; only its owner can open it."""
        body = an_object(request.data)
        try:
            saved = kept.keep_scenario(body=body, by=request.user, release=release_to_run(request))
        except InvalidInput as error:
            raise invalid_input(error.errors, body) from error
        except kept.TooMany:
            raise Problem(HTTPStatus.CONFLICT, FULL) from None
        location = reverse("api:read-scenario", [saved.token], request=request)
        return _answer(saved, request, HTTPStatus.CREATED, Location=location)


@extend_schema(tags=["scenarios"])
class KeptScenarioDetail(Kept):
    """Read one."""

    @extend_schema(operation_id="read_scenario", summary="One that you keep", responses={200: KEPT})
    def get(self, request: Request, token: str) -> Response:
        """Answer with the kept calculation."""
        return _answer(_own(request, token), request)


@extend_schema(tags=["scenarios"])
class Archive(Kept):
    """Put one away."""

    @extend_schema(
        operation_id="archive_scenario", summary="Put it away", request=None, responses={200: KEPT}
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Take it off the list; its address goes on working."""
        saved = kept.archive_scenario(saved=_own(request, token), away=True)
        return _answer(saved, request)


@extend_schema(tags=["scenarios"])
class Restore(Kept):
    """Take one back."""

    @extend_schema(
        operation_id="restore_scenario", summary="Take it back", request=None, responses={200: KEPT}
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Put it on the list again."""
        saved = kept.archive_scenario(saved=_own(request, token), away=False)
        return _answer(saved, request)


def _own(request: Request, token: str) -> Scenario:
    mine = kept.rows_of(Scenario.objects.owned_by(request.user))
    return found_or_404(mine.filter, token=token)


def _answer(saved: Any, request: Request, status: int = HTTPStatus.OK, **headers: str) -> Response:
    versions = {"Model-Version": saved.model_version, **headers_of(saved.release)}
    return Response(kept.described(saved, request), status=status, headers=versions | headers)
