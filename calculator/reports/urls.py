"""Addresses of the reports."""

from django.urls import path

from calculator.reports import views
from calculator.reports.fiduciary import views as fiduciary

app_name = "reports"

urlpatterns = [
    path("c/<slug:token>/reports/", views.request_report, name="request-report"),
    path("reports/<slug:token>/", views.show_report, name="show-report"),
    path("reports/<slug:token>/file", views.download_report, name="download-report"),
    path("reports/<slug:token>/retry/", views.retry_report, name="retry-report"),
    path(
        "c/<slug:token>/fiduciary-file/",
        fiduciary.request_file,
        name="request-fiduciary-file",
    ),
    path("fiduciary-files/<slug:token>/", fiduciary.show_file, name="show-fiduciary-file"),
    path(
        "fiduciary-files/<slug:token>/file", fiduciary.download_file, name="download-fiduciary-file"
    ),
    path("fiduciary-files/<slug:token>/retry/", fiduciary.retry_file, name="retry-fiduciary-file"),
]
