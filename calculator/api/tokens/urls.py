"""Addresses of the page of tokens."""

from django.urls import path

from calculator.api.tokens import views

app_name = "tokens"

urlpatterns = [
    path("", views.list_tokens, name="list-tokens"),
    path("<int:pk>/revoke/", views.revoke_token, name="revoke-token"),
]
