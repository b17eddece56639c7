"""The steps of the workflow in the admin: who is offered which, what it asks, what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from calculator.evidence import audit, services
from calculator.evidence.models import Release

State = Release.State
SUBMIT, REVIEW, PUBLISH = "submit_release", "review_release", "publish_release"


class DraftForm(forms.Form):
    """Ask for the name of a draft."""

    name = forms.CharField(max_length=60, help_text="Such as “Evidence release May 2027”.")


class ReasonForm(forms.Form):
    """Ask why."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Kept with the release and shown to readers.",
    )


class JudgeForm(ReasonForm):
    """Ask why, and why in spite of what speaks against it."""

    second_reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Needed only where something speaks against it.",
    )


class ScheduleForm(JudgeForm):
    """Ask when."""

    scheduled_for = forms.DateTimeField(
        label="Publish at (UTC)",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="The release goes live within a minute of this time.",
    )
    field_order = ("scheduled_for", "reason", "second_reason")


class RollBackForm(DraftForm, ReasonForm):
    """Ask for the name of the draft that undoes, and why."""

    field_order = ("name", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: ``act`` is a service that takes what the form asks."""

    name: str
    verb: str
    act: Callable[..., object]
    done: str
    note: str
    states: tuple[str, ...]
    permissions: tuple[str, ...]
    form: type[forms.Form] = ReasonForm
    shows_changes: bool = False

    def is_permitted(self, user: object) -> bool:
        """Whether a person may take it on some release."""
        return any(user.has_perm(f"evidence.{permission}") for permission in self.permissions)

    def is_open(self, release: Release, user: object) -> bool:
        """Whether a person may take it on this release now."""
        if release.state not in self.states or not self.is_permitted(user):
            return False
        return self.act is not services.approve_release or not _contributed(release, user)

    def is_for(self, release: Release, user: object) -> bool:
        """Whether to offer it: open, and with something to do."""
        if self.act is services.adopt_changes:
            return self.is_open(release, user) and bool(audit.unaudited(release))
        return self.is_open(release, user)


def _contributed(release: Release, user: object) -> bool:
    return user.pk in audit.contributors(release)


def _roll_back(*, release: Release, **asked: object) -> Release:
    return services.roll_back(to=release, **asked)


STEPS = (
    Step(
        name="adopt",
        verb="Adopt changes",
        act=services.adopt_changes,
        done="You answer for the changes that nobody answered for.",
        note="Something in this draft was changed past the audit log. Whoever adopts it answers "
        "for it, and may not approve this release.",
        states=(State.DRAFT,),
        permissions=("change_release",),
    ),
    Step(
        name="submit",
        verb="Submit for review",
        act=services.submit_for_review,
        done="{} is in review.",
        note="Nobody can change the draft while it is in review.",
        states=(State.DRAFT,),
        permissions=(SUBMIT,),
        shows_changes=True,
    ),
    Step(
        name="approve",
        verb="Approve",
        act=services.approve_release,
        done="{} is approved.",
        note="You answer for having read every change below. Someone else publishes it.",
        states=(State.IN_REVIEW,),
        permissions=(REVIEW,),
        form=JudgeForm,
        shows_changes=True,
    ),
    Step(
        name="publish",
        verb="Publish",
        act=services.publish_release,
        done="{} is published.",
        note="It takes the place of the live release at once. After that nobody can change it: a "
        "correction is a new release.",
        states=(State.APPROVED, State.SCHEDULED),
        permissions=(PUBLISH,),
        form=JudgeForm,
        shows_changes=True,
    ),
    Step(
        name="schedule",
        verb="Schedule",
        act=services.schedule_release,
        done="{} is scheduled.",
        note="The clock publishes it, unless another release goes live before.",
        states=(State.APPROVED,),
        permissions=(PUBLISH,),
        form=ScheduleForm,
    ),
    Step(
        name="unschedule",
        verb="Take off the schedule",
        act=services.unschedule_release,
        done="{} is off the schedule, and still approved.",
        note="It stays approved.",
        states=(State.SCHEDULED,),
        permissions=(PUBLISH,),
    ),
    Step(
        name="return",
        verb="Send back to draft",
        act=services.return_to_draft,
        done="{} is a draft again.",
        note="It can be edited again, and needs a new review. Who contributed stays on record.",
        states=(State.IN_REVIEW, State.APPROVED),
        permissions=(SUBMIT, REVIEW, PUBLISH),
    ),
    Step(
        name="withdraw",
        verb="Withdraw",
        act=services.withdraw_release,
        done="{} is withdrawn.",
        note="Calculations made with this release still open, with the mark that it was withdrawn.",
        states=(State.SUPERSEDED,),
        permissions=(PUBLISH,),
    ),
    Step(
        name="roll_back",
        verb="Roll back to this",
        act=_roll_back,
        done="The draft {} holds what the older release held.",
        note="A new draft with the content of this release. You answer for every difference to "
        "the live release; another person approves it.",
        states=(State.SUPERSEDED, State.WITHDRAWN),
        permissions=(PUBLISH,),
        form=RollBackForm,
    ),
    Step(
        name="discard",
        verb="Throw away",
        act=services.discard_draft,
        done="The draft is gone.",
        note="The draft goes with everything in it. Its entries in the audit log stay.",
        states=(State.DRAFT,),
        permissions=("delete_release",),
    ),
)
