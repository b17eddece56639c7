"""The form for a new token."""

from django import forms

from calculator.api.tokens.models import LONGEST_NAME
from calculator.api.tokens.scopes import CALCULATIONS_RUN, EVIDENCE_READ, SCOPES

DAYS = {7: "7 days", 30: "30 days", 90: "90 days", 365: "1 year"}


class TokenForm(forms.Form):
    """What the token is for, what it may do, and how long."""

    name = forms.CharField(
        label="What is it for?",
        max_length=LONGEST_NAME,
        error_messages={"required": "Give it a name, so that you know it again."},
        help_text="Such as “renewal model, March”.",
        strip=True,
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do?",
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one purpose."},
        initial=[EVIDENCE_READ, CALCULATIONS_RUN],
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        choices=list(DAYS.items()),
        coerce=int,
        initial=90,
        error_messages={"required": "Choose how long it lasts."},
    )
