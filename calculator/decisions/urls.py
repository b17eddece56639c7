"""Addresses of the pages that lead from an answer to a decision."""

from django.urls import path

from calculator.decisions.split import views as split

app_name = "decisions"

urlpatterns = [
    path("c/<slug:token>/who-keeps/", split.show_split, name="show-split"),
]
