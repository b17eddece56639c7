from django.db import migrations, models

from calculator.evidence import triggers


class Migration(migrations.Migration):
    """When a parameter was last found valid, and when to look again."""

    dependencies = [("evidence", "0006_uploads")]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.AddField(
            model_name="parameter",
            name="checked_on",
            field=models.DateField(
                blank=True, help_text="The day it was last found to be still valid.", null=True
            ),
        ),
        migrations.AddField(
            model_name="parameter",
            name="next_check",
            field=models.DateField(
                blank=True, help_text="The day by which to look again.", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="parameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_on__isnull", True),
                    ("next_check__isnull", True),
                    ("next_check__gt", models.F("checked_on")),
                    _connector="OR",
                ),
                name="parameter_check_follows",
                violation_error_message="The next check comes after the last one.",
            ),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
