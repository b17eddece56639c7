"""Addresses of the reports of portfolios."""

from django.urls import path

from calculator.bundles import views

app_name = "bundles"

urlpatterns = [
    path("portfolios/<slug:token>/reports/", views.show, name="show"),
    path("portfolios/<slug:token>/reports/retry/", views.retry, name="retry"),
    path("portfolios/<slug:token>/reports/discard/", views.discard, name="discard"),
    path("portfolios/<slug:token>/reports/file", views.download, name="download"),
]
