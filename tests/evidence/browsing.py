"""Fill an admin form as a browser does."""

from django.urls import reverse

from calculator.evidence.models import LensReplacement
from calculator.evidence.pages.history import KIND_OF

MODELS = [*KIND_OF, LensReplacement]


def change(row) -> str:
    return reverse(f"admin:evidence_{row._meta.model_name}_change", args=[row.pk])


def fields_of(response) -> dict[str, object]:
    """What a browser would send back if nothing was typed."""
    form = response.context["adminform"].form
    forms = [form, *(f for s in response.context["inline_admin_formsets"] for f in s.formset)]
    forms += [s.formset.management_form for s in response.context["inline_admin_formsets"]]
    return {
        form.add_prefix(name): "" if (value := form[name].value()) is None else value
        for form in forms
        for name in form.fields
        if form[name].value() is not False
    }


def post(client, row, **changes):
    address = change(row)
    filled = fields_of(client.get(address)) | {"reason": "A better source."}
    return client.post(address, filled | changes)
