"""The form of the plan terms: what an address carries, as typed, each message at its field."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from django.utils.datastructures import MultiValueDict

from calculator.engine.errors import InvalidInput
from calculator.engine.split.fields import FIELD
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.inputs import Choice, Input, id_of, said

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
PAYER_LABELS = {"stop_loss_deductible": noop("Reinsurance deductible")}


class SplitForm:
    """Collects what was typed: ``raw`` goes to the engine, ``refuse`` takes its messages."""

    def __init__(self, values: Mapping[str, str], *, audience: str, funding: str) -> None:
        self.values = values
        self.audience = audience
        self.default_funding = funding
        self.errors: dict[str, list[str]] = {}

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
    def raw(self) -> dict[str, object]:
        """What the engine judges."""
        return {name: value for name, value in self.values.items() if value.strip()}

    @property
    def is_payer(self) -> bool:
        """Whether a payer asks."""
        return self.audience == "payer"

    def refuse(self, error: InvalidInput) -> None:
        """Take over the engine's messages."""
        self.errors = error.errors

    @cached_property
    def funding(self) -> Input:
        """Who bears the claims; a payer is not asked."""
        return self._choice("funding", FUNDINGS)

    @property
    def insurance(self) -> tuple[Input, ...]:
        """What limits a claim to whoever bears it, and what comes back."""
        names = ("stop_loss_deductible", "surplus_returned", "renewal_share")
        return tuple(self._text(name) for name in (names[:1] if self.is_payer else names))

    @property
    def cost_sharing(self) -> tuple[Input, ...]:
        """What members pay."""
        return tuple(
            self._text(name)
            for name in ("member_deductible", "coinsurance", "out_of_pocket_maximum")
        )

    @property
    def patients(self) -> tuple[Input, ...]:
        """What else is claimed for such members in the year."""
        return tuple(self._text(name) for name in ("other_claims", "other_claims_diagnosis"))

    @property
    def claim(self) -> tuple[Input, ...]:
        """One claim, for the small calculator."""
        return tuple(self._text(name) for name in ("claim_with", "claim_without"))

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the id of the field it belongs to."""
        return [
            (id_of(name), message) for name, messages in self.errors.items() for message in messages
        ]

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

    def _text(self, name: str) -> Input:
        field = FIELD[name]
        return Input(
            name=name,
            label=PAYER_LABELS.get(name, field.label) if self.is_payer else field.label,
            value=self.values.get(name, ""),
            default=field.default,
            help=field.help,
            errors=said(self.errors, name),
        )

    def _choice(self, name: str, options: Iterable[tuple[str, str, str]]) -> Input:
        field = FIELD[name]
        chosen = self.values.get(name, "").strip() or self.default_funding
        return Input(
            name=name,
            label=field.label,
            value=chosen,
            help=field.help,
            choices=tuple(
                Choice(
                    value=value, label=label, help=help_, is_chosen=value == chosen,
                    id=id_of(f"{name}.{value}"),
                )
                for value, label, help_ in options
            ),
            errors=said(self.errors, name),
        )  # fmt: skip
