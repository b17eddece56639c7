"""Addresses of the pages that lead from an answer to a decision."""

from django.urls import URLPattern

app_name = "decisions"

urlpatterns: list[URLPattern] = []
