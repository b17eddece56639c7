"""The public list of releases: what was live when, what it changed, and what to think of it."""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from calculator.evidence.canonical import differences
from calculator.evidence.models import Change, Release
from calculator.evidence.pages import history, records
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

PER_PAGE = 50
MEANINGS = {
    Release.State.PUBLISHED: noop("Live: the calculator reads it."),
    Release.State.SUPERSEDED: noop(
        "Was live. Calculations made with it reopen with the same numbers."
    ),
    Release.State.WITHDRAWN: noop("Should not be relied upon."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A release with what is said of it."""

    release: Release
    meaning: str
    changed: int
    can_be_read: bool


@require_safe
def list_releases(request: HttpRequest) -> HttpResponse:
    """List every release that is or was live, newest first."""
    listed = list(  # read before what is said of them: one may be published in between
        Release.objects.public()
        .select_related("base", "successor")
        .order_by("-published_at", "-pk")
    )
    readable = set(Release.objects.visible_to(request.user).values_list("pk", flat=True))
    changed = _records_changed()
    shown = [
        Shown(
            release=release,
            meaning=_(MEANINGS[release.state]),
            changed=changed.get(release.pk, 0),
            can_be_read=release.pk in readable,
        )
        for release in listed
    ]
    context = {"shown": shown, "readable": [item.release for item in shown if item.can_be_read]}
    return render(request, "evidence/list_releases.html", context)


@require_safe
def list_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """List every change of a release: which record, who, when, why, and field by field."""
    release = get_object_or_404(Release.objects.visible_to(request.user), slug=slug)
    page = Paginator(history.of_release(release), PER_PAGE).get_page(request.GET.get("page"))
    keep = "" if release.is_live else "?" + urlencode({"release": release.slug})
    there = records.existing(release, {change.kind for change, _who in page})
    entries = [
        replace(
            history.of_record(change, who),
            href=records.address_of(change.kind, change.name, keep)
            if (change.kind, change.name) in there
            else "",
        )
        for change, who in page
    ]
    context = {"release": release, "page": page, "entries": entries}
    return render(request, "evidence/list_changes.html", context)


def _records_changed() -> dict[int, int]:
    """Return how many records each release changed, as the log tells."""
    rows = Change.objects.contributions().exclude(kind=differences.RELEASE)
    names = rows.order_by().values("release_id", "kind", "name").distinct()
    found: dict[int, int] = {}
    for row in names:
        found[row["release_id"]] = found.get(row["release_id"], 0) + 1
    return found
