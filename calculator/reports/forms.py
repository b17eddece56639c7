"""What a person chooses about a report."""

from django import forms

from calculator.reports.models import Format, Paper


class ReportForm(forms.Form):
    """PDF or workbook; a PDF's paper is US Letter unless another is chosen."""

    paper = forms.ChoiceField(choices=Paper.choices, required=False)

    format = forms.ChoiceField(choices=Format.choices, required=False)

    def clean_format(self) -> str:
        """Return the chosen format."""
        return self.cleaned_data["format"] or Format.PDF.value

    def clean_paper(self) -> str:
        """Return the chosen paper."""
        return self.cleaned_data["paper"] or Paper.LETTER.value
