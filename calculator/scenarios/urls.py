"""Addresses of the calculator."""

from django.urls import path

from calculator.scenarios import kept_views, shared_views, views

app_name = "scenarios"

urlpatterns = [
    path("", views.home, name="home"),
    path("preview/", views.preview, name="preview"),
    path("parameter/", views.add_parameter, name="add-parameter"),
    path("evidence/claims/check/", views.check_claim, name="check-claim"),
    path("c/<slug:token>/", views.show, name="show"),
    path("calculations/", kept_views.list_calculations, name="list-calculations"),
    path("c/<slug:token>/claim/", kept_views.claim, name="claim"),
    path("c/<slug:token>/name/", kept_views.name, name="name"),
    path("c/<slug:token>/copy/", kept_views.copy, name="copy"),
    path("c/<slug:token>/archive/", kept_views.archive, name="archive"),
    path("c/<slug:token>/restore/", kept_views.restore, name="restore"),
    path("c/<slug:token>/delete/", kept_views.delete, name="delete"),
    path("c/<slug:token>/share/", shared_views.share, name="share"),
    path("c/<slug:token>/share/<int:pk>/revoke/", shared_views.revoke, name="revoke-link"),
    path("s/<slug:token>/", shared_views.show_shared, name="show-shared"),
]
