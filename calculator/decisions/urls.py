"""Addresses of the pages that lead from an answer to a decision."""

from django.urls import path

from calculator.decisions.against import views as against
from calculator.decisions.comparison import views as comparison
from calculator.decisions.deal import views as deal
from calculator.decisions.measurement import views as measurement
from calculator.decisions.split import views as split

app_name = "decisions"

urlpatterns = [
    path("c/<slug:token>/against/", against.show_against, name="show-against"),
    path("c/<slug:token>/against/try/", against.try_flip, name="try-flip"),
    path("c/<slug:token>/measure/", measurement.show_measure, name="show-measure"),
    path(
        "c/<slug:token>/measure/actuals/<int:year>/",
        measurement.edit_actual,
        name="edit-actual",
    ),
    path(
        "c/<slug:token>/measure/actuals/<int:year>/remove/",
        measurement.remove_actual,
        name="remove-actual",
    ),
    path("c/<slug:token>/who-keeps/", split.show_split, name="show-split"),
    path("c/<slug:token>/deal/", deal.design_deal, name="design-deal"),
    path("compare/", comparison.compare, name="compare"),
    path("compare/variant/", comparison.keep_variant, name="keep-variant"),
]
