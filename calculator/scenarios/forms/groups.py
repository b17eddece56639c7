"""The groups of the form, from the declared fields and the release."""

from calculator.engine.evidence import BANDS, Area, Design, Evidence
from calculator.engine.inputs.fields import FIELD
from calculator.exhibits import formats
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.inputs import (
    Choice,
    Group,
    Input,
    choice_input,
    id_of,
    said,
    text_input,
)
from calculator.scenarios.forms.wire import Values, first

Errors = dict[str, list[str]]

AUDIENCES = [
    ("employer", noop("An employer"), noop("With a plan of its own, self-funded or insured.")),
    ("payer", noop("A payer"), noop("An insurer or health plan with several lines of business.")),
]
FUNDING = [
    (
        "self_funded",
        noop("Self-funded"),
        noop("The employer pays the claims and keeps what is saved."),
    ),
    (
        "fully_insured",
        noop("Fully insured"),
        noop("The employer pays premiums; say below what comes back."),
    ),
]
FROM_EVIDENCE = {
    "discount_rate": "discount_rate",
    "fee_per_employee_month": "fee_per_employee_month",
    "fee_per_opinion": "fee_per_opinion",
    "annual_administration_cost": "annual_administration_cost",
}
CONTRACT = (
    "fee_per_employee_month",
    "fee_per_member_month",
    "fee_per_opinion",
    "implementation_fee",
    "incentive_per_opinion",
    "annual_administration_cost",
)
HORIZON = ("horizon_years", "discount_rate", "include_productivity", "draws", "seed")
FOR_ALL = noop("For every area")


def audience(values: Values, errors: Errors) -> Input:
    """Return the choice of who pays for care."""
    return choice_input("audience", values, errors, AUDIENCES)


def lines(values: Values, errors: Errors, evidence: Evidence) -> tuple[Input, ...]:
    """Return one box per line of business."""
    return tuple(
        Input(
            name=f"members_by_line.{line.slug}",
            label=line.name,
            value=first(values, f"members_by_line.{line.slug}"),
            errors=said(errors, f"members_by_line.{line.slug}"),
            only="payer",
        )
        for line in evidence.lines
    )


def all_groups(values: Values, errors: Errors, evidence: Evidence) -> tuple[Group, ...]:
    """Return the folded groups, in the order of the page."""
    return (
        Group(
            key="covered",
            title=_("Who is covered"),
            lead=_("Funding, and the age mix of the members."),
            inputs=(
                choice_input("funding", values, errors, FUNDING),
                text_input("savings_retained", values, errors),
                *_age_mixes(values, errors, evidence),
            ),
        ),
        Group(
            key="program",
            title=_("The program"),
            lead=_("How members come to an opinion, and for which decisions."),
            inputs=(
                choice_input("design", values, errors, [_design(d) for d in evidence.designs]),
                _areas(values, errors, evidence),
                text_input("uptake_ramp", values, errors),
            ),
        ),
        Group(
            key="contract",
            title=_("The contract"),
            lead=_("What the program costs. Entering a fee replaces that fee only."),
            inputs=tuple(_declared(name, values, errors, evidence) for name in CONTRACT),
        ),
        Group(
            key="belief",
            title=_("What you believe"),
            lead=_("Which evidence the calculation rests on. The result shows all three."),
            inputs=(
                choice_input(
                    "lens",
                    values,
                    errors,
                    [(lens.slug, lens.name, lens.description) for lens in evidence.lenses],
                ),
            ),
        ),
        Group(
            key="horizon",
            title=_("Years and money"),
            lead=_("How long the contract runs, and how money is counted."),
            inputs=tuple(_declared(name, values, errors, evidence) for name in HORIZON),
        ),
    )


def parameter_choices(evidence: Evidence) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every parameter under its area or line, as (group, [(name, label)])."""
    names = {place.slug: named(place.name) for place in (*evidence.areas, *evidence.lines)}
    found: dict[str, list[tuple[str, str]]] = {_(FOR_ALL): []}
    for parameter in evidence.parameters:
        place = names.get(parameter.suffix, _(FOR_ALL))
        found.setdefault(place, []).append((parameter.name, named(parameter.label)))
    return list(found.items())


def _design(design: Design) -> tuple[str, str, str]:
    return design.slug, design.name, design.description


def _declared(name: str, values: Values, errors: Errors, evidence: Evidence) -> Input:
    parameter = evidence.parameter.get(FROM_EVIDENCE.get(name, ""))
    if parameter is None:
        return text_input(name, values, errors)
    value = formats.parameter_value(parameter.base, parameter.unit, parameter.key)
    where = FIELD[name].default.removeprefix("from the evidence").removeprefix(", ")
    default = f"{value}, {_(where)}" if where else value
    return text_input(name, values, errors, default=default, source=parameter.name)


def _age_mixes(values: Values, errors: Errors, evidence: Evidence) -> tuple[Input, ...]:
    found: list[Input] = []
    for line in evidence.lines:
        for band in BANDS:
            name = f"age_mix.{line.slug}.{band}"
            value = first(values, name)
            whole = said(errors, f"age_mix.{line.slug}") if band == BANDS[0] else ()
            found.append(
                Input(
                    name=name,
                    label=band,
                    kind="band",
                    value=value,
                    default=formats.percent(line.age_mix[band]),
                    help=line.name,
                    only="" if line.slug == "commercial" else "payer",
                    errors=(*whole, *said(errors, name)),
                    is_changed=bool(value.strip()),
                )
            )
    return tuple(found)


def _areas(values: Values, errors: Errors, evidence: Evidence) -> Input:
    given = values.get("areas")
    usual = [area.slug for area in evidence.areas if area.included_by_default]
    if given is None:
        chosen = [] if "areas_shown" in values else usual
    else:
        chosen = [slug for item in given for slug in item.replace(",", " ").split()]
    return Input(
        name="areas",
        label=FIELD["areas"].label,
        kind="areas",
        default=FIELD["areas"].default,
        help=FIELD["areas"].help,
        default_value=",".join(usual),
        choices=tuple(_area(area, chosen) for area in evidence.areas),
        errors=said(errors, "areas"),
        is_changed=set(chosen) != set(usual),
    )


def _area(area: Area, chosen: list[str]) -> Choice:
    return Choice(
        value=area.slug,
        label=area.name,
        is_chosen=area.slug in chosen,
        id=id_of(f"areas.{area.slug}"),
        help=area.caution,
    )
