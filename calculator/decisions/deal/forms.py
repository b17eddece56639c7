"""The contract's form: what an address carries, as typed, with every message at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from calculator.engine.case import Case
from calculator.engine.deal.design import fees_in_force
from calculator.engine.deal.fields import AS_CALCULATED, FIELD
from calculator.engine.deal.terms import Terms
from calculator.exhibits.deal_price import amount_now
from calculator.exhibits.formats import parameter_value
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.address import AddressForm, Example
from calculator.scenarios.forms.inputs import Input

CHOICES = {
    "gain_share_above": (
        ("all", noop("all measured savings"), ""),
        ("fees", noop("what is left after the year's fees"), ""),
    ),
    "guarantee_settled": (
        ("year", noop("year by year"), ""),
        ("contract", noop("once, at the end"), ""),
    ),
    "measured_by": (
        (
            "claims",
            noop("By claims"),
            noop("What care cost the plan, with the program and without it."),
        ),
        (
            "count",
            noop("By the seller's own count"),
            noop("Operations not confirmed and plans changed, whether or not anybody followed."),
        ),
    ),
}
CHARGED = (
    "fee_per_employee_month", "fee_per_member_month", "fee_per_opinion", "gain_share",
)  # fmt: skip
PROMISED = ("fees_at_risk", "guaranteed_ratio")
DETAILS = (
    (noop("More on fees"), (
        "implementation_fee", "fee_escalator", "gain_share_above", "gain_share_floor",
    )),
    (noop("More on the guarantee"), ("guarantee_cap", "guarantee_settled")),
    (noop("Members' incentive, the seller's cost, the chance you want"), (
        "incentive_per_opinion", "incentive_uptake", "seller_cost_per_opinion", "probability",
    )),
)  # fmt: skip
IN_FORCE = {
    "fee_per_employee_month": "pepm",
    "fee_per_member_month": "pmpm",
    "fee_per_opinion": "per_opinion",
    "implementation_fee": "implementation",
    "incentive_per_opinion": "incentive",
}
NO_FEES = {"fee_per_employee_month": "0", "fee_per_member_month": "0", "fee_per_opinion": "0"}
EXAMPLES = (
    (noop("Twice the fees guaranteed, all fees at risk"), {
        "fees_at_risk": "100%", "guaranteed_ratio": "2",
    }),
    (noop("The same promise by the seller's own count"), {
        "fees_at_risk": "100%", "guaranteed_ratio": "2", "measured_by": "count",
    }),
    (noop("Only a fee of $1,900 per opinion"), {**NO_FEES, "fee_per_opinion": "1,900"}),
    (noop("Only 30% of the measured savings"), {**NO_FEES, "gain_share": "30%"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Terms that fold together, open where one of them is stated or refused."""

    title: str
    inputs: tuple[Input, ...]
    is_open: bool


class DealForm(AddressForm):
    """The terms of a contract for one calculation."""

    fields = FIELD

    def __init__(self, values: Mapping[str, str], case: Case) -> None:
        super().__init__(values)
        self.case = case

    @classmethod
    def from_request(cls, data: MultiValueDict[str, str], case: Case) -> "DealForm":
        """Return the form as an address fills it in; what it does not know is left out."""
        return cls({name: data[name] for name in data if name in FIELD}, case)

    @cached_property
    def charged(self) -> tuple[Input, ...]:
        """How the seller is paid."""
        return self._inputs(CHARGED)

    @cached_property
    def promised(self) -> tuple[Input, ...]:
        """What the seller guarantees."""
        return self._inputs(PROMISED)

    @cached_property
    def measured_by(self) -> Input:
        """Who counts the savings."""
        return self._input("measured_by")

    @cached_property
    def details(self) -> tuple[Details, ...]:
        """The terms that most contracts leave alone."""
        return tuple(
            Details(
                title=_(title),
                inputs=self._inputs(names),
                is_open=self.is_stated(names),
            )
            for title, names in DETAILS
        )

    @property
    def stated(self) -> list[str]:
        """The terms that were stated, as they were typed or chosen."""
        return [self._said(self._input(name)) for name in FIELD if self.is_stated([name])]

    @property
    def examples(self) -> tuple[Example, ...]:
        """Contracts to try."""
        left_out = {"fee_per_employee_month"} if self.case.is_payer else set()
        return tuple(
            Example(
                label=_(label),
                query=urlencode({k: v for k, v in raw.items() if k not in left_out}),
            )
            for label, raw in EXAMPLES
        )

    @cached_property
    def _own(self) -> dict[str, float]:
        return fees_in_force(self.case, Terms())

    def _said(self, item: Input) -> str:
        chosen = next((choice.label for choice in item.choices if choice.is_chosen), item.value)
        return f"{item.label}: {chosen}"

    def _inputs(self, names: Iterable[str]) -> tuple[Input, ...]:
        hidden = {"fee_per_employee_month"} if self.case.is_payer else set()
        shown = (name for name in names if name not in hidden or self.is_stated([name]))
        return tuple(self._input(name) for name in shown)

    def _input(self, name: str) -> Input:
        if name in CHOICES:
            return self.input(name, CHOICES[name])
        return self.input(name, default=self._default(name))

    def _default(self, name: str) -> str:
        own, default = IN_FORCE.get(name), FIELD[name].default
        if own is None or default != AS_CALCULATED:
            return default
        value = self._own[own]
        if own in ("pepm", "pmpm", "per_opinion"):
            return f"{amount_now(value, own)}, {_(default)}"
        return f"{parameter_value(value, 'USD') if value else _('none')}, {_(default)}"
