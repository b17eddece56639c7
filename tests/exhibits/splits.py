"""Hand-made answers to who keeps the money."""

from calculator.engine.split.terms import SplitTerms

SELF, INSURED = SplitTerms(deductible=60_000), SplitTerms(funding="fully_insured")
LEVEL = SplitTerms(funding="level_funded", surplus_returned=0.5)


def parts(sponsor=0.0, carrier=0.0, insurer=0.0, member=0.0) -> dict:
    gross = sponsor + carrier + insurer + member
    return {
        "gross": gross, "sponsor": sponsor, "carrier": carrier,
        "insurer": insurer, "member": member,
    }  # fmt: skip


def spread(value: float) -> dict:
    at = ("2.5", "10", "25", "50", "75", "90", "97.5")
    return {"mean": value, "sd": 1.0, "percentiles": dict.fromkeys(at, value)}


def a_split(reader="sponsor", *, cost=30_000.0, counted=-8_000.0, **own) -> dict:
    annual = own.pop("annual", parts(sponsor=18_000, carrier=4_500, member=2_500))
    kept = annual[reader]
    return {
        "reader": reader, "years": 3, "annual": annual, "avoided": annual, "added": parts(),
        "spreads": {name: spread(value) for name, value in annual.items()},
        "areas": [{"area": "cabg", "name": "Coronary bypass", "parts": annual}],
        "moves": [],
        "verdict": {
            "kept": kept, "productivity": 0.0, "program_cost": cost, "net": kept - cost,
            "net_counted": counted, "net_spread": spread(kept - cost),
            "probability_net_positive": 0.03, "benefit_cost_ratio": kept / cost if cost else None,
            "break_even_fee": 0.2, "fee": 1.5, "fee_basis": "pepm", **own.pop("verdict", {}),
        },
        "renewal": None, "use": {"savings_retained": 0.8, "plan_paid_share": {}},
        "average_spending": {"commercial": 7_990.0}, "plan_paid_share": {"commercial": 0.9},
        **own,
    }  # fmt: skip


def cells(row) -> list[str]:
    return [cell.text for cell in row.cells]
