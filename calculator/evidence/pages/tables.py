"""Shape records for the pages: every string ready, every link resolved."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from calculator.engine.evidence import BANDS
from calculator.evidence import presentation as say
from calculator.evidence.models import (
    Finding,
    LensReplacement,
    MarketEstimate,
    Parameter,
    ParameterFinding,
    Program,
    Release,
    Source,
)
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.pages import records
from calculator.exhibits.exhibit import Lang
from calculator.exhibits.facts import capital
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one heading with an address of its own on the page."""

    anchor: str
    title: str
    note: str = ""
    rows: list[object] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A record with its number said: ``value`` and ``interval`` in the unit's own way."""

    record: object
    value: str
    interval: str
    label: str = ""
    origin: str = ""
    counts: str = ""
    computed: str = ""
    pool: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What rests on a finding; ``lang`` is "en" where its name is said in no other language."""

    kind: str
    label: str
    href: str
    lang: Lang = ""


def english(words: str) -> str:
    """Return words of the evidence, marked as English for the page.

    >>> english("treatment change <1 %")
    '<span lang="en">treatment change &lt;1 %</span>'
    """
    return format_html('<span lang="en">{}</span>', words) if words else ""


def parameter_sections(release: Release, query: str) -> list[Section]:
    """Return the parameters of a release by area, then by line, then those for all."""
    found = Parameter.objects.filter(release=release).select_related("area", "line")
    for word in query.split():
        found = found.filter(
            Q(label__icontains=word)
            | Q(slug__icontains=word)
            | Q(rationale__icontains=word)
            | Q(area__segment__icontains=word)
        )
    groups: dict[tuple[int, int], Section] = {}
    for parameter in found.annotate(finding_count=Count("finding_links")):
        scope = parameter.area or parameter.line
        order = (
            0 if parameter.area else 1 if parameter.line else 2,
            scope.position if scope else 0,
        )
        if order not in groups:
            groups[order] = Section(
                anchor=scope.slug if scope else "all",
                title=scope.name if scope else noop("One value for all areas"),
                note=parameter.area.caution if parameter.area else "",
            )
        groups[order].rows.append(_parameter(parameter))
    return [groups[order] for order in sorted(groups)]


def _parameter(parameter: Parameter) -> Numbered:
    scope = parameter.area or parameter.line
    label = parameter.label.removeprefix(f"{scope.name}: ") if scope else parameter.label
    number = parameter.finding_count
    origin = (
        parameter.get_basis_display()
        if parameter.basis != "evidence"
        else ngettext("{n} finding", "{n} findings", number, n=number)
    )
    return Numbered(
        record=parameter,
        value=say.figure(parameter.base, parameter.unit),
        interval=say.span(parameter.low, parameter.high, parameter.unit),
        label=capital(named(label)),
        origin=origin,
    )


def findings(found: QuerySet[Finding]) -> list[Numbered]:
    """Return findings with value, interval and the interval computed from counts."""
    return [finding_row(finding) for finding in found.select_related("source")]


def finding_row(finding: Finding, pool: str = "", why: str = "") -> Numbered:
    """Return a finding with value, interval, that from its counts, and its place and why."""
    return Numbered(
        record=finding,
        value=say.figure(finding.value, finding.unit),
        interval=say.span(finding.low, finding.high, finding.unit),
        label=say.words(finding.measure),
        counts=say.counts(finding.numerator, finding.denominator),
        computed=say.from_counts(finding.numerator, finding.denominator)
        if finding.is_share
        else "",
        pool=pool,
        why=why,
    )


def lens_values(parameter: Parameter) -> list[Numbered]:
    """Return the value of a parameter on each lens, and on what it rests there."""
    replaced = {
        item.lens_id: item
        for item in LensReplacement.objects.filter(parameter=parameter).prefetch_related(
            Prefetch("findings", Finding.objects.select_related("source"))
        )
    }
    lenses = parameter.release.lens_set.all()
    return [_lens(lens, replaced.get(lens.pk), parameter) for lens in lenses]


def _lens(lens: object, item: LensReplacement | None, parameter: Parameter) -> Numbered:
    row = item or parameter
    return Numbered(
        record=lens,
        value=say.figure(row.base, parameter.unit),
        interval=say.span(row.low, row.high, parameter.unit),
        label=row.get_family_display(),
        origin=list(item.findings.all()) if item else "",
        computed="" if item else _("reference value"),
    )


def band_rates(parameter: Parameter) -> list[tuple[str, str]]:
    """Return the rate of each age band, where they are given."""
    if parameter.rate_0_17 is None:
        return []
    rates = (getattr(parameter, name) for name in BAND_RATES)
    return [
        (band, say.figure(rate, parameter.unit)) for band, rate in zip(BANDS, rates, strict=True)
    ]


def source_links(source: Source) -> list[tuple[str, str]]:
    """Return label and address of every place where a source can be read."""
    found = [
        (f"DOI {source.doi}", source.doi_url),
        (f"PubMed {source.pmid}", source.pubmed_url),
        (_("Page"), source.web_url),
    ]
    return [(label, address) for label, address in found if address]


def programs(release: Release) -> list[tuple[Program, str]]:
    """Return programs with their list price said."""
    found = Program.objects.filter(release=release).prefetch_related("findings")
    return [(program, say.prices(program.list_price_usd)) for program in found]


def market(release: Release) -> list[dict[str, object]]:
    """Return market estimates with stated and implied growth side by side."""
    found = MarketEstimate.objects.filter(release=release).select_related("source")
    return [_estimate(estimate) for estimate in found]


def _estimate(estimate: MarketEstimate) -> dict[str, object]:
    first = (estimate.base_usd_bn_low, estimate.base_usd_bn_high)
    last = (estimate.end_usd_bn_low, estimate.end_usd_bn_high)
    return {
        "record": estimate,
        "first": say.billions(*first),
        "last": say.billions(*last),
        "stated": say.stated_growth(estimate.cagr_stated_low, estimate.cagr_stated_high),
        "implied": say.implied_growth(first, last, estimate.end_year - estimate.base_year),
    }


def uses(finding: Finding, keep: str) -> list[Use]:
    """Return what rests on a finding."""
    links = ParameterFinding.objects.filter(finding=finding).select_related("parameter")
    found = [
        Use(
            kind=_("Parameter")
            if link.is_admissible
            else format_html(_("Left out ({reason})"), reason=english(link.reason)),
            label=named(link.parameter.label),
            href=_parameter_address(link.parameter, keep),
        )
        for link in links.order_by("parameter__position", "parameter__slug")
    ]
    found += [
        Use(
            kind=_("Parameter on a lens"),
            label=f"{named(item.parameter.label)} ({named(item.lens.name)})",
            href=_parameter_address(item.parameter, keep),
        )
        for item in finding.replacements.select_related("parameter", "lens")
    ]
    programs_page, claims_page = reverse("evidence:list-programs"), reverse("evidence:list-claims")
    found += [
        Use(kind=_("Program"), label=p.name, href=f"{programs_page}{keep}#{p.slug}", lang="en")
        for p in finding.programs.all()
    ]
    found += [
        Use(kind=_("Claim"), label=c.claim, href=f"{claims_page}{keep}#{c.slug}", lang="en")
        for c in finding.claims.all()
    ]
    return found + [
        Use(
            kind=_("Design"),
            label=named(d.name),
            href=records.address_of("designs", d.slug, keep),
        )
        for d in finding.designs.all()
    ]


def _parameter_address(parameter: Parameter, keep: str) -> str:
    return reverse("evidence:show-parameter", args=[parameter.slug]) + keep


def search_sources(release: Release, query: str) -> QuerySet[Source]:
    """Return the sources of a release whose text holds every word of the query."""
    found = Source.objects.filter(release=release).annotate(finding_count=Count("findings"))
    for word in query.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(authors__icontains=word)
            | Q(publisher__icontains=word)
            | Q(slug__icontains=word)
            | Q(doi__icontains=word)
            | Q(pmid=word)
        )
    return found.order_by("authors", "year", "title")
