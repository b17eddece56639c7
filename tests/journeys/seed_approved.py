"""Fill a site for a journey: ``python -m tests.journeys.seed_approved`` in the site's environment.

A publisher with a password, and a release that only waits to be published.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.evidence import services  # noqa: E402
from calculator.evidence.models import Claim, Release  # noqa: E402
from calculator.review import services as review  # noqa: E402
from calculator.review import tasks  # noqa: E402
from tests.evidence import steps  # noqa: E402
from tests.journeys.seed_release import PASSWORD  # noqa: E402


def main() -> None:
    """Approve a draft in which a claim was read again."""
    rosa = steps.publisher()
    rosa.set_password(PASSWORD)
    rosa.save()
    draft = services.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Claim, "s4-cleveland-21", why="Read again.", reason="It was reprinted.")
    steps.in_review(draft)
    release = Release.objects.get(pk=draft.pk)
    tasks.make_preview(review.request_preview(release=release, by=steps.reviewer()).pk)
    services.approve_release(release=release, by=steps.reviewer(), reason="Checked.")


if __name__ == "__main__":
    main()
