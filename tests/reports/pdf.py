"""Read a PDF back: its text, its structure, and what the validators say."""

import io
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pypdf
from page import ValidationProfile, validate_pdf_bytes


def text(content: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def sizes(content: bytes) -> list[tuple[int, int]]:
    """Return width and height of each page, in whole points."""
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return [(round(box.width), round(box.height)) for box in boxes]


LENGTH = "PDFA2A-STREAM-LENGTH-001"


def failures(content: bytes) -> list[str]:
    """Return every rule of PDF/UA-1 and PDF/A-2a that is broken.

    The validator takes a stream whose last byte is a carriage return for one byte too long: one in
    256 compressed streams is. So the lengths are judged by qpdf instead.
    """
    found = [str(problem) for problem in opened(content).check_pdf_syntax()]
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(content, profile=profile)
        assert report.rules.total > 50
        broken = [f for f in report.failures if f.rule_id != LENGTH]
        found += [f"{profile.name} {f.rule_id}: {f.message}" for f in broken]
        assert report.is_compliant == (not report.failures)
    return found


def opened(content: bytes) -> pikepdf.Pdf:
    """Return the file for a look at its objects."""
    return pikepdf.open(io.BytesIO(content))


def elements(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return every structure element in reading order."""
    return list(_walk(document.Root.StructTreeRoot))


def tags(document: pikepdf.Pdf) -> Counter[str]:
    """Count the structure elements by their type."""
    return Counter(str(element.S) for element in elements(document))


def _walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    children = node.get("/K")
    if children is None:
        return
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _walk(child)
