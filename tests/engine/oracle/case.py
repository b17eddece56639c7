"""A scenario with its defaults, and what is in force: sections 3 and 4 of docs/model.md."""

from calculator.engine.evidence import Area, Evidence


class Case:
    """A scenario with its defaults filled in, and the one value of every parameter in force."""

    def __init__(self, scenario: dict, evidence: Evidence, values: dict[str, float] | None):
        given = {name: value for name, value in scenario.items() if value is not None}
        self.given = given
        self.payer = given.get("audience", "employer") == "payer"
        self.design = evidence.design[given.get("design", "voluntary")]
        self.horizon = given.get("horizon_years", 3)
        self.years = range(1, self.horizon + 1)
        self.ramp = given.get("uptake_ramp", [1.0] * self.horizon)
        self.retained = given.get("savings_retained", 1.0)
        self.with_productivity = given.get("include_productivity", False) and not self.payer
        default_areas = [a.slug for a in evidence.areas if a.included_by_default]
        chosen = set(given.get("areas", default_areas))
        self.areas = [area for area in evidence.areas if area.slug in chosen]
        self.overrides = given.get("overrides", {})
        self.base = in_force(evidence, self.design, evidence.lens[self.lens], self.overrides)
        self.drawn = {**self.base, **{n: v for n, v in (values or {}).items() if n in self.base}}
        self.bands = {
            area.slug: evidence.parameter[f"decision_rate.{area.slug}"].by_age_band
            for area in evidence.areas
        }
        self.members_by_line, self.employees = population(self)
        self.members = sum(self.members_by_line.values())
        self.lines = [line for line in evidence.lines if line.slug in self.members_by_line]
        self.discount_rate = given.get("discount_rate", self.drawn["discount_rate"])

    @property
    def lens(self) -> str:
        return self.given.get("lens", "reference")

    def value(self, key: str, suffix: str = "") -> float:
        return self.drawn[f"{key}.{suffix}" if suffix else key]

    def users_own(self, key: str, area: Area) -> bool:
        return f"{key}.{area.slug}" in self.overrides


def in_force(evidence, design, lens, overrides) -> dict[str, float]:
    """Section 4: reference row, then design override, lens replacement, user override."""
    force = {parameter.name: parameter.base for parameter in evidence.parameters}
    for name, replaced in design.overrides.items():
        force[name] = replaced.base
    for name, replaced in lens.replacements.items():
        force[name] = replaced.base
    for name, own in overrides.items():
        force[name] = float(own["base"] if isinstance(own, dict) else own)
    return force


def population(case: Case) -> tuple[dict[str, float], float | None]:
    """Section 3 and Eq. 1: the size entered is fixed, the other follows from the ratio."""
    if case.payer:
        sizes = case.given["members_by_line"]
        return {line: float(members) for line, members in sizes.items()}, None
    ratio = case.value("members_per_employee")
    if "members" in case.given:
        return {"commercial": float(case.given["members"])}, case.given["members"] / ratio
    return {"commercial": case.given["employees"] * ratio}, float(case.given["employees"])
