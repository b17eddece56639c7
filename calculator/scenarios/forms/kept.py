"""What a person types about a kept calculation."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from calculator.scenarios.models import LONGEST_LABEL, LONGEST_NAME

ANSWER, EVERYTHING = "answer", "everything"
LONGEST_QUERY = 100


class NameForm(forms.Form):
    """A name; empty takes it away."""

    name = forms.CharField(label=lazy("Name"), required=False, max_length=LONGEST_NAME)


class ShareForm(forms.Form):
    """What a link shows, and a note to tell it from others."""

    shows = forms.ChoiceField(
        label=lazy("What it shows"),
        widget=forms.RadioSelect,
        initial=ANSWER,
        choices=[
            (ANSWER, lazy("The answer alone, without what was entered")),
            (EVERYTHING, lazy("Everything, with what was entered")),
        ],
    )
    label = forms.CharField(
        label=lazy("For whom"),
        required=False,
        max_length=LONGEST_LABEL,
        help_text=lazy("A note for yourself; nobody else sees it."),
    )


def searched(query: str) -> str:
    """Return words to search names for, as they can be asked of a database.

    >>> searched(" a\\x00b ")
    'ab'
    """
    return query.replace("\x00", "").strip()[:LONGEST_QUERY]
