"""What the reader changed, with the default beside it and a way back."""

from collections.abc import Mapping

from calculator.engine.inputs.fields import FIELD
from calculator.engine.result import Change, Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Action, Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import fee_amount, parameter_range, parameter_value, stated_percent
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import ngettext

BAND_SEPARATOR = ", "


def changes(result: Result) -> Exhibit:
    """Return every input that departs from the reference case, each with its undo."""
    rows = result["changes"]
    number = len(rows)
    return Exhibit(
        slug="changes",
        label=_("Your changes"),
        title=ngettext("You changed {n} input", "You changed {n} inputs", number, n=number),
        lead=_("What departs from the reference case."),
        table=Table(
            caption=_("Your changes and the defaults"),
            columns=(
                Column(key="input", title=_("Input")),
                Column(key="own", title=_("Yours"), is_numeric=True),
                Column(key="default", title=_("Default"), is_numeric=True),
            ),
            rows=tuple(_row(change, result) for change in rows),
        ),
    )


def _row(change: Change, result: Result) -> Row:
    undo = Action(
        field=change["field"], value="", label=_("Undo: {label}", label=named(change["label"]))
    )
    return Row(
        cells=(
            header(named(change["label"])),
            Cell(text=words(change["field"], change["value"], result), action=undo),
            Cell(text=words(change["field"], change["default"], result), tone="muted"),
        ),
    )


def words(field: str, value: object, result: Result) -> str:
    """Return an input's value as a reader says it."""
    if field.startswith("overrides."):
        return _override(field.removeprefix("overrides."), value, result)
    if value is None:
        return _default(field, result)
    if field in {"design", "lens"}:
        rows = result["designs"] if field == "design" else result["lenses"]
        return next(named(row["name"]) for row in rows if row["slug"] == value)
    if isinstance(value, int | float):
        return number_words(field, value)
    return _many(field, value)


def _many(field: str, value: object) -> str:
    if isinstance(value, list):
        return _list(field, value)
    if isinstance(value, Mapping):
        return "; ".join(_mix(line, mix) for line, mix in value.items())
    return _(str(value).replace("_", " "))


def _default(field: str, result: Result) -> str:
    """What holds where nothing was entered."""
    if field == "age_mix":
        return _("the usual mix")
    if field.startswith(("fee_", "incentive_", "implementation_")):
        return _("as the design sets it")
    row = next(row for row in result["assumptions"] if row["parameter"] == field)
    return parameter_value(row["reference_base"], row["unit"], row["key"])


def number_words(field: str, value: float) -> str:
    """Return a number that was entered, as its field is written."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    kind = FIELD[field].kind
    if kind == "share":
        return stated_percent(value)
    if kind == "money":
        basis = facts.BASIS_FEES.get(field, "per_opinion")
        return fee_amount(value, basis)
    return f"{value:,.0f}" if field != "seed" else f"{value:.0f}"


def _list(field: str, values: list[object]) -> str:
    if field == "areas":
        return ngettext("{n} area", "{n} areas", len(values), n=len(values))
    return ", ".join(f"{value:g}" for value in values if isinstance(value, int | float))


def _mix(line: str, mix: object) -> str:
    shares = mix.items() if isinstance(mix, Mapping) else ()
    bands = BAND_SEPARATOR.join(f"{band}: {stated_percent(float(share))}" for band, share in shares)
    return f"{_(line.replace('_', ' '))} {bands}"


def _override(name: str, value: object, result: Result) -> str:
    row = next((row for row in result["assumptions"] if row["parameter"] == name), None)
    unit, key = (row["unit"], row["key"]) if row else ("", name.partition(".")[0])
    if isinstance(value, Mapping):
        base, low, high = (float(value[part]) for part in ("base", "low", "high"))
        span = parameter_range(low, high, unit, key)
        return f"{parameter_value(base, unit, key)} ({span})"
    return parameter_value(float(str(value)), unit, key)
