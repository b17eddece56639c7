"""Fill a site for a journey: ``python -m tests.journeys.seed_release`` in the site's environment.

A reviewer, six saved calculations, and a draft in review in which lumbar fusion is dearer.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402

from calculator.evidence import services  # noqa: E402
from calculator.evidence.models import Parameter  # noqa: E402
from calculator.scenarios import services as scenarios  # noqa: E402
from tests.evidence import steps  # noqa: E402

PASSWORD = "one-long-pass-phrase"


def main() -> None:
    """Print the token of a saved calculation."""
    for members in (300, 2_000, 10_000, 40_000, 100_000, 600_000):
        saved = scenarios.save_scenario(raw={"members": members, "draws": 1_000})
        if members == 10_000:
            token = saved.token
    draft = services.start_draft(by=steps.editor(), name="Next")
    with services.editing(release=draft, by=steps.editor(), reason="Prices rose."):
        found = Parameter.objects.filter(release=draft, slug="surgery_cost.lumbar_fusion")
        found.update(base=95_000, low=60_000, high=140_000)
    steps.in_review(draft)
    for person in (steps.reviewer(), steps.publisher()):
        user = get_user_model().objects.get(pk=person.pk)
        user.set_password(PASSWORD)
        user.save()
    print(token)


if __name__ == "__main__":
    main()
