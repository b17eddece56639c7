"""Take a draft through the workflow with the people it needs."""

import time
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from calculator.evidence import groups, services
from calculator.evidence.models import Parameter
from tests.accounts.factor import enroll

SOON = timedelta(hours=1)


def a_person(name: str, *names: str):
    """Return the staff member of that name, in the groups."""
    user, made = get_user_model().objects.get_or_create(
        username=name, email=f"{name}@example.org", is_staff=True
    )
    if made:
        user.groups.set(Group.objects.filter(name__in=names))
        assert user.groups.count() == len(names)
        enroll(user)
    return user


def editor():
    return a_person("bob", groups.EDITORS)


def reviewer():
    return a_person("rita", groups.REVIEWERS)


def publisher():
    return a_person("rosa", groups.PUBLISHERS)


def in_review(draft):
    """Submit a draft."""
    return services.submit_for_review(release=draft, by=editor(), reason="Ready.")


def approved(draft, second_reason=""):
    """Submit and approve a draft."""
    return services.approve_release(
        release=in_review(draft), by=reviewer(), reason="Checked.", second_reason=second_reason
    )


def published(draft, reason="New figures.", second_reason=""):
    """Take a draft all the way."""
    ready = approved(draft, second_reason)
    return services.publish_release(release=ready, by=publisher(), reason=reason)


def edit(draft, model, slug, by=None, reason="A better source.", **values):
    """Change a record as a person does."""
    with services.editing(release=draft, by=by or editor(), reason=reason):
        assert model.objects.filter(release=draft, slug=slug).update(**values) == 1


def scheduled(draft, after=SOON):
    """Approve a draft and let the clock publish it."""
    return services.schedule_release(
        release=approved(draft),
        by=publisher(),
        reason="On the first.",
        scheduled_for=timezone.now() + after,
    )


def published_by_another(name="Other"):
    """Publish another draft meanwhile."""
    other = services.start_draft(by=editor(), name=name)
    edit(other, Parameter, "engagement", rationale=f"{name}.")
    return published(other)


def wait(seconds: float) -> None:
    """Let the clock go on."""
    time.sleep(seconds)
