"""The curator's desk for the front page of the admin."""

from django import template
from django.contrib.auth.base_user import AbstractBaseUser

from calculator.evidence.errors import NoLiveRelease
from calculator.review import desk

register = template.Library()


@register.simple_tag
def curators_desk(user: AbstractBaseUser) -> desk.Desk | None:
    """Return the desk to those who may read the evidence, and where there is any."""
    if not (user.has_perm("evidence.view_release") and user.has_perm("evidence.view_finding")):
        return None
    try:
        return desk.desk()
    except NoLiveRelease:
        return None
