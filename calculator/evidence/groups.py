"""The groups of the workflow and what each may do; a migration that adds a model installs anew."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITORS, REVIEWERS, PUBLISHERS = (
    f"Evidence {people}" for people in ("editors", "reviewers", "publishers")
)
STEPS = ("submit_release", "review_release", "publish_release")
STEP_OF = dict(zip((EDITORS, REVIEWERS, PUBLISHERS), STEPS, strict=True))


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the groups and give each its permissions, on the models that exist by now.

    Editors change drafts and submit them; reviewers and publishers read everything and take
    their own step. Permissions are made here because Django makes them after the migrations.
    """
    config = apps.get_app_config("evidence")
    config.models_module = True  # the historical stand-in has none
    create_permissions(config, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="evidence"
    )
    groups = apps.get_model("auth", "Group").objects
    for name, step in STEP_OF.items():
        group, _ = groups.get_or_create(name=name)
        found = permissions.filter(codename=step) | permissions.filter(codename__startswith="view_")
        if name == EDITORS:
            found = permissions.exclude(codename__in={*STEPS} - {step})
        group.permissions.set(found)


def leave(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take nothing away: people may be in the groups."""
