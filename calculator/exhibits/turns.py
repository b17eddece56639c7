"""What would make it pay: the fee, the use and the design, each with the button that applies it."""

from calculator.engine.inputs.fields import MAX_MONEY
from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.chances import chance_in_words
from calculator.exhibits.exhibit import Action, Turn
from calculator.exhibits.formats import (
    fee,
    fee_amount,
    fee_floor,
    fee_unit,
    multiplier_above,
    percent,
    times,
)
from calculator.exhibits.names import named
from calculator.language import gettext as _

CLOSE = 1.05
MOST_USE = 100.0


def turns(result: Result) -> tuple[Turn, ...]:
    """Return the three answers: fee, use, design."""
    return _fee(result), _use(result), _design(result)


def _fee(result: Result) -> Turn:
    basis, value = facts.basis(result), result["totals"]["break_even"]["fee"]
    now = facts.fee_in_force(result)
    question = _("The fee at which it breaks even")
    if value is None:
        answer = _("There is no such fee: without an opinion, no fee is paid.")
        return Turn(key="fee", question=question, answer=answer)
    if value < 0:
        answer = _(
            "No fee makes it pay: even at a fee of $0 it loses money, because its "
            "other costs are larger than its savings."
        )
        return Turn(key="fee", question=question, answer=answer)
    affordable = fee_floor(value, basis)
    if facts.is_paying(result):
        answer = _(
            "It pays up to a fee of {affordable}; {compared}.",
            affordable=fee(affordable, basis),
            compared=_compared(now, basis),
        )
        return Turn(key="fee", question=question, answer=answer)
    if affordable <= 0:
        answer = _("Only a fee close to $0 makes it pay.")
        return Turn(key="fee", question=question, answer=answer)
    return Turn(
        key="fee",
        question=question,
        answer=f"{fee(affordable, basis)}; {_compared(now, basis)}.",
        action=_set_fee(basis, affordable),
    )


def _compared(now: float, basis: str) -> str:
    return _("it is {now} now", now=fee_amount(now, basis)) if now else _("none is charged now")


def _set_fee(basis: str, value: float) -> Action | None:
    if value > MAX_MONEY:
        return None
    label = _(
        "Set the fee to {amount} {unit}",
        amount=fee_amount(value, basis),
        unit=fee_unit(basis),
    )
    number = f"{value:.0f}" if basis == "per_opinion" else f"{value:.2f}"
    return Action(field=facts.FEE_FIELD[basis], value=number, label=label)


def _use(result: Result) -> Turn:
    multiple = result["totals"]["break_even"]["engagement"]
    question = _("The use it would need")
    if multiple is None:
        always = _("It pays at any level of use.") if facts.is_paying(result) else ""
        answer = always or _("No level of use makes it pay.")
        return Turn(key="use", question=question, answer=answer)
    if facts.is_paying(result):
        answer = _(
            "It pays as long as use is at least {multiple} of what is expected.",
            multiple=percent(multiple),
        )
        return Turn(key="use", question=question, answer=answer)
    if multiple < 1:
        answer = _(
            "It loses less with less use: it breaks even at {multiple} of it.",
            multiple=percent(multiple),
        )
        return Turn(key="use", question=question, answer=answer)
    if multiple < CLOSE:
        answer = _("Use would have to be a little higher than expected.")
        return Turn(key="use", question=question, answer=answer)
    answer = _("Use would have to be {multiple} as high as expected.", multiple=times(multiple))
    return Turn(key="use", question=question, answer=answer, action=_set_use(result, multiple))


def _set_use(result: Result, multiple: float) -> Action | None:
    """The button that sets the shared level of use; rounded up, so that it does pay."""
    name = result["twsa"]["y"]
    now = next(row["base"] for row in result["assumptions"] if row["parameter"] == name)
    needed = multiplier_above(now * multiple)
    if float(needed) > MOST_USE:
        return None
    label = _("Set use to {multiple} what is expected", multiple=times(multiple))
    return Action(field=f"overrides.{name}", value=needed, label=label)


def _design(result: Result) -> Turn:
    best, chosen = facts.likeliest(result), facts.design(result)
    question = _("The design most likely to pay")
    probability = best["probability_net_positive"]
    chances = chance_in_words(probability)
    if best["slug"] == chosen["slug"]:
        answer = _("This one: no other design is likelier to pay ({chances}).", chances=chances)
        return Turn(key="design", question=question, answer=answer)
    if facts.is_hopeless(result):
        return Turn(key="design", question=question, answer=_("No design pays."))
    if probability < 0.5:
        answer = _(
            "No design is likelier to pay than not; the nearest is {name} ({chances}).",
            name=named(best["name"]),
            chances=chances,
        )
    else:
        answer = f"{named(best['name'])}: {chances}."
    action = Action(
        field="design", value=best["slug"], label=_("Try {name}", name=named(best["name"]))
    )
    return Turn(key="design", question=question, answer=answer, action=action)
