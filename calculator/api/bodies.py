"""A file that is the whole body of a request, taken block by block."""

import tempfile
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, BinaryIO

from django.core.files.base import File
from django.utils.datastructures import MultiValueDict
from rest_framework.parsers import BaseParser

from calculator.api.errors import Problem
from calculator.api.portfolios import FILE
from calculator.portfolios import file_views, uploads


class WholeBody(BaseParser):
    """Takes the body as the file, block by block."""

    def parse(
        self,
        stream: BinaryIO,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, File]:
        """Return the file."""
        kept = tempfile.TemporaryFile()  # noqa: SIM115, closed with the request's files
        file = File(kept, name="groups")
        request = (parser_context or {})["request"]
        request._request._files = MultiValueDict({FILE: [file]})
        while block := stream.read(File.DEFAULT_CHUNK_SIZE):
            kept.write(block)
            if kept.tell() > uploads.MAX_BYTES:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, uploads.TOO_LARGE)
        kept.seek(0)
        return {FILE: file}


class CSVBody(WholeBody):
    """A CSV file."""

    media_type = file_views.TYPES[".csv"].partition(";")[0]


class ParquetBody(WholeBody):
    """A Parquet file."""

    media_type = file_views.TYPES[".parquet"]


class WorkbookBody(WholeBody):
    """A workbook."""

    media_type = file_views.TYPES[".xlsx"]


BODIES = (CSVBody, ParquetBody, WorkbookBody)
