import django.db.models.deletion
from django.db import migrations, models

from calculator.evidence import triggers

METHODS = ["chosen", "pooled", "range", "judgement"]


class Migration(migrations.Migration):
    """How a value follows from its findings, and which findings do not count, and why."""

    dependencies = [("evidence", "0004_workflow")]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.AddField(
            model_name="finding",
            name="outcomes_from_claims",
            field=models.BooleanField(
                blank=True,
                help_text="Unknown: yes where the design speaks of claims.",
                null=True,
                verbose_name="outcome verified in claims",
            ),
        ),
        migrations.AddField(
            model_name="parameter",
            name="grade_reason",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Why the grade in use is one step from the computed one.",
                verbose_name="reason for the grade",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="parameter",
            name="synthesis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("chosen", "Chosen finding"),
                    ("pooled", "Pooled"),
                    ("range", "Range"),
                    ("judgement", "Judgement"),
                ],
                default="",
                help_text="Empty: not stated.",
                max_length=10,
                verbose_name="method",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="parameter",
            name="chosen_finding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="chosen_for",
                to="evidence.finding",
            ),
        ),
        migrations.AddField(
            model_name="parameterfinding",
            name="is_admissible",
            field=models.BooleanField(default=True, verbose_name="counts"),
        ),
        migrations.AddField(
            model_name="parameterfinding",
            name="reason",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Shown to readers.",
                max_length=300,
                verbose_name="why it is left out",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="parameter",
            constraint=models.CheckConstraint(
                condition=models.Q(("synthesis__in", ["", *METHODS])),
                name="parameter_method_known",
                violation_error_message=f"Method must be one of: {', '.join(METHODS)}.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen_finding__isnull", False), ("synthesis", "chosen")),
                    models.Q(
                        models.Q(("synthesis", "chosen"), _negated=True),
                        ("chosen_finding__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="parameter_chosen_named",
                violation_error_message=(
                    "Name the chosen finding where the method is a chosen finding, and only there."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="parameterfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_admissible", True), ("reason", "")),
                    models.Q(
                        ("is_admissible", False), models.Q(("reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="parameterfinding_left_out_why",
                violation_error_message=(
                    "Give a reason where a finding does not count, and only there."
                ),
            ),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
