"""Workbooks of scenarios without a database, and what a recalculated one says."""

import io
import re
from datetime import date

import openpyxl

from calculator.engine.inputs import scenario
from calculator.engine.result import Result
from calculator.engine.run import run
from calculator.reports.workbook.facts import Facts
from tests.engine.release import newest_evidence
from tests.office import Sheet, number

EVIDENCE = newest_evidence()
ADDRESS = "https://savings.example.org/c/an-address/"
FEWEST_DRAWS = 1_000
PAYER = {
    "audience": "payer",
    "members_by_line": {"commercial": 80_000_000, "medicaid": 60_000_000},
    "horizon_years": 10,
}
MISSING = {"", "—", "none", "never"}


def facts_of(**raw: object) -> Facts:
    """Return a calculation on the shipped release."""
    inputs = scenario.read({"draws": FEWEST_DRAWS, **raw}, EVIDENCE)
    return Facts(
        inputs=inputs,
        evidence=EVIDENCE,
        result=run(inputs, EVIDENCE),
        day=date(2026, 11, 22),
        address=ADDRESS,
    )


def opened(content: bytes, *, values: bool = False) -> openpyxl.Workbook:
    """Open a workbook: its formulas, or the values they carry."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def places(content: bytes) -> dict[str, tuple[str, str]]:
    """Return sheet and cell of every named range."""
    names = opened(content).defined_names
    return {name: next(iter(names[name].destinations)) for name in names}


def cell(sheets: dict[str, Sheet], place: tuple[str, str]) -> float | str:
    """Return one cell of a recalculated workbook."""
    sheet, at = place
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", at).groups()
    col = 0
    for letter in letters:
        col = col * 26 + ord(letter) - 64
    return number(sheets[sheet][int(digits) - 1][col - 1])


def differences(
    sheets: dict[str, Sheet], named: dict[str, tuple[str, str]], result: Result
) -> list[str]:
    """Return every figure that a recalculated workbook states otherwise than the engine."""
    totals = dict(result["totals"])
    even = totals.pop("break_even")
    expected = {f"result.{name}": value for name, value in totals.items()}
    expected |= {f"annual.{name}": value for name, value in result["annual"].items()}
    expected |= {f"chain.{name}": value for name, value in result["chain"].items()}
    expected |= {f"fees.{name}": value for name, value in result["fees"].items()}
    expected["result.break_even_fee"] = even["fee"]
    expected["result.break_even_engagement"] = even["engagement"]
    found = {name: cell(sheets, named[name]) for name in expected}
    told = [
        f"{name}: workbook {found[name]!r}, engine {value!r}"
        for name, value in expected.items()
        if not same(found[name], value)
    ]
    return told + _tables(sheets, result)


def same(found: float | str, expected: float | None) -> bool:
    """Equal to the cent; of billions, to the fourteen digits that a cell states."""
    if expected is None or isinstance(found, str):
        return expected is None and found in MISSING
    return abs(found - expected) <= 0.005 + 1e-13 * abs(expected)


DESIGNS = {
    "Opinions": "opinions",
    "Operations avoided": "surgeries_avoided",
    "Plan saving": "plan_saving",
    "Productivity": "productivity",
    "Program cost": "program_cost",
    "Net": "net",
    "Returns per $1": "benefit_cost_ratio",
    "ROI": "roi",
    "Net a year": "annual_net",
}
YEARS = {
    "Opinions": "opinions",
    "Operations avoided": "surgeries_avoided",
    "Saving, whoever keeps it": "allowed_saving",
    "Plan saving": "plan_saving",
    "Members’ saving": "member_saving",
    "Insurer’s saving": "insurer_saving",
    "Productivity": "productivity",
    "Program cost": "program_cost",
    "Net": "net",
    "Net, added up": "cumulative_net",
}
AREAS = {
    "Decisions": "decisions",
    "Opinions": "opinions",
    "Avoided": "surgeries_avoided",
    "Saving, whoever keeps it": "allowed_saving",
    "Plan saving": "plan_saving",
    "Cost of its opinions": "cost_of_opinions",
}
LINES = {
    "Members": "members",
    "Decisions": "decisions",
    "Opinions": "opinions",
    "Plan saving": "plan_saving",
    "Members’ saving": "member_saving",
    "Insurer’s saving": "insurer_saving",
}


def _tables(sheets: dict[str, Sheet], result: Result) -> list[str]:
    areas = sheets["Areas and lines"]
    years = [{**year, "name": f"Year {year['year']}"} for year in result["years"]]
    return [
        *_rows(sheets["Designs"], "Design", DESIGNS, result["designs"]),
        *_rows(sheets["Yearly budget"], "Contract year", YEARS, years),
        *_rows(areas, "Clinical area", AREAS, result["areas"]),
        *_rows(areas, "Line of business", LINES, result["lines"]),
        *_checks(areas, result),
    ]


def _rows(sheet: Sheet, corner: str, columns: dict[str, str], rows: list) -> list[str]:
    top = next(i for i, row in enumerate(sheet) if row[0] == corner)
    by_name = {row[0]: row for row in reversed(sheet[top + 2 :])}
    told = []
    for row in rows:
        for title, key in columns.items():
            found = number(by_name[row["name"]][sheet[top].index(title)] or "0")
            if not same(found, row[key]):
                told.append(f"{row['name']}, {title}: workbook {found!r}, engine {row[key]!r}")
    return told


def _checks(sheet: Sheet, result: Result) -> list[str]:
    by_name = {row[0]: row for row in sheet}
    return [
        f"{check['key']}: workbook {by_name[check['label']][1]}, engine {check['value']}"
        for check in result["plausibility"]
        if not same(number(by_name[check["label"]][1]), check["value"])
    ]
