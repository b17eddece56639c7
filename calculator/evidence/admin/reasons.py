"""Every change in the admin has a reason and goes to the audit log."""

from contextlib import ExitStack

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from calculator.evidence import services
from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Record, Release
from calculator.evidence.pages import history

REASON = "reason"


class ReasonedForm(forms.ModelForm):
    """A form that asks why."""

    reason = forms.CharField(
        label="Reason for this change",
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text="Kept in the history of the record and shown to readers once published.",
    )


def release_of(row: models.Model) -> Release:
    """Return the release of a record, or of the record that a link belongs to."""
    if isinstance(row, Release):
        return row
    return row.release if isinstance(row, Record) else row.parameter.release


class ReasonedAdmin(admin.ModelAdmin):
    """Ask for a reason, write the change through the services, show the history."""

    form = ReasonedForm
    actions = ("delete_selected",)
    object_history_template = "admin/evidence/object_history.html"

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        """Put the reason last, where something can be changed."""
        found = [
            (title, {**options, "fields": [f for f in options["fields"] if f != REASON]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        editable = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        return [*found, (None, {"fields": [REASON]})] if editable else found

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        """Hold the draft and its state before the change."""
        request.opened = services.open_draft(release=release_of(obj), by=request.user)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        """Log what differs once everything is saved."""
        super().save_related(request, form, formsets, change)
        draft, before = request.opened
        services.record_changes(
            release=draft, before=before, by=request.user, reason=form.cleaned_data[REASON]
        )

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete a record and log it."""
        reason = request.POST.get(REASON, "")
        with services.editing(release=release_of(obj), by=request.user, reason=reason):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Delete the chosen records and log them, each in its draft."""
        reason = request.POST.get(REASON, "")
        releases = {release.pk: release for release in map(release_of, queryset)}
        with ExitStack() as drafts:
            for release in releases.values():
                drafts.enter_context(
                    services.editing(release=release, by=request.user, reason=reason)
                )
            super().delete_queryset(request, queryset)

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        """Delete in bulk, all or nothing."""
        try:
            with transaction.atomic():
                return delete_selected(self, request, queryset)
        except WorkflowError as error:
            messages.error(request, str(error))
            return None

    def changeform_view(
        self, request: HttpRequest, *args: object, **options: object
    ) -> HttpResponse:
        """Say what stands against a change instead of keeping half of it."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **options)
        except WorkflowError as error:
            return _back(request, error)

    def delete_view(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        """Say what stands against a deletion."""
        try:
            with transaction.atomic():
                return super().delete_view(request, *args, **options)
        except WorkflowError as error:
            return _back(request, error)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Show who changed the record in which release, when, why, and field by field."""
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse):
            record = response.context_data["object"]
            response.context_data["entries"] = history.for_staff(record)
        return response


def _back(request: HttpRequest, error: WorkflowError) -> HttpResponse:
    messages.error(request, str(error))
    return HttpResponseRedirect(request.get_full_path())
