"""One-way sensitivity: each parameter at its low and its high, all others at base (Model 6)."""

from collections.abc import Mapping

from calculator.engine import draws
from calculator.engine.analyses import Owsa
from calculator.engine.case import Case
from calculator.engine.model import evaluate
from calculator.engine.parameters import InForce
from calculator.language import gettext_noop as noop

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "group.uptake": (noop("Use in all areas together"), ("uptake_rate",)),
    "group.decisions": (noop("Decisions in all areas together"), ("decision_rate",)),
    "group.costs": (
        noop("Costs of care in all areas together"),
        ("surgery_cost", "alternative_care_cost"),
    ),
}


def tornado(case: Case) -> list[Owsa]:
    """Return the parameters and groups that move net at present value, widest range first.

    Source:
        Model 6. Ranked on net dollars, never on a ratio.
    """
    varied = [p for p in case.relevant if p.is_varied]
    groups = {
        name: [p for p in varied if p.parameter.key in keys] for name, (_, keys) in GROUPS.items()
    }
    groups = {name: members for name, members in groups.items() if members}
    bundles = [[p] for p in varied] + list(groups.values())
    moves: list[Mapping[str, float]] = [{p.name: p.low for p in bundle} for bundle in bundles]
    moves += [{p.name: p.high for p in bundle} for bundle in bundles]
    if not moves:
        return []
    nets = evaluate(case, draws.moved(case.parameters, moves)).pv_net.tolist()
    lows, highs = nets[: len(bundles)], nets[len(bundles) :]
    rows = [_parameter_row(p, low, high) for p, low, high in zip(varied, lows, highs, strict=False)]
    rows += [
        _group_row(name, low, high)
        for name, low, high in zip(groups, lows[len(varied) :], highs[len(varied) :], strict=True)
    ]
    moving = [row for row in rows if row["range"] > 0]
    return sorted(moving, key=lambda row: (-row["range"], row["parameter"]))


def _parameter_row(p: InForce, net_low: float, net_high: float) -> Owsa:
    return {
        "parameter": p.name,
        "label": p.parameter.label,
        "is_group": False,
        "unit": p.parameter.unit,
        "grade": p.parameter.grade,
        "base": p.base,
        "low": p.low,
        "high": p.high,
        "net_low": net_low,
        "net_high": net_high,
        "range": abs(net_high - net_low),
    }


def _group_row(name: str, net_low: float, net_high: float) -> Owsa:
    return {
        "parameter": name,
        "label": GROUPS[name][0],
        "is_group": True,
        "unit": "",
        "grade": "",
        "base": None,
        "low": None,
        "high": None,
        "net_low": net_low,
        "net_high": net_high,
        "range": abs(net_high - net_low),
    }
