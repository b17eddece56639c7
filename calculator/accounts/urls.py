"""Addresses of accounts; what is not listed here of the sign-in library does not exist."""

from django.urls import include, path

from calculator.accounts import views

urlpatterns = [
    path("", views.show_account, name="show-account"),
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
]
