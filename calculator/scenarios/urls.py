"""Addresses of the calculator."""

from django.urls import path

from calculator.scenarios import views

app_name = "scenarios"

urlpatterns = [
    path("", views.home, name="home"),
    path("preview/", views.preview, name="preview"),
    path("parameter/", views.add_parameter, name="add-parameter"),
    path("evidence/claims/check/", views.check_claim, name="check-claim"),
    path("c/<slug:token>/", views.show, name="show"),
]
