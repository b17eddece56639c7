"""One answer everywhere: form, API, command, portfolio row and workbook agree to the cent.

Each door gets the scenario in its own writing and calculates for itself: nothing is cached.
LibreOffice recalculates the workbooks, many in one run: to start it costs as much as one of them.
"""

import csv
import io
import json
import random
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from calculator.engine.simulation import PERCENTILES
from calculator.portfolios.run import batch
from calculator.reports.workbook import book
from calculator.scenarios.forms import wire
from calculator.scenarios.models import Scenario
from tests import office
from tests.engine.release import newest_evidence
from tests.engine.scenarios import random_scenario
from tests.reports.workbook import books

SCENARIOS = 200
RECALCULATED_AT_ONCE = 25
MOST_OVERRIDES = 40  # a file of groups has a limit of columns
SHARED = {"draws": 1_000, "seed": 20_261}
EVIDENCE = newest_evidence()
CENT = {"rel": 1e-11, "abs": 0.005}
Figures = dict[str, float | None]


@pytest.fixture(autouse=True)
def _nothing_is_cached(settings) -> None:
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = settings.CACHES | {"default": nothing}


@pytest.mark.parametrize("number", range(SCENARIOS))
@pytest.mark.django_db
def test_every_door_gives_the_same_answer(number: int, client: Client, tmp_path: Path) -> None:
    raw = scenario(number)

    result = by_form(raw, client)

    expected = figures(result)
    assert expected["net"] is not None
    assert by_api(raw, client) == pytest.approx(expected, **CENT)
    assert by_command(raw, tmp_path) == pytest.approx(expected, **CENT)
    assert by_portfolio(raw, tmp_path) == pytest.approx(expected, **CENT)
    assert books.differences(*by_workbook(number), result) == []


def scenario(number: int) -> dict:
    raw = random_scenario(random.Random(number), EVIDENCE)
    if "overrides" in raw:
        raw["overrides"] = dict(list(raw["overrides"].items())[:MOST_OVERRIDES])
    return raw | SHARED


def by_form(raw: Mapping[str, object], client: Client) -> Mapping:
    reply = client.post("/", wire.flatten(raw))

    assert reply.status_code == 302, reply.context["form"].errors
    token = reply["Location"].strip("/").rpartition("/")[2]
    return Scenario.objects.get(token=token).result


def by_api(raw: Mapping[str, object], client: Client) -> Figures:
    reply = client.post("/api/v1/calculations", raw, content_type="application/json")

    assert reply.status_code == 201, reply.content
    return figures(reply.json())


def by_command(raw: Mapping[str, object], folder: Path) -> Figures:
    source, said = folder / "scenario.json", io.StringIO()
    source.write_text(json.dumps(raw), "utf-8")

    call_command("calculate", input=source, json=True, stdout=said)

    return figures(json.loads(said.getvalue()))


def by_portfolio(raw: Mapping[str, object], folder: Path) -> Figures:
    source, results, refused = (folder / name for name in ("in.csv", "out.csv", "refused.csv"))
    row = {"group_id": "a", **cells(raw)}
    with source.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)

    outcome = batch.calculate_file(source=source, results=results, refused=refused, defaults=SHARED)

    assert outcome.refused == 0, refused.read_text()
    (found,) = csv.DictReader(io.StringIO(results.read_text()))
    return {name: float(found[name]) if found[name] else None for name in names()}


def by_workbook(number: int) -> tuple[dict[str, office.Sheet], Mapping]:
    """Return the sheets of a scenario's workbook, recalculated, and where its names point."""
    office.program()  # the other doors have answered: what is missing is only said here
    sheets, places = recalculated(number // RECALCULATED_AT_ONCE)
    return sheets[f"s{number}"], places


@lru_cache(maxsize=1)
def recalculated(group: int) -> tuple[dict[str, dict[str, office.Sheet]], Mapping]:
    first = group * RECALCULATED_AT_ONCE
    made = {
        f"s{number}": book.bytes_of(books.facts_of(**scenario(number)))
        for number in range(first, first + RECALCULATED_AT_ONCE)
    }
    with tempfile.TemporaryDirectory() as folder:
        return office.recalculated(made, Path(folder)), books.places(made[f"s{first}"])


def cells(raw: Mapping[str, object]) -> dict[str, str]:
    """Return a scenario as cells of a file, by column."""
    found = {}
    for name, values in wire.flatten(raw).items():
        column = values[0] if name == "size_is" else name
        if name not in ("size", *SHARED):
            found[column] = ";".join(values).replace(", ", ";")
    size = wire.flatten(raw).get("size")
    return {name: size[0] if name in wire.SIZES else cell for name, cell in found.items()}


def names() -> list[str]:
    percentiles = [f"net_p{percent:g}".replace(".", "_") for percent in PERCENTILES]
    return ["net", "program_cost", "opinions", *percentiles]


def figures(result: Mapping) -> Figures:
    """Return what every door states, under the names of a portfolio's columns."""
    percentiles = result["psa"]["net"]["percentiles"]
    figures = [result["totals"][name] for name in ("net", "program_cost", "opinions")]
    figures += [percentiles[f"{percent:g}"] for percent in PERCENTILES]
    return dict(zip(names(), figures, strict=True))
