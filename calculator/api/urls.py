"""Addresses of the API. Additive changes only within a version (docs/api.md)."""

from django.urls import include, path, re_path

from calculator.api.views import (
    bundles,
    calculations,
    claims,
    description,
    evidence,
    fiduciary,
    inputs,
    kept,
    market,
    portfolios,
    reference,
    reports,
    structure,
    sweeps,
    webhooks,
)
from calculator.api.views.fallback import NothingHere

app_name = "api"

evidence_urls = [
    path("releases", evidence.ReleaseList.as_view(), name="list-releases"),
    path("releases/<str:slug>", evidence.ReleaseDetail.as_view(), name="read-release"),
    path("parameters", evidence.ParameterList.as_view(), name="list-parameters"),
    path("parameters/<str:slug>", evidence.ParameterDetail.as_view(), name="read-parameter"),
    path("findings", evidence.FindingList.as_view(), name="list-findings"),
    path("findings/<str:slug>", evidence.FindingDetail.as_view(), name="read-finding"),
    path("sources", evidence.SourceList.as_view(), name="list-sources"),
    path("sources/<str:slug>", evidence.SourceDetail.as_view(), name="read-source"),
    path("claims", evidence.ClaimList.as_view(), name="list-claims"),
    path("areas", structure.AreaList.as_view(), name="list-areas"),
    path("designs", structure.DesignList.as_view(), name="list-designs"),
    path("lenses", structure.LensList.as_view(), name="list-lenses"),
    path("lines", structure.LineList.as_view(), name="list-lines"),
]

v1_urls = [
    path("inputs", inputs.Inputs.as_view(), name="list-inputs"),
    path("calculations", calculations.CalculationList.as_view(), name="create-calculation"),
    path(
        "calculations/<str:token>",
        calculations.CalculationDetail.as_view(),
        name="read-calculation",
    ),
    path("calculations/<str:token>/two-way", calculations.TwoWay.as_view(), name="two-way"),
    path("calculations/<str:token>/draws", calculations.Draws.as_view(), name="read-draws"),
    path("scenarios", kept.KeptScenarios.as_view(), name="list-scenarios"),
    path("scenarios/<str:token>", kept.KeptScenarioDetail.as_view(), name="read-scenario"),
    path("scenarios/<str:token>/archive", kept.Archive.as_view(), name="archive-scenario"),
    path("scenarios/<str:token>/restore", kept.Restore.as_view(), name="restore-scenario"),
    path("portfolios", portfolios.PortfolioList.as_view(), name="list-portfolios"),
    path("portfolios/<str:token>", portfolios.PortfolioDetail.as_view(), name="read-portfolio"),
    path("portfolios/<str:token>/mend", portfolios.Mend.as_view(), name="mend-portfolio"),
    path("portfolios/<str:token>/cancel", portfolios.Cancel.as_view(), name="cancel-portfolio"),
    path("portfolios/<str:token>/resume", portfolios.Resume.as_view(), name="resume-portfolio"),
    path("portfolios/<str:token>/reports", bundles.Bundles.as_view(), name="read-bundle"),
    path(
        "portfolios/<str:token>/reports/discard",
        bundles.DiscardBundle.as_view(),
        name="discard-bundle",
    ),
    path(
        "portfolios/<str:token>/reports/file",
        bundles.BundleFile.as_view(),
        name="read-bundle-file",
    ),
    path(
        "portfolios/<str:token>/files/<str:name>",
        portfolios.PortfolioFiles.as_view(),
        name="read-portfolio-file",
    ),
    path("sweeps", sweeps.Sweeps.as_view(), name="sweep"),
    path(
        "calculations/<str:token>/reports",
        reports.ReportRequest.as_view(),
        name="request-report",
    ),
    path("claim-checks", claims.ClaimChecks.as_view(), name="check-claim"),
    path("reports/<str:token>", reports.ReportDetail.as_view(), name="read-report"),
    path("reports/<str:token>/file", reports.ReportFile.as_view(), name="read-report-file"),
    path(
        "calculations/<str:token>/fiduciary-files",
        fiduciary.FiduciaryFileRequest.as_view(),
        name="request-fiduciary-file",
    ),
    path(
        "fiduciary-files/<str:token>",
        fiduciary.FiduciaryFileDetail.as_view(),
        name="read-fiduciary-file",
    ),
    path(
        "fiduciary-files/<str:token>/file",
        fiduciary.FiduciaryFileFile.as_view(),
        name="read-fiduciary-file-file",
    ),
    path("webhooks", webhooks.WebhookCollection.as_view(), name="list-webhooks"),
    path("webhooks/<str:token>", webhooks.WebhookDetail.as_view(), name="read-webhook"),
    path("webhooks/<str:token>/test", webhooks.WebhookTest.as_view(), name="test-webhook"),
    path(
        "webhooks/<str:token>/deliveries",
        webhooks.WebhookDeliveries.as_view(),
        name="list-webhook-deliveries",
    ),
    path("evidence/", include(evidence_urls)),
    path("programs", market.ProgramList.as_view(), name="list-programs"),
    path("market", market.MarketList.as_view(), name="list-market"),
]

urlpatterns = [
    path("v1/", include(v1_urls)),
    path("schema/", description.Schema.as_view(), name="schema"),
    path("docs/", reference.show_overview, name="docs"),
    path("docs/<slug:name>/", reference.show_operation, name="show-operation"),
    re_path("", NothingHere.as_view(), name="nothing"),
]
