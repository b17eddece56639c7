"""The form for a new endpoint."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from calculator.webhooks.addresses import LONGEST, Refused, check_url
from calculator.webhooks.events import EVENTS


class EndpointForm(forms.Form):
    """Where messages go, and what they tell."""

    url = forms.CharField(
        label=lazy("Address of your program"),
        max_length=LONGEST,
        strip=True,
        error_messages={"required": lazy("Give the address that messages are sent to.")},
        help_text=lazy(
            "Such as https://example.com/hooks/savings. It must answer within 10 seconds."
        ),
    )
    events = forms.MultipleChoiceField(
        label=lazy("What do you want to be told?"),
        choices=[(event, lazy(words)) for event, words in EVENTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazy("Choose at least one.")},
        initial=list(EVENTS),
    )

    def clean_url(self) -> str:
        """Refuse what nothing is sent to."""
        url: str = self.cleaned_data["url"]
        try:
            check_url(url)
        except Refused as error:
            raise forms.ValidationError(str(error)) from None
        return url
