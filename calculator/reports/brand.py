"""An employer's name and logo for the head of a PDF: judged here, and nothing of an uploaded file
is kept but its pixels, drawn anew.
"""

import base64
import hashlib
import io
import struct
import unicodedata
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from calculator.engine.errors import InvalidInput
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports import typeset
from calculator.reports.sheet import Document

LONGEST_NAME = 80
LARGEST_FILE = 500_000  # bytes
MOST_PIXELS = 12_000_000  # 48 MB while it is drawn
SMALLEST_SIDE = 16  # pixels
KEPT = (800, 320)  # pixels: sharp at the size it is printed in
PRINTED = (140, 32)  # points
WHITE = 245  # of 255: paler is not seen on paper
FORMATS = ("PNG", "JPEG")
BROKEN = (OSError, ValueError, SyntaxError, IndexError, EOFError, struct.error, zlib.error)
NO_IMAGE = noop(
    "This is not a PNG or JPEG picture that can be opened. Save the logo as PNG and try again."
)
SVG = noop("An SVG drawing can hold more than a picture, so none is taken. Save the logo as PNG.")
UNPRINTABLE = noop(
    "The name has a letter or sign that cannot be printed: the font has "
    "Latin, Greek and Cyrillic. Write it with those."
)


class _Unusable(Exception):
    """A name or logo that cannot be printed; the message is for whoever chose it."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What stands at the head of a PDF: a name, a logo as a PNG that we drew, both or neither."""

    employer: str = ""
    logo: bytes | None = None

    @property
    def key(self) -> str:
        """Return what tells one brand from another; nothing for none."""
        if not (self.employer or self.logo):
            return ""
        return hashlib.sha256(self.employer.encode() + b"\x00" + (self.logo or b"")).hexdigest()


NONE = Brand()


def judged(employer: str, upload: bytes | None) -> Brand:
    """Return a name and a logo as they are printed.

    Raises:
        InvalidInput: under ``employer`` and ``logo``, saying why one cannot be.
    """
    errors: dict[str, list[str]] = {}
    name, logo = "", None
    try:
        name = _name(employer)
    except _Unusable as error:
        errors["employer"] = [str(error)]
    try:
        logo = None if upload is None else _drawn_anew(upload)
    except _Unusable as error:
        errors["logo"] = [str(error)]
    if errors:
        raise InvalidInput(errors)
    return Brand(name, logo)


def headed(document: Document, brand: Brand) -> Document:
    """Return the document with the brand at its head."""
    return {**document, "employer": brand.employer, "logo": _drawing(brand)}


def _drawn_anew(upload: bytes) -> bytes:
    """Return an uploaded logo as a small PNG on white, without anything else that the file held.

    Raises:
        _Unusable: if it is no PNG or JPEG, too large, damaged, or not to be seen on paper.
    """
    if len(upload) > LARGEST_FILE:
        raise _Unusable(
            _("Choose a file of at most {largest_file} kB.", largest_file=LARGEST_FILE // 1000)
        )
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as picture:
            _judge_size(*picture.size)
            return _png(picture)
    except UnidentifiedImageError as error:
        raise _Unusable(_(SVG) if b"<svg" in upload[:1000] else _(NO_IMAGE)) from error
    except Image.DecompressionBombError as error:
        raise _Unusable(_too_large()) from error
    except BROKEN as error:
        raise _Unusable(_(NO_IMAGE)) from error


def _name(given: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(given.split()))
    if len(name) > LONGEST_NAME:
        raise _Unusable(
            _(
                "Give a name of at most {longest_name} characters; this has {name}.",
                longest_name=LONGEST_NAME,
                name=len(name),
            )
        )
    if any(unicodedata.category(letter).startswith("C") for letter in name):
        raise _Unusable(_("The name holds characters that cannot be seen. Type it anew."))
    if name and not typeset.can_print(name):
        raise _Unusable(_(UNPRINTABLE))
    return name


def _judge_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _Unusable(_too_large())
    if min(width, height) < SMALLEST_SIDE:
        raise _Unusable(
            _(
                "Choose a picture of at least {smallest_side} pixels each way.",
                smallest_side=SMALLEST_SIDE,
            )
        )


def _too_large() -> str:
    return _(
        "Choose a picture of at most {most_pixels} million pixels, as 4,000 by 3,000.",
        most_pixels=MOST_PIXELS // 1_000_000,
    )


def _png(picture: Image.Image) -> bytes:
    if picture.mode.startswith("I"):  # 16 bits a pixel: the upper eight are what is seen
        picture = picture.point(lambda value: value / 256).convert("L")
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(KEPT)
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    if paper.convert("L").getextrema()[0] > WHITE:
        raise _Unusable(_("Nothing of it is seen on white paper. Choose a logo for light paper."))
    held = io.BytesIO()
    paper.save(held, "PNG", optimize=True)
    return held.getvalue()


def _drawing(brand: Brand) -> dict[str, object] | None:
    """Return the logo as data for Typst: a drawing in its printed size, with words in its place."""
    if brand.logo is None:
        return None
    with Image.open(io.BytesIO(brand.logo)) as picture:
        scale = min(PRINTED[0] / picture.width, PRINTED[1] / picture.height)
        width, height = picture.width * scale, picture.height * scale
    held = base64.b64encode(brand.logo).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}" height="{height:.2f}">'
        f'<image width="{width:.2f}" height="{height:.2f}" href="data:image/png;base64,{held}"/>'
        "</svg>"
    )
    alt = (
        _("Logo of {employer}", employer=brand.employer)
        if brand.employer
        else _("Logo of the employer")
    )
    return {"svg": svg, "alt": alt, "width": round(width, 2)}
