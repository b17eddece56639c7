"""The form for a new token."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from calculator.api.tokens.models import LONGEST_NAME
from calculator.api.tokens.scopes import CALCULATIONS_RUN, EVIDENCE_READ, SCOPES

DAYS = {7: lazy("7 days"), 30: lazy("30 days"), 90: lazy("90 days"), 365: lazy("1 year")}


class TokenForm(forms.Form):
    """What the token is for, what it may do, and how long."""

    name = forms.CharField(
        label=lazy("What is it for?"),
        max_length=LONGEST_NAME,
        error_messages={"required": lazy("Give it a name, so that you know it again.")},
        help_text=lazy("Such as “renewal model, March”."),
        strip=True,
    )
    scopes = forms.MultipleChoiceField(
        label=lazy("What may it do?"),
        choices=[(scope, lazy(words)) for scope, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazy("Choose at least one purpose.")},
        initial=[EVIDENCE_READ, CALCULATIONS_RUN],
    )
    days = forms.TypedChoiceField(
        label=lazy("For how long?"),
        choices=list(DAYS.items()),
        coerce=int,
        initial=90,
        error_messages={"required": lazy("Choose how long it lasts.")},
    )
