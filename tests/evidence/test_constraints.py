"""The database itself refuses what cannot be: each rule is broken once, past all forms."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from calculator.engine.distributions import fit
from calculator.engine.errors import UnfitDistribution
from calculator.evidence import services
from calculator.evidence.canonical import exporter, importer
from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    DesignOverride,
    DesignUptake,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    ParameterFinding,
    Program,
    ProgramDesign,
    Release,
    Source,
)
from tests.evidence import steps


@pytest.fixture(scope="module")
def kept_draft(django_db_setup, django_db_blocker):
    """A draft made once for the module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        release = Release.objects.create(slug="draft", name="Draft", date="2027-01-01")
        importer.write(release, exporter.content_of(Release.objects.published().get()))
        yield release
        transaction.set_rollback(True)


@pytest.fixture
def draft(kept_draft, db):
    return kept_draft


def refused(rows, **changes) -> str:
    """Return what the database says to an update that it must refuse."""
    assert rows.exists()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        rows.update(**changes)
    return str(caught.value)


SHARE = {"slug": "treatment_change_rate.lumbar_fusion"}
COST = {"slug": "surgery_cost.lumbar_fusion"}
FIXED = {"slug": "uptake_rate.cancer"}
RULES = [
    (Parameter, SHARE, {"low": -0.1}, "share_bounds"),
    (Parameter, FIXED, {"high": 1.1}, "share_bounds"),
    (Parameter, COST, {"high": 2e7}, "money_bounds"),
    (Parameter, COST, {"low": -1}, "money_bounds"),
    (Parameter, {"slug": "decision_rate.cancer"}, {"high": 1_001}, "rate_bounds"),
    (Parameter, {"slug": "price_index.medicaid"}, {"high": 101}, "ratio_bounds"),
    (Parameter, {"slug": "work_days_lost.cabg"}, {"high": 366}, "days_bounds"),
    (Parameter, {"slug": "discount_rate"}, {"high": 0.6}, "yearly_bounds"),
    (Parameter, COST, {"unit": "bananas"}, "unit_known"),
    (Parameter, COST, {"base": F("high") + 1}, "range_ordered"),
    (Parameter, COST, {"low": F("base") + 1}, "range_ordered"),
    (Parameter, SHARE, {"low": 0, "high": 1, "base": 0.02}, "beta_fits"),
    (Parameter, SHARE, {"low": 0, "base": 0}, "beta_fits"),
    (Parameter, COST, {"low": 0, "base": 0}, "positive_fits"),
    (
        Parameter,
        {"key": "members_per_employee"},
        {"family": "lognormal", "low": 0, "base": 0},
        "positive_fits",
    ),
    (Parameter, {"slug": "saving_per_changed_plan.cancer"}, {"base": 29_000}, "pert_fits"),
    (Parameter, {"slug": "saving_per_changed_plan.cancer"}, {"base": -4_900}, "pert_fits"),
    (Parameter, COST, {"family": "cauchy"}, "family_known"),
    (Parameter, COST, {"grade": "E"}, "grade_known"),
    (Parameter, COST, {"basis": "hearsay"}, "basis_known"),
    (
        Parameter,
        COST,
        {"checked_on": "2026-11-22", "next_check": "2026-11-22"},
        "check_follows",
    ),
    (Parameter, COST, {"rationale": ""}, "rationale_filled"),
    (Parameter, COST, {"label": ""}, "label_filled"),
    (Parameter, COST, {"slug": ""}, "slug_filled"),
    (Parameter, COST, {"key": ""}, "key_filled"),
    (Parameter, COST, {"slug": "engagement"}, "unique"),
    (Parameter, COST, {"key": "price_index"}, "scope"),
    (Parameter, {"slug": "price_index.medicaid"}, {"line": None}, "scope"),
    (Parameter, {"slug": "decision_rate.cancer"}, {"rate_0_17": None}, "bands_complete"),
    (Parameter, {"slug": "decision_rate.cancer"}, {"rate_0_17": 1_001}, "band_bounds"),
    (Finding, {"slug": "ajnr2021-followed"}, {"value": 1.1, "high": 1.2}, "share_bounds"),
    (Finding, {"unit": "probability"}, {"value": -0.1}, "share_bounds"),
    (Finding, {"slug": "ajnr2021-followed"}, {"low": 0.9}, "range_ordered"),
    (Finding, {"slug": "hillen-range"}, {"low": 0.7}, "range_ordered"),
    (Finding, {"slug": "ajnr2021-followed"}, {"numerator": 135}, "counts"),
    (Finding, {"slug": "ajnr2021-followed"}, {"denominator": None}, "counts"),
    (Finding, {"slug": "ajnr2021-followed"}, {"source": None}, "null"),
    (Finding, {"slug": "ajnr2021-followed"}, {"measure": ""}, "measure_filled"),
    (Finding, {"slug": "ajnr2021-followed"}, {"independence": "x"}, "independence_known"),
    (Finding, {"slug": "ajnr2021-followed"}, {"verification": "x"}, "verification_known"),
    (Finding, {"slug": "ajnr2021-followed"}, {"seen_at": "file:x"}, "seen_at_web"),
    (Finding, {"slug": "ajnr2021-followed"}, {"slug": "aldape-any"}, "unique"),
    (Source, {"slug": "meyer2015"}, {"title": ""}, "title_filled"),
    (Source, {"slug": "meyer2015"}, {"year": 1776}, "year_plausible"),
    (Source, {"slug": "meyer2015"}, {"url": "javascript:x"}, "url_web"),
    (Source, {"slug": "meyer2015"}, {"independence": "x"}, "independence_known"),
    (ClinicalArea, {"slug": "cancer"}, {"pathway": "magical"}, "pathway_known"),
    (ClinicalArea, {"slug": "cancer"}, {"name": ""}, "name_filled"),
    (LineOfBusiness, {"slug": "medicaid"}, {"share_0_17": 0.9}, "age_sum"),
    (LineOfBusiness, {"slug": "medicaid"}, {"share_0_17": 1.5, "share_18_44": -0.74}, "age_shares"),
    (ProgramDesign, {"slug": "voluntary"}, {"fee_basis": "barter"}, "fee_basis_known"),
    (ProgramDesign, {"slug": "voluntary"}, {"uptake_multiplier": -1}, "multipliers"),
    (ProgramDesign, {"slug": "mandatory"}, {"fee_per_opinion": -1}, "fee"),
    (Lens, {"slug": "reference"}, {"name": ""}, "name_filled"),
    (Claim, {"slug": "s4-mayo-88"}, {"verdict": "true"}, "verdict_known"),
    (Claim, {"slug": "s4-mayo-88"}, {"claim": ""}, "claim_filled"),
    (Claim, {"slug": "s4-mayo-88"}, {"document": ""}, "document_filled"),
    (Program, {"slug": "teladoc"}, {"name": ""}, "name_filled"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"end_year": 2024}, "years"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"base_usd_bn_low": None}, "base_usd_bn_range"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"end_usd_bn_high": 1}, "end_usd_bn_range"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"cagr_stated_low": -2}, "cagr_stated_range"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"publisher": ""}, "publisher_filled"),
    (MarketEstimate, {"slug": "mk-cmi2024"}, {"verification": "x"}, "verification_known"),
]


@pytest.mark.parametrize(("model", "which", "changes", "rule"), RULES)
def test_database_refuses(draft, model, which, changes, rule):
    rows = model.objects.filter(
        release=draft, pk__in=model.objects.filter(release=draft, **which)[:1]
    )

    said = refused(rows, **changes)

    if rule not in ("unique", "null"):
        assert rule in said


@pytest.mark.parametrize(
    ("model", "path", "changes", "rule"),
    [
        (LensReplacement, "parameter__release", {"base": 3}, "range_ordered"),
        (
            LensReplacement,
            "parameter__release",
            {"family": "pert", "low": 0, "base": 0.001, "high": 1},
            "pert_fits",
        ),
        (
            LensReplacement,
            "parameter__release",
            {"family": "beta", "low": 0, "base": 0, "high": 1},
            "beta_fits",
        ),
        (
            LensReplacement,
            "parameter__release",
            {"family": "gamma", "low": 0, "base": 0, "high": 1},
            "positive_fits",
        ),
        (LensReplacement, "parameter__release", {"family": "x"}, "family_known"),
        (DesignUptake, "design__release", {"uptake": 1.2}, "share"),
        (DesignOverride, "design__release", {"low": 1}, "range_ordered"),
    ],
)
def test_database_refuses_in_what_belongs_to_a_record(draft, model, path, changes, rule):
    first = model.objects.filter(**{path: draft}).order_by("pk")[:1]

    assert rule in refused(model.objects.filter(pk__in=first), **changes)


@pytest.mark.parametrize(
    ("model", "path", "fields"),
    [
        (ParameterFinding, "parameter__release", ("parameter_id", "finding_id")),
        (LensReplacement, "parameter__release", ("parameter_id", "lens_id")),
        (DesignUptake, "design__release", ("design_id", "area_id")),
        (DesignOverride, "design__release", ("design_id", "parameter_id")),
    ],
)
def test_database_refuses_the_same_link_twice(draft, model, path, fields):
    row = model.objects.filter(**{path: draft}).first()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create([row])


@pytest.mark.parametrize("family", ["beta", "gamma", "lognormal", "pert", "fixed"])
def test_database_and_engine_agree_on_what_can_be_fitted(draft, family):
    row = Parameter.objects.filter(release=draft, unit="share")[:1].get()
    rows = Parameter.objects.filter(pk=row.pk)
    grid = [0.0, 0.01, 0.1, 0.4, 0.5, 0.9, 1.0]

    for low in grid:
        for base in grid:
            for high in grid:
                try:
                    fit(family, base=base, low=low, high=high)
                except UnfitDistribution:
                    fits = False
                else:
                    fits = True
                try:
                    with transaction.atomic():
                        rows.update(family=family, low=low, base=base, high=high)
                except IntegrityError:
                    kept = False
                else:
                    kept = True
                assert kept == fits, (family, low, base, high)


@pytest.mark.parametrize(
    "state",
    [
        {"content_hash": "f" * 64},
        {"published_at": "2027-01-01T00:00Z"},
        {"publish_reason": "Why not."},
        {"superseded_at": "2027-01-01T00:00Z"},
        {"withdraw_reason": "Why not."},
        {"state": "published"},
        {"state": "published", "published_at": "2027-01-01T00:00Z", "publish_reason": "No hash."},
        {"state": "published", "published_at": "2027-01-01T00:00Z", "content_hash": "f" * 64},
        {"state": "published", "publish_reason": "No date.", "content_hash": "f" * 64},
        {"state": "approved"},
        {"name": ""},
        {"slug": ""},
    ],
)
def test_a_state_needs_its_date_and_reason(draft, state):
    refused(Release.objects.filter(pk=draft.pk), **state)


def test_only_one_release_is_live(db):
    ready = steps.approved(services.start_draft(by=steps.editor(), name="Next"))

    said = refused(
        Release.objects.filter(pk=ready.pk),
        state="published",
        published_at="2027-01-01T00:00Z",
        publish_reason="A second one.",
    )

    assert "one_live" in said or "UNIQUE" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "superseded"},
        {"state": "superseded", "superseded_at": "2027-01-01T00:00Z"},
        {"state": "withdrawn", "superseded_at": "2027-01-01T00:00Z"},
    ],
)
def test_the_live_release_needs_a_successor_to_leave(db, changes):
    refused(Release.objects.published(), **changes)
