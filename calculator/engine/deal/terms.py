"""Reads the terms of a contract. The only place that judges their values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from calculator.engine.deal.fields import FIELD
from calculator.engine.inputs.reader import Reader
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

DEFAULT_PROBABILITY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Judged terms. None means "not entered": the scenario's fee, no cap, a cost not known."""

    fee_per_employee_month: float | None = None
    fee_per_member_month: float | None = None
    fee_per_opinion: float | None = None
    implementation_fee: float | None = None
    fee_escalator: float = 0.0
    gain_share: float = 0.0
    gain_share_above: str = "all"
    gain_share_floor: float = 0.0
    fees_at_risk: float = 0.0
    guaranteed_ratio: float = 0.0
    guarantee_cap: float | None = None
    guarantee_settled: str = "year"
    measured_by: str = "claims"
    incentive_per_opinion: float | None = None
    incentive_uptake: float = 1.0
    seller_cost_per_opinion: float | None = None
    probability: float = DEFAULT_PROBABILITY

    def to_dict(self) -> dict[str, object]:
        """Return the terms as plain values; reading them again gives the same terms."""
        return asdict(self)

    @property
    def guarantees(self) -> bool:
        """Whether anything can come back at all."""
        return self.fees_at_risk > 0 and self.guaranteed_ratio > 0 and self.guarantee_cap != 0

    def without_fees(self) -> "Terms":
        """Return the same contract with no running fee and no gain share."""
        return replace(
            self,
            fee_per_employee_month=0.0,
            fee_per_member_month=0.0,
            fee_per_opinion=0.0,
            gain_share=0.0,
        )

    def without_guarantee(self) -> "Terms":
        """Return the same contract with nothing at risk."""
        return replace(self, fees_at_risk=0.0)


def read(raw: Mapping[str, object], inputs: ScenarioInputs) -> Terms:
    """Return judged terms from raw ones (JSON values, or text as typed).

    Args:
        raw: values by the names of ``FIELDS``; absent, None and empty text mean the default.
        inputs: the scenario that the contract is for.

    Raises:
        InvalidInput: with every term that cannot be used.
    """
    reader = Reader(raw, FIELD)
    reader.refuse_unknown(noop("A contract has no term {shown}: use {known}."))
    terms = Terms(
        fee_per_employee_month=reader.number("fee_per_employee_month"),
        fee_per_member_month=reader.number("fee_per_member_month"),
        fee_per_opinion=reader.number("fee_per_opinion"),
        implementation_fee=reader.number("implementation_fee"),
        fee_escalator=reader.number("fee_escalator") or 0.0,
        gain_share=reader.number("gain_share") or 0.0,
        gain_share_above=_chosen(reader, "gain_share_above"),
        gain_share_floor=reader.number("gain_share_floor") or 0.0,
        fees_at_risk=reader.number("fees_at_risk") or 0.0,
        guaranteed_ratio=reader.number("guaranteed_ratio") or 0.0,
        guarantee_cap=reader.number("guarantee_cap"),
        guarantee_settled=_chosen(reader, "guarantee_settled"),
        measured_by=_chosen(reader, "measured_by"),
        incentive_per_opinion=reader.number("incentive_per_opinion"),
        incentive_uptake=reader.number("incentive_uptake") or 1.0,
        seller_cost_per_opinion=reader.number("seller_cost_per_opinion"),
        probability=reader.number("probability") or DEFAULT_PROBABILITY,
    )
    _judge_together(reader, terms, inputs)
    reader.check()
    return terms


def _chosen(reader: Reader, name: str) -> str:
    return reader.choice(name, FIELD[name].choices, FIELD[name].default)


def _judge_together(reader: Reader, terms: Terms, inputs: ScenarioInputs) -> None:
    if inputs.audience == "payer" and reader.has("fee_per_employee_month"):
        reader.refuse(
            "fee_per_employee_month", _("A payer has no employees: use a fee per member.")
        )
    incentive = terms.incentive_per_opinion
    if incentive is None:
        incentive = inputs.incentive_per_opinion or 0.0
    if terms.incentive_uptake > 1 and not incentive:
        reader.refuse(
            "incentive_uptake",
            _("Goes with an incentive: enter what the member is paid, or leave 1."),
        )
