"""Reports: ask for the PDF or workbook of a calculation, see where it stands, take the file."""

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
from calculator.api.renderers import PDFRenderer, XLSXRenderer
from calculator.api.schema.report import ReportStanding
from calculator.api.schema.typed import ref
from calculator.api.tokens.scopes import CALCULATIONS_RUN
from calculator.api.views.base import ApiView, found_or_404
from calculator.api.views.calculations import find, pinned
from calculator.jobs import Status
from calculator.reports import tasks
from calculator.reports.models import FiduciaryFile, Format, Report, ReportQuerySet

POLL_SECONDS = "1"
STANDING = OpenApiResponse(ref("ReportStanding"), description="Where the report stands.")


@extend_schema(tags=["reports"])
class ReportRequest(ApiView):
    """Ask for reports."""

    scope = CALCULATIONS_RUN
    throttle_scope = "reports"
    parser_classes = (LongerJSONParser,)

    @extend_schema(
        operation_id="request_report",
        summary="Ask for the PDF or the workbook of a calculation",
        request={"application/json": ref("ReportRequest")},
        parameters=[
            OpenApiParameter(
                "Location",
                str,
                OpenApiParameter.HEADER,
                response=[202],
                description="Where to ask how the report stands.",
            )
        ],
        responses={202: STANDING},
        examples=[
            OpenApiExample("A4", value={"paper": "a4"}, request_only=True),
            OpenApiExample("Name", value={"employer": "Acme Benefits"}, request_only=True),
            OpenApiExample("Spanish", value={"language": "es"}, request_only=True),
            OpenApiExample("Workbook", value={"format": "xlsx"}, request_only=True),
        ],
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Queue the report; asked for twice, it is still one file, and a failed one runs again."""
        scenario = find(token, request)
        report = order.requested(request, scenario, known=order.OF_REPORT, by=request.user)
        tasks.send_report(report)
        location = reverse("api:read-report", [report.token], request=request)
        headers = {"Location": location, **pinned(scenario)}
        return Response(standing(report, request), status=HTTPStatus.ACCEPTED, headers=headers)


@extend_schema(tags=["reports"])
class ReportDetail(ApiView):
    """See where a report stands."""

    scope = CALCULATIONS_RUN

    @extend_schema(
        operation_id="read_report",
        summary="See where a report stands",
        responses={200: STANDING},
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer queued, running, done or failed; ask again after Retry-After while it runs."""
        report = found_or_404(
            reports_of(request).without_files().defer("scenario__result").filter, token=token
        )
        headers = {} if report.is_finished else {"Retry-After": POLL_SECONDS}
        return Response(standing(report, request), headers=headers | pinned(report.scenario))


@extend_schema(tags=["reports"])
class ReportFile(ApiView):
    """Take the file of a report."""

    scope = CALCULATIONS_RUN
    is_conditional = True
    renderer_classes = (PDFRenderer, XLSXRenderer, JSONRenderer)

    @extend_schema(
        operation_id="read_report_file",
        summary="Take the file: a PDF or a workbook",
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            (200, XLSXRenderer.media_type): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with the file; 409 until the report is done."""
        report = found_or_404(reports_of(request).filter, token=token)
        if report.status != Status.DONE:
            raise Problem(HTTPStatus.CONFLICT, f"The report is {report.status}; it has no file.")
        renderer = XLSXRenderer() if report.format == Format.XLSX else PDFRenderer()
        request.accepted_renderer = renderer
        return Response(
            bytes(report.content),
            content_type=renderer.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{report.filename}"',
                **pinned(report.scenario),
            },
        )


def reports_of(request: Request) -> ReportQuerySet:
    """Return the reports that whoever asks may read."""
    return Report.objects.visible_to(request.user).select_related("scenario__release")


def standing(report: Report, request: Request) -> ReportStanding:
    """Return where a report stands."""
    return standing_of(
        report,
        of=report,
        format=report.format,
        file="api:read-report-file",
        request=request,
    )


def standing_of(
    job: Report | FiduciaryFile, *, of: Report, format: str, file: str, request: Request
) -> ReportStanding:
    """Return where a file ``of`` a report stands; ``file`` names the address that gives it."""
    finished, token = job.finished_at, job.token
    return {
        "id": token,
        "calculation": reverse("api:read-calculation", [job.scenario.token], request=request),
        "paper": of.paper,
        "format": format,
        "language": of.language,
        "employer": of.employer,
        "status": job.status,
        "progress": job.progress,
        "error": job.error,
        "created_at": job.created_at.isoformat(),
        "finished_at": finished.isoformat() if finished else None,
        "file": reverse(file, [token], request=request) if job.status == Status.DONE else None,
    }
