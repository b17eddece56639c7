"""A published release stays as it is, by whatever road one comes."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from calculator.evidence import services, triggers
from calculator.evidence.models import Finding, Link, Parameter, Record, Release
from tests.evidence import steps

pytestmark = pytest.mark.django_db
ROWS = [
    model
    for model in apps.get_app_config("evidence").get_models()
    if issubclass(model, Record | Link)
]


@pytest.fixture
def draft(db):
    return services.start_draft(by=steps.editor(), name="Draft")


def refused(act) -> None:
    with pytest.raises(IntegrityError, match="not a draft"), transaction.atomic():
        act()


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_every_table_of_a_release_is_guarded():
    tables = {model._meta.model_name for model in ROWS}

    assert tables == set(triggers.RELEASE_OF)


@pytest.mark.parametrize("model", ROWS)
def test_published_rows_refuse_an_update(model):
    refused(lambda: model.objects.filter(pk=model.objects.first().pk).update(position=7))
    refused(lambda: execute(f"UPDATE {model._meta.db_table} SET position = 7"))


@pytest.mark.parametrize("model", ROWS)
def test_published_rows_refuse_to_be_saved(model):
    refused(model.objects.first().save)


@pytest.mark.parametrize("model", ROWS)
def test_published_rows_refuse_to_be_deleted(model):
    refused(lambda: execute(f"DELETE FROM {model._meta.db_table}"))


@pytest.mark.parametrize("model", ROWS)
def test_published_release_refuses_new_rows(model):
    row = model.objects.first()
    row.pk = None
    if issubclass(model, Record):
        row.slug = "new"

    refused(lambda: model.objects.bulk_create([row]))


@pytest.mark.parametrize("model", ROWS)
def test_draft_rows_can_be_changed_and_deleted(draft, model):
    path = importer_path(model)
    rows = model.objects.filter(**{path: draft})

    assert rows.filter(pk=rows.first().pk).update(position=7) == 1
    if issubclass(model, Link):
        rows.filter(pk=rows.first().pk).delete()


def importer_path(model) -> str:
    if issubclass(model, Record):
        return "release"
    if model.__name__ == "ReplacementFinding":
        return "replacement__parameter__release"
    owner = next(f.name for f in model._meta.fields if f.is_relation and f.name != "finding")
    return f"{owner}__release"


def test_a_row_cannot_be_moved_between_releases(draft):
    live = Release.objects.published().get()
    rows = Finding.objects.filter(release=draft, slug="meyer-dx-change")
    published = Finding.objects.filter(release=live, slug="meyer-dx-change")

    refused(lambda: rows.update(release=live, slug="moved-in"))
    refused(lambda: published.update(release=draft, slug="moved-out"))


def test_a_draft_cannot_tie_itself_to_a_published_parameter(draft):
    link = Parameter.objects.get(release=draft, slug="engagement").finding_links.first()
    published = Parameter.objects.get(release__slug="2026-11", slug="engagement")

    refused(lambda: type(link).objects.filter(pk=link.pk).update(parameter=published))


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "draft", "published_at": None, "publish_reason": "", "content_hash": ""},
        {"name": "Another name"},
        {"slug": "another"},
        {"notes": "Other notes"},
        {"date": "2020-01-01"},
        {"content_hash": "f" * 64},
        {"published_at": "2020-01-01T00:00Z"},
        {"publish_reason": "Another reason"},
    ],
)
def test_a_published_release_refuses_a_change(changes):
    refused(lambda: Release.objects.published().update(**changes))


def test_a_published_release_refuses_to_be_deleted():
    refused(lambda: execute("DELETE FROM evidence_release"))


def test_a_release_begins_as_a_draft():
    refused(
        lambda: Release.objects.create(
            slug="x",
            name="X",
            date="2027-01-01",
            state="withdrawn",
            published_at="2027-01-01T00:00Z",
            publish_reason="x",
            content_hash="f" * 64,
            superseded_at="2027-01-01T00:00Z",
            successor=Release.objects.get(),
            withdrawn_at="2027-01-01T00:00Z",
            withdraw_reason="x",
        )
    )


def test_a_superseded_release_stays_superseded(draft, admin_user):
    old = Release.objects.published().get()
    steps.published(draft)
    rows = Release.objects.filter(pk=old.pk)

    refused(lambda: rows.update(superseded_at="2020-01-01T00:00Z"))
    refused(lambda: rows.update(state="published", superseded_at=None, successor=None))
    refused(lambda: Finding.objects.filter(release=old).update(note="x"))


def test_a_withdrawn_release_stays_withdrawn(draft, admin_user):
    old = Release.objects.published().get()
    steps.published(draft)
    services.withdraw_release(release=old, by=admin_user, reason="An error.")
    rows = Release.objects.filter(pk=old.pk)

    refused(lambda: rows.update(withdraw_reason="Another."))
    refused(
        lambda: rows.update(
            state="superseded", withdrawn_at=None, withdrawn_by=None, withdraw_reason=""
        )
    )


def test_an_unfounded_parameter_keeps_a_draft_from_review(draft):
    Parameter.objects.get(release=draft, slug="engagement").finding_links.all().delete()

    with pytest.raises(IntegrityError, match="neither findings nor"), transaction.atomic():
        Release.objects.filter(pk=draft.pk).update(
            state="in_review",
            submitted_at="2027-01-01T00:00Z",
            submitted_by=steps.editor(),
            submit_reason="Past the service.",
            content_hash="f" * 64,
        )


if connection.vendor == "postgresql":  # SQLite has no TRUNCATE; see test_on_postgresql.py

    @pytest.mark.parametrize("table", ["release", *triggers.RELEASE_OF])
    def test_tables_refuse_to_be_emptied(table):
        refused(lambda: execute(f"TRUNCATE evidence_{table} CASCADE"))
