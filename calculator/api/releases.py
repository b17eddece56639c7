"""Which release an answer is made from: the live one, or the one that ``?release=`` names."""

from django.db import DatabaseError
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from calculator.api.errors import no_such_release, withdrawn_release
from calculator.evidence import catalog
from calculator.evidence.models import Release

NAME = {"type": "string", "maxLength": 60, "pattern": "^[-A-Za-z0-9_]+$"}
RELEASE = OpenApiParameter(
    "release", NAME, description="Another release than the live one: any that is or was live."
)


def chosen_release(request: Request) -> Release:
    """Return the release that ``?release=`` names, or the live one.

    Raises:
        Problem: if no release that is or was live has this name.
    """
    slug = request.query_params.get("release")
    return catalog.live_release() if slug is None else named_release(slug)


def release_to_run(request: Request) -> Release:
    """Return the chosen release for a new calculation.

    Raises:
        Problem: if there is none, or if it was withdrawn: nobody should rely on its numbers.
    """
    release = chosen_release(request)
    if release.state == Release.State.WITHDRAWN:
        raise withdrawn_release(release.slug, release.withdraw_reason)
    return release


def named_release(slug: str) -> Release:
    """Return the release of this name that is or was live.

    Raises:
        Problem: if there is none.
    """
    release = Release.objects.public().filter(slug=slug).first()
    if release is None:
        raise no_such_release(slug)
    return release


def headers_of(release: Release) -> dict[str, str]:
    """Return the headers that name a release, and warn where it was withdrawn."""
    found = {"Evidence-Release": release.slug}
    if release.state == Release.State.WITHDRAWN:
        found["Evidence-Release-State"] = Release.State.WITHDRAWN.value
    return found


def live_name() -> str | None:
    """Return the name of the live release; None without one, or where the database fails."""
    try:
        return Release.objects.published().values_list("slug", flat=True).first()
    except DatabaseError:
        return None
