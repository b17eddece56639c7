"""A report's request and its standing, declared for the view and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.jobs import Status
from calculator.reports import brand
from calculator.reports.models import Format, Language, Paper


class ReportStanding(TypedDict):
    """Where a report stands. ``progress`` in percent; ``file`` is its address once it is done."""

    id: str
    calculation: str
    paper: str
    format: str
    language: str
    employer: str
    status: str
    progress: int
    error: str
    created_at: str
    finished_at: str | None
    file: str | None


def components() -> dict[str, Schema]:
    """Return the components of a report, by name."""
    found = typed_components(ReportStanding)
    properties = found["ReportStanding"]["properties"]
    properties["paper"]["enum"] = Paper.values
    properties["format"]["enum"] = [*Format.values, "zip"]
    properties["language"]["enum"] = Language.values
    properties["status"]["enum"] = Status.values
    for name in ("calculation", "file"):
        properties[name]["format"] = "uri"
    for name in ("created_at", "finished_at"):
        properties[name]["format"] = "date-time"
    paper: Schema = {"type": "string", "enum": Paper.values, "default": Paper.LETTER.value}
    kind: Schema = {"type": "string", "enum": Format.values, "default": Format.PDF.value}
    said = language()
    found["ReportRequest"] = {
        "type": "object",
        "description": "Which file, in which language, and a PDF's paper and head. The body may be "
        "left out.",
        "properties": {"paper": paper, "format": kind, "language": said, **_head()},
        "additionalProperties": False,
    }
    found["FiduciaryFileRequest"] = {
        "type": "object",
        "description": "The language of its summary, workbook and model, the paper of its PDFs, "
        "and the head of the summary. The body may be left out.",
        "properties": {"paper": paper, "language": said, **_head()},
        "additionalProperties": False,
    }
    return found


def language() -> Schema:
    """Return what a document may speak."""
    return {
        "type": "string",
        "enum": Language.values,
        "default": Language.ENGLISH.value,
        "description": "What its words speak. Quotes, titles of sources and all that programs read "
        "stay as they are.",
    }


def _head() -> dict[str, Schema]:
    """Return what stands at the head of a PDF."""
    return {
        "employer": {
            "type": "string",
            "maxLength": brand.LONGEST_NAME,
            "default": "",
            "description": "A name at the head of the PDF, in letters that its font has.",
        },
        "logo": {
            "type": "string",
            "format": "byte",
            "description": f"A logo at the head of the PDF: a PNG or JPEG of at most "
            f"{brand.LARGEST_FILE // 1000} kB as base64. Its pixels are drawn anew; nothing else "
            "of the file is kept.",
        },
    }
