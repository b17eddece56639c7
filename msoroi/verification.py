"""What the checks and the slips found, from docs/method, in words for /method/verification/.

A check says in English what it does; its Spanish is in the catalog (``tests/language``).
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import pgettext

AREAS = {
    "input": (
        noop("Inputs"),
        noop("Is what goes into the calculation judged, and is it what the evidence says?"),
    ),
    "event": (
        noop("Events"),
        noop(
            "Do decisions, opinions, avoided operations and changed plans follow from one another?"
        ),
    ),
    "result": (
        noop("Results"),
        noop("Is money priced, discounted, shared out and compared as documented?"),
    ),
    "uncertainty": (
        noop("Doubt"),
        noop("Are intervals, chances and the value of knowing more right?"),
    ),
    "overall": (
        noop("The whole"),
        noop("Do independent ways to the answer agree, and nothing else move it?"),
    ),
}
SAID = ("question", "done", "unit", "slip")  # what a check says of itself, in the catalog too
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def checks() -> dict[str, Any] | None:
    """Return the checks by area as they were last run, None where they never were."""
    found = _read("verification.json")
    if not found:
        return None
    rows = [_row(row) for row in found["checks"]]
    areas = [
        {
            "slug": slug,
            "title": _(title),
            "about": _(about),
            "rows": [row for row in rows if row["area"] == slug],
        }
        for slug, (title, about) in AREAS.items()
    ]
    return {
        **found,
        "areas": areas,
        "rows": rows,
        "passed": sum(row["passed"] for row in found["checks"]),
        "noticed": sum(row["noticed"] for row in found["checks"]),
    }


def slips() -> dict[str, Any] | None:
    """Return what became of the slips by file, None where none was ever tried."""
    found = _read("mutation.json")
    if not found:
        return None
    rows = [{**row, "share": f"{row['killed'] / row['mutants']:.0%}"} for row in found["files"]]
    rows.append({**found, "file": _("All files"), "share": f"{found['share_killed']:.1%}"})
    return {**found, "rows": rows, "sentence": _sentence(found)}


def shown(figure: float) -> str:
    """Return a figure to two digits, small ones by their power of ten.

    >>> shown(0.0), shown(0.0123), shown(3.2e-16), shown(5.0)
    ('0', '0.012', '3.2 × 10⁻¹⁶', '5')
    """
    if figure == 0 or abs(figure) >= 0.0005:
        return f"{figure:.2g}"
    digits, power = f"{figure:.1e}".split("e")
    return f"{digits.removesuffix('.0')} × 10{str(int(power)).translate(SUPERSCRIPT)}"


def _sentence(found: dict[str, Any]) -> str:
    values = {
        "mutants": found["mutants"],
        "of": found["of"],
        "killed": found["killed"],
        "share": f"{found['share_killed']:.1%}",
    }
    if found["mutants"] < found["of"]:
        return _(
            "{mutants} small slips, such as a minus for a plus, were put into the engine one at "
            "a time. A fixed seed drew them from the {of} possible. The tests noticed {killed} "
            "of them ({share}).",
            **values,
        )
    return _(
        "{mutants} small slips, such as a minus for a plus, were put into the engine one at a "
        "time. The tests noticed {killed} of them ({share}).",
        **values,
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        **{key: _(row[key]) for key in SAID},
        "figure": shown(row["figure"]),
        "tolerance": _("at most {value}", value=shown(row["tolerance"])),
        "verdict": pgettext("check", "Passed") if row["passed"] else pgettext("check", "Failed"),
        "slip_verdict": _("It failed then.") if row["noticed"] else _("It did not notice."),
    }


def _read(name: str) -> dict[str, Any] | None:
    file = Path(settings.BASE_DIR) / "docs" / "method" / name
    if not file.exists():
        return None
    found = json.loads(file.read_text("utf-8"))
    return {**found, "date": date.fromisoformat(found["date"])}
