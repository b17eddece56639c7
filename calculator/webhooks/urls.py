"""Addresses of the pages of webhooks."""

from django.urls import path

from calculator.webhooks import views

app_name = "webhooks"

urlpatterns = [
    path("", views.list_endpoints, name="list-endpoints"),
    path("<slug:key>/", views.show_endpoint, name="show-endpoint"),
    path("<slug:key>/test/", views.send_test, name="send-test"),
    path("<slug:key>/secret/", views.renew_secret, name="renew-secret"),
    path("<slug:key>/enable/", views.enable_endpoint, name="enable-endpoint"),
    path("<slug:key>/remove/", views.remove_endpoint, name="remove-endpoint"),
    path("<slug:key>/<int:pk>/again/", views.send_again, name="send-again"),
]
