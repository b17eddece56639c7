"""Import a spreadsheet into a draft: choose a file, see what it would do, say yes with a reason."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release, Upload
from calculator.evidence.transfer import imports, sheets
from calculator.evidence.transfer.columns import KINDS, columns_of
from calculator.evidence.transfer.plan import Entry

STATUSES = ("refused", "new", "changed", "unchanged")


class FileForm(forms.Form):
    """Ask for a file."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV (UTF-8) or XLSX, at most {sheets.MAX_BYTES // 1_000_000} MB and "
        f"{sheets.MAX_ROWS:,} rows a table.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    kind = forms.ChoiceField(
        label="Its rows are",
        required=False,
        choices=[("", "as the file or its sheets are named"), *((kind, kind) for kind in KINDS)],
    )


class YesForm(forms.Form):
    """Ask for a reason, and for a yes where rows are left out."""

    without_refused = forms.BooleanField(
        label="Leave the refused rows out and import the rest", required=False
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Kept with every change, and shown to readers.",
    )
    shown = forms.CharField(widget=forms.HiddenInput)


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    """The two pages of an import; uploads themselves are nobody's to edit."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Stay off the list of tables: an import begins at a release."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Offer the two pages and nothing else."""
        wrap = self.admin_site.admin_view
        return [
            path("into/<int:pk>/", wrap(self.choose_file), name="evidence_import"),
            path("<int:pk>/", wrap(self.show_plan), name="evidence_import_plan"),
        ]

    def choose_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a file for a draft and try it."""
        _require_permission(request)
        release = get_object_or_404(Release.objects.visible_to(request.user), pk=pk)
        sent = request.method == "POST"
        form = FileForm(request.POST, request.FILES) if sent else FileForm()
        if sent and form.is_valid():
            upload = _started(form, release, request)
            if upload:
                address = reverse("admin:evidence_import_plan", args=[upload.pk])
                return HttpResponseRedirect(address)
        lenses = list(release.lens_set.values_list("slug", flat=True))
        context = {
            "form": form,
            "tables": [(kind, columns_of(kind, lenses)) for kind in KINDS],
            "is_draft": release.is_draft,
        }
        return self._page(request, release, "choose_file", "Import into a draft", context)

    def show_plan(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what an upload would do; on a yes, do it."""
        _require_permission(request)
        found = Upload.objects.filter(by=request.user, done_at=None).select_related("release")
        upload = get_object_or_404(found, pk=pk)
        form = YesForm(request.POST) if request.method == "POST" else YesForm()
        if form.is_valid() and _finished(form, upload, request):
            done = reverse("admin:evidence_release_change", args=[upload.release_id])
            return HttpResponseRedirect(done)
        entries = imports.try_import(upload.release, imports.tables_of(upload))
        context = {"form": form, "upload": upload, "groups": grouped(entries)}
        context["shown"] = imports.fingerprint(entries)
        context["refused"] = sum(entry.status == "refused" for entry in entries)
        context["writes"] = sum(entry.status in imports.ACTS for entry in entries)
        return self._page(request, upload.release, "show_plan", "What the file would do", context)

    def _page(
        self, request: HttpRequest, release: Release, name: str, title: str, context: dict
    ) -> HttpResponse:
        common = {"title": title, "release": release, "opts": self.opts}
        return TemplateResponse(
            request,
            f"admin/evidence/import/{name}.html",
            {**self.admin_site.each_context(request), **common, **context},
        )


def grouped(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries by status, refused first."""
    return [(s, [entry for entry in entries if entry.status == s]) for s in STATUSES]


def _require_permission(request: HttpRequest) -> None:
    if not imports.may_import(request.user):
        raise PermissionDenied


def _started(form: FileForm, release: Release, request: HttpRequest) -> Upload | None:
    file = form.cleaned_data["file"]
    try:
        upload, _ = imports.start_import(
            release=release,
            by=request.user,
            data=file.read(sheets.MAX_BYTES + 1),
            name=file.name,
            kind=form.cleaned_data["kind"],
        )
    except sheets.BadFile as error:
        form.add_error("file", str(error))
        return None
    except WorkflowError as error:
        form.add_error(None, str(error))
        return None
    return upload


def _finished(form: YesForm, upload: Upload, request: HttpRequest) -> bool:
    try:
        entries = imports.finish_import(upload=upload, by=request.user, **form.cleaned_data)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return False
    number = {status: len(found) for status, found in grouped(entries)}
    said = f"{upload.file_name}: {number['new']} rows added, {number['changed']} changed"
    left_out = f", {number['refused']} left out" if number["refused"] else ""
    messages.success(request, f"{said}{left_out}.")
    return True
