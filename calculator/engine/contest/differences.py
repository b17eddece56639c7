"""In which inputs calculations differ, and the pieces that can be exchanged between two of them.

Inputs that only make sense together are one piece, so that every mixture can be calculated. What
was left to the release (the usual areas) follows the release: it is no input that differs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import Override
from calculator.engine.inputs.scenario import MONEY_FIELDS
from calculator.language import gettext

EVIDENCE = "evidence"
OVERRIDES = "overrides."
MOST_OWN = 20  # own values, each a piece; of more, those of one key are one piece
ANOTHER_PAYER = (
    *("audience", "employees", "members", "members_by_line", "age_mix", "funding"),
    *("savings_retained", "fee_per_employee_month"),
)
GROUPS: tuple[tuple[str, ...], ...] = (
    ("employees", "members", "members_by_line"),
    ("age_mix",),
    ("design",),
    ("lens",),
    ("areas",),
    ("horizon_years", "uptake_ramp"),
    ("discount_rate",),
    *((name,) for name in MONEY_FIELDS),
    ("funding", "savings_retained"),
    ("include_productivity",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Inputs, or the evidence with what only one release can answer, exchanged together."""

    key: str
    label: str
    fields: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The parameters of which the part is own values; none if it is anything else."""
        is_own = self.key.startswith(OVERRIDES)
        return tuple(n.removeprefix(OVERRIDES) for n in self.fields) if is_own else ()


def entered(case: Case) -> dict[str, object]:
    """Return the inputs that speak for themselves, by field; what follows the release is None.

    Draws and seed are left out: the base case has none.
    """
    plain = case.inputs.to_dict()
    found = {name: plain[name] for group in GROUPS for name in group}
    found["audience"] = plain["audience"]
    if case.inputs.areas == _usual(case.evidence):
        found["areas"] = None
    if set(case.inputs.uptake_ramp) == {1.0}:
        found["uptake_ramp"] = None
    own = plain["overrides"]
    for name, value in own.items() if isinstance(own, Mapping) else ():
        found[f"{OVERRIDES}{name}"] = value
    return found


def differing(cases: Sequence[Case]) -> list[str]:
    """Return the fields in which any two of the cases differ, in the order of the form."""
    inputs = [entered(case) for case in cases]
    own = sorted({name for one in inputs for name in one if name.startswith(OVERRIDES)})
    names = [name for name in FIELD if name in inputs[0]]
    return [
        name
        for name in [*names, *own]
        if any(one.get(name) != inputs[0].get(name) for one in inputs[1:])
    ]


def label(field: str, cases: Iterable[Case]) -> str:
    """Return the name of a field, or of the parameter that an own value stands in for."""
    name = field.removeprefix(OVERRIDES)
    if name in FIELD:
        return FIELD[name].label
    rows = (case.evidence.parameter.get(name) for case in cases)
    return next(row.label for row in rows if row is not None)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """Two cases, the pieces in which they differ, and every mixture of the two."""

    a: Case
    b: Case

    @cached_property
    def changed(self) -> list[str]:
        """The fields in which they differ."""
        return differing((self.a, self.b))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The pieces, evidence first; the same whichever case is named first."""
        bound: set[str] = set()
        found = []
        refused = _refused(self.a, self.b.evidence) | _refused(self.b, self.a.evidence)
        for group in _groups(self.a, self.b, self.changed):
            fields = tuple(name for name in group if name in self.changed)
            if fields and _is_among(group, refused):
                bound |= set(fields)
            elif fields:
                words = _label(fields, (self.a, self.b))
                found.append(Part(key=fields[0], label=words, fields=fields))
        if self.a.evidence.content_hash == self.b.evidence.content_hash:
            return tuple(found)
        fields = tuple(name for name in self.changed if name in bound)
        return Part(key=EVIDENCE, label=_evidence_label(len(fields)), fields=fields), *found

    def case_of(self, chosen: Collection[Part]) -> Case:
        """Return case ``a`` with the chosen pieces as ``b`` has them."""
        fields = {name for part in chosen for name in part.fields}
        has_evidence = any(part.key == EVIDENCE for part in chosen)
        evidence = (self.b if has_evidence else self.a).evidence
        plain: dict[str, Any] = {
            name: getattr((self.b if name in fields else self.a).inputs, name)
            for name in self.changed
            if not name.startswith(OVERRIDES)
        }
        if self._is_left_out("areas", fields):
            plain["areas"] = _usual(evidence)
        if self._is_left_out("uptake_ramp", fields):
            years = plain.get("horizon_years", self.a.inputs.horizon_years)
            plain["uptake_ramp"] = (1.0,) * years
        inputs = replace(self.a.inputs, **plain, overrides=self._own(fields))
        return Case(inputs=inputs, evidence=evidence)

    @cached_property
    def _entered(self) -> tuple[dict[str, object], dict[str, object]]:
        return entered(self.a), entered(self.b)

    def _is_left_out(self, name: str, fields: Collection[str]) -> bool:
        return self._entered[name in fields][name] is None

    def _own(self, fields: Collection[str]) -> dict[str, Override]:
        before, after = self.a.inputs.overrides, self.b.inputs.overrides
        sides = {
            name: after if f"{OVERRIDES}{name}" in fields else before
            for name in sorted({*before, *after})
        }
        return {name: side[name] for name, side in sides.items() if name in side}


def _groups(a: Case, b: Case, changed: Collection[str]) -> list[tuple[str, ...]]:
    own = _own_groups(sorted(name for name in changed if name.startswith(OVERRIDES)))
    if a.is_payer == b.is_payer:
        return [*GROUPS, *own]
    others = [group for group in GROUPS if not set(group) & set(ANOTHER_PAYER)]
    return [ANOTHER_PAYER, *others, *own]


def _own_groups(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return each own value as a group; of very many, all those of one key together."""
    if len(names) <= MOST_OWN:
        return [(name,) for name in names]
    by_key = groupby(names, key=lambda name: name.removeprefix(OVERRIDES).partition(".")[0])
    return [tuple(group) for _, group in by_key]


def _is_among(group: Sequence[str], refused: Collection[str]) -> bool:
    """Say whether either release cannot answer what the other case asks in these fields."""
    return any(error == name or error.startswith(f"{name}.") for error in refused for name in group)


def _refused(case: Case, evidence: Evidence) -> set[str]:
    raw = entered(case)
    own = {n.removeprefix(OVERRIDES): v for n, v in raw.items() if n.startswith(OVERRIDES)}
    plain = {name: value for name, value in raw.items() if not name.startswith(OVERRIDES)}
    try:
        scenario.read({**plain, "overrides": own}, evidence)
    except InvalidInput as error:
        return set(error.errors)
    return set()


def _usual(evidence: Evidence) -> tuple[str, ...]:
    return tuple(area.slug for area in evidence.areas if area.included_by_default)


def _label(fields: Sequence[str], cases: Sequence[Case]) -> str:
    if "audience" in fields:
        return "Who pays for care, and for whom"
    if set(fields) == {"employees", "members"}:
        return "Employees or members"
    if len(fields) > 1 and fields[0].startswith(OVERRIDES):
        key = fields[0].removeprefix(OVERRIDES).partition(".")[0]
        return f"{key.replace('_', ' ').capitalize()}, {len(fields)} own values"
    first, *others = (label(name, cases) for name in fields)
    return " and ".join([first, *(words[:1].lower() + words[1:] for words in others)])


def _evidence_label(bound: int) -> str:
    if not bound:
        return gettext("The evidence")
    if bound == 1:
        return gettext("The evidence, with one input that only one release can answer")
    return gettext("The evidence, with {n} inputs that only one release can answer", n=bound)
