"""Public addresses of the evidence."""

from django.urls import path, register_converter

from calculator.evidence import views


class NameConverter:
    """Names of records: letters, digits, dots, hyphens, underscores."""

    regex = r"[A-Za-z0-9_.-]+"

    def to_python(self, value: str) -> str:
        """Return the name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name as it is."""
        return value


register_converter(NameConverter, "name")

app_name = "evidence"

urlpatterns = [
    path("evidence/", views.list_parameters, name="list-parameters"),
    path("evidence/parameters/<name:name>/", views.show_parameter, name="show-parameter"),
    path("evidence/findings/<name:slug>/", views.show_finding, name="show-finding"),
    path("evidence/sources/", views.list_sources, name="list-sources"),
    path("evidence/sources/<name:slug>/", views.show_source, name="show-source"),
    path("evidence/claims/", views.list_claims, name="list-claims"),
    path("programs/", views.list_programs, name="list-programs"),
    path("market/", views.list_market, name="list-market"),
]
