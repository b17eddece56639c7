"""Addresses of the reports."""

from django.urls import path

from calculator.reports import views

app_name = "reports"

urlpatterns = [
    path("c/<slug:token>/reports/", views.request_report, name="request-report"),
    path("reports/<slug:token>/", views.show_report, name="show-report"),
    path("reports/<slug:token>/file", views.download_report, name="download-report"),
    path("reports/<slug:token>/retry/", views.retry_report, name="retry-report"),
]
