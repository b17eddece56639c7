"""What a person chooses about the reports of a portfolio."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from calculator.reports.models import Paper


class BundleForm(forms.Form):
    """The paper that they are set on."""

    paper = forms.ChoiceField(
        label=lazy("Paper"),
        choices=Paper.choices,
        error_messages={
            "required": lazy("Choose US Letter or A4."),
            "invalid_choice": lazy("Choose US Letter or A4."),
        },
    )
