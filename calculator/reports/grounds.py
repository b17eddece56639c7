"""What the assumptions rest on, in a few words: the sources by name, or whose figure it is."""

from calculator.engine.result import Assumption
from calculator.evidence.models import Parameter, Release

ORIGINS = {"user": "Yours", "design": "The design", "lens": "The lens"}
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
        row["parameter"]: ORIGINS.get(row["origin"]) or sources[row["parameter"]]
        for row in assumptions
    }


def _sources(parameter: Parameter) -> str:
    """Return the names of the first sources, or what stands in the place of a source."""
    names = list(dict.fromkeys(finding.source.slug for finding in parameter.findings.all()))
    if not names:
        return parameter.get_basis_display()
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
