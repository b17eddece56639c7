"""Addresses of the review's public pages."""

from django.urls import path

from calculator.review import impact_views, views

app_name = "review"

urlpatterns = [
    path("evidence/releases/compare/", views.choose_releases, name="choose-releases"),
    path(
        "evidence/releases/<slug:before>...<slug:after>/",
        views.compare_releases,
        name="compare-releases",
    ),
    path("evidence/releases/<slug:slug>/impact/", impact_views.show_impact, name="show-impact"),
    path(
        "evidence/releases/<slug:slug>/impact/calculate/",
        impact_views.request_impact,
        name="request-impact",
    ),
    path("evidence/impact/<int:pk>/", impact_views.show_progress, name="show-progress"),
    path("c/<slug:token>/changes/", views.show_changes, name="show-changes"),
]
