"""What the pages of every made file share: its tag, where it stands for a poll, and its sending."""

from django.http import Http404, HttpResponse

from calculator.jobs import Job, JobQuerySet
from calculator.reports.models import FiduciaryFile, Report


def etag(files: JobQuerySet, token: str) -> str | None:
    """Return the entity tag of a file among those that a person may see; None before it is made.

    Raises:
        Http404: where there is no such file for this person.
    """
    sha256 = files.filter(token=token).values_list("sha256", flat=True).first()
    if sha256 is None:
        raise Http404
    return f'"{sha256}"' if sha256 else None


def stand(job: Job) -> str:
    """Return what a poll has seen: it changes when the words on the page do."""
    return f"{job.status}-{job.progress}"


def sent(file: Report | FiduciaryFile, *, media_type: str) -> HttpResponse:
    """Return the answer that hands a made file over."""
    return HttpResponse(
        bytes(file.content),
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file.filename}"',
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )
