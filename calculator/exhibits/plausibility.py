"""Is it believable: the result held against these members' spending and sellers' claims."""

from calculator.engine.inputs.fields import MAX_MEMBERS
from calculator.engine.result import Check, Result
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Link, Row, Table, Tone, header
from calculator.exhibits.facts import basis, fee_in_force
from calculator.exhibits.formats import fee, percent, words_money
from calculator.exhibits.links import claim_check_path
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

VERDICTS: dict[str, tuple[str, Tone]] = {
    "ok": (noop("in bounds"), ""),
    "warning": (noop("unusually high"), "loss"),
    "error": (noop("impossible"), "loss"),
}


def plausibility(result: Result) -> Exhibit:
    """Return the plausibility checks of the first contract year."""
    checks = result["plausibility"]
    levels = {check["level"] for check in checks}
    title = _("The result is within believable bounds")
    if "error" in levels:
        title = _("The result cannot be true: look at the figures you changed")
    elif "warning" in levels:
        title = _("The result is unusually high: look at the figures you changed")
    return Exhibit(
        slug="plausibility",
        label=_("Is it believable"),
        title=title,
        lead=_("The first contract year, held against what these members cost anyway."),
        table=Table(
            caption=_("Plausibility checks, first contract year"),
            columns=(
                Column(key="check", title=_("Check")),
                Column(key="value", title=_("Value"), is_numeric=True),
                Column(key="bound", title=_("Doubtful above"), is_numeric=True),
                Column(key="verdict", title=_("Verdict")),
            ),
            rows=tuple(_row(check) for check in checks),
        ),
        notes=tuple(_notes(result, checks)),
        links=(
            Link(
                label=_("Check a seller's claim on these members and this fee"),
                href=_checker(result),
            ),
        ),
    )


def _checker(result: Result) -> str:
    """Return the claim checker with the reader's people, fee and design filled in."""
    inputs = result["inputs"]
    known: dict[str, object] = {}
    if inputs["employees"] is not None:
        known["employees"] = inputs["employees"]
    elif result["members"] <= MAX_MEMBERS:
        known["members"] = round(result["members"])
    if fee_in_force(result) >= 0.01:
        known |= {"fee": f"{fee_in_force(result):.6g}", "fee_basis": basis(result)}
    return claim_check_path(**known, design=inputs["design"])


def _row(check: Check) -> Row:
    bounds = [b for b in (check["warning_above"], check["error_above"]) if b is not None]
    words, tone = VERDICTS[check["level"]]
    return Row(
        cells=(
            header(named(check["label"])),
            Cell(text=_value(check)),
            Cell(text=percent(bounds[0]) if bounds else "—"),
            Cell(text=_(words) if bounds else _("to compare"), tone=tone),
        )
    )


def _value(check: Check) -> str:
    value = check["value"]
    return words_money(value) if check["unit"].startswith("USD") else percent(value)


def _notes(result: Result, checks: list[Check]) -> list[str]:
    needed = {check["key"]: check["value"] for check in checks}.get("claim_11_to_1")
    if needed is None or needed <= 0:
        return []
    contract = (
        _("a fee of {fee}", fee=fee(fee_in_force(result), basis(result)))
        if fee_in_force(result)
        else _("this cost")
    )
    return [
        _(
            "A claimed return of 11 to 1 on {contract} needs savings of about {needed} per "
            "opinion, with your own administration counted in.",
            contract=contract,
            needed=words_money(needed),
        )
    ]
