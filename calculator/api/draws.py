"""The draws of a calculation as CSV or Arrow: what the probabilistic analysis is made of."""

import csv
import io
from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from calculator.api.errors import invalid_query
from calculator.api.renderers import ArrowRenderer, BytesRenderer, CSVRenderer
from calculator.api.two_way import LONGEST_NAME
from calculator.engine.case import Case
from calculator.engine.simulation import sampled, simulate

MOST_PARAMETERS = 30
PARAMETERS = OpenApiParameter(
    "parameters",
    {
        "type": "array",
        "items": {"type": "string", "maxLength": LONGEST_NAME, "pattern": "^[a-z0-9_.]*$"},
        "maxItems": MOST_PARAMETERS,
    },
    explode=False,
    style="form",
    description="Parameters whose draws stand beside, with commas between: at most "
    f"{MOST_PARAMETERS}.",
)
FORMAT = OpenApiParameter(
    "format",
    enum=("csv", "arrow"),
    description="csv, or arrow for an Arrow IPC file; otherwise what Accept asks for, first CSV.",
)
ADDRESSES = OpenApiParameter(
    "draws", bool, description="true adds the addresses of the draws, as CSV and as Arrow."
)
OUTCOMES = ("pv_benefit", "pv_cost", "pv_net", "annual_benefit", "annual_net")


def table_of(case: Case, query: Mapping[str, str]) -> pl.DataFrame:
    """Return one row a draw: its number, the outcomes, the parameters that were asked for.

    Raises:
        Problem: if a parameter is none of the calculation's.
    """
    names = _named(case, query)
    drawn = sampled(case)
    simulation = simulate(case, drawn)
    columns = {name: getattr(simulation, name) for name in OUTCOMES}
    columns |= {name: np.broadcast_to(drawn.values[name], (drawn.size,)) for name in names}
    found = {name: np.ascontiguousarray(values) for name, values in columns.items()}
    return pl.DataFrame({"draw": pl.int_range(1, drawn.size + 1, eager=True), **found})


def csv_of(table: pl.DataFrame) -> bytes:
    """Return the table as CSV, its numbers to the last digit."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.iter_rows())
    return text.getvalue().encode()


def arrow_of(table: pl.DataFrame) -> bytes:
    """Return the table as an Arrow IPC file, uncompressed: every reader of Arrow can open it."""
    file = io.BytesIO()
    table.write_ipc(file, compression="uncompressed", compat_level=pl.CompatLevel.oldest())
    return file.getvalue()


FORMATS: dict[str, Callable[[pl.DataFrame], bytes]] = {"csv": csv_of, "arrow": arrow_of}
RENDERERS: dict[str, type[BytesRenderer]] = {"csv": CSVRenderer, "arrow": ArrowRenderer}


def renderer_of(request: Request) -> BytesRenderer:
    """Return the format that ``?format=`` names; without it the one that Accept prefers.

    Raises:
        Problem: if it is none of ours.
    """
    chosen = request.query_params.get("format")
    if chosen is None:
        wanted = request.accepted_renderer
        return wanted if isinstance(wanted, ArrowRenderer) else CSVRenderer()
    if chosen not in RENDERERS:
        raise invalid_query({"format": [f"“{chosen[:40]}” is neither csv nor arrow."]})
    return RENDERERS[chosen]()


def _named(case: Case, query: Mapping[str, str]) -> list[str]:
    names = query.get("parameters", "").split(",") if query.get("parameters") else []
    if len(names) > MOST_PARAMETERS:
        said = f"At most {MOST_PARAMETERS} parameters; {len(names):,} found."
        raise invalid_query({"parameters": [said]})
    unknown = [name for name in names if name not in case.parameters.by_name]
    if unknown:
        raise invalid_query({"parameters": [f"“{unknown[0][:60]}” is not a parameter."]})
    return list(dict.fromkeys(names))
