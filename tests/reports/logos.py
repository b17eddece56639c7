"""Pictures that people send as their logo."""

import io

from PIL import Image

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def a_picture(kind="PNG", size=(400, 120), mode="RGB", color="teal", **options) -> bytes:
    """Return a file of this kind, in one color."""
    held = io.BytesIO()
    Image.new(mode, size, color).save(held, kind, **options)
    return held.getvalue()
