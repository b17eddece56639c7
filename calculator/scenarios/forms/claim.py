"""The claim checker's form: what an address carries, as typed, with every message at its field."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from calculator.engine.claims.fields import FIELD
from calculator.engine.evidence import Evidence
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.address import AddressForm, Example
from calculator.scenarios.forms.inputs import Input
from calculator.scenarios.forms.wire import SIZES

KINDS = (
    ("ratio", noop("A return per $1"), noop("“11 to 1”: dollars back for each dollar of fees.")),
    ("per_member_year", noop("Dollars per member a year"), noop("“$650 per member”.")),
    ("per_opinion", noop("Dollars per opinion"), noop("On average over all opinions given.")),
    (
        "per_case",
        noop("Dollars per case"),
        noop("In the cases that the seller counts; say how many below."),
    ),
    ("total", noop("Dollars in all"), noop("“$7 million over three years”.")),
)
BASES = (
    ("pepm", noop("per employee per month (PEPM)"), ""),
    ("pmpm", noop("per member per month (PMPM)"), ""),
    ("per_opinion", noop("per opinion"), ""),
)
READINGS = (
    (
        "saved",
        noop("Money that the program saved"),
        noop("What members' care would have cost more."),
    ),
    (
        "exists",
        noop("Avoidable spending that exists"),
        noop(
            "What is spent on care that may not be needed. A program reaches a "
            "part of it at most. The same figure is often printed both ways: ask "
            "the seller which it is."
        ),
    ),
)
EXAMPLES = (
    (noop("11 to 1 on $1.00 per employee per month"), {
        "kind": "ratio", "amount": "11 to 1", "size": "10,000", "size_is": "members",
        "fee": "1.00", "fee_basis": "pepm",
    }),
    (noop("$65 million per 100,000 members, at $8,705 per opinion"), {
        "kind": "total", "amount": "$65 million", "size": "100,000", "size_is": "members",
        "saving_per_case": "8,705",
    }),
    (noop("$7 million over three years at $4,500 per case"), {
        "kind": "total", "amount": "$7 million", "size": "300,000", "size_is": "members",
        "years": "3", "saving_per_case": "4,500", "design": "mandatory",
    }),
)  # fmt: skip


class ClaimForm(AddressForm):
    """A claim, and the group of which it is made."""

    fields = FIELD

    def __init__(self, values: Mapping[str, str], evidence: Evidence) -> None:
        super().__init__(values)
        self.evidence = evidence

    @classmethod
    def from_request(cls, data: MultiValueDict[str, str], evidence: Evidence) -> "ClaimForm":
        """Return the form as an address fills it in; what it does not know is left out."""
        known = {name: data[name] for name in data if name in FIELD or name in ("size", "size_is")}
        for name in SIZES:  # an address may say ?members=10000
            value = known.pop(name, "")
            if value and not known.get("size"):
                known["size"], known["size_is"] = value, name
        return cls(known, evidence)

    @property
    def is_asked(self) -> bool:
        """Whether a claim was sent, and not merely some boxes filled in by a link."""
        return "amount" in self.values

    @property
    def raw(self) -> dict[str, object]:
        """What the engine judges."""
        raw = super().raw
        if self.size.value.strip():
            raw[self.size_is] = self.size.value
        return raw

    def id_of(self, name: str) -> str:
        """Return the id of the element in which a field is typed."""
        return super().id_of("size" if name in SIZES else name)

    @property
    def size_is(self) -> str:
        """Whether the size counts employees or members."""
        return "employees" if self.values.get("size_is") == "employees" else "members"

    @property
    def size(self) -> Input:
        """The number of people."""
        return Input(
            name="size",
            label=_("How many people is it about?"),
            value=self.values.get("size", ""),
            help=_("The group that the claim speaks of, or your own."),
            errors=tuple(text for name in SIZES for text in self.errors.get(name, ())),
        )

    @cached_property
    def kind(self) -> Input:
        """What is claimed."""
        return self.input("kind", KINDS)

    @cached_property
    def reading(self) -> Input:
        """Whether the dollars were saved, or exist."""
        return self.input("reading", READINGS)

    @cached_property
    def fee_basis(self) -> Input:
        """How the fee is paid."""
        return self.input("fee_basis", BASES)

    @cached_property
    def design(self) -> Input:
        """The program design."""
        return self.input("design", [(d.slug, d.name, "") for d in self.evidence.designs])

    @property
    def amount(self) -> Input:
        """The figure claimed."""
        return self.input("amount")

    @property
    def fee(self) -> Input:
        """The program's fee."""
        return self.input("fee")

    @property
    def years(self) -> Input:
        """The years that the claim covers."""
        return self.input("years")

    @property
    def cases(self) -> Input:
        """The cases claimed."""
        return self.input("cases")

    @property
    def saving_per_case(self) -> Input:
        """The saving per case, stated beside the claim."""
        return self.input("saving_per_case")

    @property
    def is_detailed(self) -> bool:
        """Whether anything beyond the claim itself is stated or refused."""
        return self.is_stated(("years", "cases", "saving_per_case", "design", "reading"))

    @property
    def examples(self) -> tuple[Example, ...]:
        """Published claims to try."""
        return tuple(Example(label=_(label), query=urlencode(raw)) for label, raw in EXAMPLES)
