"""Every address of the site. Each room keeps its own list."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from calculator.accounts.views import sign_in_to_admin
from msoroi import views

admin.site.site_header = admin.site.site_title = "Second-opinion calculator: the evidence"
admin.site.index_title = "What staff keep"
admin.site.login = sign_in_to_admin  # its own form would ask for no second factor

handler500 = "msoroi.views.show_failure"

urlpatterns = [
    path("", include("calculator.scenarios.urls")),
    path("", include("calculator.evidence.urls")),
    path("", include("calculator.review.urls")),
    path("", include("calculator.decisions.urls")),
    path("", include("calculator.portfolios.urls")),
    path("", include("calculator.reports.urls")),
    path("", include("calculator.bundles.urls")),
    path("accounts/", include("calculator.accounts.urls")),
    path("method/", views.show_method, name="method"),
    path("language/", csrf_exempt(set_language), name="set-language"),
    path("glossary/", views.show_glossary, name="glossary"),
    path("method/<slug:slug>/", views.show_method_page, name="method-page"),
    path("healthz/", views.healthz, name="healthz"),
    path("api/", include("calculator.api.urls")),
    path("accounts/tokens/", include("calculator.api.tokens.urls")),
    path("accounts/webhooks/", include("calculator.webhooks.urls")),
    path("admin/", admin.site.urls),
]
