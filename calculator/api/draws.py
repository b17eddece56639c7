"""The draws of a calculation as CSV: what the probabilistic analysis is made of, row by row."""

import csv
import io
from collections.abc import Mapping

import numpy as np
from drf_spectacular.utils import OpenApiParameter

from calculator.api.errors import invalid_query
from calculator.engine.case import Case
from calculator.engine.simulation import sampled, simulate

MOST_PARAMETERS = 30
PARAMETERS = OpenApiParameter(
    "parameters",
    {"type": "array", "items": {"type": "string"}, "maxItems": MOST_PARAMETERS},
    explode=False,
    style="form",
    description="Parameters whose draws stand beside, with commas between: at most "
    f"{MOST_PARAMETERS}.",
)
OUTCOMES = ("pv_benefit", "pv_cost", "pv_net", "annual_benefit", "annual_net")


def table_of(case: Case, query: Mapping[str, str]) -> bytes:
    """Return one row a draw: its number, the outcomes, the parameters that were asked for.

    Raises:
        Problem: if a parameter is none of the calculation's.
    """
    names = _named(case, query)
    drawn = sampled(case)
    simulation = simulate(case, drawn)
    columns = [getattr(simulation, name) for name in OUTCOMES]
    columns += [np.broadcast_to(drawn.values[name], (drawn.size,)) for name in names]
    rows = np.stack(columns, axis=1).tolist()
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["draw", *OUTCOMES, *names])
    writer.writerows([number, *row] for number, row in enumerate(rows, start=1))
    return text.getvalue().encode()


def _named(case: Case, query: Mapping[str, str]) -> list[str]:
    names = query.get("parameters", "").split(",") if query.get("parameters") else []
    if len(names) > MOST_PARAMETERS:
        said = f"At most {MOST_PARAMETERS} parameters; {len(names):,} found."
        raise invalid_query({"parameters": [said]})
    unknown = [name for name in names if name not in case.parameters.by_name]
    if unknown:
        raise invalid_query({"parameters": [f"“{unknown[0][:60]}” is not a parameter."]})
    return list(dict.fromkeys(names))
