"""What the result rests on: every figure in force, its range, grade and origin."""

from calculator.engine.result import Assumption, Result
from calculator.exhibits import glossary
from calculator.exhibits.exhibit import (
    ADD,
    Action,
    Cell,
    Column,
    Exhibit,
    Row,
    Table,
    group,
    header,
)
from calculator.exhibits.formats import parameter_range, parameter_value, table_money
from calculator.exhibits.links import evidence_path
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

ORIGINS = {
    "reference": noop("evidence"),
    "design": noop("this design"),
    "lens": noop("this lens"),
    "user": noop("you"),
}
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (noop("How many people decide"), ("decision_rate", "members_per_employee")),
    (noop("How many use it"), ("uptake_rate", "engagement", "compliance")),
    (
        noop("What a second doctor says"),
        ("surgery_not_confirmed_rate", "diagnosis_change_rate", "treatment_change_rate"),
    ),
    (
        noop("What happens then"),
        (
            "advice_followed_rate",
            "later_surgery_rate",
            "surgery_without_program_rate",
            "plan_change_followed_rate",
        ),
    ),
    (
        noop("What care costs"),
        (
            "surgery_cost",
            "alternative_care_cost",
            "saving_per_changed_plan",
            "extra_workup_cost",
            "care_added_rate",
            "care_added_cost",
            "price_index",
            "plan_paid_share",
            "spend_per_member",
            "medical_trend",
        ),
    ),
    (
        noop("What the program costs"),
        (
            "fee_per_employee_month",
            "fee_per_opinion",
            "annual_administration_cost",
            "discount_rate",
        ),
    ),
    (
        noop("Work days"),
        (
            "work_days_lost",
            "alternative_days_share",
            "employee_share_of_patients",
            "daily_compensation",
            "productivity_weight",
        ),
    ),
)
OTHER = noop("Other")
MOST_INFLUENTIAL = 18


def assumptions(result: Result) -> Exhibit:
    """Return every parameter in force for the scenario's areas and lines, in groups."""
    rows = result["assumptions"]
    swings = {row["parameter"]: row["range"] for row in result["owsa"]}
    judged = sum(row["grade"] == "D" for row in rows)
    table_rows: list[Row] = []
    for name, members in _grouped(rows):
        table_rows.append(group(name))
        table_rows += [_row(row, swings.get(row["parameter"])) for row in members]
    return Exhibit(
        slug="assumptions",
        label=_("Assumptions"),
        title=_(
            "{rows} figures are in force; {judged} of them are judgement (grade D)",
            rows=len(rows),
            judged=judged,
        ),
        lead=_("Each figure leads to the evidence behind it and can be replaced with your own."),
        table=Table(
            caption=_("Figures in force"),
            columns=(
                Column(key="figure", title=_("Figure")),
                Column(key="value", title=_("Value"), is_numeric=True),
                Column(key="range", title=_("95% range"), is_numeric=True),
                Column(key="unit", title=_("Unit")),
                Column(key="grade", title=_("Grade")),
                Column(key="origin", title=_("From")),
                Column(
                    key="swing",
                    title=_("Moves net by"),
                    is_numeric=True,
                    note=_("Difference in net at present value between its low and its high."),
                ),
            ),
            rows=tuple(table_rows),
        ),
        notes=(
            _(
                "No effect here: the design, areas or inputs leave this figure without "
                "influence, or its value is not in doubt."
            ),
        ),
        terms=glossary.terms("grade"),
        fold_table=True,
    )


def short(result: Result) -> Table:
    """Return the figures that move the result most, for paper."""
    by_name = {row["parameter"]: row for row in result["assumptions"]}
    order = [row["parameter"] for row in result["owsa"] if not row["is_group"]]
    fixed = [name for name, row in by_name.items() if row["origin"] == "user" and name not in order]
    chosen = [by_name[name] for name in [*order, *fixed][:MOST_INFLUENTIAL]]
    return Table(
        caption=_("The figures that move the result most, widest first"),
        columns=(
            Column(key="figure", title=_("Figure")),
            Column(key="value", title=_("Value"), is_numeric=True),
            Column(key="range", title=_("95% range"), is_numeric=True),
            Column(key="grade", title=_("Grade")),
            Column(key="origin", title=_("From")),
        ),
        rows=tuple(
            Row(
                cells=(
                    header(named(row["label"]), href=evidence_path(row["parameter"])),
                    Cell(text=value_of(row, row["base"])),
                    Cell(text=range_of(row)),
                    Cell(text=_grade(row)),
                    Cell(text=_(ORIGINS[row["origin"]])),
                )
            )
            for row in chosen
        ),
    )


def value_of(row: Assumption, value: float) -> str:
    """Return a value of this parameter with its unit."""
    return parameter_value(value, row["unit"], row["key"])


def range_of(row: Assumption) -> str:
    """Return low to high, or that the value is fixed."""
    if row["low"] == row["high"]:
        return _("fixed")
    return parameter_range(row["low"], row["high"], row["unit"], row["key"])


def _grouped(rows: list[Assumption]) -> list[tuple[str, list[Assumption]]]:
    place = {key: name for name, keys in GROUPS for key in keys}
    order = [*(name for name, _keys in GROUPS), OTHER]
    found: dict[str, list[Assumption]] = {name: [] for name in order}
    for row in rows:
        found[place.get(row["key"], OTHER)].append(row)
    return [(_(name), members) for name, members in found.items() if members]


def _row(row: Assumption, swing: float | None) -> Row:
    is_own = row["origin"] == "user"
    action = Action(field=ADD, value=row["parameter"], label=_("Change"))
    if is_own:
        action = Action(field=f"overrides.{row['parameter']}", value="", label=_("Undo"))
    was = value_of(row, row["reference_base"])
    origin = _(ORIGINS[row["origin"]])
    return Row(
        cells=(
            header(named(row["label"]), href=evidence_path(row["parameter"])),
            Cell(text=value_of(row, row["base"])),
            Cell(text=range_of(row)),
            Cell(text=named(row["unit"])),
            Cell(text=_grade(row), tone="muted" if row["grade"] == "D" else ""),
            Cell(
                text=origin,
                hint="" if row["origin"] == "reference" else _("evidence: {was}", was=was),
                action=action,
            ),
            Cell(
                text=_("no effect here") if swing is None else table_money(swing),
                tone="muted" if swing is None else "",
            ),
        ),
        kind="chosen" if is_own else "plain",
    )


def _grade(row: Assumption) -> str:
    if row["origin"] == "user":
        return _("yours")
    return _("D, judgement") if row["grade"] == "D" else row["grade"]
