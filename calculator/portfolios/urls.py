"""Addresses of the portfolios."""

from django.urls import path, re_path

from calculator.portfolios import file_views, mend_views, views

app_name = "portfolios"

urlpatterns = [
    path("portfolios/", views.list_portfolios, name="list"),
    re_path(r"^portfolios/template\.(?P<suffix>csv|xlsx)$", file_views.template, name="template"),
    path("portfolios/<slug:token>/", views.show, name="show"),
    path("portfolios/<slug:token>/run/", views.run, name="run"),
    path("portfolios/<slug:token>/cancel/", views.cancel, name="cancel"),
    path("portfolios/<slug:token>/resume/", views.resume, name="resume"),
    path("portfolios/<slug:token>/mend/", mend_views.mend, name="mend"),
    path("portfolios/<slug:token>/delete/", views.delete, name="delete"),
    path("portfolios/<slug:token>/files/<str:name>", file_views.download, name="download"),
]
