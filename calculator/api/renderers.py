"""Lets a client ask for a PDF by its media type; the bytes are already made."""

from rest_framework.renderers import BaseRenderer


class PDFRenderer(BaseRenderer):
    """Passes the bytes of a finished file through."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(self, data: bytes, *args: object, **kwargs: object) -> bytes:
        """Return the file as it is."""
        return data
