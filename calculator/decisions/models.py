"""What a program really brought in a contract year, entered by the owner of a calculation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from calculator.scenarios.models import Scenario

COUNTS = ("opinions", "not_confirmed", "not_operated", "operations")
MONEY = ("plan_saving", "program_cost")
QUANTITIES = COUNTS + MONEY
MOST_COUNTED = 200_000_000
MOST_MONEY = 1_000_000_000_000
LONGEST_NOTE = 500
MOST_YEARS = 10


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )


def _at_most(part: str, whole: str) -> Q:
    """Return that a part is no larger than its whole, where both are known."""
    unknown = Q(**{f"{part}__isnull": True}) | Q(**{f"{whole}__isnull": True})
    return unknown | Q(**{f"{part}__lte": F(whole)})


class Actual(models.Model):
    """The counts of one contract year of one calculation; what is not known stays empty."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="actuals")
    contract_year = models.PositiveSmallIntegerField()
    starts_on = models.DateField("first day counted")
    months = models.PositiveSmallIntegerField("months counted", default=12)
    opinions = models.PositiveIntegerField(null=True)
    not_confirmed = models.PositiveIntegerField(null=True)
    not_operated = models.PositiveIntegerField(
        null=True, help_text="Of those not confirmed, without the operation 12 months later."
    )
    operations = models.PositiveIntegerField(
        null=True, help_text="Among all members, in the areas where the program acts."
    )
    plan_saving = models.FloatField(null=True, help_text="US dollars, as measured.")
    program_cost = models.FloatField(null=True, help_text="US dollars.")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    entered_by = _person()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["scenario_id", "contract_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "contract_year"], name="actual_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(contract_year__gte=1, contract_year__lte=MOST_YEARS),
                name="actual_year_bounds",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=12), name="actual_months_bounds"
            ),
            models.CheckConstraint(
                condition=~Q(**{f"{name}__isnull": True for name in QUANTITIES}),
                name="actual_holds_something",
            ),
            models.CheckConstraint(
                condition=_at_most("not_confirmed", "opinions")
                & _at_most("not_operated", "not_confirmed"),
                name="actual_parts_within_whole",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{f"{name}__gte": low, f"{name}__lte": high}),
                    name=f"actual_{name}_bounds",
                )
                for name, low, high in (
                    *((name, 0, MOST_COUNTED) for name in COUNTS),
                    ("plan_saving", -MOST_MONEY, MOST_MONEY),
                    ("program_cost", 0, MOST_MONEY),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} year {self.contract_year}"

    @property
    def known(self) -> dict[str, float]:
        """The quantities that were entered."""
        values = {name: getattr(self, name) for name in QUANTITIES}
        return {name: value for name, value in values.items() if value is not None}


class ActualChange(models.Model):
    """What was entered, changed or removed, when and by whom. Rows are only ever added."""

    class Action(models.TextChoices):
        """What was done."""

        ENTERED = "entered", lazy("Entered")
        CHANGED = "changed", lazy("Changed")
        REMOVED = "removed", lazy("Removed")

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="actual_changes")
    contract_year = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=7, choices=Action.choices)
    values = models.JSONField(help_text="As entered; as they were, where removed.")
    by = _person()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["entered", "changed", "removed"]),
                name="actualchange_action_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: year {self.contract_year}"
