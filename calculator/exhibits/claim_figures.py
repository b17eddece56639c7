"""Whether a claim's own figures fit one another."""

from calculator.engine.claims.result import ClaimCheck, OwnFigures
from calculator.exhibits.claim_sentences import over_years
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.formats import percent, whole
from calculator.exhibits.stated import stated_money


def own_figures(check: ClaimCheck) -> Exhibit | None:
    """Return the claim's total over its saving per case, and whether that fits its cases."""
    found = check["own_figures"]
    if found is None:
        return None
    return Exhibit(
        slug="own-figures",
        label="Its own figures",
        title=_title(found),
        lead=f"{stated_money(found['total'])} {over_years(check)} at "
        f"{stated_money(found['saving_per_case'])} per case makes "
        f"{whole(found['cases_implied'])} cases: {_claimed(found)}.",
        notes=(
            f"That is {percent(found['share_of_members'])} of all members in a year. Figures that "
            "fit one another can still be wrong; what they need is judged above.",
        ),
    )


def _title(found: OwnFigures) -> str:
    if not found["is_consistent"]:
        return "The claim's own figures contradict one another"
    return "The claim's own figures are consistent"


def _claimed(found: OwnFigures) -> str:
    if found["cases_claimed"] is None or found["gap"] is None:
        return "consistent, as the claim states no other number of cases"
    number = f"the claim counts {whole(found['cases_claimed'])}"
    if found["is_consistent"]:
        return f"consistent, as {number}"
    return f"but {number}, which is {percent(abs(found['gap']))} away"
