"""Areas, lines, designs and lenses in the admin."""

from django.contrib import admin

from calculator.evidence.admin.base import (
    DraftInline,
    FindingInline,
    RecordAdmin,
    ReleaseFilter,
)
from calculator.evidence.models import (
    ClinicalArea,
    DesignFinding,
    DesignOverride,
    DesignUptake,
    Lens,
    LineOfBusiness,
    ProgramDesign,
)

NAMES = ("release", "slug")


@admin.register(ClinicalArea)
class ClinicalAreaAdmin(RecordAdmin):
    """A clinical area. Its name in addresses stays: parameters are named after it."""

    list_display = ("name", "slug", "segment", "pathway", "included_by_default")
    list_filter = (ReleaseFilter, "pathway", "segment", "included_by_default")
    search_fields = ("slug", "name", "segment")
    fixed_on_change = NAMES


@admin.register(LineOfBusiness)
class LineOfBusinessAdmin(RecordAdmin):
    """A line of business. Its name in addresses stays: parameters are named after it."""

    list_display = ("name", "slug", "share_0_17", "share_18_44", "share_45_64", "share_65_up")
    search_fields = ("slug", "name")
    fixed_on_change = NAMES


class UptakesOfDesign(DraftInline):
    """Uptake by area, for a design that has its own."""

    model = DesignUptake
    autocomplete_fields = ("area",)
    fields = ("area", "uptake")


class OverridesOfDesign(DraftInline):
    """Parameter values that hold within the design."""

    model = DesignOverride
    autocomplete_fields = ("parameter",)
    fields = ("parameter", "base", "low", "high")


class FindingsOfDesign(FindingInline):
    """The findings a design rests on."""

    model = DesignFinding


@admin.register(ProgramDesign)
class ProgramDesignAdmin(RecordAdmin):
    """A way to offer second opinions."""

    list_display = ("name", "slug", "fee_basis", "uptake_multiplier", "engagement_applies")
    list_filter = (ReleaseFilter, "fee_basis", "engagement_applies")
    search_fields = ("slug", "name", "description")
    fixed_on_change = NAMES
    inlines = (UptakesOfDesign, OverridesOfDesign, FindingsOfDesign)


@admin.register(Lens)
class LensAdmin(RecordAdmin):
    """A view of which evidence to believe."""

    list_display = ("name", "slug", "description")
    search_fields = ("slug", "name")
    fixed_on_change = NAMES
