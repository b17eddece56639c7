"""One scenario: what is asked of the model. The only place that judges values (Model 3)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence, Range
from calculator.engine.inputs import overrides as own
from calculator.engine.inputs import people
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.numbers import Unreadable, of_field, shown
from calculator.engine.inputs.overrides import Override
from calculator.engine.inputs.reader import Reader
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

DEFAULT_DRAWS = 10_000
DEFAULT_YEARS = 3
SIZE = ("audience", "members", "employees", "members_by_line")
MONEY_FIELDS = (
    "fee_per_employee_month",
    "fee_per_member_month",
    "fee_per_opinion",
    "incentive_per_opinion",
    "annual_administration_cost",
    "implementation_fee",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioInputs:
    """Judged inputs. None means "not entered": the design or the evidence supplies the value."""

    audience: str
    members: int | None
    employees: int | None
    members_by_line: Mapping[str, int]
    age_mix: Mapping[str, Mapping[str, float]]
    design: str
    lens: str
    areas: tuple[str, ...]
    horizon_years: int
    uptake_ramp: tuple[float, ...]
    discount_rate: float | None
    fee_per_employee_month: float | None
    fee_per_member_month: float | None
    fee_per_opinion: float | None
    incentive_per_opinion: float | None
    annual_administration_cost: float | None
    implementation_fee: float | None
    funding: str
    savings_retained: float
    include_productivity: bool
    overrides: Mapping[str, Override]
    draws: int
    seed: int

    def to_dict(self) -> dict[str, object]:
        """Return the inputs as plain JSON values; reading them again gives the same inputs."""
        plain = asdict(self)
        plain["areas"], plain["uptake_ramp"] = list(self.areas), list(self.uptake_ramp)
        plain["overrides"] = {
            name: asdict(value) if isinstance(value, Range) else value
            for name, value in self.overrides.items()
        }
        for name in ("members_by_line", "age_mix", "overrides"):
            plain[name] = plain[name] or None
        if self.audience == "payer":
            plain["funding"] = None
        return plain

    def with_design(self, design: str) -> "ScenarioInputs":
        """Return the same scenario with another design."""
        return replace(self, design=design)

    def with_lens(self, lens: str) -> "ScenarioInputs":
        """Return the same scenario seen through another lens."""
        return replace(self, lens=lens)


def read(raw: Mapping[str, object], evidence: Evidence) -> ScenarioInputs:
    """Return judged inputs from raw ones (JSON values, or text as typed).

    Args:
        raw: values by the names of ``FIELDS``; absent, None and empty text mean the default.
        evidence: the release that defines areas, lines, designs, lenses and parameters.

    Raises:
        InvalidInput: with every field that cannot be used.

    Source:
        Model 3 and 4.
    """
    reader = _reader(raw)
    audience = reader.choice("audience", FIELD["audience"].choices, "employer")
    members, employees, by_line = _read_size(reader, evidence, audience)
    given = raw["overrides"] if reader.has("overrides") else {}
    found_overrides, override_errors = own.read(given, evidence)
    reader.errors.update(override_errors)
    years = reader.whole("horizon_years") or DEFAULT_YEARS
    draws, seed = reader.whole("draws"), reader.whole("seed")
    funding, retained = _read_funding(reader, audience)
    inputs = ScenarioInputs(
        audience=audience,
        members=members,
        employees=employees,
        members_by_line=by_line,
        age_mix=people.read_age_mix(reader, evidence, audience),
        design=reader.choice("design", tuple(evidence.design), FIELD["design"].default),
        lens=reader.choice("lens", tuple(evidence.lens), FIELD["lens"].default),
        areas=_read_areas(reader, evidence),
        horizon_years=years,
        uptake_ramp=_read_ramp(reader, years),
        discount_rate=reader.number("discount_rate"),
        **{name: reader.number(name) for name in MONEY_FIELDS},
        funding=funding,
        savings_retained=retained,
        include_productivity=reader.yes_no("include_productivity"),
        overrides=found_overrides,
        draws=DEFAULT_DRAWS if draws is None else draws,
        seed=evidence.default_seed if seed is None else seed,
    )
    reader.check()
    return inputs


def size_of(inputs: ScenarioInputs) -> dict[str, object]:
    """Return the raw inputs that say whose scenario it is: the question, never a change."""
    plain = inputs.to_dict()
    return {name: plain[name] for name in SIZE if plain[name] is not None}


def changes(inputs: ScenarioInputs, evidence: Evidence) -> list[tuple[str, object, object]]:
    """Return (field, value, default) of everything that departs from the reference case.

    The size of the group and whom it belongs to are the question, not a change.
    """
    plain = inputs.to_dict()
    default = read(size_of(inputs), evidence).to_dict()
    default["uptake_ramp"] = [1.0] * inputs.horizon_years  # full use, however long the contract
    found: list[tuple[str, object, object]] = []
    for field in fields(ScenarioInputs):
        name = field.name
        if name in SIZE or plain[name] == default[name]:
            continue
        if name == "overrides":
            found += [
                (f"overrides.{key}", value, evidence.parameter[key].base)
                for key, value in (plain[name] or {}).items()  # type: ignore[attr-defined]
            ]
        else:
            found.append((name, plain[name], default[name]))
    return found


def _reader(raw: Mapping[str, object]) -> Reader:
    if not isinstance(raw, Mapping):
        raise InvalidInput(
            {"inputs": [_("{shown} is not a map. Give each input by its name.", shown=shown(raw))]}
        )
    reader = Reader(raw)
    reader.refuse_unknown(noop("There is no input {shown}: use {known}."))
    return reader


def _read_size(
    reader: Reader, evidence: Evidence, audience: str
) -> tuple[int | None, int | None, dict[str, int]]:
    """Return (members, employees, members by line); nothing where the audience is not known."""
    if reader.errors_under("audience"):
        return None, None, {}
    if audience == "employer":
        members, employees = people.read_employer(reader)
        return members, employees, {}
    if reader.has("fee_per_employee_month"):
        reader.refuse(
            "fee_per_employee_month", _("A payer has no employees: use a fee per member.")
        )
    return None, None, people.read_payer(reader, evidence)


def _read_funding(reader: Reader, audience: str) -> tuple[str, float]:
    funding = reader.choice("funding", FIELD["funding"].choices, "self_funded")
    retained = reader.number("savings_retained")
    if funding == "fully_insured":
        if audience == "payer":
            reader.refuse("funding", _("A payer has no plan funding to choose: leave it out."))
        elif not reader.has("savings_retained"):
            reader.refuse(
                "savings_retained",
                _(
                    "State the share of savings that comes back to you, 0 to 1: fully "
                    "insured, nothing returns directly."
                ),
            )
    return funding, 1.0 if retained is None else retained


def _read_areas(reader: Reader, evidence: Evidence) -> tuple[str, ...]:
    given = reader.many("areas")
    if given is None:
        return tuple(area.slug for area in evidence.areas if area.included_by_default)
    unknown = [slug for slug in given if not isinstance(slug, str) or slug not in evidence.area]
    if unknown:
        known = ", ".join(evidence.area)
        reader.refuse(
            "areas",
            _(
                "There is no clinical area {shown}: use {known}.",
                shown=shown(unknown[0]),
                known=known,
            ),
        )
    elif not given:
        reader.refuse("areas", _("Choose at least one clinical area."))
    return tuple(slug for slug in evidence.area if slug in given)


def _read_ramp(reader: Reader, years: int) -> tuple[float, ...]:
    given = reader.many("uptake_ramp")
    if given is None:
        return (1.0,) * years
    if reader.errors_under("horizon_years"):
        return (1.0,) * years
    if len(given) != years:
        expected = _("Give {years} numbers from 0 to 2, one for each contract year", years=years)
        reader.refuse(
            "uptake_ramp", _("{expected}; {given} found.", expected=expected, given=len(given))
        )
        return (1.0,) * years
    ramp: list[float] = []
    for year, value in enumerate(given, start=1):
        try:
            ramp.append(of_field(value, FIELD["uptake_ramp"]))
        except Unreadable as error:
            reader.refuse(f"uptake_ramp.{year}", str(error))
    return tuple(ramp) or (1.0,) * years
