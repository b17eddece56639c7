"""Addresses of the review's public pages."""

from django.urls import path

from calculator.review import views

app_name = "review"

urlpatterns = [
    path(
        "evidence/releases/<slug:before>...<slug:after>/",
        views.compare_releases,
        name="compare-releases",
    ),
    path("c/<slug:token>/changes/", views.show_changes, name="show-changes"),
]
