"""What would make it pay: the fee, the use and the design, each with the button that applies it."""

from calculator.engine.inputs.fields import MAX_MONEY
from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Action, Turn
from calculator.exhibits.formats import (
    FEE_UNIT,
    chance_in_words,
    fee,
    fee_amount,
    fee_floor,
    multiplier_above,
    percent,
    times,
)

CLOSE = 1.05
MOST_USE = 100.0


def turns(result: Result) -> tuple[Turn, ...]:
    """Return the three answers: fee, use, design."""
    return _fee(result), _use(result), _design(result)


def _fee(result: Result) -> Turn:
    basis, value = facts.basis(result), result["totals"]["break_even"]["fee"]
    now = facts.fee_in_force(result)
    question = "The fee at which it breaks even"
    if value is None:
        answer = "There is no such fee: without an opinion, no fee is paid."
        return Turn(key="fee", question=question, answer=answer)
    if value < 0:
        answer = (
            "No fee makes it pay: even at a fee of $0 it loses money, because its other costs are "
            "larger than its savings."
        )
        return Turn(key="fee", question=question, answer=answer)
    affordable = fee_floor(value, basis)
    if facts.is_paying(result):
        answer = f"It pays up to a fee of {fee(affordable, basis)}; {_compared(now, basis)}."
        return Turn(key="fee", question=question, answer=answer)
    if affordable <= 0:
        answer = "Only a fee close to $0 makes it pay."
        return Turn(key="fee", question=question, answer=answer)
    return Turn(
        key="fee",
        question=question,
        answer=f"{fee(affordable, basis)}; {_compared(now, basis)}.",
        action=_set_fee(basis, affordable),
    )


def _compared(now: float, basis: str) -> str:
    return f"it is {fee_amount(now, basis)} now" if now else "none is charged now"


def _set_fee(basis: str, value: float) -> Action | None:
    if value > MAX_MONEY:
        return None
    label = f"Set the fee to {fee_amount(value, basis)} {FEE_UNIT[basis]}"
    number = f"{value:.0f}" if basis == "per_opinion" else f"{value:.2f}"
    return Action(field=facts.FEE_FIELD[basis], value=number, label=label)


def _use(result: Result) -> Turn:
    multiple = result["totals"]["break_even"]["engagement"]
    question = "The use it would need"
    if multiple is None:
        always = "It pays at any level of use." if facts.is_paying(result) else ""
        answer = always or "No level of use makes it pay."
        return Turn(key="use", question=question, answer=answer)
    if facts.is_paying(result):
        answer = f"It pays as long as use is at least {percent(multiple)} of what is expected."
        return Turn(key="use", question=question, answer=answer)
    if multiple < 1:
        answer = f"It loses less with less use: it breaks even at {percent(multiple)} of it."
        return Turn(key="use", question=question, answer=answer)
    if multiple < CLOSE:
        answer = "Use would have to be a little higher than expected."
        return Turn(key="use", question=question, answer=answer)
    answer = f"Use would have to be {times(multiple)} as high as expected."
    return Turn(key="use", question=question, answer=answer, action=_set_use(result, multiple))


def _set_use(result: Result, multiple: float) -> Action | None:
    """The button that sets the shared level of use; rounded up, so that it does pay."""
    name = result["twsa"]["y"]
    now = next(row["base"] for row in result["assumptions"] if row["parameter"] == name)
    needed = multiplier_above(now * multiple)
    if float(needed) > MOST_USE:
        return None
    label = f"Set use to {times(multiple)} what is expected"
    return Action(field=f"overrides.{name}", value=needed, label=label)


def _design(result: Result) -> Turn:
    best, chosen = facts.likeliest(result), facts.design(result)
    question = "The design most likely to pay"
    probability = best["probability_net_positive"]
    chances = chance_in_words(probability)
    if best["slug"] == chosen["slug"]:
        answer = f"This one: no other design is likelier to pay ({chances})."
        return Turn(key="design", question=question, answer=answer)
    if facts.is_hopeless(result):
        return Turn(key="design", question=question, answer="No design pays.")
    if probability < 0.5:
        answer = (
            f"No design is likelier to pay than not; the nearest is {best['name']} ({chances})."
        )
    else:
        answer = f"{best['name']}: {chances}."
    action = Action(field="design", value=best["slug"], label=f"Try {best['name']}")
    return Turn(key="design", question=question, answer=answer, action=action)
