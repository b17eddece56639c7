"""What every step asks first: may this person, why, and where does the release stand."""

from django.contrib.auth.base_user import AbstractBaseUser

from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release


def require(by: AbstractBaseUser, act: str, *permissions: str) -> None:
    """Raise WorkflowError unless the person has one of the permissions."""
    if not any(by.has_perm(f"evidence.{permission}") for permission in permissions):
        raise WorkflowError(f"You are not allowed to {act}.")


def said(reason: str) -> str:
    """Return the reason without blanks around it; raise WorkflowError where there is none."""
    if not reason.strip():
        raise WorkflowError("Give a reason.")
    return reason.strip()


def held(release: Release, *states: str) -> Release:
    """Return the release, locked and as it is now; raise WorkflowError in any other state."""
    found = Release.objects.select_for_update().filter(pk=release.pk).first()
    if found is None:
        raise WorkflowError(f"{release.name} was thrown away.")
    if found.state not in states:
        wanted = " or ".join(str(Release.State(state).label).lower() for state in states)
        now = found.get_state_display().lower()
        raise WorkflowError(f"{found.name} is {now}, not {wanted}.")
    return found


def live_release() -> Release | None:
    """Return the live release, locked until the step is done."""
    return Release.objects.published().select_for_update().first()
