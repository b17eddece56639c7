"""Whether a claim's own figures fit one another."""

from calculator.engine.claims.result import ClaimCheck, OwnFigures
from calculator.exhibits.claim_sentences import over_years
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.formats import percent, whole
from calculator.exhibits.stated import stated_money
from calculator.language import gettext as _


def own_figures(check: ClaimCheck) -> Exhibit | None:
    """Return the claim's total over its saving per case, and whether that fits its cases."""
    found = check["own_figures"]
    if found is None:
        return None
    return Exhibit(
        slug="own-figures",
        label=_("Its own figures"),
        title=_title(found),
        lead=_(
            "{total} {over_years} at {saving} per case makes {cases_implied} cases: {claimed}.",
            total=stated_money(found["total"]),
            over_years=over_years(check),
            saving=stated_money(found["saving_per_case"]),
            cases_implied=whole(found["cases_implied"]),
            claimed=_claimed(found),
        ),
        notes=(
            _(
                "That is {share_of_members} of all members in a year. Figures that fit "
                "one another can still be wrong; what they need is judged above.",
                share_of_members=percent(found["share_of_members"]),
            ),
        ),
    )


def _title(found: OwnFigures) -> str:
    if not found["is_consistent"]:
        return _("The claim's own figures contradict one another")
    return _("The claim's own figures are consistent")


def _claimed(found: OwnFigures) -> str:
    if found["cases_claimed"] is None or found["gap"] is None:
        return _("consistent, as the claim states no other number of cases")
    number = _("the claim counts {cases_claimed}", cases_claimed=whole(found["cases_claimed"]))
    if found["is_consistent"]:
        return _("consistent, as {number}", number=number)
    return _("but {number}, which is {gap} away", number=number, gap=percent(abs(found["gap"])))
