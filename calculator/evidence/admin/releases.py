"""Releases in the admin: start a draft, edit its notes, take each step with a reason."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from calculator.evidence import audit, services
from calculator.evidence.admin.reasons import ReasonedAdmin
from calculator.evidence.admin.steps import STEPS, DraftForm, Step
from calculator.evidence.errors import BadRelease, NeedsSecondReason, WorkflowError
from calculator.evidence.models import Release
from calculator.evidence.pages import history

ADD = "evidence.add_release"
MOST = 300
START = "A draft is a full copy of the live release. Nothing that you change in it reaches the "
START += "calculator before it is reviewed and published."


STORY = (
    "submitted_at", "submitted_by", "submit_reason", "approved_at", "approved_by", "approve_reason",
    "second_reason", "scheduled_for", "scheduled_by", "schedule_reason", "published_at",
    "published_by", "publish_reason", "superseded_at", "successor", "withdrawn_at",
    "withdrawn_by", "withdraw_reason",
)  # fmt: skip


@admin.register(Release)
class ReleaseAdmin(ReasonedAdmin):
    """A release: drafts can be edited, the others are as they were submitted."""

    list_display = ("name", "slug", "date", "state", "approved_by", "published_at", "published_by")
    list_filter = ("state",)
    list_select_related = ("approved_by", "published_by")
    search_fields = ("slug", "name", "notes")
    readonly_fields = ("state", "content_hash", "base", "created_at", "created_by", *STORY)

    def get_fields(self, request: HttpRequest, obj: Release | None = None) -> list[str]:
        """Leave out what has not happened yet: nobody has approved a draft."""
        named = super().get_fields(request, obj)
        return [name for name in named if name not in STORY or getattr(obj, name, None)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A release begins as a copy of the live one, never empty."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Only a draft changes."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """A draft is thrown away by a step of its own, with a reason."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the steps of the workflow."""
        wrap = self.admin_site.admin_view
        steps = [
            path(
                f"<int:pk>/{step.name}/",
                wrap(partial(self.take_step, step=step)),
                name=f"evidence_release_{step.name}",
            )
            for step in STEPS
        ]
        start = path("start-draft/", wrap(self.start_draft), name="evidence_release_start_draft")
        return [start, *steps, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        """Offer a new draft to those who may start one."""
        return super().changelist_view(request, {"can_start": request.user.has_perm(ADD)})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Offer the steps that this person may take on this release."""
        found = Release.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        offered = [
            (step, reverse(f"admin:evidence_release_{step.name}", args=[found.pk]))
            for step in STEPS
            if found and step.is_for(found, request.user)
        ]
        more = {"steps": offered, "undone": _undone(found) if found else []}
        return super().change_view(request, object_id, form_url, more)

    def start_draft(self, request: HttpRequest) -> HttpResponse:
        """Copy the live release into a draft."""
        if not request.user.has_perm(ADD):
            raise PermissionDenied
        form = DraftForm(request.POST or None)
        act = partial(services.start_draft, by=request.user)
        done = self._act(request, form, act, "The draft {} is ready to edit.")
        context = {"title": "Start a draft", "verb": "Start", "note": START}
        return done or self._page(request, form, context)

    def take_step(self, request: HttpRequest, pk: int, *, step: Step) -> HttpResponse:
        """Take one step, with what it asks for."""
        if not step.is_permitted(request.user):
            raise PermissionDenied
        release = get_object_or_404(Release.objects.select_related("base"), pk=pk)
        form = step.form(request.POST or None)
        act = partial(step.act, release=release, by=request.user)
        changes = audit.changed(release) if step.shows_changes else []
        context = {
            "title": f"{step.verb}: {release.name}",
            "verb": step.verb,
            "note": step.note,
            "release": release,
            "changes": history.summary(changes[:MOST]) if step.shows_changes else None,
            "more": max(len(changes) - MOST, 0),
            "against": services.warnings(release) if release.base_id else [],
            "undone": _undone(release),
        }
        return self._act(request, form, act, step.done) or self._page(request, form, context)

    def _act(
        self, request: HttpRequest, form: forms.Form, act: Callable[..., object], said: str
    ) -> HttpResponse | None:
        """Take the step on a valid POST; put what stands against it into the form."""
        if request.method != "POST" or not form.is_valid():
            return None
        try:
            made = act(**form.cleaned_data)
        except BadRelease as error:
            form.add_error(None, error.problems)
        except NeedsSecondReason as error:
            form.add_error("second_reason", [*error.concerns, "Give a second reason."])
        except WorkflowError as error:
            form.add_error(None, str(error))
        else:
            return self._done(request, made, said)
        return None

    def _done(self, request: HttpRequest, made: object, said: str) -> HttpResponse:
        if isinstance(made, Release):
            messages.success(request, said.format(made.name))
            return HttpResponseRedirect(reverse("admin:evidence_release_change", args=[made.pk]))
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:evidence_release_changelist"))

    def _page(
        self, request: HttpRequest, form: forms.Form, context: dict[str, object]
    ) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/evidence/release/step.html", context)


def _undone(release: Release) -> list[history.Undone]:
    """Return what a draft would undo of what another release changed, field by field."""
    return history.undone(services.undone(release)[:MOST])
