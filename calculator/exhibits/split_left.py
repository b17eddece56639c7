"""What is left to the reader after the fee, and how it is put into the calculation."""

from calculator.engine.split.result import Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits import split_words as say
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import fee, percent, ratio, table_money, words_money
from calculator.exhibits.sentences import money_range
from calculator.language import gettext as _


def left(split: Split) -> Exhibit:
    """Return what is left of the reader's part after the program's cost."""
    found = split["verdict"]
    work = ((_("Work days not lost"), found["productivity"]),) if found["productivity"] else ()
    rows = [
        _line(_("You keep of the savings in care"), found["kept"]),
        *(_line(name, value) for name, value in work),
        _line(_("The program's cost, which you pay"), -found["program_cost"]),
        _line(_("Net"), found["net"], kind="total"),
    ]
    if split["renewal"] is not None:
        rows.append(
            _line(
                _("Apart: credited at the next renewal"),
                split["renewal"],
                hint=_("your assumption; next year's premium, not this year's money"),
            )
        )
    spread = split["verdict"]["net_spread"]["percentiles"]
    sure = chance(found["probability_net_positive"])
    return Exhibit(
        slug="left",
        label=_("After the fee"),
        title=_("What is left to you after the program's cost"),
        lead=_(
            "Net a year, 80% interval {spread}. Chance that it pays: {sure}. It "
            "returns {benefit_cost_ratio} to you per $1.",
            spread=money_range(spread),
            sure=sure,
            benefit_cost_ratio=ratio(found["benefit_cost_ratio"]),
        ),
        table=Table(
            caption=_("From what you keep to your net, a year"),
            columns=(
                Column(key="what", title=_("What")),
                Column(key="dollars", title=_("Dollars a year"), is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=(_break_even(split),),
    )


def _break_even(split: Split) -> str:
    found = split["verdict"]
    now = fee(found["fee"], found["fee_basis"])
    if found["break_even_fee"] is None:
        return _("No fee is paid, so there is none at which it breaks even.")
    if found["break_even_fee"] <= 0:
        return _("To you, even a free program would not pay. The fee in force is {now}.", now=now)
    return _(
        "To you it breaks even at a fee of {break_even_fee}; in force is {now}.",
        break_even_fee=fee(found["break_even_fee"], found["fee_basis"]),
        now=now,
    )


def use_in_words(split: Split, terms: SplitTerms) -> str:
    """Return what the button does, or why there is none."""
    use = split["use"]
    if use is None:
        return _(
            "No share from 0 to 1 says the same as these terms: your part and the plan's part "
            "do not have the same sign. So the terms cannot be put into the calculation."
        )
    sharing = (
        _(" and the plan's share of the bill to what your cost sharing leaves it")
        if use["plan_paid_share"]
        else ""
    )
    if not say.is_other(split):
        return _("The calculation counts the same already: there is nothing to put into it.")
    kept = percent(use["savings_retained"])
    is_insured = terms.funding == "fully_insured" and split["reader"] == "sponsor"
    funding = _("; the plan counts as fully insured") if is_insured else ""
    net = words_money(split["verdict"]["net"])
    return _(
        "Makes a new calculation that sets the share of the plan's savings "
        "that you keep to {kept}{sharing}{funding}. Its net a year is {net}, "
        "as here.",
        kept=kept,
        sharing=sharing,
        funding=funding,
        net=net,
    )


def _line(name: str, value: float, *, kind: str = "plain", hint: str = "") -> Row:
    cells = (header(name, hint), Cell(text=table_money(value), tone=tone_of(value)))
    return Row(cells=cells, kind="total" if kind == "total" else "plain")
