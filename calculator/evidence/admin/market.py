"""Claims, programs and market estimates in the admin."""

from django.contrib import admin

from calculator.evidence import presentation as say
from calculator.evidence.admin.base import FindingInline, RecordAdmin, ReleaseFilter
from calculator.evidence.models import (
    Claim,
    ClaimFinding,
    MarketEstimate,
    Program,
    ProgramFinding,
)


class FindingsOfClaim(FindingInline):
    """The findings that stand in a claim's place."""

    model = ClaimFinding


class FindingsOfProgram(FindingInline):
    """The findings about a program."""

    model = ProgramFinding


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """A statement of a market document."""

    list_display = ("slug", "document", "topic", "claim", "verdict")
    list_filter = (ReleaseFilter, "verdict", "document", "topic")
    search_fields = ("slug", "claim", "why", "document")
    inlines = (FindingsOfClaim,)


@admin.register(Program)
class ProgramAdmin(RecordAdmin):
    """A program or provider."""

    list_display = ("name", "slug", "kind", "delivery", "price", "status_of_claims")
    list_filter = (ReleaseFilter, "kind", "named_in_documents")
    search_fields = ("slug", "name", "kind", "delivery")
    inlines = (FindingsOfProgram,)

    @admin.display(description="list price")
    def price(self, program: Program) -> str:
        """Return the list price in words."""
        return say.prices(program.list_price_usd)


@admin.register(MarketEstimate)
class MarketEstimateAdmin(RecordAdmin):
    """An estimate of the size of the market."""

    list_display = ("publisher", "base_year", "end_year", "stated", "implied", "verification")
    list_filter = (ReleaseFilter, "verification")
    search_fields = ("slug", "publisher", "note")
    autocomplete_fields = ("source",)
    readonly_fields = ("implied",)

    @admin.display(description="growth stated")
    def stated(self, estimate: MarketEstimate) -> str:
        """Return the growth the publisher states."""
        return say.stated_growth(estimate.cagr_stated_low, estimate.cagr_stated_high)

    @admin.display(description="growth implied by the end points")
    def implied(self, estimate: MarketEstimate) -> str:
        """Return the growth that the publisher's own end points imply."""
        if estimate.base_year is None:
            return "-"
        first = (estimate.base_usd_bn_low, estimate.base_usd_bn_high)
        last = (estimate.end_usd_bn_low, estimate.end_usd_bn_high)
        return say.implied_growth(first, last, estimate.end_year - estimate.base_year)
