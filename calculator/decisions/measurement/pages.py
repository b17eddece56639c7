"""What the measurement page shows of actuals: each year beside its predicted interval."""

from dataclasses import dataclass

from django.utils.formats import date_format

from calculator.decisions.measurement import services
from calculator.decisions.models import Actual, ActualChange
from calculator.exhibits.actuals import year_exhibit
from calculator.exhibits.exhibit import Exhibit
from calculator.language import gettext as _
from calculator.scenarios.models import Scenario

MOST_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfActuals:
    """A contract year: what was entered, beside the prediction; None where nothing was."""

    year: int
    actual: Actual | None
    exhibit: Exhibit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actuals:
    """All contract years, and the latest changes."""

    years: tuple[YearOfActuals, ...]
    changes: tuple[ActualChange, ...]


def actuals_of(saved: Scenario) -> Actuals:
    """Return every contract year of a calculation with what was entered for it."""
    entered = {actual.contract_year: actual for actual in saved.actuals.all()}
    changes = saved.actual_changes.select_related("by")[:MOST_CHANGES]
    return Actuals(
        years=tuple(_year(saved, year, entered.get(year)) for year in services.years_of(saved)),
        changes=tuple(changes),
    )


def _year(saved: Scenario, year: int, actual: Actual | None) -> YearOfActuals:
    if actual is None:
        return YearOfActuals(year=year, actual=None, exhibit=None)
    bands = services.bands_of(saved, year=year, months=actual.months)
    shown = year_exhibit(
        actual.known,
        bands,
        year=year,
        months=actual.months,
        starts=date_format(actual.starts_on, _("F j, Y")),
    )
    return YearOfActuals(year=year, actual=actual, exhibit=shown)
