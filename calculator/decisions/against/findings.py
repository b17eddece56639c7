"""Which findings report a value of a number, and on which side of its turning point.

A finding speaks of a parameter only where it states the same quantity, or a named stand-in; its
number is read as the parameter's (a share of patients who did not, as one who did).
"""

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.http import urlencode

from calculator.engine.against.flips import Flip
from calculator.engine.synthesis import studies
from calculator.engine.synthesis.studies import Study
from calculator.evidence import presentation as say
from calculator.evidence.models import Finding, Parameter, ParameterFinding, Release
from calculator.evidence.models.parameters import ReplacementFinding
from calculator.evidence.shapes import kept_values
from calculator.evidence.synthesis import study_of
from calculator.exhibits.against_findings import Reported, Side
from calculator.exhibits.names import named
from calculator.language import gettext as _

Reading = Callable[[float], float]
SAME_QUANTITY = {
    "advice_followed_rate": {"intention_to_follow"},
    "later_surgery_rate": {"crossover_to_surgery"},
    "surgery_without_program_rate": {"surgery_probability_confirmed"},
    "uptake_rate": {"second_opinion_uptake", "reach_before_surgery"},
    "fee_per_employee_month": {"pepm"},
    "fee_per_opinion": {"list_price", "list_price_mean", "price_per_case"},
    "saving_per_changed_plan": {"mean_saving", "saving_per_case", "saving_per_changed_plan"},
}
OPPOSITE = {
    "advice_followed_rate": {"surgery_probability_nonconfirmed"},
    "later_surgery_rate": {"maintained_decision_31m"},
}
NAMED_MONEY = frozenset({"fee_per_employee_month", "fee_per_opinion", "saving_per_changed_plan"})


def reported(release: Release, flip: Flip) -> tuple[Reported, ...]:
    """Return what the findings of a release say of a flip's number, those that turn it first."""
    parameter = Parameter.objects.get(release=release, slug=flip.lever.parameter.name)
    if parameter.rate_0_17 is not None:
        return ()  # put together by age: no finding states the whole
    found = []
    for finding, note in _findings(parameter):
        study = study_of(
            dict(kept_values("findings", finding)) | {"source": finding.source.slug},
            dict(kept_values("sources", finding.source)),
        )
        read = reading(parameter.key, parameter.unit, study)
        if read is not None:
            found.append(_reported(finding, read, flip, note or _price_note(parameter, study)))
    order: tuple[Side, ...] = ("beyond", "reaches", "here")
    return tuple(sorted(found, key=lambda r: order.index(r.side)))


def reading(key: str, unit: str, study: Study) -> Reading | None:
    """Return how a finding's number is read as a parameter's, None where it speaks of another."""
    if study.value is None and study.low is None and study.high is None:
        return None
    if study.measure in OPPOSITE.get(key, ()):
        return _the_rest
    if not _same_unit(key, unit, study):
        return None
    named = study.measure in SAME_QUANTITY.get(key, ())
    if named or (key not in NAMED_MONEY and studies.stands_for(key, unit, study)):
        return _as_it_is
    return None


def side_of(
    flip: float, *, is_above: bool, value: float | None, low: float | None, high: float | None
) -> Side:
    """Return where a finding stands: its value beyond the turning point, its interval, or neither.

    >>> side_of(0.4, is_above=True, value=0.5, low=0.3, high=0.6)
    'beyond'
    >>> side_of(0.4, is_above=True, value=0.3, low=0.2, high=0.45)
    'reaches'
    >>> side_of(0.4, is_above=False, value=0.5, low=None, high=None)
    'here'
    """
    sign = 1.0 if is_above else -1.0
    if value is not None and sign * value >= sign * flip:
        return "beyond"
    ends = (end for end in (low, high) if end is not None)
    return "reaches" if any(sign * end >= sign * flip for end in ends) else "here"


def _findings(parameter: Parameter) -> Iterator[tuple[Finding, str]]:
    """Yield the findings that count for a parameter, then those that only a lens believes."""
    links = ParameterFinding.objects.filter(parameter=parameter, is_admissible=True)
    seen = set()
    for link in links.select_related("finding__source"):
        seen.add(link.finding_id)
        yield link.finding, ""
    on_lens = ReplacementFinding.objects.filter(replacement__parameter=parameter)
    for row in on_lens.select_related("finding__source", "replacement__lens"):
        if row.finding_id not in seen:
            seen.add(row.finding_id)
            yield row.finding, _("counts only with: {name}", name=named(row.replacement.lens.name))


def _same_unit(key: str, unit: str, study: Study) -> bool:
    """Whether numbers mean the same kind of thing: a share, dollars a month, dollars a case."""
    family = studies.family_of(unit)
    if key == "fee_per_employee_month":
        return study.unit in ("USD per employee per month", "USD per enrollee per month")
    if unit.startswith("share"):
        return study.unit.startswith(Finding.SHARE_UNITS)
    if unit.startswith("USD"):
        return study.unit.startswith("USD") and " per month" not in study.unit
    return study.family == family


def _reported(finding: Finding, read: Reading, flip: Flip, note: str) -> Reported:
    numbers = [None if n is None else read(n) for n in (finding.value, finding.low, finding.high)]
    value, *ends = numbers
    low, high = sorted(ends) if None not in ends else ends if read is _as_it_is else ends[::-1]
    at = flip.value * flip.lever.per_moved
    stated = say.with_interval(finding.value, finding.low, finding.high, finding.unit)
    is_opposite = read is _the_rest
    return Reported(
        who=say.cited(finding.source.authors, finding.source.year),
        href=_address(finding),
        value=say.with_interval(value, low, high, finding.unit),
        place=None if value is None else value / flip.lever.per_moved,
        side=side_of(at, is_above=flip.is_above, value=value, low=low, high=high),
        independence=finding.get_independence_display(),
        verification=finding.get_verification_display(),
        setting=", ".join(filter(None, (finding.population, finding.setting, finding.country))),
        note=_("printed as {stated} of the opposite", stated=stated) if is_opposite else note,
    )


def _price_note(parameter: Parameter, study: Study) -> str:
    year = studies.price_year_of(parameter.unit)
    if year is None or study.price_year in (None, year) or "USD" not in study.unit:
        return ""
    return _("in dollars of {price_year}, as printed", price_year=study.price_year)


def _address(finding: Finding) -> str:
    """Return the finding's page in the calculation's release; none for a withdrawn release."""
    release = finding.release
    if release.state == release.State.WITHDRAWN:
        return ""
    keep = "" if release.is_live else "?" + urlencode({"release": release.slug})
    return reverse("evidence:show-finding", args=[finding.slug]) + keep


def _as_it_is(number: float) -> float:
    return number


def _the_rest(number: float) -> float:
    return 1 - number
