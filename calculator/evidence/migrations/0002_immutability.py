from django.db import migrations

from calculator.evidence import triggers


class Migration(migrations.Migration):
    """Hold published releases as they are."""

    dependencies = [("evidence", "0001_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.leave)]
