"""What the assumptions rest on, in a few words: the sources by name, or whose figure it is."""

from calculator.engine.result import Assumption
from calculator.evidence.models import Parameter, Release
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

ORIGINS = {"user": noop("Yours"), "design": noop("The design"), "lens": noop("The lens")}
NAMED = 3


def where_from(release: Release, assumptions: list[Assumption]) -> dict[str, str]:
    """Return parameter name to where its value in force comes from."""
    names = {row["parameter"] for row in assumptions if row["origin"] == "reference"}
    parameters = Parameter.objects.filter(release=release, slug__in=names)
    sources = {
        parameter.slug: _sources(parameter)
        for parameter in parameters.prefetch_related("findings__source")
    }
    return {
        row["parameter"]: _(ORIGINS.get(row["origin"], "")) or sources[row["parameter"]]
        for row in assumptions
    }


def _sources(parameter: Parameter) -> str:
    """Return the names of the first sources, or what stands in the place of a source."""
    names = list(dict.fromkeys(finding.source.slug for finding in parameter.findings.all()))
    if not names:
        return _(parameter.get_basis_display())
    return some_of(names, NAMED)


def some_of(names: list[str], most: int) -> str:
    """Return the first names of a list, and how many more there are.

    >>> some_of(["a", "b", "c"], 2), some_of(["a", "b"], 2)
    ('a, b and 1 more', 'a, b')
    """
    shown, more = ", ".join(names[:most]), len(names) - most
    return _("{names} and {n} more", names=shown, n=more) if more > 0 else shown
