"""Made-up findings."""

from calculator.engine.synthesis.studies import Study
from calculator.engine.synthesis.synthesis import Question

DIAGNOSIS = Question(key="diagnosis_change_rate", unit="share of opinions")


def a_study(slug: str = "a", **fields: object) -> Study:
    """A share with counts, seen, of somebody who sells nothing."""
    plain: dict[str, object] = {
        "slug": slug,
        "source": f"source-{slug}",
        "measure": "diagnosis_change",
        "unit": "share",
        "value": 0.2,
        "numerator": 20,
        "denominator": 100,
    }
    return Study(**(plain | fields))
