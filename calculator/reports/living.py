"""The way back from paper: the code that a phone reads, leading to the calculation it was printed
from, and the first digits of the hash, by which the page says whether that is still the same.
"""

import io
from urllib.parse import urlencode

import segno

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.document import SHOWN

ALT = noop("Code for a phone’s camera: it opens the address of this calculation, {address}")


def way_back(address: str, sha256: str) -> str:
    """Return the address that the code holds.

    >>> way_back("https://example.org/c/abc/", "0123456789abcdef" * 4)
    'https://example.org/c/abc/?printed=0123456789abcdef#printed'
    """
    return f"{address}?{urlencode({'printed': sha256[:SHOWN]})}#printed"


def code(address: str, sha256: str) -> dict[str, str]:
    """Return the code as a drawing, with the words that stand in its place."""
    drawing = io.BytesIO()
    made = segno.make_qr(way_back(address, sha256), error="m")
    made.save(drawing, kind="svg", xmldecl=False, border=4)
    return {"svg": drawing.getvalue().decode(), "alt": _(ALT, address=address)}
