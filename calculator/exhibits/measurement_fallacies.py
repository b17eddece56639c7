"""What makes a program look better than it is, each in a sentence with the answer's own numbers."""

from dataclasses import dataclass

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.formats import count, times, words_money
from calculator.language import gettext as _

POINT = 0.01  # of medical trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallacy:
    """One way to be misled."""

    name: str
    sentence: str


def fallacies(result: Result) -> tuple[Fallacy, ...]:
    """Return six fallacies; those of operations only where some are not confirmed."""
    years = facts.years(result)
    opinions = count(result["annual"]["opinions"])
    decisions = count(result["totals"]["decisions"] / years)
    found = [
        Fallacy(
            name=_("Regression to the mean"),
            sentence=_(
                "The {opinions} members a year who ask tend to do so in a costly year. Their "
                "bills fall afterwards, with or without an opinion: never compare a member's "
                "cost after with the cost before.",
                opinions=opinions,
            ),
        ),
        Fallacy(
            name=_("Users against everybody else"),
            sentence=_(
                "About {opinions} of {decisions} members with a decision are expected to ask. "
                "They differ from the rest in health, money and doubt: compare all who were "
                "offered the program with people who were not.",
                opinions=opinions,
                decisions=decisions,
            ),
        ),
        Fallacy(name=_("An inflated trend"), sentence=_trend(result)),
    ]
    if result["chain"]["not_confirmed"] > 0:
        found += _of_operations(result, years)
    return tuple(found)


def _trend(result: Result) -> str:
    first = result["years"][0]["allowed_saving"]
    shares = {check["key"]: check["value"] for check in result["plausibility"]}
    share = shares.get("saving_share_of_operations_spending")
    if not share or first <= 0:
        return _(
            "Savings against a forecast grow with the forecast: ask for counts of "
            "operations, not for dollars below an expected trend."
        )
    return _(
        "An expected trend that is set one point too high “saves” about {point} a year on these "
        "operations alone, and more each year. The program is predicted to save {first} in the "
        "first.",
        point=words_money(POINT * first / share),
        first=words_money(first),
    )


def _of_operations(result: Result, years: int) -> list[Fallacy]:
    chain = result["chain"]
    against, forgone = chain["not_confirmed"] / years, chain["forgone"] / years
    still, avoided = chain["still_not_operated"] / years, chain["because_of_program"] / years
    many = (
        _("{against} as many", against=times(against / avoided))
        if avoided > 0
        else _("some where there are none")
    )
    return [
        Fallacy(
            name=_("Advice counted as operations avoided"),
            sentence=_(
                "{against} operations a year are expected not to be confirmed and "
                "{avoided} to be avoided: whoever counts advice counts {many}.",
                against=count(against),
                avoided=count(avoided),
                many=many,
            ),
        ),
        Fallacy(
            name=_("Put off counted as avoided"),
            sentence=_(
                "Of {forgone} operations a year forgone at first, {later} are "
                "expected to be done later: look again after 24 months.",
                forgone=count(forgone),
                later=count(forgone - still),
            ),
        ),
        Fallacy(
            name=_("Self-selection"),
            sentence=_(
                "Of the {still} still not done, {anyway} would not have been done "
                "without the program either: those who ask are those in doubt.",
                still=count(still),
                anyway=count(still - avoided),
            ),
        ),
    ]
