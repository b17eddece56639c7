"""Addresses of the reports."""

from django.urls import path

from calculator.reports import views

app_name = "reports"

urlpatterns = [
    path("c/<str:token>/reports/", views.request_report, name="request-report"),
    path("reports/<str:token>/", views.show_report, name="show-report"),
    path("reports/<str:token>/file", views.download_report, name="download-report"),
    path("reports/<str:token>/retry/", views.retry_report, name="retry-report"),
]
