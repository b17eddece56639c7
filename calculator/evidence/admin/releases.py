"""Releases in the admin: start a draft, edit its notes, publish it with a reason."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from calculator.evidence import services
from calculator.evidence.errors import BadRelease, WorkflowError
from calculator.evidence.models import Release

ADD, PUBLISH = "evidence.add_release", "evidence.publish_release"


class DraftForm(forms.Form):
    """Ask for the name of a draft."""

    name = forms.CharField(max_length=60, help_text="Such as “Evidence release May 2027”.")


class ReasonForm(forms.Form):
    """Ask why."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Kept with the release and shown to readers.",
    )


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    """A release: drafts can be edited, the others are as they were published."""

    list_display = ("name", "slug", "date", "state", "published_at", "published_by")
    list_filter = ("state",)
    list_select_related = ("published_by",)
    search_fields = ("slug", "name", "notes")
    readonly_fields = (
        "state", "content_hash", "created_at", "created_by", "published_at", "published_by",
        "publish_reason", "superseded_at", "successor", "withdrawn_at", "withdrawn_by",
        "withdraw_reason",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A release begins as a copy of the live one, never empty."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Only a draft changes."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Only a draft can be thrown away, from its own page."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.is_draft

    def get_deleted_objects(self, objs: object, request: HttpRequest) -> tuple:
        """Say what goes in one line: a draft holds more than a thousand rows."""
        return (
            [f"{release}, with everything in it" for release in objs],
            {"releases": len(objs)},
            set(),
            [],
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the three steps of the workflow."""
        wrap = self.admin_site.admin_view
        return [
            path("start-draft/", wrap(self.start_draft), name="evidence_release_start_draft"),
            path("<int:pk>/publish/", wrap(self.publish), name="evidence_release_publish"),
            path("<int:pk>/withdraw/", wrap(self.withdraw), name="evidence_release_withdraw"),
            *super().get_urls(),
        ]

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
        """Offer the next step to those who may take it."""
        state = (
            Release.objects.filter(pk=object_id).values_list("state", flat=True).first()
            if object_id.isdigit()
            else None
        )
        allowed = request.user.has_perm(PUBLISH)
        context = {
            "can_publish": allowed and state == Release.State.DRAFT,
            "can_withdraw": allowed and state == Release.State.SUPERSEDED,
        }
        return super().change_view(request, object_id, form_url, context)

    def start_draft(self, request: HttpRequest) -> HttpResponse:
        """Copy the live release into a draft."""
        _require(request, ADD)
        form = DraftForm(request.POST or None)
        act = lambda: services.start_draft(by=request.user, **form.cleaned_data)  # noqa: E731
        done = self._act(request, form, act, "The draft {} is ready to edit.")
        return done or self._page(request, form, "Start a draft", "Start", None)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish a draft with a reason."""
        return self._with_reason(request, pk, services.publish_release, "Publish")

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw a superseded release with a reason."""
        return self._with_reason(request, pk, services.withdraw_release, "Withdraw")

    def _with_reason(
        self, request: HttpRequest, pk: int, service: Callable[..., Release], verb: str
    ) -> HttpResponse:
        _require(request, PUBLISH)
        release = get_object_or_404(Release, pk=pk)
        form = ReasonForm(request.POST or None)
        act = lambda: service(release=release, by=request.user, **form.cleaned_data)  # noqa: E731
        done = self._act(
            request, form, act, "{} is " + f"{verb.lower()}{'ed' if verb == 'Publish' else 'n'}."
        )
        return done or self._page(request, form, f"{verb} {release.name}", verb, release)

    def _act(
        self, request: HttpRequest, form: forms.Form, act: Callable[[], Release], said: str
    ) -> HttpResponse | None:
        """Take the step on a valid POST; put what stands against it into the form."""
        if request.method != "POST" or not form.is_valid():
            return None
        try:
            release = act()
        except BadRelease as error:
            form.add_error(None, error.problems)
            return None
        except WorkflowError as error:
            form.add_error(None, str(error))
            return None
        messages.success(request, said.format(release.name))
        return HttpResponseRedirect(reverse("admin:evidence_release_change", args=[release.pk]))

    def _page(
        self, request: HttpRequest, form: forms.Form, title: str, verb: str, release: Release | None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "verb": verb,
            "form": form,
            "release": release,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/evidence/release/step.html", context)


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
