"""Let a client ask for PDF, CSV or Arrow by its media type; the bytes are already made."""

from rest_framework.renderers import BaseRenderer


class BytesRenderer(BaseRenderer):
    """Passes the bytes of a finished file through."""

    charset = None
    render_style = "binary"
    said = ""  # the Content-Type

    def render(self, data: bytes, *args: object, **kwargs: object) -> bytes:
        """Return the file as it is."""
        return data


class PDFRenderer(BytesRenderer):
    """A PDF."""

    media_type = said = "application/pdf"
    format = "pdf"


class ZIPRenderer(BytesRenderer):
    """A fiduciary file."""

    media_type = "application/zip"
    format = "zip"


class XLSXRenderer(BytesRenderer):
    """A workbook."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"


class CSVRenderer(BytesRenderer):
    """A table as CSV."""

    media_type = "text/csv"
    said = "text/csv; charset=utf-8"
    format = "csv"


class ArrowRenderer(BytesRenderer):
    """A table as an Arrow IPC file."""

    media_type = said = "application/vnd.apache.arrow.file"
    format = "arrow"
