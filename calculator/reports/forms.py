"""What a person chooses about a report."""

from django import forms

from calculator.reports.models import Paper


class ReportForm(forms.Form):
    """The paper; US Letter unless another is chosen."""

    paper = forms.ChoiceField(choices=Paper.choices, required=False)

    def clean_paper(self) -> str:
        """Return the chosen paper."""
        return self.cleaned_data["paper"] or Paper.LETTER.value
