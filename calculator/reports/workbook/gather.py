"""Read from the release what each parameter rests on, and the works consulted."""

from calculator.evidence.models import Parameter, Release, Source
from calculator.language import gettext as _
from calculator.reports.grounds import some_of
from calculator.reports.workbook.facts import Grounds, Work

NAMED = 6


def grounds_of(release: Release) -> dict[str, Grounds]:
    """Return what each parameter rests on, by name."""
    rows = Parameter.objects.filter(release=release).prefetch_related("findings__source")
    return {row.slug: _grounds(row) for row in rows}


def works_of(release: Release) -> tuple[Work, ...]:
    """Return the works that the release's parameters rest on, by name."""
    used = Source.objects.filter(release=release, findings__parameters__isnull=False)
    return tuple(
        Work(slug=row.slug, citation=str(row), url=_address(row))
        for row in used.distinct().order_by("slug")
    )


def _grounds(parameter: Parameter) -> Grounds:
    sources = {finding.source.slug: finding.source for finding in parameter.findings.all()}
    names = list(sources)
    addresses = [found for found in map(_address, sources.values()) if found]
    return Grounds(
        rationale=parameter.rationale,
        sources=some_of(names, NAMED) or _(parameter.get_basis_display()),
        url=addresses[0] if addresses else "",
    )


def _address(source: Source) -> str:
    return source.doi_url or source.web_url or source.pubmed_url
