"""Claim checks: the calculator run backwards on a seller's claim. Nothing is kept."""

from urllib.parse import urlencode

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api.errors import an_object, invalid_input
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import RELEASE, headers_of, release_to_run
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import CALCULATIONS_RUN
from calculator.api.views.base import ApiView
from calculator.engine.claims.result import ClaimCheck
from calculator.engine.errors import InvalidInput
from calculator.exhibits import claims
from calculator.scenarios import services

EXAMPLES = [
    OpenApiExample(
        "11 to 1",
        value={"kind": "ratio", "amount": 11, "members": 10_000, "fee": 1, "fee_basis": "pepm"},
        request_only=True,
    ),
    OpenApiExample(
        "$65 million per 100,000 members",
        value={"kind": "per_member_year", "amount": 650, "members": 100_000},
        request_only=True,
    ),
    OpenApiExample(
        "$7 million over three years at $4,500 per case",
        value={
            "kind": "total",
            "amount": 7_000_000,
            "years": 3,
            "saving_per_case": 4_500,
            "members": 300_000,
            "design": "mandatory",
        },
        request_only=True,
    ),
]


@extend_schema(tags=["claims"])
class ClaimChecks(ApiView):
    """Check claims."""

    scope = CALCULATIONS_RUN
    throttle_scope = "calculations"
    query = frozenset({"release"})

    @extend_schema(
        operation_id="check_claim",
        summary="What a seller's claim needs to be true",
        request={"application/json": ref("ClaimCheckRequest")},
        parameters=[RELEASE],
        responses={
            200: OpenApiResponse(
                ref("ClaimCheck"), description="What it needs, where that stands, the verdict."
            )
        },
        examples=EXAMPLES,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Answer with what would have to be true. Nothing is kept."""
        body = an_object(request.data)
        release = release_to_run(request)
        try:
            check = services.check_claim(raw=body, release=release)
        except InvalidInput as error:
            raise invalid_input(error.errors, body) from error
        words = claims.answer(check)
        said = {"headline": words.headline, "sentence": words.sentence}
        headers = {"Model-Version": check["model_version"], **headers_of(release)}
        return Response({"url": _page(check, request), **said, **check}, headers=headers)


def _page(check: ClaimCheck, request: Request) -> str:
    stated = {name: value for name, value in check["claim"].items() if value is not None}
    return f"{reverse('scenarios:check-claim', request=request)}?{urlencode(stated)}"
