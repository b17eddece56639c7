"""What a template needs to draw one input, a set of choices, or one parameter's three boxes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from calculator.engine.evidence import Evidence, Parameter
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import PARTS
from calculator.exhibits import formats
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.scenarios.forms.wire import EMPLOYER_ONLY, Values, added, first

Option = tuple[str, str, str]  # value, label, help


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a choice."""

    value: str
    label: str
    is_chosen: bool
    id: str
    help: str = ""

    def __post_init__(self) -> None:
        """Say in the reader's language what was declared."""
        speak(self, "label", "help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: its ``default`` in words, the ``source`` of that, whose it is (``only``)."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    default: str = ""
    source: str = ""
    help: str = ""
    only: str = ""
    choices: tuple[Choice, ...] = ()
    errors: tuple[str, ...] = ()
    is_changed: bool = False
    default_value: str = ""

    def __post_init__(self) -> None:
        """Say in the reader's language what was declared."""
        speak(self, "label", "default", "help")

    @property
    def id(self) -> str:
        """The element's id."""
        return id_of(self.name)

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"scenarios/_{self.kind}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRow:
    """A parameter with its three boxes: base, low and high."""

    parameter: Parameter
    boxes: tuple[Input, ...]
    default: str
    errors: tuple[str, ...] = ()
    is_changed: bool = False
    is_new: bool = False

    @property
    def name(self) -> str:
        """The name of the whole row."""
        return f"overrides.{self.parameter.name}"

    @property
    def id(self) -> str:
        """The element's id."""
        return id_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Inputs that fold together."""

    key: str
    title: str
    lead: str
    inputs: tuple[Input, ...] = field(default=())

    @property
    def plain(self) -> list[Input]:
        """The inputs that stand alone."""
        return [item for item in self.inputs if item.kind != "band"]

    @property
    def bands(self) -> list[Input]:
        """The shares of the age bands, line by line."""
        return [item for item in self.inputs if item.kind == "band"]

    @property
    def errors(self) -> bool:
        """Whether anything inside was refused."""
        return any(item.errors for item in self.inputs)

    @property
    def changed(self) -> int:
        """How many inputs inside depart from their default."""
        return sum(item.is_changed for item in self.inputs)


def speak(item: Choice | Input, *declared: str) -> None:
    """Put the words of a declaration into the reader's language."""
    for name in declared:
        object.__setattr__(item, name, named(getattr(item, name)))


def id_of(name: str) -> str:
    """Return an element id for a field's name.

    >>> id_of("age_mix.commercial.65+")
    'in-age_mix-commercial-65-'
    """
    return "in-" + re.sub(r"[^\w-]", "-", name)


def text_input(
    name: str, values: Values, errors: dict[str, list[str]], *, default: str = "", source: str = ""
) -> Input:
    """Return the input of a declared field that is typed."""
    declared = FIELD[name]
    value = first(values, name)
    return Input(
        name=name,
        label=declared.label,
        kind="checkbox" if declared.kind == "yes_no" else "text",
        value=value,
        default=default or declared.default,
        source=source,
        help=declared.help,
        only="employer" if name in EMPLOYER_ONLY else "",
        errors=said(errors, name),
        is_changed=bool(value.strip()) and value.strip() != "no",
    )


def choice_input(
    name: str,
    values: Values,
    errors: dict[str, list[str]],
    options: list[Option],
) -> Input:
    """Return the input of a declared choice among (value, label, help)."""
    declared = FIELD[name]
    chosen = first(values, name).strip() or declared.default
    names = {value: label for value, label, _help in options}
    return Input(
        name=name,
        label=declared.label,
        kind="choice",
        value=chosen,
        default=names.get(declared.default, declared.default),
        default_value=declared.default,
        help=declared.help,
        only="employer" if name in EMPLOYER_ONLY else "",
        choices=choices_of(name, options, chosen),
        errors=said(errors, name),
        is_changed=name != "audience" and chosen != declared.default,
    )


def choices_of(name: str, options: Iterable[Option], chosen: str) -> tuple[Choice, ...]:
    """Return the answers of a choice."""
    return tuple(
        Choice(
            value=value,
            label=label,
            help=explained,
            is_chosen=value == chosen,
            id=id_of(f"{name}.{value}"),
        )
        for value, label, explained in options
    )


def parameter_row(
    name: str, values: Values, errors: dict[str, list[str]], evidence: Evidence
) -> ParameterRow:
    """Return the row of one parameter, as typed, beside the evidence's own values."""
    parameter = evidence.parameter[name]
    shown = [
        formats.parameter_value(getattr(parameter, part), parameter.unit, parameter.key)
        for part in PARTS
    ]
    own = first(values, f"overrides.{name}")
    boxes = tuple(
        Input(
            name=f"overrides.{name}.{part}",
            label=part,
            value=first(values, f"overrides.{name}.{part}") or (own if part == "base" else ""),
        )
        for part in PARTS
    )
    return ParameterRow(
        parameter=parameter,
        boxes=boxes,
        default=_("{base} ({low} to {high})", base=shown[0], low=shown[1], high=shown[2]),
        errors=said(errors, f"overrides.{name}"),
        is_changed=any(box.value.strip() for box in boxes),
        is_new=name in added(values),
    )


def said(errors: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """Return the messages at a field."""
    return tuple(errors.get(name, ()))
