"""Portfolios of a token's owner. Nobody else's are there: 404, never 403."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.files.base import File
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api import cursors, own_rows, portfolios
from calculator.api.bodies import BODIES, CSVBody, WorkbookBody
from calculator.api.errors import Problem, invalid_input, invalid_query
from calculator.api.idempotency.replay import idempotent
from calculator.api.releases import RELEASE, headers_of, release_to_run
from calculator.api.schema.portfolio import BINARY, FIELDS, IN_QUERY, LONGEST_IN_QUERY, multipart
from calculator.api.schema.typed import Schema, ref
from calculator.api.tokens.scopes import PORTFOLIOS_RUN
from calculator.api.views.base import ApiView, found_or_404
from calculator.engine.errors import InvalidInput
from calculator.portfolios import file_views, services, tasks, uploads
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio, State

POLL_SECONDS = "2"
STANDING = OpenApiResponse(ref("PortfolioStanding"), description="Where the portfolio stands.")
NAMES = [
    *("results.csv", "results.parquet", "results.xlsx", file_views.LINES),
    *("refused.csv", "ranking.csv"),
]
QUERY = [
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
BESIDE = [
    OpenApiParameter(
        name,
        {key: value for key, value in schema.items() if key != "description"},
        description=f"{schema['description']} Here for a file that is the whole body.",
    )
    for name, schema in IN_QUERY.items()
]
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="Where it stands."
)


class OwnPortfolio(ApiView):
    """What needs a token that may run portfolios."""

    needs_token = True
    scope = PORTFOLIOS_RUN


@extend_schema(tags=["portfolios"])
class PortfolioList(OwnPortfolio):
    """Start portfolios and list them."""

    throttle_scope = "calculations"
    parser_classes = (MultiPartParser, *BODIES)

    def taken(self) -> frozenset[str]:
        """Return the names of the query parameters."""
        if self.request.method == "POST":
            return frozenset({"release", *FIELDS})
        return frozenset(each.name for each in QUERY)

    def sent_hash(self, request: Request) -> str:
        """Return a hash of the file and the fields: the body itself is not held in memory."""
        return portfolios.hash_of(*_sent(request, FIELDS))

    @extend_schema(
        operation_id="list_portfolios",
        summary="Your portfolios",
        parameters=QUERY,
        responses={200: OpenApiResponse(ref("PortfolioPage"), description="A page, newest first.")},
    )
    def get(self, request: Request) -> Response:
        """Answer with a page of the owner's portfolios."""
        page = portfolios.page_of(request)
        headers = {"Link": f'<{page["next"]}>; rel="next"'} if page["next"] else None
        return Response(page, headers=headers)

    @extend_schema(
        operation_id="run_portfolio",
        summary="Calculate a file of groups",
        request={
            "multipart/form-data": multipart("CSV, XLSX or Parquet, a row a group.", FIELDS),
            **{body.media_type: BINARY for body in BODIES},
        },
        parameters=[RELEASE, LOCATION, *BESIDE],
        responses={202: STANDING},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Check the file, and start it: a worker calculates it piece by piece."""
        given, file = _sent(request, FIELDS)
        try:
            portfolio = portfolios.start(
                given=given,
                file=file,
                name=str(file.name or "groups"),
                by=request.user,
                release=release_to_run(request),
            )
        except InvalidInput as error:
            raise invalid_input(error.errors, given) from error
        except Refused as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused)) from None
        return _started(portfolio, request)


@extend_schema(tags=["portfolios"])
class PortfolioDetail(OwnPortfolio):
    """See where one stands."""

    @extend_schema(
        operation_id="read_portfolio", summary="Where one stands", responses={200: STANDING}
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with status, progress and, once it is done, totals and files."""
        portfolio = _own(request, token)
        headers = {"Retry-After": POLL_SECONDS} if portfolio.is_moving else {}
        return _answer(portfolio, request, **headers)


@extend_schema(tags=["portfolios"])
class Mend(OwnPortfolio):
    """Send refused cells again, mended."""

    throttle_scope = "calculations"
    parser_classes = (MultiPartParser, CSVBody, WorkbookBody)

    def sent_hash(self, request: Request) -> str:
        """Return a hash of the file."""
        return portfolios.hash_of(*_sent(request, {}))

    @extend_schema(
        operation_id="mend_portfolio",
        summary="Mend refused cells",
        request={
            "multipart/form-data": multipart("refused.csv with better values, or as XLSX.", {}),
            **{body.media_type: BINARY for body in (CSVBody, WorkbookBody)},
        },
        parameters=[LOCATION],
        responses={202: STANDING},
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Start the rows that the file names, alone. 409 where nothing was refused."""
        first, (_, file) = _own(request, token), _sent(request, {})
        name = str(file.name or "groups")
        try:
            mended = portfolios.mend(portfolio=first, file=file, name=name, by=request.user)
        except InvalidInput as error:
            raise invalid_input(error.errors, {}) from error
        except Refused as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused)) from None
        return _started(mended, request)


@extend_schema(tags=["portfolios"])
class Cancel(OwnPortfolio):
    """Stop one."""

    @extend_schema(
        operation_id="cancel_portfolio", summary="Stop it", request=None, responses={200: STANDING}
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Stop a running portfolio; what is calculated is kept. 409 where it does not run."""
        try:
            portfolio = services.cancel_portfolio(portfolio=_own(request, token))
        except Refused as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused)) from None
        return _answer(portfolio, request)


@extend_schema(tags=["portfolios"])
class Resume(OwnPortfolio):
    """Go on with one."""

    @extend_schema(
        operation_id="resume_portfolio", summary="Go on", request=None, responses={200: STANDING}
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Calculate what is missing. 409 where it was not stopped."""
        try:
            portfolio = services.resume_portfolio(portfolio=_own(request, token))
        except Refused as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused)) from None
        tasks.send_steps(portfolio)
        return _answer(portfolio, request)


@extend_schema(tags=["portfolios"])
class PortfolioFiles(OwnPortfolio):
    """Take a file of the results."""

    @extend_schema(
        operation_id="read_portfolio_file",
        summary="A file of the results",
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH, enum=NAMES)],
        responses={
            (200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in file_views.TYPES.values()
        },
    )
    def get(self, request: Request, token: str, name: str) -> Any:
        """Answer with the file; 409 until the portfolio is done."""
        portfolio = _own(request, token)
        if portfolio.state != State.DONE:
            raise Problem(HTTPStatus.CONFLICT, f"The portfolio is {portfolio.state}: no files yet.")
        return file_views.answer(portfolio, name)


def _sent(request: Request, fields: Mapping[str, Schema]) -> tuple[dict[str, str], File]:
    """Return the declared fields and the file of a request.

    Raises:
        Problem: if they cannot be used, or the file is too large.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > uploads.MAX_BYTES + uploads.SLACK:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, uploads.TOO_LARGE)
    sent = request.data
    file = sent.get(portfolios.FILE)
    try:
        given = portfolios.given_in({**_asked(request), **_fields(sent)}, fields)
    except InvalidInput as error:
        raise invalid_input(error.errors, {}) from error
    if not isinstance(file, File):
        raise invalid_input({portfolios.FILE: ["Send a file."]}, {})
    return given, file


def _asked(request: Request) -> dict[str, str]:
    """Return the fields that stand in the query.

    Raises:
        Problem: if one has more than an address can hold.
    """
    inputs = request.query_params.get("inputs", "")
    if len(inputs) > LONGEST_IN_QUERY or not inputs.isascii():
        said = f"Give at most {LONGEST_IN_QUERY:,} ASCII characters here; a form takes more."
        raise invalid_query({"inputs": [said]})
    return request.query_params.dict()


def _fields(sent: Any) -> dict[str, Any]:
    """Return the fields of a form; those given twice are no text."""
    if not hasattr(sent, "lists"):
        return {}
    return {name: each[0] if len(each) == 1 else each for name, each in sent.lists()}


def _own(request: Request, token: str) -> Portfolio:
    mine = Portfolio.objects.visible_to(request.user).select_related("release", "mends")
    return found_or_404(mine.filter, token=token)


def _started(portfolio: Portfolio, request: Request) -> Response:
    tasks.send_steps(portfolio)
    location = reverse("api:read-portfolio", [portfolio.token], request=request)
    return _answer(portfolio, request, HTTPStatus.ACCEPTED, Location=location)


def _answer(
    portfolio: Portfolio, request: Request, status: int = HTTPStatus.OK, **headers: str
) -> Response:
    versions = {"Model-Version": portfolio.model_version, **headers_of(portfolio.release)}
    body = portfolios.described(portfolio, request)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status=status, headers=versions | named)
