from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS, PUBLISHERS = "Evidence editors", "Evidence publishers"


def make(apps, schema_editor):
    """Make the two groups; permissions are made here because they else come after migrations."""
    config = apps.get_app_config("evidence")
    config.models_module = True  # the historical stand-in has none
    create_permissions(config, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="evidence"
    )
    groups = apps.get_model("auth", "Group").objects
    editors, _ = groups.get_or_create(name=EDITORS)
    editors.permissions.set(permissions.exclude(codename="publish_release"))
    publishers, _ = groups.get_or_create(name=PUBLISHERS)
    publishers.permissions.set(
        permissions.filter(codename__startswith="view_")
        | permissions.filter(codename="publish_release")
    )


def remove(apps, schema_editor):
    """Remove the groups."""
    apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, PUBLISHERS]).delete()


class Migration(migrations.Migration):
    """Groups of those who edit drafts and those who publish."""

    dependencies = [
        ("evidence", "0002_immutability"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, remove)]
