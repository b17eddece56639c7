"""One PDF a group of a portfolio, in one ZIP: ask for it, see how far it is, take or discard it."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api import order
from calculator.api.errors import Problem, invalid_input
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import headers_of
from calculator.api.schema.bundle import BundleStanding
from calculator.api.schema.typed import ref
from calculator.api.views.base import found_or_404
from calculator.api.views.portfolios import LOCATION, POLL_SECONDS, OwnPortfolio
from calculator.bundles import services, tasks, views
from calculator.bundles.models import Bundle
from calculator.bundles.progress import progress_of
from calculator.engine.errors import InvalidInput
from calculator.jobs import Status
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio

STANDING = OpenApiResponse(ref("BundleStanding"), description="Where the reports stand.")


@extend_schema(tags=["portfolios"])
class Bundles(OwnPortfolio):
    """Ask for the reports of a portfolio's groups, and see how far they are."""

    throttle_scope = "reports"

    @extend_schema(
        operation_id="read_portfolio_reports",
        summary="Where its reports stand",
        responses={200: STANDING},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer how many PDFs are made; ask again after Retry-After while it goes on."""
        bundle = _own(request, token)
        headers = {} if bundle.is_finished else {"Retry-After": POLL_SECONDS}
        return _answer(bundle, request, HTTPStatus.OK, headers)

    @extend_schema(
        operation_id="request_portfolio_reports",
        summary="One PDF a group, as a ZIP",
        request={"application/json": ref("BundleRequest")},
        parameters=[LOCATION],
        responses={202: STANDING},
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Start the PDFs; asked twice, it is still one ZIP. 409 where none can be made now."""
        mine = Portfolio.objects.visible_to(request.user).select_related("release")
        portfolio = found_or_404(mine.filter, token=token)
        try:
            asked = order.chosen(request.data, ("paper", "language"))
            bundle = services.request_bundle(
                portfolio=portfolio, paper=asked["paper"], language=asked["language"]
            )
        except InvalidInput as refused:
            raise invalid_input(refused.errors, request.data) from refused
        except Refused as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused)) from None
        tasks.send_bundle(bundle)
        location = reverse("api:read-bundle", [token], request=request)
        return _answer(bundle, request, HTTPStatus.ACCEPTED, {"Location": location})


@extend_schema(tags=["portfolios"])
class DiscardBundle(OwnPortfolio):
    """Stop making reports, or delete them."""

    @extend_schema(
        operation_id="discard_portfolio_reports",
        summary="Discard its reports",
        request=None,
        responses={204: OpenApiResponse(description="They are gone.")},
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Delete the reports with their files."""
        services.discard_bundle(bundle=_own(request, token))
        return Response(status=HTTPStatus.NO_CONTENT)


@extend_schema(tags=["portfolios"])
class BundleFile(OwnPortfolio):
    """Take the ZIP."""

    @extend_schema(
        operation_id="read_portfolio_reports_file",
        summary="The ZIP of its reports",
        responses={(200, views.MEDIA_TYPE): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, token: str) -> Any:
        """Answer with the ZIP; 409 until it is done."""
        bundle = _own(request, token)
        if bundle.status != Status.DONE:
            raise Problem(HTTPStatus.CONFLICT, f"The reports are {bundle.status}: no file yet.")
        return views.answer(bundle)


def standing(bundle: Bundle, request: Request) -> BundleStanding:
    """Return where the reports of a portfolio stand."""
    token, progress = bundle.portfolio.token, progress_of(bundle)
    is_done = bundle.status == Status.DONE
    return {
        "portfolio": reverse("api:read-portfolio", [token], request=request),
        "paper": bundle.paper,
        "language": bundle.language,
        "status": bundle.status,
        "error": bundle.error,
        "groups": progress.groups,
        "groups_done": progress.groups_done,
        "seconds_left": progress.seconds_left,
        "file": reverse("api:read-bundle-file", [token], request=request) if is_done else None,
        "size": bundle.size,
        "sha256": bundle.sha256,
    }


def _own(request: Request, token: str) -> Bundle:
    mine = Bundle.objects.visible_to(request.user).select_related("portfolio__release")
    return found_or_404(mine.filter, portfolio__token=token)


def _answer(bundle: Bundle, request: Request, status: int, headers: dict[str, str]) -> Response:
    portfolio = bundle.portfolio
    versions = {"Model-Version": portfolio.model_version, **headers_of(portfolio.release)}
    return Response(standing(bundle, request), status=status, headers=versions | headers)
