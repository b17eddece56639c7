"""Public pages of the evidence: the live release, or an older one by ``?release=``."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from calculator.evidence import presentation, synthesis
from calculator.evidence.canonical import differences
from calculator.evidence.models import Finding, Parameter, Release, Source
from calculator.evidence.pages import claims, records, strips, tables
from calculator.exhibits.names import named
from calculator.language import gettext as _

PER_PAGE = 50
LONGEST_QUERY = 100


@gzip_page
@require_safe
def list_parameters(request: HttpRequest) -> HttpResponse:
    """List the parameters by area, with base, range, grade and where they come from."""
    release, context = _release(request)
    query = _query(request)
    sections = tables.parameter_sections(release, query)
    context |= {
        "query": query,
        "sections": sections,
        "number": sum(len(section.rows) for section in sections),
        "grades": [(grade, _(meaning)) for grade, meaning in presentation.GRADES.items()],
        "frame": records.frame(release, str(context["keep"])),
    }
    return render(request, "evidence/list_parameters.html", context)


@require_safe
@vary_on_headers("HX-Request")
def show_parameter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one parameter: why this number, its value on each lens, its findings."""
    release, context = _release(request)
    found = Parameter.objects.select_related("release", "area", "line", "chosen_finding")
    parameter = get_object_or_404(found, release=release, slug=name)
    strip = synthesis.strip_of(parameter, strips.read_switches(request.GET.dict()))
    context |= {
        "parameter": parameter,
        "strip": strip,
        "shown": strips.shown(strip),
        "calculation": request.GET.get("c", ""),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return _private(render(request, "evidence/_strip.html", context), context)
    context |= {
        "value": presentation.figure(parameter.base, parameter.unit),
        "interval": presentation.span(parameter.low, parameter.high, parameter.unit),
        "grade": _(presentation.GRADES[parameter.grade]),
        "is_overdue": parameter.is_overdue(timezone.localdate()),
        "bands": tables.band_rates(parameter),
        "lenses": tables.lens_values(parameter),
    }
    return _private(render(request, "evidence/show_parameter.html", context), context)


@require_safe
def show_finding(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one finding: the number, how it was found, and what rests on it."""
    release, context = _release(request)
    found = Finding.objects.filter(release=release, slug=slug)
    finding = get_object_or_404(found.select_related("source"))
    context |= {
        "finding": finding,
        "row": tables.findings(found)[0],
        "seen_at": presentation.web_link(finding.seen_at),
        "links": tables.source_links(finding.source),
        "uses": tables.uses(finding, context["keep"]),
    }
    return render(request, "evidence/show_finding.html", context)


@gzip_page
@require_safe
def list_sources(request: HttpRequest) -> HttpResponse:
    """List the works consulted, a page at a time."""
    release, context = _release(request)
    query = _query(request)
    page = Paginator(tables.search_sources(release, query), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(source, tables.source_links(source)) for source in page]
    context |= {"query": query, "page": page, "rows": rows}
    return render(request, "evidence/list_sources.html", context)


@require_safe
def show_source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one work with everything found in it."""
    release, context = _release(request)
    source = get_object_or_404(Source, release=release, slug=slug)
    context |= {
        "source": source,
        "kind": presentation.words(source.kind),
        "links": tables.source_links(source),
        "findings": tables.findings(source.findings.all()),
    }
    return render(request, "evidence/show_source.html", context)


@require_safe
def show_record(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show one claim, program, market estimate, area, line, design or lens, and its history."""
    release, context = _release(request)
    found = records.MODELS[kind].objects.select_related("release")
    record = get_object_or_404(found, release=release, slug=slug)
    keep = str(context["keep"])
    context |= {
        "record": record,
        "title": record.claim if kind == "claims" else named(str(record)),
        "title_lang": "" if kind in records.FRAME else "en",
        "kind": _(differences.KINDS[kind]),
        "facts": records.facts(kind, record, keep),
        "back": records.back_to(kind, slug, keep),
    }
    return render(request, "evidence/show_record.html", context)


@gzip_page
@require_safe
def list_claims(request: HttpRequest) -> HttpResponse:
    """List what market documents say, by document and verdict, narrowed to either or both."""
    release, context = _release(request)
    context |= claims.page_of(release, request.GET, str(context["keep"]))
    return render(request, "evidence/list_claims.html", context)


@gzip_page
@require_safe
def list_programs(request: HttpRequest) -> HttpResponse:
    """List the programs on offer and the standing of what they claim."""
    release, context = _release(request)
    context["programs"] = tables.programs(release)
    return render(request, "evidence/list_programs.html", context)


@require_safe
def list_market(request: HttpRequest) -> HttpResponse:
    """List the estimates of market size, stated growth beside implied growth."""
    release, context = _release(request)
    context["estimates"] = tables.market(release)
    return render(request, "evidence/list_market.html", context)


def _release(request: HttpRequest) -> tuple[Release, dict[str, object]]:
    """Return the release that was asked for, and what every page says of it."""
    wanted = request.GET.get("release", "").replace("\x00", "")
    releases = Release.objects.visible_to(request.user)
    release = releases.filter(slug=wanted).first() if wanted else releases.published().first()
    if release is None:
        raise Http404("There is no such evidence release.")
    keep = "" if release.is_live else "?" + urlencode({"release": release.slug})
    return release, {"release": release, "keep": keep}


def _private(response: HttpResponse, context: dict[str, object]) -> HttpResponse:
    """Keep a page that names somebody's calculation out of caches and search engines."""
    if context["calculation"]:
        response["X-Robots-Tag"] = "noindex"
        response["Cache-Control"] = "private, no-cache"
    return response


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
