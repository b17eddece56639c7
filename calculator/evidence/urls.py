"""Public addresses of the evidence."""

from django.urls import path, register_converter

from calculator.evidence import views
from calculator.evidence.pages import records, release_pages
from calculator.evidence.transfer import views as transfer
from calculator.evidence.transfer.columns import KINDS


class NameConverter:
    """Names of records: letters, digits, dots, hyphens, underscores."""

    regex = r"[A-Za-z0-9_.-]+"

    def to_python(self, value: str) -> str:
        """Return the name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name as it is."""
        return value


class RecordConverter(NameConverter):
    """The kinds of record that have a page in common."""

    regex = "|".join(records.KINDS)


class TableConverter(NameConverter):
    """The tables of a release that can be downloaded."""

    regex = "|".join(KINDS)


class FormConverter(NameConverter):
    """The forms they come in."""

    regex = "|".join(transfer.FORMS)


register_converter(NameConverter, "name")
register_converter(RecordConverter, "record")
register_converter(TableConverter, "table")
register_converter(FormConverter, "form")

app_name = "evidence"

urlpatterns = [
    path("evidence/", views.list_parameters, name="list-parameters"),
    path("evidence/parameters/<name:name>/", views.show_parameter, name="show-parameter"),
    path("evidence/findings/<name:slug>/", views.show_finding, name="show-finding"),
    path("evidence/sources/", views.list_sources, name="list-sources"),
    path("evidence/sources/<name:slug>/", views.show_source, name="show-source"),
    path("evidence/records/<record:kind>/<name:slug>/", views.show_record, name="show-record"),
    path("evidence/claims/", views.list_claims, name="list-claims"),
    path("evidence/releases/", release_pages.list_releases, name="list-releases"),
    path(
        "evidence/releases/<slug:slug>/changes/",
        release_pages.list_changes,
        name="list-changes",
    ),
    path(
        "evidence/releases/<slug:slug>/<table:kind>.<form:form>",
        transfer.download_table,
        name="download-table",
    ),
    path("programs/", views.list_programs, name="list-programs"),
    path("market/", views.list_market, name="list-market"),
]
