"""The form of the plan terms: what an address carries, as typed, each message at its field."""

from collections.abc import Mapping
from functools import cached_property

from django.utils.datastructures import MultiValueDict

from calculator.engine.split.fields import FIELD
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.address import AddressForm
from calculator.scenarios.forms.inputs import Input

FUNDINGS = (
    ("self_funded", noop("Self-funded"), noop("You pay the claims, with or without stop-loss.")),
    (
        "level_funded",
        noop("Level-funded"),
        noop("A fixed monthly payment; part of a surplus comes back."),
    ),
    (
        "fully_insured",
        noop("Fully insured"),
        noop("You pay a premium; this year's claims are the insurer's."),
    ),
)
EXAMPLE = "claim_with=400%2C000&claim_without=30%2C000&stop_loss_deductible=250%2C000"


class SplitForm(AddressForm):
    """The plan's terms, and one claim."""

    fields = FIELD

    def __init__(self, values: Mapping[str, str], *, audience: str, funding: str) -> None:
        super().__init__(values)
        self.audience = audience
        self.default_funding = funding

    @classmethod
    def from_request(
        cls, data: MultiValueDict[str, str], *, audience: str, funding: str
    ) -> "SplitForm":
        """Return the form as an address fills it in; what it does not know is left out."""
        known = {name: data[name] for name in data if name in FIELD}
        if audience == "payer":
            known.pop("funding", None)
        return cls(known, audience=audience, funding=funding)

    @property
    def is_payer(self) -> bool:
        """Whether a payer asks."""
        return self.audience == "payer"

    @cached_property
    def funding(self) -> Input:
        """Who bears the claims; a payer is not asked."""
        return self.input("funding", FUNDINGS, default=self.default_funding)

    @property
    def insurance(self) -> tuple[Input, ...]:
        """What limits a claim to whoever bears it, and what comes back."""
        if self.is_payer:
            return (self.input("stop_loss_deductible", label=noop("Reinsurance deductible")),)
        return self._inputs("stop_loss_deductible", "surplus_returned", "renewal_share")

    @property
    def cost_sharing(self) -> tuple[Input, ...]:
        """What members pay."""
        return self._inputs("member_deductible", "coinsurance", "out_of_pocket_maximum")

    @property
    def patients(self) -> tuple[Input, ...]:
        """What else is claimed for such members in the year."""
        return self._inputs("other_claims", "other_claims_diagnosis")

    @property
    def claim(self) -> tuple[Input, ...]:
        """One claim, for the small calculator."""
        return self._inputs("claim_with", "claim_without")

    @property
    def is_open(self) -> bool:
        """Whether the form stands open: nothing is stated yet, or something was refused."""
        return not self.raw or bool(self.errors)

    @property
    def is_detailed(self) -> bool:
        """Whether other claims are stated or refused."""
        return any(item.value.strip() or item.errors for item in self.patients)

    @property
    def is_one_claim(self) -> bool:
        """Whether one claim is stated or refused."""
        return any(item.value.strip() or item.errors for item in self.claim)

    @property
    def example(self) -> str:
        """An address that fills in a large claim under stop-loss, members paying nothing."""
        return f"{EXAMPLE}&member_deductible=0"

    def _inputs(self, *names: str) -> tuple[Input, ...]:
        return tuple(self.input(name) for name in names)
