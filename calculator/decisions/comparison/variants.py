"""The same calculation with another design or fee: kept, so that it can be compared."""

from collections.abc import Mapping
from functools import cached_property

from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Design
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.exhibits.facts import FEE_FIELD
from calculator.exhibits.formats import fee_unit
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

NOTHING = noop("Choose another design, or enter another fee.")


class VariantForm:
    """What shall differ from a kept calculation: its design, its fee, or both."""

    def __init__(self, saved: Scenario, case: Case, data: Mapping[str, str] | None = None) -> None:
        self.saved = saved
        self.case = case
        self.design = (data or {}).get("design", "").strip() or case.inputs.design
        self.fee = (data or {}).get("fee", "").strip()
        self.errors: dict[str, list[str]] = {}

    @cached_property
    def release(self) -> Release:
        """The calculation's own, so that nothing else differs; the live one if withdrawn."""
        release = self.saved.release
        is_withdrawn = release.state == release.State.WITHDRAWN
        return catalog.live_release() if is_withdrawn else release

    @property
    def designs(self) -> tuple[Design, ...]:
        """The designs to choose from."""
        return catalog.evidence_of(self.release).designs

    @property
    def units(self) -> list[str]:
        """In what the fee is told, by how the design is paid."""
        monthly = "pmpm" if self.case.is_payer else "pepm"
        return [fee_unit(monthly), fee_unit("per_opinion")]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the id of the field it belongs to."""
        return [(f"in-{name}", said) for name, listed in self.errors.items() for said in listed]

    def keep(self, by: object) -> Scenario | None:
        """Calculate and keep the variant; on bad input keep the messages."""
        if self.design == self.case.inputs.design and not self.fee:
            self.errors = {"design": [_(NOTHING)]}
            return None
        try:
            return services.save_scenario(raw=self._raw(), by=by, release=self.release)
        except InvalidInput as error:
            named = {"design": "design", self._fee_field(): "fee"}
            for name, listed in error.errors.items():
                self.errors.setdefault(named.get(name, "design"), []).extend(listed)
            return None

    def _raw(self) -> dict[str, object]:
        raw = dict(self.saved.typed) | {"design": self.design}
        return raw | ({self._fee_field(): self.fee} if self.fee else {})

    def _fee_field(self) -> str:
        """The field of the fee in the basis of the chosen design."""
        design = catalog.evidence_of(self.release).design.get(self.design)
        if design is not None and design.fee_basis == "per_opinion":
            return FEE_FIELD["per_opinion"]
        return FEE_FIELD["pmpm" if self.case.is_payer else "pepm"]
