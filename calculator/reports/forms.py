"""What a person chooses about a document."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as lazy

from calculator.engine.errors import InvalidInput
from calculator.reports import brand
from calculator.reports.models import Format, Paper


class PaperForm(forms.Form):
    """A paper, US Letter unless another is chosen; a name and a logo for its head, if wanted."""

    paper = forms.ChoiceField(
        choices=Paper.choices,
        required=False,
        error_messages={"invalid_choice": lazy("Choose US Letter or A4.")},
    )
    employer = forms.CharField(required=False, strip=False)
    logo = forms.FileField(required=False, allow_empty_file=True)

    def clean_paper(self) -> str:
        """Return the chosen paper."""
        return self.cleaned_data["paper"] or Paper.LETTER.value

    def clean(self) -> dict[str, Any]:
        """Put the name and the logo together as what the head of the document says."""
        employer, upload = (
            self.cleaned_data.pop("employer", ""),
            self.cleaned_data.pop("logo", None),
        )
        self.cleaned_data["head"] = brand.NONE
        if self.has_head():
            try:
                self.cleaned_data["head"] = brand.judged(employer, _start(upload))
            except InvalidInput as refused:
                self.refuse(refused)
        return self.cleaned_data

    def has_head(self) -> bool:
        """Say whether the document takes a name and a logo."""
        return True

    def refuse(self, refused: InvalidInput) -> None:
        """Put each error at its field."""
        for name, messages in refused.errors.items():
            self.add_error(name, messages)


class ReportForm(PaperForm):
    """PDF or workbook; a workbook has neither paper nor head."""

    format = forms.ChoiceField(
        choices=Format.choices,
        required=False,
        error_messages={"invalid_choice": lazy("Choose PDF or Excel workbook.")},
    )

    def clean_format(self) -> str:
        """Return the chosen format."""
        return self.cleaned_data["format"] or Format.PDF.value

    def has_head(self) -> bool:
        """Say whether it is a PDF."""
        return self.cleaned_data.get("format") == Format.PDF


def _start(upload: UploadedFile | None) -> bytes | None:
    """Return a file, or enough of it to see that it is too large."""
    return None if upload is None else upload.read(brand.LARGEST_FILE + 1)
