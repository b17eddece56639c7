"""The tables of a release as files: immutable, so they are cached long and named by their hash."""

from collections.abc import Callable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from calculator.evidence.models import Release
from calculator.evidence.transfer import public

MONTH = 30 * 24 * 60 * 60
FORMS: dict[str, tuple[str, Callable[[Release, str, str], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", public.csv_lines),
    "json": ("application/json", public.json_lines),
}


@require_safe
def download_table(request: HttpRequest, slug: str, kind: str, form: str) -> HttpResponseBase:
    """Send a table of a release as CSV or JSON; a draft's to those who may read it."""
    release = Release.objects.visible_to(AnonymousUser()).filter(slug=slug).first()
    private = release is None
    if private:
        release = Release.objects.visible_to(request.user).filter(slug=slug).first()
    if release is None:
        raise Http404("There is no such evidence release.")
    if private:
        response = _file(request, release, kind, form)
        patch_cache_control(response, private=True, no_store=True)
        return response
    etag = f'"{release.content_hash}.{kind}.{form}.{public.FORMAT}"'
    response = get_conditional_response(request, etag=etag) or _file(request, release, kind, form)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MONTH)
    return response


def _file(request: HttpRequest, release: Release, kind: str, form: str) -> StreamingHttpResponse:
    address = request.build_absolute_uri(release.get_absolute_url())
    content_type, lines = FORMS[form]
    response = StreamingHttpResponse(
        lines(release, kind, public.citation(release, address)), content_type=content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{kind}-{release.slug}.{form}"'
    response["Link"] = f'<{address}>; rel="cite-as"'
    return response
