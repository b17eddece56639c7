"""Fill a site for a journey: ``python -m tests.journeys.seed_draft`` in the site's environment.

An editor with a password, and a draft to edit.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.evidence import services  # noqa: E402
from tests.evidence import steps  # noqa: E402
from tests.journeys.seed_release import PASSWORD  # noqa: E402


def main() -> None:
    """Make the editor and the draft."""
    bob = steps.editor()
    bob.set_password(PASSWORD)
    bob.save()
    services.start_draft(by=bob, name="Next")


if __name__ == "__main__":
    main()
