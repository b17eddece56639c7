"""Take a draft through the workflow with the people it needs."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from calculator.evidence import groups, services


def a_person(name: str, *names: str):
    """Return the staff member of that name, in the groups."""
    user, made = get_user_model().objects.get_or_create(username=name, is_staff=True)
    if made:
        user.groups.set(Group.objects.filter(name__in=names))
        assert user.groups.count() == len(names)
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
