"""Stored answers of a dozen scenarios: a change of any number shows in the diff.

Rewrite them on purpose only, in a commit that explains each moved number:
``python -m tests.engine.stored``.
"""

import json
from pathlib import Path

from calculator.engine.result import Result
from tests.engine.build import PAYER, result_of

FOLDER = Path(__file__).parent / "golden"
SCENARIOS: dict[str, dict] = {
    "voluntary": {},
    "passive": {"design": "passive", "employees": 2_500},
    "targeted": {"design": "targeted", "horizon_years": 5},
    "mandatory": {"design": "mandatory", "include_productivity": True},
    "mandatory_lumbar_fusion": {"design": "mandatory_lumbar_fusion", "implementation_fee": 20_000},
    "independent": {"lens": "independent"},
    "as_claimed": {"lens": "as_claimed", "uptake_ramp": [0.4, 0.8, 1]},
    "payer": PAYER,
    "payer_mandatory": {**PAYER, "design": "mandatory", "fee_per_member_month": 0.1},
    "fully_insured": {"funding": "fully_insured", "savings_retained": 0.3, "members": 900},
    "older": {
        "members": 250,
        "age_mix": {"commercial": {"0-17": 0.1, "18-44": 0.2, "45-64": 0.5, "65+": 0.2}},
        "discount_rate": 0,
    },
    "own_numbers": {
        "areas": ["cancer", "lumbar_fusion", "cabg", "ocular", "diabetes"],
        "overrides": {
            "surgery_cost.cabg": 41_000,
            "decision_rate.cancer": {"base": 4, "low": 3, "high": 6},
            "uptake_rate.lumbar_fusion": 0.6,
            "medical_trend": -0.01,
        },
    },
}
WHOLE = ("totals", "annual", "fees", "years", "areas", "lines", "chain", "chance", "reference")
SHOWN = {
    "owsa": ("parameter", "net_low", "net_high"),
    "designs": ("slug", "fee", "net", "psa_mean_net", "probability_net_positive"),
    "lenses": ("slug", "replaced", "net", "psa_mean_net", "probability_net_positive"),
    "plausibility": ("key", "value", "level"),
}
TEXTS = ("name", "caution")


def excerpt(result: Result) -> dict:
    """The numbers of a result that are worth keeping; its texts belong to the evidence."""
    kept: dict = {name: result[name] for name in WHOLE}
    for name in ("areas", "lines"):
        kept[name] = [{k: v for k, v in row.items() if k not in TEXTS} for row in result[name]]
    for name, columns in SHOWN.items():
        kept[name] = [{column: row[column] for column in columns} for row in result[name][:12]]
    kept["designs"] = [
        {**kept_row, "probability_best": row["probability_best"]}
        for kept_row, row in zip(kept["designs"], result["designs"], strict=True)
    ]
    kept["psa"] = {k: v for k, v in result["psa"].items() if k != "histogram"}
    kept["acceptability"] = result["acceptability"]["probabilities"][::8]
    kept["twsa"] = result["twsa"]["net"][::3]
    worth = result["value_of_information"]
    kept["evpi"] = worth["evpi"]
    kept["evppi"] = {row["parameter"]: row["evppi"] for row in worth["evppi"][:5]}
    return kept


def answer(name: str) -> dict:
    """The excerpt of one scenario, as JSON gives it back."""
    return json.loads(json.dumps(excerpt(result_of(**SCENARIOS[name]))))


def rewrite() -> None:
    """Store the answers of today."""
    for name in SCENARIOS:
        path = FOLDER / f"{name}.json"
        path.write_text(json.dumps(answer(name), indent=1) + "\n", "utf-8")
        print(f"wrote {path.name}")


if __name__ == "__main__":
    rewrite()
