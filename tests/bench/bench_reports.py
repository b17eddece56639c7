"""The PDF of a calculation in a warm process: under half a second, beside the bare typesetting."""

import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

import typst  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases  # noqa: E402

from calculator.evidence import catalog  # noqa: E402
from calculator.reports import services, sheet, typeset  # noqa: E402
from calculator.scenarios import services as scenarios  # noqa: E402
from tests.bench._timing import median  # noqa: E402

BOUND = 0.5  # seconds, the median
ROUNDS = 15
CASES = {
    "10,000 members": {"members": 10_000},
    "payer of three lines": {
        "audience": "payer",
        "members_by_line": {
            "commercial": 500_000,
            "medicare_advantage": 50_000,
            "medicaid": 90_000,
        },
    },
}


def measure(raw: dict[str, object]) -> tuple[float, float, int]:
    """Return seconds of the whole report, of Typst alone on the same document, and the bytes."""
    result = scenarios.calculate(raw=raw)

    def document() -> sheet.Document:
        return sheet.of_result(
            result,
            release=catalog.live_release(),
            paper="letter",
            day=date(2026, 11, 22),
            again=("Reopens at", "https://savings.example.org/c/an-address/"),
        )

    ready = json.dumps(document())
    floor = median(
        lambda: typst.compile(
            typeset.folder() / "summary.typ",
            root=typeset.folder(),
            font_paths=[typeset.FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=typeset.STANDARDS,
            sys_inputs={"data": ready},
        ),
        rounds=ROUNDS,
    )
    whole = median(lambda: services.pdf(document()), rounds=ROUNDS)
    return whole, floor, len(services.pdf(document()))


def main() -> int:
    """Print what was measured; return 1 where the bound is broken."""
    databases = setup_databases(verbosity=0, interactive=False)
    call_command("load_release", verbosity=0)
    slowest = 0.0
    for name, raw in CASES.items():
        whole, floor, size = measure(raw)
        slowest = max(slowest, whole)
        print(
            f"{name}: report {whole * 1000:.0f} ms, of it Typst alone {floor * 1000:.0f} ms; "
            f"{size / 1024:.0f} kB"
        )
    print(f"bound {BOUND * 1000:.0f} ms: {'kept' if slowest <= BOUND else 'BROKEN'}")
    for connection, _, _ in databases:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    return 0 if slowest <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
