"""What a person chooses about the reports of a portfolio."""

from django import forms

from calculator.reports.models import Paper


class BundleForm(forms.Form):
    """The paper that they are set on."""

    paper = forms.ChoiceField(
        label="Paper",
        choices=Paper.choices,
        error_messages={
            "required": "Choose US Letter or A4.",
            "invalid_choice": "Choose US Letter or A4.",
        },
    )
