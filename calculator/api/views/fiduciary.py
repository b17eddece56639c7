"""Fiduciary files: ask for the ZIP of a calculation, see where it stands, take the file."""

from http import HTTPStatus

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api import order
from calculator.api.errors import Problem
from calculator.api.idempotency.replay import idempotent
from calculator.api.parsers import LongerJSONParser
from calculator.api.renderers import ZIPRenderer
from calculator.api.schema.report import ReportStanding
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import CALCULATIONS_RUN
from calculator.api.views.base import ApiView, found_or_404
from calculator.api.views.calculations import find, pinned
from calculator.api.views.reports import POLL_SECONDS, standing_of
from calculator.jobs import Status
from calculator.reports import tasks
from calculator.reports.fiduciary import services
from calculator.reports.models import FiduciaryFile, FiduciaryFileQuerySet

STANDING = OpenApiResponse(ref("ReportStanding"), description="Where the file stands.")


@extend_schema(tags=["reports"])
class FiduciaryFileRequest(ApiView):
    """Ask for fiduciary files."""

    scope = CALCULATIONS_RUN
    throttle_scope = "reports"
    parser_classes = (LongerJSONParser,)

    @extend_schema(
        operation_id="request_fiduciary_file",
        summary="Ask for the fiduciary file of a calculation",
        request={"application/json": ref("FiduciaryFileRequest")},
        parameters=[
            OpenApiParameter(
                "Location",
                str,
                OpenApiParameter.HEADER,
                response=[202],
                description="Where to ask how the file stands.",
            )
        ],
        responses={202: STANDING},
        examples=[OpenApiExample("A4", value={"paper": "a4"}, request_only=True)],
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Queue the ZIP; asked for twice, it is still one file, and a failed one runs again."""
        scenario = find(token, request)
        report = order.requested(request, scenario, known=order.OF_PAPER)
        file = services.request_file(report=report)
        tasks.send_report(report)
        tasks.send_fiduciary_file(file)
        location = reverse("api:read-fiduciary-file", [file.token], request=request)
        headers = {"Location": location, **pinned(scenario)}
        return Response(standing(file, request), status=HTTPStatus.ACCEPTED, headers=headers)


@extend_schema(tags=["reports"])
class FiduciaryFileDetail(ApiView):
    """See where a fiduciary file stands."""

    scope = CALCULATIONS_RUN

    @extend_schema(
        operation_id="read_fiduciary_file",
        summary="See where a fiduciary file stands",
        responses={200: STANDING},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer queued, running, done or failed; ask again after Retry-After while it runs."""
        files = files_of(request).without_files().defer("report__scenario__result")
        file = found_or_404(files.filter, token=token)
        headers = {} if file.is_finished else {"Retry-After": POLL_SECONDS}
        return Response(standing(file, request), headers=headers | pinned(file.scenario))


@extend_schema(tags=["reports"])
class FiduciaryFileFile(ApiView):
    """Take a fiduciary file."""

    scope = CALCULATIONS_RUN
    is_conditional = True
    renderer_classes = (ZIPRenderer, JSONRenderer)

    @extend_schema(
        operation_id="read_fiduciary_file_file",
        summary="Take the ZIP",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with the file; 409 until it is done."""
        file = found_or_404(files_of(request).filter, token=token)
        if file.status != Status.DONE:
            raise Problem(HTTPStatus.CONFLICT, f"The job is {file.status}; it has no file.")
        request.accepted_renderer = ZIPRenderer()
        return Response(
            bytes(file.content),
            content_type=ZIPRenderer.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{file.filename}"',
                **pinned(file.scenario),
            },
        )


def files_of(request: Request) -> FiduciaryFileQuerySet:
    """Return the fiduciary files that whoever asks may read."""
    files = FiduciaryFile.objects.visible_to(request.user)
    return files.select_related("report__scenario__release")


def standing(file: FiduciaryFile, request: Request) -> ReportStanding:
    """Return where a fiduciary file stands."""
    made = "api:read-fiduciary-file-file"
    return standing_of(file, of=file.report, format="zip", file=made, request=request)
