"""What a person sends and chooses about a portfolio."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from calculator.scenarios.models import Scenario

LONGEST_FILENAME = 250
FILE_ERRORS = {
    "required": lazy("Choose a file."),
    "empty": lazy("The file is empty."),
    "max_length": lazy("Give the file a shorter name."),
}
WHOLE = lazy("The evidence's defaults")
NOT_NOW = lazy("All groups together only")


class NamedScenario(forms.ModelChoiceField):
    """A choice of a person's named calculations."""

    def label_from_instance(self, saved: Scenario) -> str:
        """Return its name."""
        return saved.name


class UploadForm(forms.Form):
    """A file, and where the inputs come from that it does not state."""

    file = forms.FileField(
        label=lazy("File of groups"),
        help_text=lazy("CSV, XLSX or Parquet, a row a group."),
        error_messages=FILE_ERRORS,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.parquet"}),
        max_length=LONGEST_FILENAME,
    )
    scenario = NamedScenario(
        label=lazy("Inputs that the file does not state"),
        queryset=Scenario.objects.none(),
        required=False,
        empty_label=WHOLE,
        help_text=lazy("From a calculation that you gave a name; its size is left out."),
        error_messages={"invalid_choice": lazy("Choose one of your named calculations.")},
    )

    def __init__(self, *args: Any, owner: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = Scenario.objects.owned_by(owner).kept().exclude(name="")
        self.fields["scenario"].queryset = named.defer("result")  # type: ignore[attr-defined]


class MendForm(forms.Form):
    """The file of refused cells, with better values."""

    file = forms.FileField(
        label=lazy("Mended file of refused cells"),
        help_text=lazy("CSV or XLSX, with the columns row, column and value."),
        error_messages=FILE_ERRORS,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        max_length=LONGEST_FILENAME,
    )


class RunForm(forms.Form):
    """By which text column the results are also totaled."""

    totals_by = forms.ChoiceField(
        label=lazy("Totals by"),
        required=False,
        error_messages={"invalid_choice": lazy("Choose one of the file's text columns.")},
    )

    def __init__(self, *args: Any, labels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", NOT_NOW), *((label, label) for label in labels)]
        self.fields["totals_by"].choices = choices  # type: ignore[attr-defined]
