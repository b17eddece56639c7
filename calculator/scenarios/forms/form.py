"""The form of one scenario: what was typed, the verdict on it, and its groups of inputs."""

from collections.abc import Mapping
from functools import cached_property

from django.utils.datastructures import MultiValueDict

from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms import groups, wire
from calculator.scenarios.forms.inputs import Group, Input, ParameterRow, id_of, parameter_row
from calculator.scenarios.forms.wire import SIZES, Values

SIZE_HELP = noop("Employees covered by the plan, or members: employees and their dependents.")


class ScenarioForm:
    """Collects what was typed: ``raw`` goes to the engine, ``refuse`` takes its messages."""

    def __init__(self, values: Values, evidence: Evidence) -> None:
        self.values = values
        self.evidence = evidence
        self.errors: dict[str, list[str]] = {}

    @classmethod
    def from_request(cls, data: MultiValueDict[str, str], evidence: Evidence) -> "ScenarioForm":
        """Return the form as posted, or as an address fills it in."""
        return cls(wire.values_of(data), evidence)

    @classmethod
    def from_typed(cls, typed: Mapping[str, object], evidence: Evidence) -> "ScenarioForm":
        """Return the form of a saved calculation."""
        return cls(wire.flatten(typed), evidence)

    @property
    def raw(self) -> dict[str, object]:
        """What the engine judges."""
        raw = wire.nest(self.values)
        usual = {area.slug for area in self.evidence.areas if area.included_by_default}
        if set(self.values.get("areas", ())) == usual:  # the usual ones of whatever release
            del raw["areas"]
        return raw

    def refuse(self, error: InvalidInput) -> None:
        """Take over the engine's messages."""
        self.errors = error.errors

    @property
    def size(self) -> Input:
        """The one required field."""
        messages = [said for name in SIZES for said in self.errors.get(name, ())]
        return Input(
            name="size",
            label=_("How many people does the plan cover?"),
            value=wire.first(self.values, "size"),
            help=_(SIZE_HELP),
            only="employer",
            errors=tuple(messages),
        )

    @property
    def size_is(self) -> str:
        """Whether the size counts employees or members."""
        return "members" if wire.first(self.values, "size_is") == "members" else "employees"

    @cached_property
    def audience(self) -> Input:
        """Employer or payer."""
        return groups.audience(self.values, self.errors)

    @cached_property
    def lines(self) -> tuple[Input, ...]:
        """A payer's members, line by line."""
        return groups.lines(self.values, self.errors, self.evidence)

    @cached_property
    def lines_errors(self) -> tuple[str, ...]:
        """What is wrong with the lines together."""
        return tuple(self.errors.get("members_by_line", ()))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The folded groups, in order."""
        return groups.all_groups(self.values, self.errors, self.evidence)

    @cached_property
    def parameters(self) -> tuple[ParameterRow, ...]:
        """The parameters on the form: changed, refused, or just added."""
        names = {
            name.removeprefix("overrides.").removesuffix(f".{part}")
            for name in [*self.values, *self.errors]
            if name.startswith("overrides.")
            for part in ("base", "low", "high")
        } | wire.added(self.values)
        return tuple(
            parameter_row(name, self.values, self.errors, self.evidence)
            for name in self.evidence.parameter
            if name in names
        )

    @cached_property
    def choices_of_parameters(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every parameter of the release as (group, [(name, label)]), for the list to add from."""
        return groups.parameter_choices(self.evidence)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing was typed yet, so that the first box may take the focus."""
        return not self.values

    @property
    def parameter_count(self) -> int:
        """How many parameters the release has."""
        return len(self.evidence.parameters)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the id of the field it belongs to."""
        return [
            (self._anchor(name), message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    @cached_property
    def names(self) -> list[str]:
        """The names of everything that can carry a message, in the order of the page."""
        return [
            *("size", "members_by_line"),
            *(item.name for item in self.lines),
            "audience",
            *(item.name for group in self.groups for item in group.inputs),
            *(row.name for row in self.parameters),
            "parameters",
        ]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Each field's id with its messages, empty where it has none: what a preview sends."""
        said: dict[str, list[str]] = {id_of(name): [] for name in self.names}
        for anchor, message in self.summary:
            said[anchor].append(message)
        return [(name, " ".join(texts)) for name, texts in said.items()]

    def _anchor(self, name: str) -> str:
        """Return the id of the field itself, of the first box inside it, or of what it is in."""
        if name in SIZES:
            return id_of("size")
        while name:
            for known in self.names:
                if known == name or known.startswith(f"{name}."):
                    return id_of(known)
            name = name.rpartition(".")[0]
        return id_of("parameters")
