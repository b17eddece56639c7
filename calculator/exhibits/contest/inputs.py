"""The inputs in which calculations differ, said as a reader says them."""

from collections.abc import Mapping, Sequence

from calculator.engine.case import Case
from calculator.engine.contest.differences import OVERRIDES, differing, entered, label
from calculator.engine.evidence import Evidence
from calculator.exhibits.changes import number_words
from calculator.exhibits.contest.sides import Side
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import (
    DASH,
    parameter_range,
    parameter_value,
    people,
    stated_percent,
)
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

FEW = 3
LEFT_OUT = {
    "areas": noop("the usual areas"),
    "uptake_ramp": noop("full use in every year"),
    "age_mix": noop("the usual mix"),
    "incentive_per_opinion": noop("none"),
    "implementation_fee": noop("none"),
    "fee_per_employee_month": noop("as the design sets it"),
    "fee_per_member_month": noop("as the design sets it"),
    "fee_per_opinion": noop("as the design sets it"),
}


def inputs(sides: Sequence[Side]) -> Exhibit:
    """Return the table of everything that differs between the calculations."""
    cases = [side.case for side in sides]
    fields = differing(cases)
    rows = [
        Row(
            cells=(
                header(named(label(field, cases))),
                *(Cell(text=said(field, case)) for case in cases),
            )
        )
        for field in fields
    ]
    rows += _grounds(sides)
    title = ngettext(
        "They differ in {n} thing", "They differ in {n} things", len(rows), n=len(rows)
    )
    table = Table(
        caption=_("What differs"),
        columns=(
            Column(key="input", title=_("Input")),
            *(Column(key=side.letter, title=side.letter) for side in sides),
        ),
        rows=tuple(rows),
        note=_("Everything else is the same."),
    )
    return Exhibit(
        slug="differs",
        label=_("What differs"),
        title=title if rows else _("They ask exactly the same"),
        lead="" if rows else _("Same inputs, same evidence, same model, same draws."),
        table=table if rows else None,
    )


def said(field: str, case: Case) -> str:
    """Return what a calculation says in one field, or what holds where it says nothing."""
    value = entered(case).get(field)
    if field.startswith(OVERRIDES):
        return _own(field.removeprefix(OVERRIDES), value, case)
    if value is None:
        return _left_out(field, case)
    return _chosen(field, case) or _plain(field, value, case)


def _chosen(field: str, case: Case) -> str:
    """Return the name of what was chosen from the release, empty for other fields."""
    if field == "design":
        return named(case.design.name)
    if field == "lens":
        return named(case.evidence.lens[case.inputs.lens].name)
    return _areas(case) if field == "areas" else ""


def _plain(field: str, value: object, case: Case) -> str:
    if isinstance(value, Mapping):
        return "; ".join(_line(line, part, case.evidence) for line, part in value.items())
    if isinstance(value, list):
        return ", ".join(f"{step:g}" for step in value)
    if isinstance(value, int | float):
        return number_words(field, value)
    return _(str(value).replace("_", " "))


def _left_out(field: str, case: Case) -> str:
    row = case.evidence.parameter.get(field)
    if row is not None and field not in LEFT_OUT:
        return parameter_value(case.parameters[field].base, row.unit, row.key)
    return _(LEFT_OUT.get(field, DASH))


def _own(name: str, value: object, case: Case) -> str:
    """Return an own value, or what is in force in its place."""
    row = case.evidence.parameter.get(name)
    if row is None:
        return DASH
    unit, key = row.unit, row.key
    if value is None:
        in_force = parameter_value(case.parameters[name].base, unit, key)
        return _("{in_force}, not an own value", in_force=in_force)
    if isinstance(value, Mapping):
        base, low, high = (float(value[part]) for part in ("base", "low", "high"))
        return f"{parameter_value(base, unit, key)} ({parameter_range(low, high, unit, key)})"
    return parameter_value(float(str(value)), unit, key)


def _areas(case: Case) -> str:
    names = {area.slug: named(area.name) for area in case.evidence.areas}
    chosen = case.inputs.areas
    missing = [name for slug, name in names.items() if slug not in chosen]
    if len(chosen) <= FEW:
        return ", ".join(names[slug] for slug in chosen)
    words = ngettext("{n} area", "{n} areas", len(chosen), n=len(chosen))
    return (
        _("{words}: all but {list}", words=words, list=", ".join(missing))
        if 0 < len(missing) <= FEW
        else words
    )


def _line(line: str, part: object, evidence: Evidence) -> str:
    name = named(evidence.line[line].name)
    if not isinstance(part, Mapping):
        return f"{name} {people(float(str(part)))}"
    return f"{name} " + ", ".join(f"{band}: {stated_percent(s)}" for band, s in part.items())


def _grounds(sides: Sequence[Side]) -> list[Row]:
    """Return what the calculations rest on besides their inputs, where it differs."""
    found = {
        _("Evidence release"): [side.case.evidence.release for side in sides],
        _("Model of the kept answer"): [side.model for side in sides],
        _("Seed of the kept answer"): [f"{side.case.inputs.seed}" for side in sides],
        _("Draws of the kept answer"): [people(side.case.inputs.draws) for side in sides],
    }
    return [
        Row(cells=(header(name), *(Cell(text=text) for text in texts)))
        for name, texts in found.items()
        if len(set(texts)) > 1
    ]
