"""What the checks and the slips found, from docs/method, in words for /method/verification/."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

AREAS = {
    "input": (
        "Inputs",
        "Is what goes into the calculation judged, and is it what the evidence says?",
    ),
    "event": (
        "Events",
        "Do decisions, opinions, avoided operations and changed plans follow from one another?",
    ),
    "result": ("Results", "Is money priced, discounted, shared out and compared as documented?"),
    "uncertainty": ("Doubt", "Are intervals, chances and the value of knowing more right?"),
    "overall": ("The whole", "Do independent ways to the answer agree, and nothing else move it?"),
}
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
            "title": title,
            "about": about,
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
    rows.append({**found, "file": "All files", "share": f"{found['share_killed']:.1%}"})
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
    tried = f"{found['mutants']} small slips, such as a minus for a plus, were put into the engine"
    some = f", drawn by a fixed seed from the {found['of']} possible,"
    way = some if found["mutants"] < found["of"] else ""
    share = f"{found['share_killed']:.1%}"
    return f"{tried}{way} one at a time; the tests noticed {found['killed']} of them ({share})."


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "figure": shown(row["figure"]),
        "tolerance": f"at most {shown(row['tolerance'])}",
        "verdict": "Passed" if row["passed"] else "Failed",
        "slip_verdict": "It failed then." if row["noticed"] else "It did not notice.",
    }


def _read(name: str) -> dict[str, Any] | None:
    file = Path(settings.BASE_DIR) / "docs" / "method" / name
    return json.loads(file.read_text("utf-8")) if file.exists() else None
